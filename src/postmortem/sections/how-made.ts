// How this draft was made: what it used, what it left out and why, and how far its record reaches.
import { clockAhead } from '../../evidence/conflicts.ts';
import { durationText } from '../../evidence/durations.ts';
import type { Omitted, Section, Statement } from '../document.ts';
import { fact, type Material } from '../material.ts';

function reach(material: Material): Statement[] {
  const until = material.options.comparedUntil;
  const recovered = material.entries.filter((entry) => entry.recovered).length;
  const skew = clockAhead(material.entries);
  return [
    fact(
      until === undefined
        ? 'The channel’s history was not compared with the record.'
        : `The channel’s history was compared with the record up to ${material.when(until)}.`,
      [],
    ),
    ...(recovered > 0
      ? [
          fact(
            `Recovered from the history afterwards: ${recovered} ${recovered === 1 ? 'entry' : 'entries'}.`,
            [],
          ),
        ]
      : []),
    ...(skew === undefined || material.incident.kind === 'imported'
      ? []
      : [fact(`A clock at the origin ran ahead of ours by ${durationText(skew.ms)}.`, [skew.entry.id])]),
  ];
}

/** `removed`: sentences that their evidence did not carry. */
export function howMade(material: Material, omitted: Omitted, removed: number): Section {
  return {
    id: 'how-made',
    title: 'How this draft was made',
    statements: [
      fact('Written by rules from the recorded entries. No language model was used.', []),
      fact(
        `Of ${omitted.entries} entries ${omitted.used} are cited; the rest is counted below and stands in the channel log.`,
        [],
      ),
      fact(`Sentences removed for want of evidence: ${removed === 0 ? 'none' : removed}.`, []),
      ...reach(material),
    ],
    table: {
      columns: ['Not cited', 'Entries'],
      rows: omitted.reasons.map(({ reason, count }) => ({ cells: [reason, String(count)], evidence: [] })),
    },
  };
}
