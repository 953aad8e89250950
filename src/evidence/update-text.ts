// A text for stakeholders to begin with, from what is on record: what is affected, how it stands, what is being done, when they hear again.
import type { Entry } from '../incident/entry.ts';
import { isOpen } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import { isDone, lineOf, readLately, statementsOf } from './statements.ts';
import { zoned } from './zoned.ts';

export type UpdateFrom = {
  incident: Incident;
  /** In order of time; their texts in plain words. */
  entries: readonly Entry[];
  now: Instant;
  /** How long until they hear again after this one, ms. */
  everyMs?: number;
};

const SAYS: Readonly<Record<Incident['status'], string>> = {
  detected: 'Nobody has acknowledged it yet.',
  acknowledged: 'We are looking into it.',
  identified: 'We know what is wrong.',
  mitigated: 'The harm is stopped; we are watching it.',
  resolved: 'It is resolved.',
  closed: 'It is resolved.',
  canceled: 'It turned out not to be an incident.',
};

const sentence = (text: string) => {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
};

/** What was said with the latest change of status. */
function saidWithStatus(entries: readonly Entry[], { status }: Incident): string {
  const change = entries.findLast(({ type }) => type === 'status-changed');
  const said = change?.values.to === status ? change.values.said : undefined;
  return typeof said === 'string' && !change?.redacted ? sentence(lineOf(said)) : '';
}

/** The latest thing that somebody did; else the first open task. */
function doing({ incident, entries }: UpdateFrom): string {
  if (!isOpen(incident.status)) {
    return '';
  }
  const latest = statementsOf(readLately(entries), isDone).at(-1);
  const task = incident.items.find(({ kind, done }) => kind === 'task' && !done);
  const words = latest?.text ?? (task && lineOf(task.text.text));
  return words ? `Latest: ${sentence(words)}` : '';
}

/** The time in the zone of the incident, with its date where that is another day. */
function nextUpdate({ incident, now, everyMs }: UpdateFrom): string {
  if (everyMs === undefined || !isOpen(incident.status)) {
    return '';
  }
  const clock = zoned(incident.zone);
  const at = now + everyMs;
  const when = clock.date(at) === clock.date(now) ? clock.time(at) : clock.full(at);
  return `Next update by ${when} (${clock.zone}).`;
}

/** A draft to change and send; whoever sends it answers for it. */
export function updateText(from: UpdateFrom): string {
  const { incident, entries } = from;
  const impact = incident.impact?.text;
  return [
    `${sentence(lineOf(incident.title.text))} ${incident.severity.label}, ${incident.status}.`,
    impact ? `Affected: ${sentence(lineOf(impact))}` : '',
    [SAYS[incident.status], saidWithStatus(entries, incident)].filter(Boolean).join(' '),
    doing(from),
    nextUpdate(from),
  ]
    .filter(Boolean)
    .join('\n');
}
