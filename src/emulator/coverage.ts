// What the emulator does of each Web API method, and what it does not: the honest table behind docs/emulator.md.
import type { Method, Tier } from './methods/method.ts';

export type Coverage = {
  /** Arguments that are taken and not looked at. */
  ignored?: string[];
  /** What else differs from Slack, or is not known of it. */
  gaps?: string[];
  /** Whether this behaviour was compared with a real workspace. Until then it rests on documents and reports. */
  probed: boolean;
};

const unprobed = (gaps: string[] = [], ignored: string[] = []): Coverage => ({
  gaps,
  ignored,
  probed: false,
});

const AS_USER = ['as_user', 'link_names', 'parse'];

export const coverage: Record<string, Coverage> = {
  'api.test': unprobed(),
  'auth.test': unprobed(),
  'auth.revoke': unprobed(),
  'apps.connections.open': unprobed(),
  'apps.manifest.validate': unprobed(['checks what is needed to install an app, not the whole schema']),
  'blocks.validate': unprobed(),
  'bookmarks.add': unprobed(['links only'], ['access_level', 'parent_id']),
  'bookmarks.edit': unprobed(),
  'bookmarks.list': unprobed(),
  'bookmarks.remove': unprobed([], ['quip_section_id']),
  'bots.info': unprobed([], ['team_id']),
  'canvases.access.delete': unprobed(),
  'canvases.access.set': unprobed(),
  'canvases.create': unprobed(),
  'canvases.delete': unprobed(),
  'canvases.edit': unprobed(['no canvas_editing_locked unless ordered as a fault']),
  'canvases.getContent': unprobed([
    'known from its documentation page alone; tier and plan rules are guesses',
  ]),
  'canvases.sections.lookup': unprobed(),
  'chat.delete': unprobed([], ['as_user']),
  'chat.deleteScheduledMessage': unprobed([], ['as_user']),
  'chat.getPermalink': unprobed(),
  'chat.postEphemeral': unprobed([], [...AS_USER, 'metadata']),
  'chat.postMessage': unprobed(
    [
      'links are not unfurled',
      'texts of apps get no rich_text block of their own',
      'markdown_text is kept as text, not turned into blocks',
      'an unknown thread_ts is refused with thread_not_found',
      'a burst of five a channel, then one a second; 300 a minute in all',
    ],
    [...AS_USER, 'current_draft_last_updated_ts', 'mrkdwn', 'unfurl_links', 'unfurl_media'],
  ),
  'chat.scheduleMessage': unprobed(
    [],
    [...AS_USER, 'metadata', 'reply_broadcast', 'unfurl_links', 'unfurl_media'],
  ),
  'chat.scheduledMessages.list': unprobed([], ['latest', 'oldest', 'team_id']),
  'chat.update': unprobed([], [...AS_USER, 'file_ids', 'reply_broadcast', 'unfurled_attachments']),
  'conversations.archive': unprobed(['members stay members']),
  'conversations.canvases.create': unprobed(),
  'conversations.create': unprobed(
    ['names in other scripts than a–z are refused', 'reserved names are not'],
    ['team_id'],
  ),
  'conversations.history': unprobed(['with oldest alone, too, the newest page comes first']),
  'conversations.info': unprobed([], ['include_locale']),
  'conversations.invite': unprobed(['which code an external guest gets is a guess']),
  'conversations.join': unprobed(),
  'conversations.kick': unprobed(),
  'conversations.leave': unprobed(),
  'conversations.list': unprobed(),
  'conversations.members': unprobed(),
  'conversations.open': unprobed(),
  'conversations.rename': unprobed(),
  'conversations.replies': unprobed(),
  'conversations.setPurpose': unprobed(),
  'conversations.setTopic': unprobed(),
  'conversations.unarchive': unprobed(['allowed to bots that were members; reports differ']),
  'files.completeUploadExternal': unprobed([], ['blocks', 'icon_emoji', 'icon_url', 'username']),
  'files.delete': unprobed(),
  'files.getUploadURLExternal': unprobed(),
  'files.info': unprobed(['no comments'], ['count', 'cursor', 'limit', 'page']),
  'files.list': unprobed([], ['show_files_hidden_by_limit', 'team_id']),
  'pins.add': unprobed(),
  'pins.list': unprobed(),
  'pins.remove': unprobed(),
  'reactions.add': unprobed(['any well-formed name is an emoji']),
  'reactions.get': unprobed(['messages only'], ['file', 'file_comment', 'full']),
  'reactions.remove': unprobed(['messages only'], ['file', 'file_comment']),
  'team.info': unprobed([], ['domain']),
  'usergroups.list': unprobed(),
  'usergroups.users.list': unprobed(),
  'users.conversations': unprobed([], ['exclude_muted']),
  'users.info': unprobed([], ['include_locale']),
  'users.list': unprobed([], ['include_locale']),
  'users.lookupByEmail': unprobed(),
  'views.open': unprobed(),
  'views.publish': unprobed([], ['interactivity_pointer']),
  'views.push': unprobed(),
  'views.update': unprobed(),
};

/** The table of docs/emulator.md. */
export function coverageTable(methods: Method[]): string {
  const rows = [...methods]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, tier }) => {
      const { gaps = [], ignored = [], probed } = coverage[name] ?? { probed: false };
      const unread =
        ignored.length > 0 ? [`not looked at: ${ignored.map((each) => `\`${each}\``).join(', ')}`] : [];
      const missing = [...gaps, ...unread].join('; ') || '–';
      return `| \`${name}\` | ${tierName(tier)} | ${probed ? 'yes' : 'never'} | ${missing} |`;
    });
  const head = ['| method | calls a minute | compared with a real workspace | what is missing or unknown |'];
  return [...head, '|---|---|---|---|', ...rows].join('\n');
}

function tierName(tier: Tier): string {
  const perMinute = { 1: '1', 2: '20', 3: '50', 4: '100', special: 'own rule', none: '–' };
  return perMinute[tier];
}
