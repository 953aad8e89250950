// Whether words are English: the tables of phrases speak no other language, and nonsense is worse than silence.

const ENGLISH = words(
  'the is are was were of to and it that we i on for with not from be this have has had but they you our can will so at an as',
);

const OTHERS = [
  'der die das und ist nicht ein eine wir ich zu mit auf für den dem von im es sind wird noch aber auch hat haben bei nach wieder',
  'le la les des est une pas nous je pour dans sur avec que qui du ce il ont sont plus encore depuis',
  'el los las es una por para con que no está se lo del hay pero ya más desde estamos',
  'o os não uma em que com está foi mas já do da estamos por mais',
  'il che di è non una per con sono ma della abbiamo ancora dopo',
  'het een van en niet is op dat wij te zijn maar nog ook naar door',
].map(words);

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

function hits(tokens: readonly string[], list: ReadonlySet<string>): number {
  return tokens.reduce((count, token) => count + (list.has(token) ? 1 : 0), 0);
}

export type Language = 'english' | 'other' | 'unknown';

/** Words of a screen or a log: in whatever language these are, their reader writes his own. */
const QUOTED = /["“„«][^"”“»]{4,200}["”»]|`[^`]{1,200}`/gu;

function isLatin(text: string): boolean {
  // Of ASCII, which most words are, no letter has to be counted.
  if (!/\P{ASCII}/u.test(text)) {
    return true;
  }
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters === 0 || latin >= letters * 0.7;
}

/** Judged by script and by function words; short texts without any are `unknown`. */
export function languageOf(text: string): Language {
  if (!isLatin(text)) {
    return 'other';
  }
  const own = /["“„«`]/.test(text) ? text.replace(QUOTED, ' ') : text;
  const tokens = (/\p{L}/u.test(own) ? own : text).toLowerCase().match(/\p{L}+/gu) ?? [];
  const english = hits(tokens, ENGLISH);
  const other = Math.max(...OTHERS.map((list) => hits(tokens, list)));
  if (english === 0 && other < 2) {
    return 'unknown';
  }
  return english >= other ? 'english' : 'other';
}
