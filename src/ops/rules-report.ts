// `firescribe rules report`: what each rule led to, and how much of it people had a use for.

import { INCIDENTS } from '../engine/stream-names.ts';
import { isHuman } from '../incident/actors.ts';
import type { EventType, IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import { counted } from '../policy/lists.ts';
import type { StoredEvent } from '../timeline/port.ts';
import { textTable } from './text-table.ts';

type Recorded = { incident: Incident; events: readonly IncidentEvent[] };

/** Looking, and coming and going, is not working on it. */
const NO_WORK: ReadonlySet<EventType> = new Set<EventType>([
  'member-joined',
  'member-left',
  'command-answered',
  'command-refused',
]);

/** Whether a person did anything in it but cancel it. */
function isWorkedOn({ events }: Pick<Recorded, 'events'>): boolean {
  return events.some(
    (event) =>
      isHuman(event.actor) &&
      !NO_WORK.has(event.type) &&
      !(event.type === 'status-changed' && event.data.to === 'canceled'),
  );
}

export type RuleNoise = {
  rule: string;
  /** Alerts it routed. */
  alerts: number;
  opened: number;
  /** Of those opened: somebody worked on them, and they were no false alarm. */
  useful: number;
  falseAlarms: number;
  joined: number;
  lines: number;
  muted: number;
  /** What it would have done, while it is tried out in shadow. */
  shadow: Record<string, number>;
};

export type Noise = {
  rules: RuleNoise[];
  /** Channels opened for incidents that opened themselves. */
  channels: number;
  /** Of all incidents, those that people worked on. */
  workedOn: number;
};

type RoutedData = {
  do: string;
  rule: string;
  incident?: string;
  shadows?: { rule: string; do: string }[];
};

/** `routed`: the inbox's events of what became of signals. */
export function noiseOf(routed: readonly StoredEvent[], incidents: readonly Recorded[]): Noise {
  const byStream = new Map(incidents.map((one) => [`${INCIDENTS}${one.incident.id}`, one]));
  const rules = new Map<string, RuleNoise>();
  const of = (rule: string): RuleNoise => {
    const known = rules.get(rule);
    const made = known ?? emptyNoise(rule);
    rules.set(rule, made);
    return made;
  };
  for (const { data } of routed) {
    const { do: what, rule, incident, shadows = [] } = data as unknown as RoutedData;
    if (what !== 'ignore') {
      count(of(rule), what, incident === undefined ? undefined : byStream.get(incident));
    }
    for (const shadow of shadows) {
      const { shadow: tried } = of(shadow.rule);
      tried[shadow.do] = (tried[shadow.do] ?? 0) + 1;
    }
  }
  return {
    rules: [...rules.values()].sort((a, b) => b.opened - a.opened || b.alerts - a.alerts),
    channels: incidents.filter(({ incident, events }) => {
      const own = incident.declaredBy.kind === 'monitor';
      return own && events.some(({ type }) => type === 'channel-opened');
    }).length,
    workedOn: incidents.filter(isWorkedOn).length,
  };
}

const emptyNoise = (rule: string): RuleNoise => ({
  rule,
  alerts: 0,
  opened: 0,
  useful: 0,
  falseAlarms: 0,
  joined: 0,
  lines: 0,
  muted: 0,
  shadow: {},
});

function count(noise: RuleNoise, what: string, recorded: Recorded | undefined): void {
  noise.alerts += 1;
  noise.joined += what === 'attach' ? 1 : 0;
  noise.lines += what === 'line' || what === 'group' ? 1 : 0;
  noise.muted += what === 'mute' ? 1 : 0;
  if (what === 'declare') {
    const falseAlarm = recorded?.incident.cancelReason === 'false alarm';
    noise.opened += 1;
    noise.falseAlarms += falseAlarm ? 1 : 0;
    noise.useful += recorded && !falseAlarm && isWorkedOn(recorded) ? 1 : 0;
  }
}

const HEADS = ['rule', 'alerts', 'opened', 'useful', 'false alarm', 'joined', 'lines', 'muted', 'in shadow'];

export function tellNoise({ rules, channels, workedOn }: Noise): string {
  const rows = rules.map((one) => [
    one.rule,
    ...[one.alerts, one.opened, one.useful, one.falseAlarms, one.joined, one.lines, one.muted].map(String),
    Object.entries(one.shadow)
      .map(([what, times]) => `${what} ${times}`)
      .join(', '),
  ]);
  const share = workedOn === 0 ? '' : `: ${(channels / workedOn).toFixed(2)} for each`;
  return [
    rows.length > 0 ? textTable(HEADS, rows, 70) : 'No alert was routed in this time.',
    '',
    `${counted(channels, 'channel')} opened by themselves; people worked on ${counted(workedOn, 'incident')}${share}.`,
    'Useful: a person did something in it, and it was not canceled as a false alarm.',
  ].join('\n');
}
