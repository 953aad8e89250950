// The state that a declaration begins.
import { numberedChannelName } from './channel-name.ts';
import { earliest } from './derived-times.ts';
import type { Recorded } from './events.ts';
import type { Incident } from './state.ts';
import { REDACTED } from './texts.ts';

type Declared = Recorded<'incident-declared'>;

function keyTimesOf(event: Declared): Incident['keyTimes'] {
  const declared = earliest({}, 'declared', event);
  const detected = earliest(declared, 'detected', event, event.data.detectedAt);
  return event.data.status === 'acknowledged' ? earliest(detected, 'acknowledged', event) : detected;
}

export function begin(event: Declared): Incident {
  const { data, content, occurredAt: at } = event;
  const { number, kind, service, team, zone, status, severity, severityChosen, beganGuess } = data;
  return {
    id: event.stream.slice(event.stream.indexOf('/') + 1),
    number,
    kind,
    private: data.private,
    title: { text: content?.title ?? REDACTED, event: event.id, at },
    ...(content?.impact ? { impact: { text: content.impact, event: event.id, at } } : {}),
    ...(service === undefined ? {} : { service }),
    ...(team === undefined ? {} : { team }),
    zone,
    status,
    statusSince: at,
    statusEvent: event.id,
    statusBy: event.actor,
    severity,
    severityChosen,
    roles: {},
    items: [],
    itemCounts: { tasks: 0, followUps: 0, done: 0 },
    declaredBy: event.actor,
    declaredAt: at,
    cycles: [],
    reopens: 0,
    keyTimes: keyTimesOf(event),
    ...(beganGuess === undefined ? {} : { beganGuess }),
    ...(data.fields === undefined ? {} : { fields: data.fields }),
    ...(data.onAlertsOver === undefined ? {} : { onAlertsOver: data.onAlertsOver }),
    counts: { messages: 0, pins: 0, signals: 0, firing: 0, people: 0 },
    channelName: content?.channelName ?? numberedChannelName('inc', number),
    namedBy: [event.id],
    links: {},
    activeAt: at,
    version: event.version,
  };
}
