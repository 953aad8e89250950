// What of a narrator's texts the record carries, sentence by sentence, with the addresses of what each rests on.
import type { ProposedSentence, ProposedSource } from '../../engine/proposals.ts';
import { createJudge } from '../../evidence/ground-sentences.ts';
import { createSuggestionJudge } from '../../evidence/ground-suggestions.ts';
import { maskSecrets } from '../../evidence/mask.ts';
import { linkTo } from '../links.ts';
import type { Material } from '../material.ts';
import { groundRecordOf } from './ground-record.ts';
import { factEvidence } from './narrated.ts';
import type { Narration } from './narration.ts';
import type { AskedProposal } from './proposals.ts';

export type Judged = {
  sentences: ProposedSentence[];
  removed: { reason: string; count: number }[];
};

function sourceOf(material: Material, id: string): ProposedSource[] {
  const entry = material.byEvent.get(id);
  if (entry === undefined) {
    return [];
  }
  const link = linkTo(entry, material.options.workspaceUrl);
  return [{ entry: entry.id, at: entry.at, ...(link === undefined ? {} : { link }) }];
}

/** The record is read when the answer is there: what was deleted meanwhile carries nothing. */
export function judged(material: Material, narration: Narration, held: AskedProposal['held']): Judged {
  const record = groundRecordOf(material);
  const judge = held === 'told' ? createJudge(record) : createSuggestionJudge(record);
  const facts = new Map(record.facts.map(({ id, text }) => [text, id]));
  const removed = new Map<string, number>();
  const sentences = narration.told.flatMap((told) =>
    told.sentences.flatMap(({ text, cites }) => {
      const verdict = judge.judge({ text, cites: cites.map((cite) => facts.get(cite) ?? cite) });
      if (!verdict.keep) {
        removed.set(verdict.reason, (removed.get(verdict.reason) ?? 0) + 1);
        return [];
      }
      const ids = cites.flatMap((cite) => (facts.has(cite) ? factEvidence(material, cite) : [cite]));
      const sources = [...new Set(ids)].flatMap((id) => sourceOf(material, id));
      return [{ text: maskSecrets(text), sources }];
    }),
  );
  return { sentences, removed: [...removed].map(([reason, count]) => ({ reason, count })) };
}
