// Key times with where each comes from, other values that sources give, and guesses marked as guesses.
import { disorders, SAME_WITHIN_MS, type StatedTime, statedTimes } from '../../evidence/conflicts.ts';
import { durationText } from '../../evidence/durations.ts';
import { shortened } from '../../evidence/reading.ts';
import { KEY_TIMES, type KeyTimeName } from '../../incident/values.ts';
import type { KeyTimeRow, Section, Statement } from '../document.ts';
import { evidenceOf, fact, gap, type Material, settingOf, timeEvidence } from '../material.ts';
import { firstSign, lastAllClear } from './summary.ts';

export const LABELS: Readonly<Record<KeyTimeName, string>> = {
  began: 'Impact began',
  detected: 'Detected',
  declared: 'Declared',
  acknowledged: 'Acknowledged',
  identified: 'Identified',
  mitigated: 'Mitigated',
  resolved: 'Resolved',
};

/** Characters of why a time was set. */
const REASON = 160;

function iso(at: number): string {
  return new Date(at).toISOString();
}

/** Why somebody set it, in words; a message that is linked there is its evidence, and stands beside it. */
function reasonOf(material: Material, name: KeyTimeName): string {
  const words = material.plain(settingOf(material, name)?.content?.reason ?? '');
  return words
    .replace(/ ?\(https?:\/\/[^\s()]+\)|https?:\/\/\S+/g, '')
    .trim()
    .replace(/^see$/i, '');
}

function sourceOf(material: Material, name: KeyTimeName): string {
  const time = material.incident.keyTimes[name];
  if (time?.at == null) {
    return time?.set ? `set to not recorded by ${material.who(time.by)}` : 'not recorded';
  }
  if (time.set) {
    const reason = reasonOf(material, name);
    return `set by ${material.who(time.by)}${reason === '' ? '' : `: “${shortened(reason, REASON)}”`}`;
  }
  const entry = material.byEvent.get(time.evidence[0] ?? '');
  switch (entry?.kind) {
    case 'alert':
      return 'an alert';
    case 'status':
      return 'the change of status';
    case 'declared':
      return name === 'detected' ? 'known at the declaration' : 'the declaration';
    case 'message':
      return 'the first message of a person';
    default:
      return 'the record';
  }
}

function guessOf(material: Material, name: KeyTimeName): KeyTimeRow['guess'] {
  const { beganGuess, keyTimes } = material.incident;
  if (keyTimes[name]?.at != null) {
    return undefined;
  }
  if (name === 'began') {
    return beganGuess === undefined ? undefined : { time: iso(beganGuess), source: 'the alert’s own start' };
  }
  const row =
    name === 'detected' ? firstSign(material) : name === 'mitigated' ? lastAllClear(material) : undefined;
  const source = name === 'detected' ? 'the first sign in the chat' : 'the all-clear in the chat';
  return row === undefined ? undefined : { time: iso(row.entry.at), source, evidence: [row.entry.id] };
}

function conflictsOf(
  material: Material,
  name: KeyTimeName,
  stated: readonly StatedTime[],
): KeyTimeRow['conflicts'] {
  const known = material.incident.keyTimes[name]?.at;
  const differing = stated.filter(
    (other) => other.name === name && (known == null || Math.abs(other.at - known) > SAME_WITHIN_MS),
  );
  return differing.slice(0, 4).map(({ at, entry, words }) => ({
    time: iso(at),
    evidence: [entry.id],
    source: `${material.who(entry.author)}: “${words}”`,
  }));
}

export function keyTimeRows(material: Material): KeyTimeRow[] {
  const stated = statedTimes(material.entries, material.selection.readings, material.clock.zone);
  return KEY_TIMES.map((name) => {
    const time = material.incident.keyTimes[name];
    const guess = guessOf(material, name);
    return {
      name,
      time: time?.at == null ? null : iso(time.at),
      evidence: timeEvidence(material, name),
      source: sourceOf(material, name),
      conflicts: conflictsOf(material, name, stated),
      ...(guess === undefined ? {} : { guess }),
    };
  });
}

function gaps(material: Material, rows: readonly KeyTimeRow[]): Statement[] {
  return rows.flatMap(({ name, time, guess }) => {
    if (time !== null) {
      return [];
    }
    if (name === 'began') {
      const offered = guess === undefined ? '' : ` The alert says ${material.when(Date.parse(guess.time))}.`;
      return [gap(`When impact began is not recorded.${offered} Who can set it?`)];
    }
    return name === 'resolved' ? [gap('When it was resolved is not recorded. Who can set it?')] : [];
  });
}

/** Contradictions by name: both values, both sources. */
export function contradictions(material: Material, rows: readonly KeyTimeRow[]): Statement[] {
  const orders = disorders(material.incident.keyTimes).map(({ earlier, later, evidence }) =>
    fact(
      `Contradiction: ${LABELS[later].toLowerCase()} lies before ${LABELS[earlier].toLowerCase()}.`,
      evidenceOf(material, evidence),
    ),
  );
  const values = rows.flatMap((row) =>
    row.conflicts.map((other) =>
      fact(
        `${LABELS[row.name]}: the record says ${row.time === null ? 'nothing' : material.when(Date.parse(row.time))}, ${other.source} says ${material.when(Date.parse(other.time))}.`,
        [...row.evidence, ...other.evidence],
      ),
    ),
  );
  return [...orders, ...values];
}

function cycles(material: Material): Statement[] {
  const { cycles: list, reopens } = material.incident;
  if (reopens === 0) {
    return [];
  }
  return list.map(({ resolvedAt, reopenedAt, event }) =>
    fact(
      `Resolved at ${material.when(resolvedAt)}${reopenedAt === undefined ? '.' : `, reopened at ${material.when(reopenedAt)} after ${durationText(reopenedAt - resolvedAt)}.`}`,
      evidenceOf(material, [event]),
    ),
  );
}

function valueCell(material: Material, { time, guess }: KeyTimeRow): string {
  if (time !== null) {
    return material.clock.full(Date.parse(time));
  }
  return guess === undefined
    ? 'not recorded'
    : `not recorded (guess: ${material.clock.full(Date.parse(guess.time))}, ${guess.source})`;
}

export function keyTimes(material: Material, rows: readonly KeyTimeRow[]): Section {
  return {
    id: 'key-times',
    title: 'Key times and metrics',
    statements: [...gaps(material, rows), ...contradictions(material, rows), ...cycles(material)],
    table: {
      columns: ['Key time', `Time (${material.clock.zone})`, 'Source'],
      rows: rows.map((row) => ({
        cells: [
          LABELS[row.name],
          valueCell(material, row),
          row.time === null && row.source === 'not recorded' ? '–' : row.source,
        ],
        evidence: row.evidence,
      })),
    },
  };
}
