// What the emulator does of each Web API method, and what it does not: the honest table behind docs/emulator.md.
import type { Method, Tier } from './methods/method.ts';
import { type Probed, probedWords } from './probed.ts';

export type Coverage = {
  /** Arguments that are taken and not looked at. */
  ignored?: string[];
  /** What else differs from Slack, or is not known of it. */
  gaps?: string[];
};

const row = (gaps: string[] = [], ignored: string[] = []): Coverage => ({ gaps, ignored });

const AS_USER = ['as_user', 'link_names', 'parse'];

export const coverage: Record<string, Coverage> = {
  'api.test': row(),
  'auth.test': row(),
  'auth.revoke': row(),
  'apps.connections.open': row(['which code comes where Socket Mode is switched off is not known']),
  'apps.manifest.validate': row(['checks what is needed to install an app, not the whole schema']),
  'blocks.validate': row(['errors carry no `constraint`; of a message its blocks alone are judged']),
  'bookmarks.add': row(['links only'], ['access_level', 'parent_id']),
  'bookmarks.edit': row(['every member may; who may is a setting of the workspace']),
  'bookmarks.list': row(),
  'bookmarks.remove': row([], ['quip_section_id']),
  'bots.info': row([], ['team_id']),
  'canvases.access.delete': row(['never `failed_to_update_…`']),
  'canvases.access.set': row([
    'never `failed_to_update_…`',
    'that people must be able to see the canvas first is not asked for',
  ]),
  'canvases.create': row([
    'with channel_id the members can read it; reports and documents differ',
    'canvases are switched off for the whole workspace at once',
  ]),
  'canvases.delete': row(['on a free plan the tab stays and blocks a new canvas, as was reported']),
  'canvases.edit': row([
    'canvas_editing_locked only as an ordered fault',
    'sections that are replaced get new ids, others keep theirs; reports differ, and both other ways can be ordered',
    'what a paragraph in the midst of a list would become is not known; it is refused',
    'nothing is said in the channel',
  ]),
  'canvases.getContent': row(['known from its documentation page alone; tier and plan rules are guesses']),
  'canvases.sections.lookup': row(['texts are compared without their formatting, capitals as they are']),
  'chat.delete': row([], ['as_user']),
  'chat.deleteScheduledMessage': row([], ['as_user']),
  'chat.getPermalink': row(),
  'chat.postEphemeral': row([], [...AS_USER, 'metadata']),
  'chat.postMessage': row(
    [
      'links are not unfurled',
      'texts of apps get no rich_text block of their own',
      'markdown_text is kept as text, not turned into blocks',
      'an unknown thread_ts is refused with thread_not_found',
      'a burst of five a channel, then one a second; 300 a minute in all',
      'in a read-only channel restricted_action_read_only_channel; older reports have restricted_action',
    ],
    [...AS_USER, 'current_draft_last_updated_ts', 'mrkdwn', 'unfurl_links', 'unfurl_media'],
  ),
  'chat.scheduleMessage': row(
    [],
    [...AS_USER, 'metadata', 'reply_broadcast', 'unfurl_links', 'unfurl_media'],
  ),
  'chat.scheduledMessages.list': row([], ['latest', 'oldest', 'team_id']),
  'chat.update': row(
    [
      'no edit window; whether a workspace’s own binds apps is not known; apps may change what they said where they are no longer in',
    ],
    [...AS_USER, 'file_ids', 'reply_broadcast', 'unfurled_attachments'],
  ),
  'conversations.archive': row(['members stay members; reports have apps put out by it']),
  'conversations.canvases.create': row([
    'allowed in direct messages, of which nothing is known',
    'failing tabs only as ordered faults',
  ]),
  'conversations.create': row(
    ['names in other scripts than a–z are refused', 'reserved names are not'],
    ['team_id'],
  ),
  'conversations.history': row([
    'with oldest alone the page next to it comes first, as was reported; where its cursor leads then is a guess',
    'of pins it says that, and not by whom; whether Slack says even that is not known',
    'metadata comes without the scope metadata.message:read, as was reported',
  ]),
  'conversations.info': row([], ['include_locale']),
  'conversations.invite': row([
    'which codes people of other organisations and closed accounts get is a guess',
    'guests are always refused',
  ]),
  'conversations.join': row(),
  'conversations.kick': row(),
  'conversations.leave': row(),
  'conversations.list': row(),
  'conversations.members': row(),
  'conversations.open': row(),
  'conversations.rename': row(),
  'conversations.replies': row(['the parent stands on the first page only; reports differ']),
  'conversations.setPurpose': row(),
  'conversations.setTopic': row([
    'an unchanged topic is written into the channel like a new one',
    'workspaces that restrict it only as ordered faults',
  ]),
  'conversations.unarchive': row(['allowed to bots that were members; reports differ']),
  'files.completeUploadExternal': row(
    [
      'posting_to_channel_denied for archived channels is a guess',
      'the file stands in the channel at once; Slack shares it a little later',
    ],
    ['blocks', 'icon_emoji', 'icon_url', 'username'],
  ),
  'files.delete': row(),
  'files.getUploadURLExternal': row([
    'storage never ends; workspaces that forbid files or kinds of them only as ordered faults; snippet_type is not checked',
  ]),
  'files.info': row(['no comments'], ['count', 'cursor', 'limit', 'page']),
  'files.list': row(
    ['a new canvas is listed at once; real lists lag by seconds'],
    ['show_files_hidden_by_limit', 'team_id'],
  ),
  'pins.add': row(['messages only']),
  'pins.list': row(),
  'pins.remove': row(),
  'reactions.add': row(['any well-formed name is an emoji']),
  'reactions.get': row(['messages only'], ['file', 'file_comment', 'full']),
  'reactions.remove': row(['messages only'], ['file', 'file_comment']),
  'team.info': row([], ['domain']),
  'usergroups.list': row(['no roles, no default channels']),
  'usergroups.users.list': row(),
  'users.conversations': row([], ['exclude_muted']),
  'users.info': row(['everybody is visible'], ['include_locale']),
  'users.list': row([], ['include_locale']),
  'users.lookupByEmail': row(),
  'views.open': row(['interactivity_pointer is taken for a trigger id']),
  'views.publish': row(['which code bots and closed accounts get is a guess'], ['interactivity_pointer']),
  'views.push': row(['interactivity_pointer is taken for a trigger id']),
  'views.update': row(['what an app sees of inputs kept across an update rests on documents']),
};

/** The table of docs/emulator.md. `probed`: which rows were compared with a real workspace; the others rest on documents and reports. */
export function coverageTable(methods: Method[], probed: Probed): string {
  const rows = [...methods]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, tier }) => {
      const { gaps = [], ignored = [] } = coverage[name] ?? {};
      const unread =
        ignored.length > 0 ? [`not looked at: ${ignored.map((each) => `\`${each}\``).join(', ')}`] : [];
      const missing = [...gaps, ...unread].join('; ') || '–';
      return `| \`${name}\` | ${tierName(tier)} | ${probedWords(probed[name])} | ${missing} |`;
    });
  const head = ['| method | calls a minute | compared with a real workspace | what is missing or unknown |'];
  return [...head, '|---|---|---|---|', ...rows].join('\n');
}

function tierName(tier: Tier): string {
  const perMinute = { 1: '1', 2: '20', 3: '50', 4: '100', special: 'own rule', none: '–' };
  return perMinute[tier];
}
