// Tells other incidents what an event says of them. Whoever did it here did it there.
import { asFirescribe } from '../incident/actors.ts';
import type { CommandType, Wish } from '../incident/commands.ts';
import type { IncidentEvent, Recorded } from '../incident/events.ts';
import type { TakenSignal } from '../incident/link-events.ts';
import { asOther, relatedTo } from '../incident/relations.ts';
import type { Incident } from '../incident/state.ts';
import { REDACTED } from '../incident/texts.ts';
import type { EffectOf } from '../workflows/effects.ts';
import type { Performer } from './performer.ts';
import { incidentOf, type VendorDesk } from './vendor-desk.ts';

/** An event that is told, where it stands, and the incident as it is now. */
type Turn = { desk: VendorDesk; effect: EffectOf<'other.tell'>; here: Incident };
type Told<T extends CommandType> = { type: T; incident: string; wish: Wish<T>; what?: string };

/** More alerts are nobody's to read; state counts them in the incident that has them. */
const MOST_ALERTS = 10_000;
const AT_ONCE = 100;

/** What the other one is told is a fact of the same person and time. */
async function tell<T extends CommandType>(
  { desk, effect }: Turn,
  { actor: by, occurredAt: at }: IncidentEvent,
  { what = '', ...told }: Told<T>,
): Promise<void> {
  const source = { kind: 'effect' as const, key: `${effect.key}:${told.type}/${told.incident}${what}` };
  await desk.engine.handle({ ...told, asking: { by, grants: [], at, source } });
}

type Related = Recorded<'incident-related'> | Recorded<'incident-unrelated'>;

/** What failed at first is told after what came later: only what still holds is told. What is private by now is named nowhere. */
async function tellRelation(turn: Turn, event: Related): Promise<void> {
  const { incident, number } = event.data;
  const wish = asOther(turn.here, turn.effect.stream);
  const holds = relatedTo(turn.here, number) !== undefined;
  if (event.type === 'incident-unrelated' && !holds) {
    await tell(turn, event, { type: 'record-unrelated', incident, wish });
  } else if (event.type === 'incident-related' && holds && !turn.here.private) {
    await tell(turn, event, { type: 'record-related', incident, wish });
  }
}

/** Who is in a private channel was let into that one: people are brought along into public ones only. */
async function absorbedBy({ desk, effect, here }: Turn): Promise<Wish<'record-absorbed'>> {
  const members = here.private ? [] : await desk.engine.questions.members(effect.stream);
  const { messages, pins, signals: alerts } = here.counts;
  return {
    ...asOther(here, effect.stream),
    severity: here.severity,
    had: { messages, pins, alerts, openItems: here.items.filter(({ done }) => !done).length },
    people: members.filter((member) => member.in).map(({ who }) => who),
  };
}

/** As it was attached here; without the words, where they are erased. */
function takenSignal({ data, content, occurredAt: at, actor: by }: Recorded<'signal-attached'>): TakenSignal {
  const words = content ?? { title: REDACTED, labels: {}, links: {} };
  const { receivedAt } = data;
  return {
    signal: { ...data.signal, ...words },
    at,
    by,
    ...(receivedAt === undefined ? {} : { receivedAt }),
  };
}

/** What was made private before its turn came is told in private ones only. */
const mayHear = async ({ desk, here }: Turn, other: string) =>
  !here.private || (await incidentOf(desk, other)).private;

async function tellMerge(turn: Turn, event: Recorded<'status-changed'>, incident: string): Promise<void> {
  await tell(turn, event, { type: 'record-absorbed', incident, wish: await absorbedBy(turn) });
  const { desk, effect, here } = turn;
  const attached = await desk.engine.questions.ofType(effect.stream, 'signal-attached', MOST_ALERTS);
  for (let from = 0; from < attached.length; from += AT_ONCE) {
    const signals = attached.slice(from, from + AT_ONCE).map(takenSignal);
    const wish = { from: here.number, signals };
    await tell(turn, event, { type: 'take-signals', incident, wish, what: `/${from}` });
  }
}

