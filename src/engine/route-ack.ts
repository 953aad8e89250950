// Routing an acknowledgement that came from a pager: to the incident that its alert is part of, now or as soon as there is one.
import type { Asking } from '../incident/commands.ts';
import type { AlertAck } from '../incident/inbound.ts';
import { numberKey, signalKey } from '../incident/keys.ts';
import type { Actor } from '../incident/values.ts';
import type { Json, StoredEvent } from '../timeline/port.ts';
import { ACK_RULES } from '../workflows/route-ack.ts';
import type { Outcome, View } from './batch.ts';
import { survivorOf } from './find.ts';
import type { RoutingPath } from './handle.ts';
import { type AlertRow, alertKey, CURSOR, mutedKey, outcomeEvent, setRow } from './signal-rows.ts';
import { INBOX, isIncident } from './stream-names.ts';

/** Who did it, by the name they have there: `Ana (PagerDuty)`. */
function actorOf({ vendor, by }: AlertAck, monitor: Actor): Actor {
  return by === undefined
    ? monitor
    : {
        kind: 'person',
        id: `${vendor}/${by.id}`,
        name: `${by.name ?? by.id} (${monitor.name ?? vendor})`,
      };
}

/** Acknowledges the incident, unless somebody has done so already. A second call with the same event repeats nothing. */
export async function acknowledgeFor(
  path: Pick<RoutingPath, 'handle'>,
  incident: string,
  event: StoredEvent,
): Promise<void> {
  const ack = event.data as unknown as AlertAck;
  const asking = (key: string): Asking => ({
    by: actorOf(ack, event.actor as unknown as Actor),
    grants: [],
    at: ack.at,
    source: { kind: 'alert', key },
  });
  const rule = { ...ACK_RULES.acknowledge };
  // A page of ours goes first: whoever takes it acknowledges the incident with it, and the other finds nothing to do.
  if (ack.page !== undefined) {
    const wish = { page: ack.page, there: true, rule };
    const source = asking(`inbox/${event.id}/page`);
    await path.handle({ type: 'acknowledge-page', incident, wish, asking: source });
  }
  const wish = { rule };
  await path.handle({ type: 'acknowledge-alert', incident, wish, asking: asking(`inbox/${event.id}`) });
}

async function incidentOf(path: RoutingPath, ack: AlertAck): Promise<string | undefined> {
  const keys = [alertKey(ack), signalKey(ack), ...(ack.number === undefined ? [] : [numberKey(ack.number)])];
  const rows = await path.timeline.readKeys(keys);
  const holder = rows.find(({ key, stream }) => key !== alertKey(ack) && isIncident(stream))?.stream;
  const alert = rows.find(({ key }) => key === alertKey(ack))?.value as unknown as AlertRow | undefined;
  const incident = holder ?? alert?.incident;
  return incident && (await survivorOf(path.timeline, incident))?.stream;
}

/** `held`: as with signals, that it could not be routed before. */
export async function routeAck(path: RoutingPath, event: StoredEvent, held?: string): Promise<void> {
  const ack = event.data as unknown as AlertAck;
  const incident = await incidentOf(path, ack);
  if (incident !== undefined) {
    await acknowledgeFor(path, incident, event);
  }
  await path.streams.change(INBOX, (view) => ackWrittenDown(path, view, { event, ack, incident, held }));
}

type Routed = { event: StoredEvent; ack: AlertAck; incident: string | undefined; held?: string };

/** An alert that is in no incident remembers who acknowledged it, in case its beginning is told later. */
async function ackWrittenDown<State>(
  path: Pick<RoutingPath, 'now' | 'newId'>,
  view: View<State>,
  { event, ack, incident, held }: Routed,
): Promise<Outcome<State, void>> {
  const mark = held === undefined ? CURSOR : mutedKey(held, event.id);
  const rows = await view.readKeys([mark, alertKey(ack)]);
  if (held === undefined ? Number(rows.get(CURSOR) ?? 0) >= event.version : !rows.has(mark)) {
    return { answer: () => undefined };
  }
  const now = path.now();
  const alert = (rows.get(alertKey(ack)) as AlertRow | undefined) ?? { firstSeenAt: now, again: 0 };
  const data: Json = {
    ack: event.id,
    do: incident === undefined ? 'record' : 'acknowledge',
    rule: (incident === undefined ? ACK_RULES.unknown : ACK_RULES.acknowledge).name,
    ...(incident === undefined ? {} : { incident }),
  };
  return {
    add: {
      state: view.state,
      events: [outcomeEvent(event, 'ack-routed', data, { newId: path.newId, now })],
      keys: [
        held === undefined ? setRow(CURSOR, event.version) : { op: 'release' as const, key: mark },
        ...(incident === undefined ? [setRow(alertKey(ack), { ...alert, acked: event.id })] : []),
      ],
    },
    answer: () => undefined,
  };
}
