// Whether it is over: what is only on its way in the record is not told as done.
import type { SaidAmount } from './amounts.ts';
import { carriesAmountOf, type Lost } from './figures-held.ts';
import { scan } from './scan.ts';
import type { Source } from './source.ts';

const PART = /[,;]\s|\.\s|\n/;
const EXCEPTING = /\b(?:but|except\w*|bar|apart|besides|not|n't|only|remaining|other)\b/i;

/** The record says that more is to come. */
const NOT_YET =
  /\b(?:(?:not|n't) (?:\w+ )?(?:yet|there|done|finished|quite|fully|normal|complete|everywhere)|not (?:all|every\w*)|getting there|almost there|half ?way)\b/i;
/** The sentence says that nothing more is. */
const OVER =
  /\b(?:back to (?:normal|baseline)|(?:fully|completely|entirely) \w+|everything|finished|completed?|done|over|recovered|restored|resolved|normal again|no longer)\b/i;
const PARTLY =
  /\b(?:not|n't|yet|still|almost|nearly|partly|partially|most|some|except|although|though|while|but|begun?|began|started|starting|slowly|gradually|being|to be|part|until|before|only)\b/i;

/** `all came back but two` */
const ALL_BUT =
  /\b(?:all|every\w*|each)\b[^.;]{0,120}\b(?:but|except|bar|apart from|besides)\s+(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|the|for)/i;
const ALL = /\b(?:all|every\w*|each|both)\b/i;
const ONLY_FORESEEN =
  /\b(?:gonna|going to|will|eta|est\.?|expect\w*|should|estimat\w*|probably|maybe|hopefully)\b/i;
const FORESEEN =
  /\b(?:will|would|going to|expect\w*|estimat\w*|should|plan\w*|announc\w*|eta|could|may|might|assum\w*|about to|to be|needs?|predict\w*|anticipat\w*|forecast\w*|hop(?:ed|es|ing)|promis\w*|intend\w*|begins?|began|start\w*)\b/i;

/** `rebuilding, 6h` */
const BARE = /^\W*(?:takes? )?(?:about |around |another |~)*\d[\d.]*\s?\p{L}+\W*$/u;
const GOING_ON = /\b\p{L}{3,}ing\b/u;

/** A length that the record only foresees is no length that it took. */
export function foreseenLost(
  text: string,
  amounts: readonly SaidAmount[],
  cited: readonly Source[],
): Lost | undefined {
  const [source, ...others] = cited;
  if (source === undefined || others.length > 0 || FORESEEN.test(text)) {
    return undefined;
  }
  const lengths = amounts.filter(({ dimension }) => dimension === 'time');
  if (lengths.length === 0) {
    return undefined;
  }
  const all = source.raw.split(PART);
  // Each part is read once, however many lengths are looked for.
  const parts = all.map((part, at) => ({
    amounts: scan(part, { quoted: false }).amounts,
    foreseen: ONLY_FORESEEN.test(part) || (BARE.test(part) && GOING_ON.test(all[at - 1] ?? '')),
  }));
  const foreseen = lengths.find((amount) => {
    const bearing = parts.filter((part) => part.amounts.some((one) => carriesAmountOf(one, amount)));
    return bearing.length > 0 && bearing.every((part) => part.foreseen);
  });
  return foreseen === undefined ? undefined : { reason: 'certainty', missing: foreseen.text };
}

/** All of them, where the record excepts some. */
export function allLost(text: string, cited: readonly Source[]): Lost | undefined {
  const [source, ...others] = cited;
  return source !== undefined &&
    others.length === 0 &&
    ALL.test(text) &&
    !EXCEPTING.test(text) &&
    ALL_BUT.test(source.raw)
    ? { reason: 'opposite', missing: 'all' }
    : undefined;
}

export function overLost(text: string, cited: readonly Source[]): Lost | undefined {
  const [source, ...others] = cited;
  return source !== undefined &&
    others.length === 0 &&
    source.entry?.kind === 'message' &&
    OVER.test(text) &&
    !PARTLY.test(text) &&
    NOT_YET.test(source.raw)
    ? { reason: 'opposite', missing: 'not over yet' }
    : undefined;
}
