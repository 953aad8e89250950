// Whether quotations and links stand in what is cited, and whether each citation is for something.
import type { Zoned } from '../zoned.ts';
import { alikeOf } from './alike.ts';
import type { SaidAmount } from './amounts.ts';
import { isAssent } from './assent.ts';
import { figureLost, type Lost } from './figures-held.ts';
import type { Scan } from './scan.ts';
import type { Source } from './source.ts';
import type { Clause, Term } from './terms.ts';
import { HEDGES, PLANS } from './vocabulary.ts';

function squeezed(text: string): string {
  return text.toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim();
}

export function quotationLost(quotes: readonly string[], sources: readonly Source[]): Lost | undefined {
  const held = (part: string) => sources.some(({ raw }) => squeezed(raw).includes(part));
  const lost = quotes
    .flatMap((quote) => quote.split(/\s*\[…\]\s*|…|\n/))
    .map((part) => squeezed(part).replace(/[.,;!?]+$/, ''))
    .find((part) => part !== '' && !held(part));
  return lost === undefined ? undefined : { reason: 'quotation', missing: lost };
}

export function linkLost(links: readonly string[], sources: readonly Source[]): Lost | undefined {
  const lost = links.find((link) => !sources.some(({ raw }) => raw.includes(link)));
  return lost === undefined ? undefined : { reason: 'link', missing: lost };
}

/** What a citation is good for: words of the sentence, those that no other citation has counting twice; its figures; its quotation. */
function worthOf(
  source: Source,
  cited: readonly Source[],
  terms: readonly Term[],
  said: Scan,
  zone: Zoned,
): number {
  const has = ({ lower, stems }: Term, { ids, stems: held }: Source) =>
    ids.has(lower) ||
    stems.some((stem) => held.has(stem) || [...alikeOf(stem)].some((other) => held.has(other)));
  const shared = terms.filter((term) => has(term, source));
  const own = shared.filter((term) => !cited.some((other) => other !== source && has(term, other)));
  const none = { ...said, times: [], amounts: [], dates: [] };
  const holds = (figures: Partial<Scan>) => figureLost({ ...none, ...figures }, [source], zone) === undefined;
  const alone = (amount: SaidAmount) =>
    cited.every(
      (other) => other === source || figureLost({ ...none, amounts: [amount] }, [other], zone) !== undefined,
    );
  const held = said.amounts.filter((amount) => holds({ amounts: [amount] }));
  const figures =
    said.times.filter((time) => holds({ times: [time] })).length + held.length + held.filter(alone).length;
  const together = (amount: SaidAmount) =>
    amount.dimension === 'time' &&
    cited.every((other) => figureLost({ ...none, amounts: [amount] }, [other], zone) !== undefined);
  const between = said.amounts.some(together) ? 2 : 0;
  const quoted = said.quotes.length > 0 && quotationLost(said.quotes, [source]) === undefined;
  return shared.length + own.length + figures + between + (quoted ? 2 : 0);
}

const AGREEING = /^(?:agree|approv|confirm|accept|consent|promis|volunteer|undert)/;

/** Each citation has to be for something. */
export function idleCitation(
  clauses: readonly Clause[],
  cited: readonly Source[],
  said: Scan,
  zone: Zoned,
): Lost | undefined {
  const terms = clauses
    .flatMap((clause) => clause.terms)
    .filter(({ glue, lower }) => !glue || HEDGES.has(lower) || PLANS.has(lower));
  const wanted = Math.min(2, terms.length + said.times.length + said.amounts.length);
  const answers = terms.some(({ lower }) => PLANS.has(lower) || AGREEING.test(lower));
  const idle = cited.find(
    (source) => !(answers && isAssent(source)) && worthOf(source, cited, terms, said, zone) < wanted,
  );
  return idle === undefined ? undefined : { reason: 'idle citation', missing: idle.id };
}
