// The one write path: a command is decided against the newest state, and facts, effects and keys become one append.
import type { Asking, Command, CommandType, Decision, Lookups, Wish } from '../incident/commands.ts';
import { decide } from '../incident/decide.ts';
import type { Fact } from '../incident/events.ts';
import { facetsOf } from '../incident/facets.ts';
import { needs } from '../incident/needs.ts';
import { Refusal } from '../incident/refusal.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import type { NewId } from '../lib/ids.ts';
import type { Policy } from '../policy/policy.ts';
import type { Json, Timeline } from '../timeline/port.ts';
import type { Reaction } from '../workflows/reaction.ts';
import type { Addition, Outcome, View } from './batch.ts';
import { consequencesOf, type Pacing } from './consequences.ts';
import type { Handled } from './engine-port.ts';
import { readIncident } from './find.ts';
import { receiptKey } from './idempotency.ts';
import type { Numbers } from './numbers.ts';
import { keepAsked, reachingFurther } from './reach.ts';
import { keyChanges, newEvent, record, refusalFact } from './recording.ts';
import { RefusedBefore } from './refused-before.ts';
import { incidentEvent, loadIncident } from './stored-incident.ts';
import { AUDIT, INCIDENTS } from './stream-names.ts';
import type { Streams } from './streams.ts';

export type Request = { type: CommandType; incident?: string; wish: Wish<CommandType>; asking: Asking };

export type WritePath = {
  timeline: Timeline;
  streams: Streams<Incident | undefined>;
  policy: () => Policy;
  reactions: readonly Reaction[];
  now: () => Instant;
  newId: NewId;
  numbers: Numbers;
  pacing: Pacing;
};

/** What routing works with: the write path, and the door that commands go through. */
export type RoutingPath = WritePath & { handle(request: Request): Promise<Handled> };

type State = Incident | undefined;
type Asked = { request: Request; stream: string; view: View<State> };
/** The sentence of a refusal stands in its event, where a redaction reaches it. */
type Receipt = { incident: string; events: string[]; refused?: { field?: string } };

/** A refusal that no incident's stream can take. */
class RefusedOutside extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.name = 'RefusedOutside';
    this.refusal = refusal;
  }
}

/** See `Engine.handle`. Refusals are on record before they are thrown. */
export async function handle(path: WritePath, request: Request): Promise<Handled> {
  const stream = request.type === 'declare' ? `${INCIDENTS}${path.newId()}` : (request.incident ?? '');
  try {
    return await path.streams.change(stream, (view) => decideOn(path, { request, stream, view }));
  } catch (error) {
    if (!(error instanceof RefusedOutside)) {
      throw error;
    }
    const { refusal } = error;
    return path.streams.change(AUDIT, async (view) =>
      refused(path, { request, stream: AUDIT, view }, refusal),
    );
  }
}

async function decideOn(path: WritePath, asked: Asked): Promise<Outcome<State, Handled>> {
  const { type, wish, asking } = asked.request;
  const { state } = asked.view;
  const command = { type, wish, asking } as Command;
  try {
    const { presumedFree, ...found } = await lookUp(path, command, asked);
    // Nothing is awaited between asking for the number and taking it: two declares at once get two.
    const lookups = { ...found, nextNumber: path.numbers.next(), now: path.now(), newId: path.newId };
    const decision = decide(command, state, lookups, path.policy());
    const further = decision.erase.length > 0 ? await reachingFurther(path, asked, decision) : decision;
    return await written(path, asked, further, presumedFree);
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    if (!state) {
      throw new RefusedOutside(error);
    }
    return refused(path, asked, error);
  }
}

