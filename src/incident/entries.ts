// The timeline as a reader sees it: events become entries; a message and all that happened to it become one.
import type { Entry } from './entry.ts';
import { type FactType, tellFact } from './entry-of-fact.ts';
import { aboutMessages, type MessageStory, messageEntry, withKept } from './entry-of-message.ts';
import type { IncidentEvent } from './events.ts';
import { keyOfSource, messageKey } from './message-facts.ts';
import { shownActor } from './question-entries.ts';
import type { Actor } from './values.ts';

/** `rank` and `order` decide between entries of one millisecond. */
type Placed = { entry: Entry; rank: number; order: string; version: number };

/** What has to be known of the whole timeline before single entries are made. */
type Known = {
  stories: Map<string, MessageStory>;
  facts: IncidentEvent[];
  /** Events whose words are redacted. */
  redacted: Set<string>;
  /** Titles of alerts and kinds of action items, for events that do not repeat them. */
  titles: Map<string, string>;
  kinds: Map<string, 'task' | 'follow-up'>;
  /** What people are called, for facts that were written before their name was known. */
  names: Map<string, string>;
  /** Where our sentence about a fact stands, by the fact's id; the card stands for what has no sentence of its own. */
  shown: Map<string, NonNullable<Entry['shownAt']>>;
  card?: NonNullable<Entry['shownAt']>;
};

function noteName(known: Known, { id, name }: Actor): void {
  if (name !== undefined) {
    known.names.set(id, name);
  }
}

function note(known: Known, event: IncidentEvent): void {
  noteName(known, event.actor);
  if (event.type === 'entry-redacted') {
    for (const id of event.data.events) {
      known.redacted.add(id);
    }
  } else if (event.type === 'signal-attached') {
    const { vendor, dedupeKey } = event.data.signal;
    known.titles.set(`${vendor}/${dedupeKey}`, event.content?.title ?? '');
  } else if (event.type === 'item-added') {
    known.kinds.set(event.data.item, event.data.kind);
  } else if (event.type === 'message-posted') {
    noteName(known, event.data.author);
  } else if (event.type === 'member-joined') {
    noteName(known, event.data.who);
  } else if (event.type === 'fact-posted' && !event.data.beside) {
    const { fact, place, thread } = event.data;
    known.shown.set(fact, { place, ...(thread === undefined ? {} : { thread }) });
  } else if (event.type === 'card-posted') {
    known.card = { place: event.data.place };
  }
}

function nothingKnown(): Known {
  return {
    stories: new Map(),
    facts: [],
    redacted: new Set(),
    titles: new Map(),
    kinds: new Map(),
    names: new Map(),
    shown: new Map(),
  };
}

function learn(known: Known, event: IncidentEvent): void {
  note(known, event);
  if (event.type !== 'fact-posted' && aboutMessages(known.stories, event) === undefined) {
    known.facts.push(event);
  }
}

const called = <A extends Actor | null>(actor: A, { names }: Known): A =>
  actor === null || actor.name !== undefined || !names.has(actor.id)
    ? actor
    : { ...actor, name: names.get(actor.id) };

/** An alert's end comes without its title, who got a role perhaps without their name: both are looked up. */
function completed(event: IncidentEvent, known: Known): IncidentEvent {
  if (event.type === 'signal-resolved' && event.content?.title === '') {
    const { vendor, dedupeKey } = event.data;
    return { ...event, content: { title: known.titles.get(`${vendor}/${dedupeKey}`) ?? '' } };
  }
  if (event.type === 'role-assigned') {
    const { to, from } = event.data;
    return { ...event, data: { ...event.data, to: called(to, known), from: called(from, known) } };
  }
  return event;
}

function evidenceParts(event: IncidentEvent, known: Known, redacted: boolean): Partial<Entry> {
  if (event.type !== 'evidence-copied') {
    return {};
  }
  const { place, author, permalink, files, pinned } = event.data;
  return {
    author,
    place,
    ...(permalink === undefined ? {} : { permalink }),
    files: redacted ? [] : withKept(files, known.stories.get(messageKey(place))?.files ?? []),
    ...(pinned ? { pinned: { at: event.recordedAt, by: [event.actor] } } : {}),
    values: { copiedBy: event.actor.id },
  };
}

/** A deployment's own page says more of it than our card does. */
function pageOf(event: IncidentEvent, redacted: boolean): Pick<Entry, 'permalink'> {
  const page = event.type === 'deployment-noted' && !redacted ? event.data.deployment.url : undefined;
  return page === undefined ? {} : { permalink: page };
}

