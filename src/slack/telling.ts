// From what Slack tells of a channel to commands: pure, the same for events, repair and import.
import { z } from 'zod';
import type { Asking, Command, Message } from '../incident/commands.ts';
import type { Actor, Source } from '../incident/values.ts';
import { named } from '../lib/named.ts';
import type { People } from './deed.ts';
import { instantOf, messageSource, personId } from './ids.ts';
import type { Identity } from './session.ts';
import { isOurs, messageOf, type SlackMessage, slackMessage } from './slack-message.ts';

export type Telling = {
  identity: Identity;
  people: Pick<People, 'actor' | 'grants'>;
  /** `message` as it happens; `repair` and `import` where history tells of it later. */
  source: Extract<Source['kind'], 'message' | 'repair' | 'import'>;
};

/** Told by something else, or saying nothing about the incident. */
const NOT_RECORDED = new Set(['message_replied', 'pinned_item', 'unpinned_item']);
const JOINS = new Set(['channel_join', 'group_join']);
const LEAVES = new Set(['channel_leave', 'group_leave']);

/** Slack's docs, "message event", subtypes. */
const PRIVACY: Readonly<Record<string, boolean>> = {
  channel_convert_to_private: true,
  channel_convert_to_public: false,
};

/** Both of Slack's pins that people use as 📌. */
export const PIN_EMOJI: ReadonlySet<string> = new Set(['pushpin', 'round_pushpin']);

function asking(by: Actor, key: string, ts: string, telling: Telling): Asking {
  return {
    by,
    grants: by.kind === 'person' ? telling.people.grants(by.id) : [],
    at: instantOf(ts),
    source: { kind: telling.source, key },
  };
}

const recovered = (telling: Telling) => (telling.source === 'repair' ? { recovered: true } : {});

/** A message that stands in the channel, with the edit it may carry already. */
export function postCommands(raw: SlackMessage, channel: string, telling: Telling): Command[] {
  if (NOT_RECORDED.has(raw.subtype ?? '') || isOurs(raw, telling.identity)) {
    return [];
  }
  const message = messageOf(raw, channel, { ...telling, ...recovered(telling) });
  const key = messageSource(message.place);
  if (JOINS.has(raw.subtype ?? '') || LEAVES.has(raw.subtype ?? '')) {
    return [memberCommand(raw, message, key, telling)];
  }
  // A post that was edited before we saw it is another telling than the post: its key says so.
  const told = raw.edited ? `${key}@${raw.edited.ts}` : key;
  return [
    { type: 'record-message', wish: message, asking: asking(message.author, told, raw.ts, telling) },
    ...privacyCommands(raw, message, key, telling),
  ];
}

/** Slack writes a line when somebody makes the channel private or public. */
function privacyCommands(raw: SlackMessage, message: Message, key: string, telling: Telling): Command[] {
  const isPrivate = named(PRIVACY, raw.subtype ?? '');
  return isPrivate === undefined
    ? []
    : [
        {
          type: 'record-privacy',
          wish: { private: isPrivate },
          asking: asking(message.author, `${key}:privacy`, raw.ts, telling),
        },
      ];
}

function memberCommand(raw: SlackMessage, message: Message, key: string, telling: Telling): Command {
  const joined = JOINS.has(raw.subtype ?? '');
  const invitedBy = raw.inviter ? { invitedBy: telling.people.actor(raw.inviter) } : {};
  return {
    type: 'record-member',
    wish: { who: message.author, joined, ...invitedBy },
    asking: asking(message.author, key, raw.ts, telling),
  };
}

/** A text that replaces an earlier one. Link previews and reply counts change a message too, without a new `edited.ts`. */
export function editCommands(raw: SlackMessage, channel: string, telling: Telling): Command[] {
  if (!raw.edited || isOurs(raw, telling.identity)) {
    return [];
  }
  const message = messageOf(raw, channel, { ...telling, ...recovered(telling) });
  const { place, text, files } = message;
  const by = raw.edited.user ? telling.people.actor(raw.edited.user) : message.author;
  return [
    {
      type: 'record-edit',
      wish: { place, revision: raw.edited.ts, text, files, message, ...recovered(telling) },
      asking: asking(by, `${messageSource(place)}@${raw.edited.ts}`, raw.edited.ts, telling),
    },
  ];
}

/** Slack does not say who deleted a message, so nobody is named. `ts`: when we heard of it. */
export function deletionCommand(
  gone: { channel: string; ts: string; thread?: string },
  ts: string,
  telling: Telling,
): Command {
  const place = { team: telling.identity.team, channel: gone.channel, ts: gone.ts };
  const thread = gone.thread && gone.thread !== gone.ts ? { thread: gone.thread } : {};
  const slack: Actor = { kind: 'bot', id: personId(telling.identity.team, 'slack'), name: 'Slack' };
  return {
    type: 'record-deletion',
    wish: { place, ...thread, ...recovered(telling) },
    asking: asking(slack, `${messageSource(place)}:deleted`, ts, telling),
  };
}

