// The blame check: twenty rules and five positive checks over any review. Pure; it finds and suggests, and never rewrites.
import type {
  CheckedDocument,
  CheckedSection,
  Finding,
  Hit,
  RuleId,
  Said,
  Waiver,
  Where,
} from './blame/document.ts';
import { figureRules } from './blame/figures.ts';
import { personsOf } from './blame/persons.ts';
import { withoutQuotations } from './blame/quotations.ts';
import type { Rule, Scene } from './blame/rule.ts';
import { actionRules } from './blame/rules-of-actions.ts';
import { peopleRules } from './blame/rules-of-people.ts';
import { wordingRules } from './blame/rules-of-wording.ts';
import { positiveFindings, singleCause } from './blame/whole.ts';

/** B7 and the positive checks look at the document as a whole. */
const WHOLE: readonly Pick<Rule, 'id' | 'name' | 'strict'>[] = [
  { id: 'B7', name: 'a single root cause', strict: true },
  { id: 'P1', name: 'nothing went well' },
  { id: 'P2', name: 'no luck and no surprise' },
  { id: 'P3', name: 'detection is missing' },
  { id: 'P4', name: 'actions that answer no factor' },
  { id: 'P5', name: 'lines without a link' },
];

const RULES: readonly Rule[] = [...peopleRules, ...wordingRules, ...actionRules, ...figureRules];

const numberOf = (id: RuleId) => (id.startsWith('P') ? 100 : 0) + Number(id.slice(1));

/** Every rule, in order: what a list of findings calls it, and whether it holds in strict mode only. */
export const RULE_NAMES: readonly { id: RuleId; name: string; strict: boolean }[] = [...RULES, ...WHOLE]
  .map(({ id, name, strict }) => ({ id, name, strict: strict ?? false }))
  .sort((a, b) => numberOf(a.id) - numberOf(b.id));

export type BlameOptions = {
  /** All twenty rules; else only those that are on by default. */
  strict?: boolean;
  waivers?: readonly Waiver[];
  /** Without the positive checks: for a text that is no whole review. */
  partOnly?: boolean;
};

const PARTIAL =
  /\b(?:partial(?:ly)?|degraded|some (?:users?|customers?|requests?)|intermittent(?:ly)?|slow(?:er|ly)?|a (?:part|third|quarter|tenth|half) of|elevated|[1-9]?\d(?:[.,]\d+)? ?(?:%|per ?cent|percent))/i;

function holdsIn(rule: Rule, { kind }: CheckedSection): boolean {
  return rule.onlyIn ? rule.onlyIn.includes(kind) : !rule.notIn?.includes(kind);
}

function hitsOf(rule: Rule, said: Said, scene: Scene): readonly Hit[] {
  if (rule.check === undefined || (said.quotation && !rule.quotations)) {
    return [];
  }
  // A line may be broken anywhere: to the rules it is one, character for character.
  const text = (rule.quotations ? said.text : withoutQuotations(said.text)).replace(/\n/g, ' ');
  return largest(rule.check(text, said, scene));
}

/** Two readings of the same words are one finding. */
const largest = (hits: readonly Hit[]) =>
  hits.filter(
    (hit, index) =>
      !hits.some(
        (other, at) =>
          at !== index &&
          other.from <= hit.from &&
          other.to >= hit.to &&
          (other.from < hit.from || other.to > hit.to || at < index),
      ),
  );

function findingOf(rule: Rule, text: string, hit: Hit, where: Omit<Where, 'from' | 'to'>): Finding {
  return {
    rule: rule.id,
    quoted: text.slice(hit.from, hit.to).trim(),
    why: rule.why,
    suggestion: hit.suggestion,
    where: { ...where, from: hit.from, to: hit.to },
  };
}

function inSection(section: CheckedSection, index: number, rules: readonly Rule[], scene: Scene): Finding[] {
  const place = { section: index, title: section.title };
  const standing = rules.filter((rule) => holdsIn(rule, section));
  const said = section.statements.flatMap((one, statement) =>
    standing.flatMap((rule) =>
      hitsOf(rule, one, scene).map((hit) => findingOf(rule, one.text, hit, { ...place, statement })),
    ),
  );
  const acted = (section.actions ?? []).flatMap((one, action) =>
    standing.flatMap((rule) => {
      const found =
        rule.checkAction?.(one, scene) ?? (one.over ? [] : hitsOf(rule, { text: one.text }, scene));
      return found.map((hit) => findingOf(rule, one.text, hit, { ...place, action }));
    }),
  );
  return [...said, ...acted];
}

function waivedBy(finding: Finding, waivers: readonly Waiver[]): Finding {
  const waiver = waivers.find(
    ({ rule, quoted, reason }) =>
      rule === finding.rule &&
      reason.trim() !== '' &&
      (quoted === undefined || quoted.toLowerCase() === finding.quoted.toLowerCase()),
  );
  return waiver === undefined ? finding : { ...finding, waived: waiver.reason };
}

function inOrder(a: Finding, b: Finding): number {
  const at = ({ where }: Finding) =>
    where === undefined
      ? [Number.MAX_SAFE_INTEGER, 0, 0]
      : [where.section, where.statement ?? 10_000 + (where.action ?? 0), where.from];
  const [x, y] = [at(a), at(b)];
  return x[0]! - y[0]! || x[1]! - y[1]! || x[2]! - y[2]! || numberOf(a.rule) - numberOf(b.rule);
}

/** What in this review blames or is missing, in the order of the document. Waived findings stay in the list, marked. */
export function checkBlame(document: CheckedDocument, options: BlameOptions = {}): Finding[] {
  const persons = personsOf(document);
  const impact = document.sections.filter(({ kind }) => kind === 'impact');
  const partial = impact.some(({ statements }) => statements.some(({ text }) => PARTIAL.test(text)));
  const rules = RULES.filter(({ strict }) => options.strict || !strict);
  const found = document.sections.flatMap((section, index) =>
    inSection(section, index, rules, { document, section: section.kind, persons, partial }),
  );
  return [
    ...found,
    ...(options.strict ? singleCause(document) : []),
    ...(options.partOnly ? [] : positiveFindings(document)),
  ]
    .map((finding) => waivedBy(finding, options.waivers ?? []))
    .sort(inOrder);
}

/** Findings that nobody let stand. */
export const standing = (findings: readonly Finding[]) =>
  findings.filter(({ waived }) => waived === undefined);