/** As with relations: only what still holds. */
async function tellStatus(turn: Turn, event: Recorded<'status-changed'>): Promise<void> {
  const { into, outOf } = event.data;
  const goesOn = turn.here.mergedInto?.incident;
  if (outOf && outOf.incident !== goesOn) {
    const wish = asOther(turn.here, turn.effect.stream);
    await tell(turn, event, { type: 'record-parted', incident: outOf.incident, wish });
  }
  if (into && into.incident === goesOn && (await mayHear(turn, goesOn))) {
    await tellMerge(turn, event, into.incident);
  }
}

type News = Recorded<'signal-resolved'> | Recorded<'signal-ranked'>;

/** What became of an alert that was taken along. */
async function tellNews(turn: Turn, event: News): Promise<void> {
  const { data, content, occurredAt: startsAt } = event;
  const words = { title: content?.title ?? REDACTED, labels: {}, links: {} };
  const state = event.type === 'signal-resolved' ? ('resolved' as const) : ('firing' as const);
  const { unseen: _unseen, from: _from, ...alert } = data as Recorded<'signal-resolved'>['data'];
  const type = event.type === 'signal-resolved' ? 'resolve-signal' : 'rank-signal';
  const wish = { signal: { ...alert, ...words, state, startsAt }, from: turn.here.number };
  for (const incident of turn.here.takenBy ?? []) {
    await tell(turn, event, { type, incident, wish });
  }
}

type Occurrence = { vendor: string; dedupeKey: string };
const same = (a: Occurrence, b: Occurrence) => a.vendor === b.vendor && a.dedupeKey === b.dedupeKey;

/** The alerts that a redaction erased. */
async function erasedAlerts({ desk }: Turn, { data }: Recorded<'entry-redacted'>): Promise<Occurrence[]> {
  const events = await Promise.all(data.events.map((id) => desk.engine.questions.event(id)));
  return events.flatMap((event): Occurrence[] => {
    if (event?.type === 'signal-attached') {
      return [event.data.signal];
    }
    return event?.type === 'signal-resolved' ? [event.data] : [];
  });
}

/** The same alert in other incidents says the same words; there, too, all goes that was made of them. */
async function tellRedaction(turn: Turn, event: Recorded<'entry-redacted'>): Promise<void> {
  const { desk, effect, here } = turn;
  const erased = await erasedAlerts(turn, event);
  const others = new Set([...(here.takenBy ?? []), ...(here.absorbed ?? []).map(({ incident }) => incident)]);
  for (const incident of others) {
    const attached = await desk.engine.questions.ofType(incident, 'signal-attached', MOST_ALERTS);
    const twins = attached.filter(
      ({ data, content }) => content !== null && erased.some((one) => same(one, data.signal)),
    );
    for (const { id: entry } of twins) {
      const source = { kind: 'effect' as const, key: `${effect.key}:redact/${entry}` };
      await desk.engine.handle({
        type: 'redact',
        incident,
        wish: { entry, reason: `it was redacted in INC-${here.number}` },
        asking: asFirescribe(desk.clock.now(), source),
      });
    }
  }
}

export function otherTeller(desk: VendorDesk): Performer<'other.tell'> {
  return async (effect) => {
    const event = await desk.engine.questions.event(effect.payload.event);
    const turn = { desk, effect, here: await incidentOf(desk, effect.stream) };
    switch (event?.type) {
      case 'incident-related':
      case 'incident-unrelated':
        return tellRelation(turn, event);
      case 'status-changed':
        return tellStatus(turn, event);
      case 'signal-resolved':
      case 'signal-ranked':
        return tellNews(turn, event);
      case 'entry-redacted':
        return tellRedaction(turn, event);
      default:
        return undefined;
    }
  };
}