export type Pinning = {
  channel: string;
  ts: string;
  by: string;
  /** When, as a ts. */
  at: string;
  how: 'emoji' | 'slack';
  pinned: boolean;
  message?: Message;
};

export function pinCommand(pinning: Pinning, telling: Telling): Command {
  const { how, pinned, channel, ts } = pinning;
  const place = { team: telling.identity.team, channel, ts };
  const key = `${messageSource(place)}:${pinned ? 'pin' : 'unpin'}:${how}:${pinning.by}:${pinning.at}`;
  const who = asking(telling.people.actor(pinning.by), key, pinning.at, telling);
  return pinned
    ? {
        type: 'pin',
        wish: { place, how, ...(pinning.message ? { message: pinning.message } : {}) },
        asking: who,
      }
    : { type: 'unpin', wish: { place, how }, asking: who };
}

const changed = z.object({ channel: z.string(), message: slackMessage, ts: z.string() });
const deleted = z.object({
  channel: z.string(),
  deleted_ts: z.string(),
  ts: z.string().optional(),
  event_ts: z.string().optional(),
  previous_message: slackMessage.optional().catch(undefined),
});

const posted = slackMessage.extend({ channel: z.string() });

/** The commands of a `message` event of any subtype. */
export function messageEventCommands(event: Record<string, unknown>, telling: Telling): Command[] {
  if (event.subtype === 'message_changed') {
    return changeCommands(changed.parse(event), telling);
  }
  if (event.subtype === 'message_deleted') {
    const told = deleted.parse(event);
    const before = told.previous_message;
    return before && isOurs(before, telling.identity)
      ? []
      : [
          deletionCommand(
            { channel: told.channel, ts: told.deleted_ts, thread: before?.thread_ts },
            told.event_ts ?? told.ts ?? told.deleted_ts,
            telling,
          ),
        ];
  }
  // message_replied has been delivered without its subtype (Slack's docs, "message_replied", note); it holds no words of its own.
  const read = posted.safeParse(event);
  return read.success && !('message' in event) ? postCommands(read.data, read.data.channel, telling) : [];
}

/** A parent that was deleted while it has replies stays as a tombstone, told as a change. */
function changeCommands(told: z.infer<typeof changed>, telling: Telling): Command[] {
  const { channel, message, ts } = told;
  return message.subtype === 'tombstone'
    ? [deletionCommand({ channel, ts: message.ts, thread: message.thread_ts }, ts, telling)]
    : editCommands(message, channel, telling);
}

const reaction = z.object({
  type: z.string(),
  user: z.string(),
  reaction: z.string(),
  item_user: z.string().optional(),
  item: z.object({ type: z.string(), channel: z.string(), ts: z.string() }),
  event_ts: z.string(),
});

/** 📌 given or taken back. Other emoji mean nothing to us, nor do pins of our own posts. */
export function reactionCommands(event: unknown, telling: Telling): Command[] {
  const read = reaction.safeParse(event);
  if (!read.success || read.data.item.type !== 'message' || !PIN_EMOJI.has(read.data.reaction)) {
    return [];
  }
  const { user, item, event_ts: at, type, item_user: author } = read.data;
  if (user === telling.identity.botUser || author === telling.identity.botUser) {
    return [];
  }
  const pinning = { channel: item.channel, ts: item.ts, by: user, at, pinned: type === 'reaction_added' };
  return [pinCommand({ ...pinning, how: 'emoji' }, telling)];
}

const pinEvent = z.object({
  type: z.string(),
  user: z.string(),
  channel_id: z.string(),
  item: z.object({ type: z.string(), message: slackMessage.optional().catch(undefined) }),
  event_ts: z.string(),
});

/** Slack's own pin, by people; the bot pins its card. */
export function pinEventCommands(event: unknown, telling: Telling): Command[] {
  const read = pinEvent.safeParse(event);
  const message = read.data?.item.message;
  if (!read.success || !message || read.data.user === telling.identity.botUser) {
    return [];
  }
  if (isOurs(message, telling.identity)) {
    return [];
  }
  const { user, channel_id: channel, event_ts: at, type } = read.data;
  const pinned = type === 'pin_added';
  return [
    pinCommand(
      {
        channel,
        ts: message.ts,
        by: user,
        at,
        how: 'slack',
        pinned,
        message: messageOf(message, channel, telling),
      },
      telling,
    ),
  ];
}
