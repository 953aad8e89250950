// Answers of a narrator that are kept with a draft, so that the next draft asks only for sections that were shown something else.
import { z } from 'zod';
import { sha256 } from '../../lib/ids.ts';
import { narrate, type PluggedNarrator } from './narrate.ts';
import type { Asked, Brief, NarratedText, Narration } from './narration.ts';

const answer = z.object({
  /** Digest of everything that the model was shown for it, and of what was asked of which model. */
  of: z.string(),
  section: z.string(),
  model: z.string(),
  writtenAt: z.number(),
  sentences: z.array(z.object({ text: z.string(), cites: z.array(z.string()) })),
});
const answersFile = z.object({ answers: z.array(answer) });

/** As it was written; nothing of it is checked, which every draft does anew. */
export type KeptAnswer = z.infer<typeof answer>;

/** What was kept with a draft; nothing where that is not readable: then everything is asked again. */
export function readAnswers(bytes: Uint8Array): KeptAnswer[] {
  try {
    return answersFile.parse(JSON.parse(new TextDecoder().decode(bytes))).answers;
  } catch {
    return [];
  }
}

/** The same answers give the same bytes. */
export function answersBytes(answers: readonly KeptAnswer[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ answers }));
}

function digestOf(section: Asked, brief: Brief, { label, port }: PluggedNarrator): string {
  const { zone, entries, facts, entryOf } = brief;
  return sha256(JSON.stringify([label, port.model, port.prompt, section, zone, entries, facts, entryOf]));
}

export type Told = { narration: Narration; answers: KeptAnswer[] };

/**
 * Takes up what was answered to the very same before, and asks for the rest. `answers` is what to keep with this draft: neither
 * what failed nor what broke off, which are asked again.
 */
export async function narrateAnew(
  brief: Brief,
  narrator: PluggedNarrator,
  before: readonly KeptAnswer[],
  now: number,
): Promise<Told> {
  const digests = new Map(brief.sections.map((one) => [one.id as string, digestOf(one, brief, narrator)]));
  const unchanged = before.filter((one) => digests.get(one.section) === one.of);
  const known = new Set(unchanged.map(({ section }) => section));
  const sections = brief.sections.filter(({ id }) => !known.has(id));
  const narration = await narrate({ ...brief, sections }, narrator);
  const written = narration.told.filter(({ cut }) => !cut).map((one) => keptOf(one, digests, now));
  const answers = [...unchanged, ...written];
  return { narration: { ...narration, told: inOrder(brief, unchanged, narration.told) }, answers };
}

function keptOf(
  { section, model, sentences }: NarratedText,
  digests: ReadonlyMap<string, string>,
  writtenAt: number,
): KeptAnswer {
  const plain = sentences.map(({ text, cites }) => ({ text, cites: [...cites] }));
  return { of: digests.get(section) ?? '', section, model, writtenAt, sentences: plain };
}

/** Sections in the order of the brief, whoever wrote them when. */
function inOrder(
  brief: Brief,
  unchanged: readonly KeptAnswer[],
  told: readonly NarratedText[],
): NarratedText[] {
  return brief.sections.flatMap(({ id }): NarratedText[] => {
    const kept = unchanged.find(({ section }) => section === id);
    return kept === undefined
      ? told.filter(({ section }) => section === id)
      : [{ section: id, model: kept.model, sentences: kept.sentences, unchangedSince: kept.writtenAt }];
  });
}
