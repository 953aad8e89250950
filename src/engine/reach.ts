// How far a redaction reaches: the same words as they came in, as they were typed, and in whatever else repeats them.
import type { Asking, Decision, KeyWish } from '../incident/commands.ts';
import type { EventData, IncidentEvent } from '../incident/events.ts';
import { type SignalRow, signalKey, takenKey } from '../incident/keys.ts';
import type { Incident } from '../incident/state.ts';
import type { MessagePlace } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import type { Json, KeyChange, StoredEvent, TimelineReader } from '../timeline/port.ts';
import type { View } from './batch.ts';
import { madeFrom } from './made-from.ts';
import { type AlertRow, alertKey } from './signal-rows.ts';
import { AUDIT } from './stream-names.ts';

type Redacted = EventData<'entry-redacted'>;
type Keys = Pick<View<unknown>, 'readKeys'>;
type Path = { timeline: Pick<TimelineReader, 'readEvents' | 'readStream'>; policy: () => Policy };

/** What was written to a stream because of a mention: found again by the message's place. */
const askedKey = (stream: string, source: string) => `asked:${stream}:${source}`;

type AskedRow = { events: string[] };

/** Keeps which events hold the words of a mention. */
export async function keepAsked(
  stream: string,
  events: readonly Pick<IncidentEvent, 'id' | 'content'>[],
  asking: Asking,
  view: Keys,
): Promise<KeyChange[]> {
  const worded = events.filter(({ content }) => content !== null).map(({ id }) => id);
  if (asking.source.kind !== 'mention' || worded.length === 0) {
    return [];
  }
  const key = askedKey(stream, asking.source.key);
  const before = (await view.readKeys([key])).get(key) as AskedRow | undefined;
  return [{ op: 'set', key, value: { events: [...(before?.events ?? []), ...worded] } }];
}

/** The decision of a redaction, with everything else erased that holds the same words. */
export async function reachingFurther(
  path: Path,
  { stream, view }: { stream: string; view: View<Incident | undefined> },
  decision: Decision,
): Promise<Decision> {
  const { timeline } = path;
  const own = await path.timeline.readEvents(decision.erase);
  const scene: Scene = { path, stream, view, own };
  const alert = await alertToo(scene);
  const lines = await linesToo(scene, decision);
  const worded = [...alert.events, ...lines].filter(
    ({ id, content }) => content !== null && !decision.erase.includes(id),
  );
  const further = [...new Map(worded.map((event) => [event.id, event])).values()];
  const erased = [...own, ...further];
  const made = await madeFrom(
    { timeline, stream, state: view.state, policy: path.policy(), erased },
    decision,
  );
  const all = new Set([...further.map(({ id }) => id), ...made.events]);
  const ids = [...all].filter((id) => !decision.erase.includes(id));
  const { channelName } = made;
  return {
    facts: decision.facts.map((fact, index) =>
      fact.type === 'entry-redacted' && index === 0 && ids.length > 0
        ? {
            ...fact,
            data: {
              ...fact.data,
              events: [...fact.data.events, ...ids],
              elsewhere: counted(further),
              ...(channelName === undefined ? {} : { channelName }),
            },
          }
        : fact,
    ),
    keys: [...decision.keys, ...alert.keys],
    search: decision.search,
    erase: [...decision.erase, ...ids],
  };
}

type Scene = { path: Path; stream: string; view: View<Incident | undefined>; own: readonly StoredEvent[] };

const LINES = new Set(['command-asked', 'command-answered', 'command-refused']);

function counted(events: readonly StoredEvent[]): Redacted['elsewhere'] {
  const count = (fits: (type: string) => boolean) => events.filter(({ type }) => fits(type)).length;
  return {
    signals: count((type) => type === 'signal-received'),
    deliveries: count((type) => type === 'delivery-received'),
    lines: count((type) => LINES.has(type)),
  };
}

/** `from`: number of the merged incident that it came along from. */
type Occurrence = { vendor: string; dedupeKey: string; from?: number };

const ABOUT_ALERTS = ['signal-attached', 'signal-resolved'];

function occurrenceOf({ type, data }: StoredEvent): Occurrence | undefined {
  const told = data as unknown as Occurrence & { signal: Occurrence };
  const alert = type === 'signal-attached' ? told.signal : type === 'signal-resolved' ? told : undefined;
  return alert && { vendor: alert.vendor, dedupeKey: alert.dedupeKey, from: told.from };
}

/**
 * An alert's beginning and end say the same; so does the inbox, and the delivery it came in, which goes as a whole. Its row
 * says that it is redacted, so that a later telling brings no words back.
 */
async function alertToo(scene: Scene): Promise<{ events: StoredEvent[]; keys: KeyWish[] }> {
  const { path, view, own } = scene;
  const [occurrence] = own.flatMap((event) => occurrenceOf(event) ?? []);
  if (!occurrence) {
    return { events: [], keys: [] };
  }
  const { number = 0 } = view.state ?? {};
  const key = occurrence.from === undefined ? signalKey(occurrence) : takenKey(number, occurrence);
  const rows = await view.readKeys([alertKey(occurrence), key]);
  const alert = rows.get(alertKey(occurrence)) as AlertRow | undefined;
  const row = rows.get(key) as SignalRow | undefined;
  const told = [alert?.firing, alert?.resolved].filter((id) => id !== undefined);
  const received = await path.timeline.readEvents(told);
  const deliveries = await path.timeline.readEvents(received.flatMap(({ causedBy }) => causedBy ?? []));
  return {
    events: [...(await tellingsIn(scene, occurrence)), ...received, ...deliveries],
    keys: row ? [{ op: 'set', key, value: { ...row, redacted: true } }] : [],
  };
}

const PAGE = 1_000;

/** All that the incident itself tells of this occurrence. */
async function tellingsIn(
  { path, stream }: Scene,
  { vendor, dedupeKey }: Occurrence,
): Promise<StoredEvent[]> {
  const found: StoredEvent[] = [];
  for (let after = 0; ; ) {
    const page = await path.timeline.readStream(stream, { after, types: ABOUT_ALERTS, limit: PAGE });
    found.push(
      ...page.filter((event) => {
        const told = occurrenceOf(event);
        return told?.vendor === vendor && told.dedupeKey === dedupeKey;
      }),
    );
    if (page.length < PAGE) {
      return found;
    }
    after = page.at(-1)?.version ?? after;
  }
}

/** A message that was a mention was taken down as a command, too, and may have been answered with its own words. */
async function linesToo({ path, stream, view, own }: Scene, { facts }: Decision): Promise<StoredEvent[]> {
  const places = facts.flatMap(({ data }) => (data as { place?: MessagePlace }).place ?? []);
  const sources = new Set([
    ...places.map(({ team, channel, ts }) => `slack:${team}/${channel}/${ts}`),
    ...own.flatMap(({ source }) => (source.kind === 'mention' ? source.key : [])),
  ]);
  const keys = [...sources].flatMap((source) => [askedKey(stream, source), askedKey(AUDIT, source)]);
  const rows = keys.length > 0 ? await view.readKeys(keys) : new Map<string, Json>();
  const ids = [...rows.values()].flatMap((row) => (row as AskedRow).events);
  return path.timeline.readEvents(ids);
}
