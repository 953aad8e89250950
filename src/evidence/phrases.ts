// Small readable tables of phrases, compiled to patterns.

const CONVENIENCES: Record<string, string> = { "'": "['’]?", '’': "['’]", '…': "[\\p{L}'’]*" };

/**
 * One pattern for any of the phrases, on word boundaries, whatever the case. A phrase is a regular expression with
 * these conveniences: a space is any white space (` ?` none or some), `'` may be curly or missing, `’` is one that must be there, `…` is any ending of a word, and ` ~ ` stands for
 * up to three words between.
 */
export function phrases(...list: readonly string[]): RegExp {
  const sources = list.map((phrase) =>
    phrase
      .replaceAll(' ~ ', '(?: [^ .,;:!?]+){0,3} ')
      .replace(/['’…]/g, (mark) => CONVENIENCES[mark] ?? mark)
      .replaceAll('[^ ', '[^\\s')
      .replaceAll(' ?', '\\s*')
      .replaceAll(' ', '\\s+')
      .replace(/(?<!\\)\((?!\?)/g, '(?:'),
  );
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${sources.join('|')})(?![\\p{L}\\p{N}_])`, 'iu');
}

const DOUBLES = /^[^aeiou]*[aeiou][bdgmnprt]$/;

function pastOf(verb: string): string {
  if (verb.endsWith('e')) {
    return `${verb}d`;
  }
  if (/[^aeiou]y$/.test(verb)) {
    return `${verb.slice(0, -1)}ied`;
  }
  return DOUBLES.test(verb) ? `${verb}${verb.at(-1)}ed` : `${verb}ed`;
}

function ingOf(verb: string): string {
  if (verb.endsWith('e') && !verb.endsWith('ee')) {
    return `${verb.slice(0, -1)}ing`;
  }
  return DOUBLES.test(verb) ? `${verb}${verb.at(-1)}ing` : `${verb}ing`;
}

/** The past and the form in -ing of regular verbs, a particle kept after them: `drop` gives `dropped`, `dropping`. */
export function verbForms(verbs: readonly string[]): string[] {
  return verbs.flatMap((verb) => {
    const [head = '', ...tail] = verb.split(' ');
    const rest = tail.length > 0 ? ` ${tail.join(' ')}` : '';
    return [`${pastOf(head)}${rest}`, `${ingOf(head)}${rest}`];
  });
}
