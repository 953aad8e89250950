// A template's sentence held against what its facts rest on: one that says more is taken out, and asked about.
import { checkGrounded } from '../../evidence/ground.ts';
import { createJudge } from '../../evidence/ground-sentences.ts';
import type { Evidence, Statement } from '../document.ts';
import { groundsOf, type Removed } from '../grounded.ts';
import type { Material } from '../material.ts';
import { groundRecordOf } from '../narration/ground-record.ts';
import { lostAround, lostInLabel } from './around.ts';
import { hasFacts, isQuestion, labelOf, ownClaim } from './own-words.ts';
import type { Run, Told } from './told.ts';

export type Held = { statement: Statement } | { removed: Removed };

/** `printed`: the facts by their marks. */
export type Holder = {
  toldIn(text: readonly Run[]): Told[];
  shown(text: readonly Run[]): string;
  hold(sentence: readonly Run[]): Held;
};

export const evidenceOfAll = (facts: readonly Told[]): Evidence => [
  ...new Set(facts.flatMap(({ evidence }) => evidence)),
];

const quoted = ({ text, spoken }: Told) => (spoken === 'quoted' ? `“${text}”` : text);

/** Quotations within quotations would end them. */
const level = (text: string) => text.replace(/[“”"`]/g, "'");

export function holder(material: Material, printed: readonly Told[]): Holder {
  const { sources, computed, names } = groundsOf(material);
  const record = groundRecordOf(material);
  const told = (run: Run): Told | undefined => ('fact' in run ? printed[run.fact] : undefined);
  const toldIn = (text: readonly Run[]) => text.flatMap((run) => told(run) ?? []);
  const write = (text: readonly Run[], fact: (one: Told) => string) =>
    text
      .map((run) => ('words' in run ? run.words : fact(printed[run.fact] ?? { text: '', evidence: [] })))
      .join('')
      .trim();
  const shown = (text: readonly Run[]) => write(text, quoted);

  /** What the words around the facts say beyond them. */
  function unheld(sentence: readonly Run[], facts: readonly Told[]): string | undefined {
    const ground = facts.map(({ about = '', text }) => `${about === '' ? 'fact' : about}: ${level(text)}`);
    const judge = createJudge({ ...record, entries: [], facts: [{ id: 'facts', text: ground.join('\n') }] });
    const text = write(sentence, (one) => (one.spoken ? `“${level(one.text)}”` : level(one.text)));
    const verdict = judge.judge({ text, cites: ['facts'] });
    return verdict.keep ? undefined : verdict.missing;
  }

  function missingIn(
    sentence: readonly Run[],
    facts: readonly Told[],
    evidence: Evidence,
  ): string | undefined {
    const own = hasFacts(sentence) ? ownClaim(sentence, 'sentence') : 'a fact';
    if (own !== undefined) {
      return own;
    }
    const cited = [...sources(evidence), ...facts.map(({ text }) => text)];
    const grounded = checkGrounded(shown(sentence), { cited, computed, names });
    if (!grounded.ok) {
      return grounded.missing;
    }
    const label = labelOf(sentence);
    if (label !== undefined) {
      return lostInLabel(label, facts);
    }
    const bare = sentence.every((run) => 'fact' in run || !/[\p{L}\p{N}]/u.test(run.words));
    return isQuestion(sentence)
      ? undefined
      : (lostAround(sentence, told) ?? (bare ? undefined : unheld(sentence, facts)));
  }

  return {
    toldIn,
    shown,
    hold(sentence) {
      const facts = toldIn(sentence);
      const evidence = evidenceOfAll(facts);
      if (isQuestion(sentence) && facts.length === 0) {
        return { statement: { kind: 'question', text: shown(sentence), evidence } };
      }
      const missing = missingIn(sentence, facts, evidence);
      return missing === undefined
        ? { statement: statementOf(sentence, facts, { shown, told }) }
        : { removed: removedFrom(shown(sentence), evidence, missing) };
    },
  };
}

export const removedFrom = (text: string, evidence: Evidence, missing: string): Removed => ({
  text,
  evidence,
  missing,
  question: `Is this so? “${level(text)}” The template says it, and the record does not hold all of it.`,
});

type Writing = { shown(text: readonly Run[]): string; told(run: Run): Told | undefined };

function statementOf(sentence: readonly Run[], facts: readonly Told[], { shown, told }: Writing): Statement {
  const label = labelOf(sentence);
  const rest = label === undefined ? sentence : sentence.slice(1);
  const alone = rest.filter((run) => 'fact' in run || run.words.trim() !== '');
  const [only] = alone;
  const whole = alone.length === 1 && only !== undefined ? told(only)?.statement : undefined;
  if (whole !== undefined) {
    const labels = [label, whole.label].filter((one) => one !== undefined).join(', ');
    return { ...whole, ...(labels === '' ? {} : { label: labels }) };
  }
  return {
    kind: isQuestion(sentence) ? 'question' : 'fact',
    text: label === undefined ? shown(rest) : shown(rest).replace(/(?<=[”)\p{L}\p{N}])[.]$/u, ''),
    evidence: evidenceOfAll(facts),
    ...(label === undefined ? {} : { label }),
    ...(facts.some(({ statement }) => statement?.drafted) ? { drafted: true } : {}),
  };
}