async function lookUp(
  path: WritePath,
  command: Command,
  { stream, view }: Asked,
): Promise<Pick<Lookups, 'keys' | 'events' | 'other'> & { presumedFree: readonly string[] }> {
  const needed = needs(command, view.state);
  if (needed.number) {
    await path.numbers.ready(view.attempt > 1);
  }
  const stored = needed.events.length > 0 ? await path.timeline.readEvents(needed.events) : [];
  const own = stored.filter((event) => event.stream === stream).map(incidentEvent);
  // Who is told that such a key is taken after all decides once more, and looks.
  const likelyFree = view.attempt === 1 ? needed.likelyFree : undefined;
  const keys = needed.keys.length > 0 ? await view.readKeys(needed.keys, likelyFree) : new Map();
  const other = needed.other && (await readIncident(path.timeline, needed.other));
  return {
    keys,
    ...(other ? { other } : {}),
    events: new Map(own.map((event) => [event.id, event])),
    presumedFree: likelyFree?.filter((key) => !keys.has(key)) ?? [],
  };
}

async function written(
  path: WritePath,
  asked: Asked,
  decision: Decision,
  presumedFree: readonly string[],
): Promise<Outcome<State, Handled>> {
  const { stream, view } = asked;
  if (decision.facts.length === 0 && decision.keys.length === 0 && decision.search.length === 0) {
    return { answer: () => ({ incident: stream, state: view.state!, events: [], repeated: false }) };
  }
  const { add, state, number } = await additionOf(path, asked, decision.facts);
  return {
    add: {
      ...add,
      keys: [...keyChanges(decision.keys, presumedFree), ...(add.keys ?? [])],
      search: decision.search,
      erase: decision.erase,
    },
    answer: (stored) => ({
      incident: stream,
      state: state!,
      events: stored.map(incidentEvent),
      repeated: false,
    }),
    repeated: (receipt) => {
      if (number !== undefined) {
        path.numbers.givenBack(number);
      }
      return answerAgain(path, receipt);
    },
  };
}

async function refused(path: WritePath, asked: Asked, refusal: Refusal): Promise<Outcome<State, Handled>> {
  const { type, asking } = asked.request;
  const said = refusal.field === undefined ? {} : { field: refusal.field };
  const { add } = await additionOf(path, asked, [refusalFact(type, asking, refusal.message)], said);
  return {
    add,
    answer: () => {
      throw refusal;
    },
    repeated: (receipt) => answerAgain(path, receipt),
  };
}

/** Events, state, facets, effects and receipt of what was decided. */
async function additionOf(
  path: WritePath,
  { request, stream, view }: Asked,
  facts: readonly Fact[],
  said?: Receipt['refused'],
): Promise<{ add: Addition<State>; state: State; number?: number }> {
  const now = path.now();
  const { events, state } = record(facts, view, { stream, asking: request.asking, now, newId: path.newId });
  const [first] = events;
  const number = first?.type === 'incident-declared' ? first.data.number : undefined;
  if (number !== undefined) {
    path.numbers.taken(number);
  }
  const follows = await consequencesOf(events, state, {
    ...path,
    stream,
    policy: path.policy(),
    now,
    readKeys: view.readKeys,
  });
  const linesOfMention = await keepAsked(stream, events, request.asking, view);
  const receipt: Receipt = { incident: stream, events: events.map((event) => event.id), refused: said };
  const key = receiptKey(request.type, request.wish, request.asking);
  const add: Addition<State> = {
    state,
    events: events.map(newEvent),
    ...(state ? { facets: facetsOf(state) } : {}),
    ...follows,
    keys: [...follows.keys, ...linesOfMention],
    ...(key === undefined ? {} : { idempotency: { key, receipt: receipt as unknown as Json } }),
  };
  return { add, state, number };
}

/** The answer to a second asking is the answer to the first. */
async function answerAgain(path: WritePath, told: Json): Promise<Handled> {
  const { incident, events, refused: said } = told as unknown as Receipt;
  const stored = await path.timeline.readEvents(events);
  if (said) {
    const words = stored[0]?.content as { why?: string } | null | undefined;
    throw new RefusedBefore(words?.why ?? 'This was refused before; why is redacted.', said.field);
  }
  const { state } = await loadIncident(path.timeline, incident);
  const inOrder = [...stored].sort((a, b) => a.version - b.version);
  return { incident, state: state!, events: inOrder.map(incidentEvent), repeated: true };
}
