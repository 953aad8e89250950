// Messages of other channels, copied as evidence: text, author, time and link, once per incident.
import type { Decision, Lookups, Wish } from './commands.ts';
import { type Decide, decided, fact, NOTHING } from './decision.ts';
import { type EvidenceRow, evidenceKey } from './keys.ts';
import { pin } from './pins.ts';

/** The copy carries the time of the message, and who copied it. */
export function copied(
  wish: Wish<'copy-evidence'>,
  { number, lookups }: { number: number; lookups: Lookups },
): Decision {
  const { place, author, text, permalink, files, postedAt, pinned } = wish;
  const made = fact(
    lookups,
    'evidence-copied',
    { place, author, files, pinned, ...(permalink === undefined ? {} : { permalink }) },
    { text },
    { occurredAt: postedAt },
  );
  const row: EvidenceRow = { event: made.id, files: files.flatMap((file) => file.sha256 ?? []) };
  return decided([made], {
    keys: [{ op: 'set', key: evidenceKey(number, place), value: row }],
    search: text ? [{ op: 'upsert', id: made.id, text }] : [],
  });
}

/** A message of the incident's own channel is pinned instead: the timeline has it. */
export const copyEvidence: Decide<'copy-evidence'> = (command, scene) => {
  const { wish, asking } = command;
  const { state, lookups } = scene;
  const { place, author, text, files, permalink } = wish;
  if (state.channel?.id === place.channel && state.channel.team === place.team) {
    const message = { place, author, text, files, ...(permalink === undefined ? {} : { permalink }) };
    return pin({ type: 'pin', wish: { place, how: 'shortcut', message }, asking }, scene);
  }
  return lookups.keys.has(evidenceKey(state.number, place))
    ? NOTHING
    : copied(wish, { number: state.number, lookups });
};
