// Telling of a message's texts: in any order, any number of times, each is recorded once.
import type { Decision, Lookups, Message, Searchable } from './commands.ts';
import { fact } from './decision.ts';
import type { Fact } from './events.ts';
import { factsOf, keptFacts, type MessageFacts, messageKey } from './message-facts.ts';
import { compareTs, instantOf } from './slack-time.ts';
import type { Actor, FileRef, Instant, MessagePlace } from './values.ts';

/** One text of a message, as somebody told it. `message`: all that is known, where more than the text is. */
export type Telling = {
  place: MessagePlace;
  revision?: string;
  text: string;
  files: FileRef[];
  recovered?: boolean;
  message?: Message;
  by: Actor;
  at: Instant;
};

export type Told = { row: MessageFacts; facts: Fact[]; search: Searchable[]; posted: boolean };

/** The facts kept of a message; those of a message nobody told of yet are empty. */
export function rowOf(lookups: Lookups, place: MessagePlace): MessageFacts {
  const key = messageKey(place);
  return factsOf(key, lookups.keys.get(key) ?? { posted: false });
}

export function keepRow(place: MessagePlace, value: MessageFacts): Decision['keys'][number] {
  return { op: 'set', key: messageKey(place), value: keptFacts(value) };
}

const threadOf = (message: Message) =>
  message.thread === undefined || message.thread === message.place.ts ? undefined : message.thread;

function postedFact(message: Message, told: Telling, lookups: Lookups) {
  const { place, broadcast, author, subtype, recovered, permalink, raw } = message;
  const data = {
    place,
    author,
    files: told.files,
    ...(threadOf(message) === undefined ? {} : { thread: threadOf(message) }),
    ...(broadcast ? { broadcast } : {}),
    ...(subtype === undefined ? {} : { subtype }),
    ...(told.revision === undefined ? {} : { revision: told.revision }),
    ...((recovered ?? told.recovered) ? { recovered: true } : {}),
    ...(permalink === undefined ? {} : { permalink }),
  };
  const content = { text: told.text, ...(raw === undefined ? {} : { raw }) };
  return fact(lookups, 'message-posted', data, content, {
    occurredAt: instantOf(place.ts) ?? told.at,
    actor: author,
  });
}

function editedFact(told: Telling, revision: string, lookups: Lookups) {
  const { place, files, recovered } = told;
  return fact(
    lookups,
    'message-edited',
    { place, revision, files, ...(recovered ? { recovered } : {}) },
    { text: told.text },
    { occurredAt: instantOf(revision) ?? told.at, actor: told.message?.author ?? told.by },
  );
}

function merged(
  row: MessageFacts,
  told: Telling,
  revision: string,
  event: string,
  posted: boolean,
): MessageFacts {
  const revisions = [...new Set([...(row.revisions ?? []), revision])].sort(compareTs);
  const newest = revisions.at(-1);
  const fresh = told.files.filter((file) => !row.files?.some((kept) => kept.id === file.id));
  const files = [...(row.files ?? []), ...fresh.map(({ id }) => ({ id }))];
  const thread = told.message === undefined ? row.thread : threadOf(told.message);
  return {
    ...row,
    event: row.event || event,
    posted: row.posted || posted,
    revisions,
    texts: [...(row.texts ?? []), event],
    ...(newest === undefined || newest === row.ts ? {} : { revision: newest }),
    ...(files.length === 0 ? {} : { files }),
    ...(thread === undefined ? {} : { thread }),
    ...(told.message === undefined ? {} : { author: told.message.author.id }),
  };
}

/**
 * Records one text of a message, unless it is recorded. The first telling that knows the whole message posts it; every
 * other text, later or earlier, is an edit with its own revision (`edited.ts`; the first text's is the message's `ts`), so
 * that any order of telling leaves the same texts. A redacted message takes no more words.
 */
export function tell(row: MessageFacts, told: Telling, lookups: Lookups): Told {
  const revision = told.revision ?? told.place.ts;
  const posts = told.message !== undefined && !row.posted;
  if (row.redacted || (row.revisions?.includes(revision) && !posts)) {
    return { row, facts: [], search: [], posted: false };
  }
  const made =
    posts && told.message ? postedFact(told.message, told, lookups) : editedFact(told, revision, lookups);
  const after = merged(row, told, revision, made.id, posts);
  const shown = !after.deleted && after.revisions?.at(-1) === revision;
  const id = messageKey(told.place);
  const search: Searchable[] = !shown
    ? []
    : [told.text ? { op: 'upsert', id, text: told.text } : { op: 'remove', id }];
  return { row: after, facts: [made], search, posted: posts };
}

/** The row of the thread's parent: a reply counts once, when its post is told; a deleted one does not. */
export function countReply(told: Told, place: MessagePlace, lookups: Lookups): Decision['keys'] {
  const thread = told.row.thread;
  if (!told.posted || thread === undefined || told.row.deleted) {
    return [];
  }
  const parent = { ...place, ts: thread };
  const row = rowOf(lookups, parent);
  const latestReply =
    row.latestReply !== undefined && compareTs(row.latestReply, place.ts) > 0 ? row.latestReply : place.ts;
  return [keepRow(parent, { ...row, replies: row.replies + 1, latestReply })];
}

/** What a whole message tells of its text. */
export function tellingOf(message: Message, by: Actor, at: Instant): Telling {
  const { place, revision, text, files, recovered } = message;
  return {
    place,
    text,
    files,
    message,
    by,
    at,
    ...(revision ? { revision } : {}),
    ...(recovered ? { recovered } : {}),
  };
}
