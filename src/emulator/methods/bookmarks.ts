// Methods of the bookmarks family.
import { z } from 'zod';
import { SlackError } from '../errors.ts';
import { seconds } from '../workspace.ts';
import type { Bookmark, Channel } from '../world.ts';
import { text } from './args.ts';
import { knownChannel, requireMember } from './channel-rules.ts';
import { type Call, type Method, method } from './method.ts';

/** Slack's help pages. */
const MOST_BOOKMARKS = 100;

function bookmarkJson(call: Call, channel: Channel, bookmark: Bookmark): Record<string, unknown> {
  return {
    id: bookmark.id,
    channel_id: channel.id,
    title: bookmark.title,
    link: bookmark.link ?? '',
    emoji: bookmark.emoji ?? '',
    icon_url: null,
    type: 'link',
    entity_id: bookmark.entityId ?? null,
    date_created: bookmark.created,
    date_updated: bookmark.updated,
    rank: 'u',
    last_updated_by_user_id: bookmark.updatedBy,
    last_updated_by_team_id: call.world.team.id,
    shortcut_id: null,
    app_id: bookmark.appId ?? null,
  };
}

/** A channel whose bookmarks the caller may see: one it is in. */
function bookmarked(call: Call, id: string): Channel {
  const channel = knownChannel(call, id);
  requireMember(channel, call.actor);
  return channel;
}

function checkedLink(link: string | undefined): string {
  if (!link || !/^https?:\/\/\S+$/.test(link)) {
    throw new SlackError('invalid_link');
  }
  return link;
}

function checkedEmoji(emoji: string): string {
  if (!/^:[a-z0-9_+'-]+:$/.test(emoji)) {
    throw new SlackError('invalid_emoji');
  }
  return emoji;
}

const add = method({
  name: 'bookmarks.add',
  args: z.object({
    channel_id: text(),
    title: text(),
    type: text(),
    link: text().optional(),
    emoji: text().optional(),
    entity_id: text().optional(),
  }),
  scopes: ['bookmarks:write'],
  tier: 2,
  json: true,
  run(call, args) {
    const channel = bookmarked(call, args.channel_id);
    if (args.type !== 'link') {
      throw new SlackError('invalid_bookmark_type');
    }
    if (channel.bookmarks.length >= MOST_BOOKMARKS) {
      throw new SlackError('too_many_bookmarks');
    }
    const bookmark: Bookmark = {
      id: call.newId('Bk'),
      title: args.title,
      link: checkedLink(args.link),
      ...(args.emoji ? { emoji: checkedEmoji(args.emoji) } : {}),
      ...(args.entity_id ? { entityId: args.entity_id } : {}),
      created: seconds(call),
      updated: 0,
      updatedBy: call.actor.id,
      appId: call.appId,
    };
    channel.bookmarks.push(bookmark);
    call.changed({ kind: 'channel', channel: channel.id });
    return { bookmark: bookmarkJson(call, channel, bookmark) };
  },
});

const edit = method({
  name: 'bookmarks.edit',
  args: z.object({
    channel_id: text(),
    bookmark_id: text(),
    title: text().optional(),
    link: text().optional(),
    emoji: text().optional(),
  }),
  scopes: ['bookmarks:write'],
  tier: 2,
  json: true,
  run(call, args) {
    const channel = bookmarked(call, args.channel_id);
    const bookmark = existing(channel, args.bookmark_id);
    bookmark.title = args.title ?? bookmark.title;
    bookmark.link = args.link === undefined ? bookmark.link : checkedLink(args.link);
    bookmark.emoji = args.emoji ? checkedEmoji(args.emoji) : bookmark.emoji;
    bookmark.updated = seconds(call);
    bookmark.updatedBy = call.actor.id;
    call.changed({ kind: 'channel', channel: channel.id });
    return { bookmark: bookmarkJson(call, channel, bookmark) };
  },
});

const remove = method({
  name: 'bookmarks.remove',
  args: z.object({ channel_id: text(), bookmark_id: text() }),
  scopes: ['bookmarks:write'],
  tier: 2,
  json: true,
  run(call, args) {
    const channel = bookmarked(call, args.channel_id);
    const gone = existing(channel, args.bookmark_id);
    channel.bookmarks = channel.bookmarks.filter((each) => each !== gone);
    call.changed({ kind: 'channel', channel: channel.id });
    return {};
  },
});

function existing(channel: Channel, id: string): Bookmark {
  const bookmark = channel.bookmarks.find((each) => each.id === id);
  if (!bookmark) {
    throw new SlackError('not_found');
  }
  return bookmark;
}

const listAll = method({
  name: 'bookmarks.list',
  args: z.object({ channel_id: text() }),
  scopes: ['bookmarks:read'],
  tier: 3,
  json: true,
  run(call, args) {
    const channel = bookmarked(call, args.channel_id);
    return { bookmarks: channel.bookmarks.map((each) => bookmarkJson(call, channel, each)) };
  },
});

export const bookmarkMethods: Method[] = [add, edit, remove, listAll];
