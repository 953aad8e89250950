// The channel's bookmark of the bridge: one, in step with the bridge that stands.
import { z } from 'zod';
import type { Performer } from '../engine/performer.ts';
import { done } from './client.ts';
import { unless } from './posting.ts';
import { incidentOf, type Stage } from './stage.ts';

const TITLE = 'Join the bridge';

const listed = z.object({
  bookmarks: z.array(z.object({ id: z.string(), title: z.string().nullish(), link: z.string().nullish() })),
});
type Bookmark = z.infer<typeof listed>['bookmarks'][number];

/** Where the app may not, the card has the link all the same; the checklist says which scope is missing. */
const NO_MATTER = [
  'missing_scope',
  'too_many_bookmarks',
  'restricted_action',
  'permission_denied',
  'access_denied',
  'not_implemented',
  'not_found',
];

async function keep(stage: Stage, channel: string, wanted: string | undefined): Promise<void> {
  const { bookmarks } = await stage.slack.call('bookmarks.list', { channel_id: channel }, listed);
  const ours: Bookmark | undefined = bookmarks.find(({ title }) => title === TITLE);
  if (wanted === undefined && ours) {
    await stage.slack.call('bookmarks.remove', { channel_id: channel, bookmark_id: ours.id }, done);
  } else if (wanted !== undefined && !ours) {
    const bookmark = { channel_id: channel, title: TITLE, type: 'link', link: wanted };
    await stage.slack.call('bookmarks.add', { ...bookmark, emoji: ':telephone_receiver:' }, done);
  } else if (wanted !== undefined && ours && ours.link !== wanted) {
    const change = { channel_id: channel, bookmark_id: ours.id, link: wanted };
    await stage.slack.call('bookmarks.edit', change, done);
  }
}

export function bookmarksPerformer(stage: Stage): Performer<'channel.bookmarks'> {
  return async (effect) => {
    const { channel, channelLost, kind, bridge } = await incidentOf(stage, effect.stream);
    if (channel && !channelLost && kind !== 'imported') {
      await unless(NO_MATTER, keep(stage, channel.id, bridge?.joinUrl));
    }
  };
}
