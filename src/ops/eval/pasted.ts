// The baseline: the chat pasted into one prompt. What comes back is measured by the yardstick of the draft, as far as prose allows.
import { createJudge } from '../../evidence/ground-sentences.ts';
import { scan } from '../../evidence/grounding/scan.ts';
import { stemmed } from '../../evidence/grounding/stems.ts';
import { clausesOf } from '../../evidence/grounding/terms.ts';
import { sentencesOf } from '../../evidence/sentences.ts';
import { foldRecord, materialOf } from '../../postmortem/compose.ts';
import { composeRecord } from '../../postmortem/compose-review.ts';
import { groundRecordOf } from '../../postmortem/narration/ground-record.ts';
import type { EvalCase } from './case-file.ts';
import { CHECKED, share, type Told } from './measure.ts';

/** Parts of the review that nobody would ask a model for. */
const NOT_ASKED = new Set(['how-made', 'people', 'response', 'stages', 'supporting-data']);

function partsOf(one: EvalCase): { id: string; title: string }[] {
  return composeRecord(foldRecord(one.record.events), {}).sections.filter(({ id }) => !NOT_ASKED.has(id));
}

/** What somebody without us would do: the channel as it stands, and one request. */
export function pastedPrompt(one: EvalCase): string {
  const material = materialOf(foldRecord(one.record.events), {});
  const { entries } = groundRecordOf(material);
  return [
    'Write the postmortem of this incident from the chat below, in Markdown, with these headings:',
    ...partsOf(one).map(({ title }) => `## ${title}`),
    '',
    `The chat (times in ${material.clock.zone}):`,
    ...entries.map(({ at, author, text }) => `[${material.clock.time(at)}] ${author}: ${text}`),
  ].join('\n');
}

/** Paragraphs, points and rows, each without its marks; `section` is what its heading names. */
type Block = { section: string; text: string };

function blocksOf(answer: string, parts: readonly { id: string; title: string }[]): Block[] {
  let section = '';
  return answer.split('\n').flatMap((line) => {
    const heading = /^#+\s*(.+?)\s*#*$/.exec(line)?.[1];
    if (heading !== undefined) {
      const title = heading.toLowerCase();
      section = parts.find((part) => title.includes(part.title.toLowerCase()))?.id ?? '';
      return [];
    }
    const text = line
      .replace(/^\s*(?:[-*+]|\d+\.)\s+/, '')
      .replace(/\*\*|__/g, '')
      .replace(/\s*\|\s*/g, ' ')
      .trim();
    return /\p{L}|\d/u.test(text) ? [{ section, text }] : [];
  });
}

/** Words by their stems, figures as they stand. */
function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/\d+(?:[.,:]\d+)*|\p{L}+/gu) ?? []).map((word) =>
    /^\d/.test(word) ? word : stemmed(word).stem,
  );
}

/** A paraphrase that keeps the stems counts: prose is not asked for the record's own words. */
function says(text: string, words: string): boolean {
  const said = new Set(wordsOf(text));
  return wordsOf(words).every((word) => said.has(word));
}

/** Prose cites nothing: each sentence is held against the entries that have most of its words, and against all computed facts. */
function unsupportedIn(sentences: readonly string[], one: EvalCase): string[] {
  const record = groundRecordOf(materialOf(foldRecord(one.record.events), {}));
  const judge = createJudge(record);
  const entries = record.entries.map(({ id, text, author }) => ({
    id,
    words: new Set(wordsOf(`${text} ${author}`)),
  }));
  return sentences.flatMap((text) => {
    const words = wordsOf(text);
    const cites = entries
      .map(({ id, words: held }) => ({ id, shared: words.filter((word) => held.has(word)).length }))
      .sort((a, b) => b.shared - a.shared)
      .slice(0, 7)
      .map(({ id }) => id);
    const verdicts = [[], ...record.facts.map(({ id }) => [id])].map((fact) =>
      judge.judge({ text, cites: [...cites, ...fact] }),
    );
    const [first] = verdicts;
    const lost = verdicts.every((verdict) => !verdict.keep && CHECKED.has(verdict.reason));
    return lost && first !== undefined && !first.keep ? [`${text} (${first.reason}: ${first.missing})`] : [];
  });
}

/** Whether a sentence claims anything. */
const claims = (text: string) =>
  clausesOf(scan(text, { quoted: false }).pieces).some(({ terms }) => terms.length > 2);

export function measurePasted(one: EvalCase, answer: string): Told & { sentences: number } {
  const parts = partsOf(one);
  const blocks = blocksOf(answer, parts);
  const sentences = blocks
    .flatMap(({ text }) => sentencesOf(text).map((sentence) => sentence.text))
    .filter(claims);
  const within = (section: string) => blocks.filter((block) => block.section === section);
  const has = ({ in: section, has: words }: { in: string; has: string }) =>
    within(section).some(({ text }) => says(text, words));
  const carried = ({ has: words }: EvalCase['facts'][number]) =>
    blocks.some(({ text }) => says(text, words.join(' ')));
  return {
    recall: share(one.facts, carried, ({ id }) => id),
    starred: share(
      one.facts.filter(({ star }) => star),
      carried,
      ({ id }) => id,
    ),
    unsupported: unsupportedIn(sentences, one),
    fabricated: one.never.filter((words) => answer.includes(words)),
    traps: share(
      one.traps,
      ({ shown, not }) => shown.every(has) && !not.some(has),
      ({ name }) => name,
    ),
    sentences: sentences.length,
  };
}
