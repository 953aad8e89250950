// The part of a channel that the page loads at once.
import type { Workspace } from '../workspace.ts';
import type { Channel, Message, User } from '../world.ts';
import { detailsOf } from './details.ts';
import { shownMessage } from './messages.ts';
import type { ChannelContent } from './shapes.ts';

/** How many messages come with a channel, and how many more when the reader asks for earlier ones. */
const PAGE = 150;

/** Standing messages, and tombstones that hold a thread together. */
const isVisible = (message: Message) => !message.deleted || message.replies.length > 0;

/** The newest messages; with `from` (a ts) also everything since then and a page before it. */
export function channelContent(
  workspace: Workspace,
  user: User,
  channel: Channel,
  from?: string,
): ChannelContent {
  const all = [...channel.messages.values()].filter(isVisible);
  const reached = from === undefined ? all.length : all.findIndex((message) => message.ts >= from);
  const start = Math.max(0, Math.min(reached < 0 ? all.length : reached, all.length) - PAGE);
  return {
    channel: channel.id,
    messages: all.slice(start).map((message) => shownMessage(workspace, user, channel, message)),
    earlier: start > 0,
    details: detailsOf(workspace, user, channel),
  };
}
