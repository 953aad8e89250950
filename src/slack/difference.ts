// What history says and the timeline does not: the commands that close the gap. Pure.
import type { Command } from '../incident/commands.ts';
import type { MessageFacts } from '../incident/message-facts.ts';
import { compareTs } from '../incident/slack-time.ts';
import { slackId } from './ids.ts';
import { isOurs, type SlackMessage } from './slack-message.ts';
import {
  deletionCommand,
  editCommands,
  PIN_EMOJI,
  pinCommand,
  postCommands,
  type Telling,
} from './telling.ts';

/** What the timeline holds of messages, by ts. */
export type Known = ReadonlyMap<string, MessageFacts>;

/** A stretch of history that was read completely: from `oldest` (inclusive) up to `newest` (inclusive), as ts. */
export type Stretch = { oldest: string; newest: string };

/** Commands for one message of history. `now`: our clock as a ts, for acts whose time history does not tell. */
export function messageDifference(
  message: SlackMessage,
  channel: string,
  known: Known,
  telling: Telling,
  now: string,
): Command[] {
  const facts = known.get(message.ts);
  if (message.subtype === 'tombstone') {
    const gone = { channel, ts: message.ts };
    return facts?.posted && !facts.deleted ? [deletionCommand(gone, now, telling)] : [];
  }
  return [
    ...textDifference(message, channel, facts, telling),
    ...pinDifference(message, channel, facts, telling, now),
  ];
}

function textDifference(
  message: SlackMessage,
  channel: string,
  facts: MessageFacts | undefined,
  telling: Telling,
): Command[] {
  if (!facts?.posted) {
    return postCommands(message, channel, telling);
  }
  const revision = message.edited?.ts;
  const told = revision === undefined || revision === facts.revision || facts.revisions?.includes(revision);
  return told || facts.deleted ? [] : editCommands(message, channel, telling);
}

/** Pins that stand in history and not with us, and pins that stand with us and no longer in history. */
function pinDifference(
  message: SlackMessage,
  channel: string,
  facts: MessageFacts | undefined,
  telling: Telling,
  now: string,
): Command[] {
  if (isOurs(message, telling.identity) || facts?.deleted) {
    return [];
  }
  const ours = (facts?.pins ?? []).flatMap(({ by, how }) =>
    how === 'shortcut'
      ? []
      : [{ by: slackId(by), how: how === 'emoji' ? ('emoji' as const) : ('slack' as const) }],
  );
  const theirs = pinsInHistory(message, channel).filter(({ by }) => by !== telling.identity.botUser);
  const lacks = (pins: readonly Pin[], pin: Pin) =>
    !pins.some((other) => other.by === pin.by && other.how === pin.how);
  const base = { channel, ts: message.ts, at: now };
  return [
    ...theirs
      .filter((pin) => lacks(ours, pin))
      .map((pin) => pinCommand({ ...base, ...pin, pinned: true }, telling)),
    ...ours
      .filter((pin) => lacks(theirs, pin) && tellsAll(message, channel, pin.how))
      .map((pin) => pinCommand({ ...base, ...pin, pinned: false }, telling)),
  ];
}

type Pin = { by: string; how: 'emoji' | 'slack' };

/**
 * Whether history names everybody behind such pins. Slack's docs: `users` of a reaction need not hold all of them, `count` does;
 * and of pins nothing may be said, or not by whom.
 */
function tellsAll({ reactions = [], ...message }: SlackMessage, channel: string, how: Pin['how']): boolean {
  return how === 'emoji'
    ? reactions.every(({ name, users, count = 0 }) => !PIN_EMOJI.has(name) || users.length >= count)
    : message.pinned_to !== undefined &&
        (!message.pinned_to.includes(channel) || message.pinned_info?.pinned_by !== undefined);
}

function pinsInHistory(message: SlackMessage, channel: string): Pin[] {
  const emoji = (message.reactions ?? [])
    .filter(({ name }) => PIN_EMOJI.has(name))
    .flatMap(({ users }) => users);
  const pinnedBy = message.pinned_to?.includes(channel) ? message.pinned_info?.pinned_by : undefined;
  return [
    ...[...new Set(emoji)].map((by): Pin => ({ by, how: 'emoji' })),
    ...(pinnedBy ? [{ by: pinnedBy, how: 'slack' as const }] : []),
  ];
}

/** Messages of the channel (not replies) that we hold within the stretch and that history no longer shows. */
export function missingFromHistory(
  seen: ReadonlySet<string>,
  stretch: Stretch,
  channel: string,
  known: Known,
  telling: Telling,
  now: string,
): Command[] {
  return [...known]
    .filter(
      ([ts, facts]) =>
        facts.posted &&
        !facts.deleted &&
        facts.thread === undefined &&
        facts.channel === channel &&
        compareTs(ts, stretch.oldest) >= 0 &&
        compareTs(ts, stretch.newest) <= 0 &&
        !seen.has(ts),
    )
    .map(([ts]) => deletionCommand({ channel, ts }, now, telling));
}

/** Replies of one thread that we hold and that the thread, read completely, no longer shows. */
export function missingReplies(
  replies: readonly SlackMessage[],
  thread: string,
  channel: string,
  known: Known,
  telling: Telling,
  now: string,
): Command[] {
  const shown = new Set(replies.map(({ ts }) => ts));
  return [...known]
    .filter(([ts, facts]) => facts.thread === thread && facts.posted && !facts.deleted && !shown.has(ts))
    .map(([ts]) => deletionCommand({ channel, ts, thread }, now, telling));
}

/** Whether a thread's replies have to be read: its count or latest reply is not what we hold. */
export function threadDiffers(message: SlackMessage, known: Known): boolean {
  if (!message.reply_count) {
    return (known.get(message.ts)?.replies ?? 0) > 0;
  }
  const facts = known.get(message.ts);
  return facts?.replies !== message.reply_count || facts?.latestReply !== message.latest_reply;
}
