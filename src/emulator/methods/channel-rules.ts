// Rules about channels that many methods share: who sees them, which scope a kind needs, what a name may be.

import { stands } from '../acts/change-message.ts';
import { isNotice } from '../acts/post.ts';
import { SlackError } from '../errors.ts';
import type { Channel, ChannelKind, Message, User, World } from '../world.ts';
import type { Call } from './method.ts';

type Need = 'read' | 'history' | 'manage' | 'topic' | 'invites';

const PREFIX = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' } as const;
const KINDS: ChannelKind[] = ['public', 'private', 'mpim', 'im'];

/** The scopes of which one is enough for this kind of conversation. The widest comes last and is named when missing. */
function scopesFor(need: Need, kind: ChannelKind): string[] {
  const manage = kind === 'public' ? 'channels:manage' : `${PREFIX[kind]}:write`;
  switch (need) {
    case 'read':
    case 'history':
      return [`${PREFIX[kind]}:${need}`];
    case 'manage':
      return kind === 'public' ? ['channels:write', manage] : [manage];
    case 'topic':
      return [`${PREFIX[kind]}:write.topic`, manage];
    case 'invites':
      return kind === 'public' || kind === 'private' ? [`${PREFIX[kind]}:write.invites`, manage] : [manage];
  }
}

/** What lets a token through the front gate: enough for any kind of conversation. */
export function anyScope(need: Need): string[] {
  return KINDS.flatMap((kind) => scopesFor(need, kind));
}

/** @throws SlackError missing_scope */
export function requireScope(call: Call, need: Need, kind: ChannelKind): void {
  const scopes = scopesFor(need, kind);
  if (!scopes.some((scope) => call.token.scopes.includes(scope))) {
    const needed = scopes.at(-1);
    throw new SlackError('missing_scope', { needed, provided: call.token.scopes.join(',') });
  }
}

/** The conversation if the caller may know of it: an unseen private one is not found, like one that never was. */
export function knownChannel(call: Call, id: string, refusal = 'channel_not_found'): Channel {
  const channel = call.world.channels.get(id);
  if (!channel || (channel.kind !== 'public' && !channel.members.includes(call.actor.id))) {
    throw new SlackError(refusal);
  }
  return channel;
}

/** knownChannel, with the scope its kind needs. */
export function permitted(call: Call, id: string, need: Need): Channel {
  const channel = knownChannel(call, id);
  requireScope(call, need, channel.kind);
  return channel;
}

/** @throws SlackError not_in_channel */
export function requireMember(channel: Channel, user: User): void {
  if (!channel.members.includes(user.id)) {
    throw new SlackError('not_in_channel');
  }
}

/** @throws SlackError is_archived */
export function requireOpen(channel: Channel, refusal = 'is_archived'): void {
  if (channel.archived) {
    throw new SlackError(refusal);
  }
}

/** @throws SlackError method_not_supported_for_channel_type */
export function requireNamed(channel: Channel): void {
  if (channel.kind === 'im' || channel.kind === 'mpim') {
    throw new SlackError('method_not_supported_for_channel_type');
  }
}

/** A message that has not been deleted. */
export function standing(channel: Channel, ts: string, refusal = 'message_not_found'): Message {
  const message = channel.messages.get(ts);
  if (!message || message.deleted) {
    throw new SlackError(refusal);
  }
  return message;
}

/** A thread's first message: given one of its replies, as Slack does, the thread it is in. */
export function threadParent(channel: Channel, ts: string): Message {
  const message = channel.messages.get(ts);
  const parent = message?.threadTs ? channel.messages.get(message.threadTs) : message;
  if (!parent || !stands(parent)) {
    throw new SlackError('thread_not_found');
  }
  // Lines Slack writes itself carry no thread.
  if (isNotice(parent)) {
    throw new SlackError('cannot_reply_to_message');
  }
  return parent;
}

const LONGEST_NAME = 80;

/** The name as it will be: without a # in front. @throws SlackError invalid_name_*, name_taken */
export function checkedName(world: World, given: string, self?: Channel): string {
  const name = given.trim().replace(/^#/, '');
  if (name === '') {
    throw new SlackError('invalid_name_required');
  }
  if ([...name].length > LONGEST_NAME) {
    throw new SlackError('invalid_name_maxlength');
  }
  if (/^[-_]+$/.test(name)) {
    throw new SlackError('invalid_name_punctuation');
  }
  if (!/^[a-z0-9_-]+$/.test(name)) {
    throw new SlackError('invalid_name_specials');
  }
  // The words of Slack's client: by a channel, username or user group. Unseen and archived channels count as well.
  const taken =
    [...world.channels.values()].some((other) => other.name === name && other !== self) ||
    [...world.users.values()].some((user) => user.name === name) ||
    [...world.groups.values()].some((group) => group.handle === name);
  if (taken) {
    throw new SlackError('name_taken');
  }
  return name;
}
