// Whether a statement says only what its evidence holds: numbers, times, dates, durations, ids, names, links and quotations.
/** What a statement may rest on: the cited entries as plain text (with their times as a reader sees them), and facts computed by code. */
export type Ground = { cited: readonly string[]; computed: readonly string[]; names: readonly string[] };

export type Checked = { ok: true } | { ok: false; missing: string };

/** Numbers (also within ids, versions and times), dates, and what stands in quotes or backticks. */
const NUMBER = /\d+(?:[.,:]\d+)*/g;
const QUOTED = /“([^”]+)”|`([^`]+)`/g;
const LINK = /https?:\/\/[^\s)\]>|”]+/g;
/** INC-42, #11130, PROJ-7: an id is more than its number. */
const ID = /\b[A-Z][A-Z0-9]+-\d+\b|#\d+/g;

function squeezed(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The parts of a quotation between marks of omission, each of which must occur word for word. */
function partsOf(quotation: string): string[] {
  return quotation
    .split(/\s*\[…\]\s*|\n/)
    .map(squeezed)
    .filter((part) => part !== '');
}

function numbersOf(text: string): Set<string> {
  return new Set(text.match(NUMBER) ?? []);
}

function missingQuotation(text: string, sources: string): string | undefined {
  for (const match of text.matchAll(QUOTED)) {
    const lost = partsOf(match[1] ?? match[2] ?? '').find((part) => !sources.includes(part));
    if (lost !== undefined) {
      return lost;
    }
  }
  return undefined;
}

/** Names are looked for as whole words, so that `Bo` is not found in `Bobcat`. */
function holdsName(text: string, name: string): boolean {
  const at = text.indexOf(name);
  if (at < 0) {
    return false;
  }
  const around = `${text[at - 1] ?? ' '}${text[at + name.length] ?? ' '}`;
  return !/[\p{L}\p{N}]/u.test(around);
}

function withoutStop(link: string): string {
  return link.replace(/[.,;:!?]+$/, '');
}

/**
 * Checks one statement. `text` is what a reader reads; a quotation is checked word for word, everything else by its numbers, ids,
 * links and names. A statement with nothing checkable passes.
 */
export function checkGrounded(text: string, ground: Ground): Checked {
  const all = [...ground.cited, ...ground.computed].join('\n');
  const sources = squeezed(all);
  const numbers = numbersOf(all);
  const missing =
    missingQuotation(text, sources) ??
    (text.match(LINK) ?? []).map(withoutStop).find((link) => !sources.includes(squeezed(link))) ??
    (text.match(ID) ?? []).find((id) => !sources.includes(squeezed(id))) ??
    [...numbersOf(text)].find((number) => !numbers.has(number)) ??
    ground.names.find((name) => holdsName(text, name) && !holdsName(all, name));
  return missing === undefined ? { ok: true } : { ok: false, missing };
}

/** Checks a verbatim quotation: each part of it occurs in one cited entry. */
export function checkQuoted(quote: string, cited: readonly string[]): Checked {
  const sources = cited.map(squeezed);
  const lost = partsOf(quote).find((part) => !sources.some((source) => source.includes(part)));
  return lost === undefined ? { ok: true } : { ok: false, missing: lost };
}
