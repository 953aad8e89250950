// Pins and reactions, with the events that tell of them. Their rules are the same for people and apps.
import { SlackError } from '../errors.ts';
import { messageJson, permalink, pinnedInfo } from '../render/message.ts';
import { nextTs, seconds, type Workspace } from '../workspace.ts';
import type { Channel, Message, User } from '../world.ts';
import { addNotice, isNotice } from './post.ts';

/** Slack's help pages: pins of a channel, kinds of reaction on a message, reactions of one person on it. */
const MOST_PINS = 100;
const MOST_KINDS = 50;
const MOST_EACH = 23;
const EMOJI = /^[a-z0-9_+'-]+(?:::skin-tone-[2-6])?$/;

/** @throws SlackError not_pinnable, already_pinned, too_many_pins */
export function pinMessage(workspace: Workspace, channel: Channel, message: Message, user: User): void {
  if (isNotice(message)) {
    throw new SlackError('not_pinnable');
  }
  if (channel.pins.some((pin) => pin.ts === message.ts)) {
    throw new SlackError('already_pinned');
  }
  if (channel.pins.length >= MOST_PINS) {
    throw new SlackError('too_many_pins');
  }
  channel.pins.unshift({ ts: message.ts, user: user.id, created: seconds(workspace) });
  const item = pinItem(workspace, channel, message);
  tellPin(workspace, channel, message, user, { type: 'pin_added', item });
  const text = `<@${user.id}> pinned a message to this channel.`;
  addNotice(workspace, channel, user.id, 'pinned_item', text, { item_type: 'C', item });
  workspace.changed({ kind: 'message', channel: channel.id, ts: message.ts });
}

/** @throws SlackError no_pin */
export function unpinMessage(workspace: Workspace, channel: Channel, message: Message, user: User): void {
  const item = pinItem(workspace, channel, message);
  if (!channel.pins.some((pin) => pin.ts === message.ts)) {
    throw new SlackError('no_pin');
  }
  channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts);
  const rest = { type: 'pin_removed', item, has_pins: channel.pins.length > 0 };
  tellPin(workspace, channel, message, user, rest);
  workspace.changed({ kind: 'message', channel: channel.id, ts: message.ts });
}

/** As pins.list shows it. */
export function pinItem(workspace: Workspace, channel: Channel, message: Message): Record<string, unknown> {
  const pin = channel.pins.find((each) => each.ts === message.ts);
  return {
    type: 'message',
    channel: channel.id,
    created: pin?.created,
    created_by: pin?.user,
    message: {
      ...messageJson(workspace, channel, message),
      permalink: permalink(workspace, channel, message),
    },
  };
}

function tellPin(
  workspace: Workspace,
  channel: Channel,
  message: Message,
  user: User,
  fields: { type: string; item: unknown; has_pins?: boolean },
): void {
  workspace.emit(
    {
      ...fields,
      user: user.id,
      channel_id: channel.id,
      item_user: message.user,
      pin_count: String(channel.pins.length),
      pinned_info: pinnedInfo(channel, message.ts),
      event_ts: nextTs(workspace, channel),
    },
    { channel },
  );
}

/** @throws SlackError invalid_name, already_reacted, too_many_emoji, too_many_reactions */
export function react(
  workspace: Workspace,
  channel: Channel,
  message: Message,
  user: User,
  emoji: string,
): void {
  const name = emoji.replace(/^:|:$/g, '');
  if (!EMOJI.test(name)) {
    throw new SlackError('invalid_name');
  }
  const reaction = message.reactions.find((each) => each.name === name);
  if (reaction?.users.includes(user.id)) {
    throw new SlackError('already_reacted');
  }
  if (!reaction && message.reactions.length >= MOST_KINDS) {
    throw new SlackError('too_many_emoji');
  }
  if (message.reactions.filter((each) => each.users.includes(user.id)).length >= MOST_EACH) {
    throw new SlackError('too_many_reactions');
  }
  if (reaction) {
    reaction.users.push(user.id);
  } else {
    message.reactions.push({ name, users: [user.id] });
  }
  tellReaction(workspace, channel, message, user, 'reaction_added', name);
}

/** @throws SlackError no_reaction */
export function unreact(
  workspace: Workspace,
  channel: Channel,
  message: Message,
  user: User,
  emoji: string,
): void {
  const name = emoji.replace(/^:|:$/g, '');
  const reaction = message.reactions.find((each) => each.name === name);
  if (!reaction?.users.includes(user.id)) {
    throw new SlackError('no_reaction');
  }
  reaction.users = reaction.users.filter((id) => id !== user.id);
  message.reactions = message.reactions.filter((each) => each.users.length > 0);
  tellReaction(workspace, channel, message, user, 'reaction_removed', name);
}

function tellReaction(
  workspace: Workspace,
  channel: Channel,
  message: Message,
  user: User,
  type: 'reaction_added' | 'reaction_removed',
  name: string,
): void {
  const item = { type: 'message', channel: channel.id, ts: message.ts };
  const event = { user: user.id, reaction: name, item, item_user: message.user };
  workspace.emit({ type, ...event, event_ts: nextTs(workspace, channel) }, { channel });
  workspace.changed({ kind: 'message', channel: channel.id, ts: message.ts });
}
