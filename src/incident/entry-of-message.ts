// One entry of a message and everything that happened to it: texts in order of revision, deletion, pins, files.
import type { Entry } from './entry.ts';
import type { IncidentEvent, Recorded } from './events.ts';
import { messageKey } from './message-facts.ts';
import { compareTs, instantOf } from './slack-time.ts';
import type { Actor, FileRef, MessagePlace } from './values.ts';

type Text = Recorded<'message-posted'> | Recorded<'message-edited'>;
type PinAct = Recorded<'message-pinned'> | Recorded<'message-unpinned'>;

/** Everything told of one message, in any order. */
export type MessageStory = {
  key: string;
  place: MessagePlace;
  texts: Text[];
  deleted: Recorded<'message-deleted'>[];
  pins: PinAct[];
  files: FileRef[];
};

const isText = (event: IncidentEvent): event is Text =>
  event.type === 'message-posted' || event.type === 'message-edited';

const isPin = (event: IncidentEvent): event is PinAct =>
  event.type === 'message-pinned' || event.type === 'message-unpinned';

/** Adds the event to its message's story. Undefined where it is not about a message. */
export function aboutMessages(
  stories: Map<string, MessageStory>,
  event: IncidentEvent,
): MessageStory | undefined {
  const ofMessage = isText(event) || isPin(event) || event.type === 'message-deleted';
  const place = ofMessage || event.type === 'file-kept' ? event.data.place : undefined;
  if (place === undefined) {
    return undefined;
  }
  const key = messageKey(place);
  const story = stories.get(key) ?? { key, place, texts: [], deleted: [], pins: [], files: [] };
  stories.set(key, story);
  if (isText(event)) {
    story.texts.push(event);
  } else if (isPin(event)) {
    story.pins.push(event);
  } else if (event.type === 'message-deleted') {
    story.deleted.push(event);
  } else if (event.type === 'file-kept') {
    story.files.push(event.data.file);
  }
  return story;
}

const revisionOf = (text: Text) => text.data.revision ?? text.data.place.ts;

/** One text per revision, oldest first. */
function revisions(texts: readonly Text[]): Text[] {
  const inOrder = [...texts].sort((a, b) => compareTs(revisionOf(a), revisionOf(b)) || a.version - b.version);
  return inOrder.filter((text, index) => index === 0 || revisionOf(text) !== revisionOf(inOrder[index - 1]!));
}

/** Whose pin stands: of each person and way, the latest act counts; at the same time the taking back does. */
function standing(pins: readonly PinAct[]): Entry['pinned'] {
  const inOrder = [...pins].sort(
    (a, b) =>
      a.occurredAt - b.occurredAt ||
      Number(a.type === 'message-unpinned') - Number(b.type === 'message-unpinned'),
  );
  const latest = new Map(inOrder.map((act) => [`${act.data.by.id} ${act.data.how}`, act]));
  const stands = [...latest.values()]
    .filter((act) => act.type === 'message-pinned')
    .sort((a, b) => a.occurredAt - b.occurredAt || (a.data.by.id < b.data.by.id ? -1 : 1));
  const by = new Map<string, Actor>(stands.map((act) => [act.data.by.id, act.data.by]));
  return stands[0] && { at: stands[0].occurredAt, by: [...by.values()] };
}

/** The message's files, with where their bytes are kept once that is known. */
export function withKept(files: readonly FileRef[], kept: readonly FileRef[]): FileRef[] {
  return files.map((file) => ({ ...file, ...kept.find((other) => other.id === file.id) }));
}

function wordsOf(texts: readonly Text[]): Pick<Entry, 'text' | 'earlier'> {
  const words = texts.map((text) => text.content?.text ?? '');
  return { text: words.at(-1) ?? '', earlier: words.slice(0, -1) };
}

function valuesOf(posted: Recorded<'message-posted'> | undefined, story: MessageStory): Entry['values'] {
  const deletedAt = Math.min(...story.deleted.map((event) => event.occurredAt));
  return {
    ...(posted?.data.subtype === undefined ? {} : { subtype: posted.data.subtype }),
    ...(posted?.data.broadcast ? { broadcast: true } : {}),
    ...(story.deleted.length === 0 ? {} : { deletedAt }),
  };
}

const isRecovered = (event: IncidentEvent) => 'recovered' in event.data && event.data.recovered === true;

/** All events that make up the entry, by when they happened. */
function eventsOf(story: MessageStory): (Text | Recorded<'message-deleted'> | PinAct)[] {
  const own = [...story.texts, ...story.deleted];
  return (own.length > 0 ? own : [...story.pins]).sort(
    (a, b) => a.occurredAt - b.occurredAt || a.version - b.version,
  );
}

/** Whose the message is: the post knows; before it, whoever the edit or the deletion was told of. */
const authorOf = (posted: Recorded<'message-posted'> | undefined, first: IncidentEvent) =>
  posted?.data.author ?? first.actor;

/** Said instead of a message that was pinned and that nobody told us of. */
const UNTOLD = 'A message was pinned that is not in the record';

/**
 * The entry of a message; undefined where there is only a kept file. Nothing of a deleted or redacted message is left but
 * that it was there. Of a message that
 * nobody told us of only the pin is on record, as the pin of whoever pinned.
 */
export function messageEntry(
  story: MessageStory,
  isRedacted: (event: IncidentEvent) => boolean,
): { entry: Entry; version: number } | undefined {
  const events = eventsOf(story);
  const first = [...events].sort((a, b) => a.version - b.version)[0];
  if (first === undefined) {
    return undefined;
  }
  const texts = revisions(story.texts);
  const posted = story.texts.find((text) => text.type === 'message-posted');
  const deleted = story.deleted.length > 0;
  const redacted = story.texts.some(isRedacted);
  const gone = deleted || redacted;
  const untold = texts.length === 0 && !deleted;
  const pinned = standing(story.pins);
  const entry: Entry = {
    id: first.id,
    events: events.map((event) => event.id),
    kind: untold ? 'record' : 'message',
    at: instantOf(story.place.ts) ?? first.occurredAt,
    recordedAt: first.recordedAt,
    author: authorOf(posted, first),
    ...(gone ? { text: '', earlier: [] } : wordsOf(texts)),
    ...(untold ? { text: UNTOLD } : {}),
    place: story.place,
    ...(posted?.data.thread === undefined ? {} : { thread: posted.data.thread }),
    ...(posted?.data.permalink === undefined ? {} : { permalink: posted.data.permalink }),
    files: gone ? [] : withKept(texts.at(-1)?.data.files ?? [], story.files),
    ...(pinned ? { pinned } : {}),
    edited: texts.some((text) => revisionOf(text) !== story.place.ts),
    deleted,
    redacted,
    recovered: isRecovered(posted ?? first),
    type: untold ? first.type : 'message-posted',
    values: valuesOf(posted, story),
  };
  return { entry, version: first.version };
}