/** The declaration, the alerts and the deployments stand on the card. */
function shownAt(event: IncidentEvent, known: Known): Pick<Entry, 'shownAt'> {
  const onCard =
    event.type === 'incident-declared' ||
    event.type === 'signal-attached' ||
    event.type === 'signal-resolved' ||
    event.type === 'deployment-noted';
  const shown = known.shown.get(event.id) ?? (onCard ? known.card : undefined);
  return shown === undefined ? {} : { shownAt: shown };
}

const LINES: ReadonlySet<IncidentEvent['type']> = new Set(['command-answered', 'command-refused']);

/** A line that was typed as a mention, in a message that its author deleted since. */
function isOfDeletedMessage({ type, source }: IncidentEvent, { stories }: Known): boolean {
  const story =
    LINES.has(type) && source.kind === 'mention' ? stories.get(keyOfSource(source.key)) : undefined;
  return (story?.deleted.length ?? 0) > 0;
}

/** The picture of a redacted graph is erased. */
function filesOf(event: IncidentEvent, redacted: boolean): Entry['files'] {
  if (event.type === 'graph-kept') {
    return event.data.picture && !redacted ? [event.data.picture] : [];
  }
  return event.type === 'file-kept' ? [event.data.file] : [];
}

function factEntry(event: IncidentEvent, known: Known): Placed {
  const redacted = event.erased || known.redacted.has(event.id);
  const deleted = isOfDeletedMessage(event, known);
  const readable =
    redacted || deleted ? ({ ...event, content: null } as IncidentEvent) : completed(event, known);
  const told = tellFact(readable as IncidentEvent & { type: FactType });
  const kind = 'item' in event.data ? (known.kinds.get(event.data.item) ?? told.kind) : told.kind;
  const entry: Entry = {
    id: event.id,
    events: [event.id],
    kind,
    at: event.occurredAt,
    recordedAt: event.recordedAt,
    author: shownActor(readable),
    text: told.text,
    earlier: [],
    files: filesOf(event, redacted),
    edited: false,
    deleted,
    redacted,
    recovered: false,
    type: event.type,
    values: told.values ?? {},
    ...shownAt(event, known),
    ...pageOf(event, redacted),
    ...evidenceParts(event, known, redacted),
  };
  return { entry, rank: event.type === 'incident-declared' ? 0 : 1, order: '', version: event.version };
}

/**
 * In order of `at`. Within a millisecond the declaration opens, facts stand in the order in which they were decided, then
 * messages in the order of Slack's own `ts`, however they were told.
 */
function compare(a: Placed, b: Placed): number {
  return (
    a.entry.at - b.entry.at ||
    a.rank - b.rank ||
    (a.order < b.order ? -1 : Number(a.order > b.order)) ||
    a.version - b.version
  );
}

function* placedEntries(known: Known): Generator<Placed> {
  const isRedacted = (event: IncidentEvent) => event.erased || known.redacted.has(event.id);
  for (const event of known.facts) {
    yield factEntry(event, known);
  }
  for (const story of known.stories.values()) {
    const made = messageEntry(story, isRedacted);
    if (made) {
      yield { ...made, rank: 2, order: story.key };
    }
  }
}

/** A timeline that is read in parts: long ones take longer than a thread that answers people may be held up. */
export type Telling = {
  add(events: Iterable<IncidentEvent>): void;
  /** Makes the entries once all events are there; pauses now and then, and returns them in order. */
  entries(): Generator<void, Entry[]>;
};

const ENTRIES_BETWEEN_PAUSES = 500;

/** See `entriesOf`. */
export function beginTelling(): Telling {
  const known = nothingKnown();
  return {
    add(events) {
      for (const event of events) {
        learn(known, event);
      }
    },
    *entries() {
      const placed: Placed[] = [];
      for (const one of placedEntries(known)) {
        placed.push(one);
        if (placed.length % ENTRIES_BETWEEN_PAUSES === 0) {
          yield;
        }
      }
      return placed.sort(compare).map((one) => one.entry);
    },
  };
}

/**
 * Entries in order of when they happened, the same whatever the order of `events`. Words that their author deleted or that
 * were redacted are not in them.
 */
export function entriesOf(events: Iterable<IncidentEvent>): Entry[] {
  const telling = beginTelling();
  telling.add(events);
  const making = telling.entries();
  for (let part = making.next(); ; part = making.next()) {
    if (part.done) {
      return part.value;
    }
  }
}
