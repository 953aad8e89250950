// What a probe does in a workspace, step by step: the same in a real one and in the emulator. Only in a channel of its own.
import { type Answer, type Ground, NO_CHANNEL, NO_USER } from './ground.ts';

export type Setting = { ground: Ground; channel: string; botUser: string };

/** A story goes on as long as it can; a step that needs what an earlier one was refused is left out on both sides or shows. */
export type Story = { name: string; run(setting: Setting): Promise<void> };

const text = (answer: Answer, ...path: string[]): string => {
  const found = path.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined)?.[key],
    answer,
  );
  return typeof found === 'string' ? found : '';
};

const people: Story = {
  name: 'people',
  async run({ ground: { call }, botUser }) {
    const me = await call('who we are', 'auth.test');
    await call('the team', 'team.info');
    await call('ourselves', 'users.info', { user: botUser });
    await call('nobody', 'users.info', { user: NO_USER });
    await call('one of the people', 'users.list', { limit: 1 });
    await call('a cursor of nobody', 'users.list', { cursor: 'bm9uc2Vuc2U=' });
    await call('our bot', 'bots.info', { bot: text(me, 'bot_id') });
    await call('groups', 'usergroups.list', { include_users: true });
    await call('a group that is not there', 'usergroups.users.list', { usergroup: 'S0NOGROUP00' });
  },
};

const channels: Story = {
  name: 'channels',
  async run({ ground: { call }, channel, botUser }) {
    const shown = await call('look', 'conversations.info', {
      channel,
      include_num_members: true,
    });
    const name = text(shown, 'channel', 'name');
    await call('a name that is taken', 'conversations.create', { name });
    await call('a name with capitals', 'conversations.create', { name: 'Probe Name' });
    await call('no name', 'conversations.create', { name: '' });
    await call('signs alone', 'conversations.create', { name: '---' });
    await call('a long name', 'conversations.create', { name: 'x'.repeat(81) });
    await call('a topic', 'conversations.setTopic', { channel, topic: 'a & b <c> https://example.com' });
    await call('a long topic', 'conversations.setTopic', { channel, topic: 'x'.repeat(251) });
    await call('a purpose', 'conversations.setPurpose', { channel, purpose: 'A probe' });
    await call('another name', 'conversations.rename', { channel, name: `${name}-2` });
    await call('who is in it', 'conversations.members', { channel });
    await call('join again', 'conversations.join', { channel });
    await call('invite ourselves', 'conversations.invite', { channel, users: botUser });
    await call('invite nobody', 'conversations.invite', { channel, users: NO_USER });
    await call('one of our channels', 'users.conversations', { limit: 1 });
    await call('a channel that is not there', 'conversations.info', { channel: NO_CHANNEL });
  },
};

const section = (words: string) => ({ type: 'section', text: { type: 'mrkdwn', text: words } });

const messages: Story = {
  name: 'messages',
  async run({ ground: { call }, channel }) {
    const ts = text(
      await call('a text', 'chat.postMessage', { channel, text: 'A probe of <https://example.com|shapes>' }),
      'ts',
    );
    const blocks = [section('*bold*')];
    const metadata = { event_type: 'probe', event_payload: { step: 1 } };
    const card = text(
      await call('blocks', 'chat.postMessage', { channel, text: 'x', blocks, metadata }),
      'ts',
    );
    await call('a reply', 'chat.postMessage', { channel, text: 'reply', thread_ts: ts });
    await call('a reply for all', 'chat.postMessage', {
      channel,
      text: 'reply',
      thread_ts: ts,
      reply_broadcast: true,
    });
    await call('to a thread that is not there', 'chat.postMessage', {
      channel,
      text: 'x',
      thread_ts: '1.000001',
    });
    await call('nothing', 'chat.postMessage', { channel, text: '' });
    await call('a wrong block', 'chat.postMessage', { channel, text: 'x', blocks: [{ type: 'section' }] });
    await call('not a list of blocks', 'chat.postMessage', { channel, text: 'x', blocks: 'x' });
    await call('no such channel', 'chat.postMessage', { channel: NO_CHANNEL, text: 'x' });
    await call('for somebody outside', 'chat.postEphemeral', { channel, user: NO_USER, text: 'x' });
    await call('change the text', 'chat.update', { channel, ts, text: 'changed' });
    await call('change the blocks', 'chat.update', { channel, ts: card, blocks: [section('_other_')] });
    await call('change what is not there', 'chat.update', { channel, ts: '1.000001', text: 'x' });
    await call('change to too much', 'chat.update', { channel, ts, text: 'x'.repeat(4_001) });
    await call('its address', 'chat.getPermalink', { channel, message_ts: ts });
    await call('history', 'conversations.history', { channel, limit: 50, include_all_metadata: true });
    await call('the thread', 'conversations.replies', { channel, ts });
    await call('a thread that is not there', 'conversations.replies', { channel, ts: '1.000001' });
    await call('delete', 'chat.delete', { channel, ts: card });
    await call('delete again', 'chat.delete', { channel, ts: card });
  },
};

const marks: Story = {
  name: 'pins, reactions, bookmarks',
  async run({ ground: { call }, channel }) {
    const timestamp = text(await call('a text', 'chat.postMessage', { channel, text: 'To be marked' }), 'ts');
    const item = { channel, timestamp };
    await call('pin', 'pins.add', item);
    await call('pin again', 'pins.add', item);
    await call('pins', 'pins.list', { channel });
    await call('unpin', 'pins.remove', item);
    await call('unpin again', 'pins.remove', item);
    await call('pin what is not there', 'pins.add', { channel, timestamp: '1.000001' });
    await call('react', 'reactions.add', { ...item, name: 'eyes' });
    await call('react again', 'reactions.add', { ...item, name: 'eyes' });
    await call('an emoji that is not there', 'reactions.add', { ...item, name: 'no_such_emoji_here' });
    await call('reactions', 'reactions.get', item);
    await call('take it back', 'reactions.remove', { ...item, name: 'eyes' });
    const link = { type: 'link', title: 'A probe', link: 'https://example.com/' };
    const added = await call('bookmark', 'bookmarks.add', { channel_id: channel, ...link });
    const mark = { channel_id: channel, bookmark_id: text(added, 'bookmark', 'id') };
    await call('bookmarks', 'bookmarks.list', { channel_id: channel });
    await call('a wrong link', 'bookmarks.add', { channel_id: channel, ...link, link: 'nowhere' });
    await call('change the bookmark', 'bookmarks.edit', { ...mark, title: 'Another' });
    await call('take the bookmark away', 'bookmarks.remove', mark);
  },
};

const markdown = (words: string) => ({ document_content: { type: 'markdown', markdown: words } });

const canvases: Story = {
  name: 'canvases',
  async run({ ground: { call }, channel }) {
    const canvas = { channel_id: channel, title: 'A probe', ...markdown('# Head\n\nSome text\n\n- item') };
    const id = text(await call('make', 'conversations.canvases.create', canvas), 'canvas_id');
    await call('make another', 'conversations.canvases.create', canvas);
    await call('the channel with it', 'conversations.info', { channel });
    await call('as a file', 'files.info', { file: id });
    await call('sections', 'canvases.sections.lookup', {
      canvas_id: id,
      criteria: { contains_text: 'Some' },
    });
    await call('no criteria', 'canvases.sections.lookup', { canvas_id: id });
    const more = { operation: 'insert_at_end', ...markdown('More') };
    await call('write', 'canvases.edit', { canvas_id: id, changes: [more] });
    await call('two changes', 'canvases.edit', { canvas_id: id, changes: [more, more] });
    const lost = { operation: 'replace', section_id: 'temp:C:nosuchsection', ...markdown('x') };
    await call('a section that is not there', 'canvases.edit', { canvas_id: id, changes: [lost] });
    await call('a list in a quote', 'canvases.edit', {
      canvas_id: id,
      changes: [{ ...more, ...markdown('> - a') }],
    });
    await call('access', 'canvases.access.set', {
      canvas_id: id,
      access_level: 'write',
      channel_ids: [channel],
    });
    await call('delete', 'canvases.delete', { canvas_id: id });
    await call('write in what is gone', 'canvases.edit', { canvas_id: id, changes: [more] });
  },
};

const files: Story = {
  name: 'files',
  async run({ ground: { call }, channel }) {
    const bytes = new TextEncoder().encode('A probe');
    await call('of no length', 'files.getUploadURLExternal', { filename: 'probe.txt', length: 0 });
    const place = { filename: 'probe.txt', length: bytes.length };
    const given = await call('an address', 'files.getUploadURLExternal', place);
    const file = text(given, 'file_id');
    const share = { files: [{ id: file, title: 'Probe' }], channel_id: channel };
    await call('too early', 'files.completeUploadExternal', share);
    if (given.ok) {
      await fetch(text(given, 'upload_url'), { method: 'POST', body: bytes });
    }
    await call('share', 'files.completeUploadExternal', share);
    await call('look', 'files.info', { file });
    await call('files of the channel', 'files.list', { channel });
    await call('no such file', 'files.info', { file: 'F0NOFILE0000' });
    await call('delete', 'files.delete', { file });
    await call('look again', 'files.info', { file });
  },
};

const modal = {
  type: 'modal',
  title: { type: 'plain_text', text: 'Probe' },
  blocks: [section('x')],
};

const views: Story = {
  name: 'views',
  async run({ ground: { call }, botUser }) {
    await call('a trigger of nobody', 'views.open', { trigger_id: '1.2.abc', view: modal });
    await call('no trigger', 'views.open', { view: modal });
    await call('a long title', 'views.open', {
      trigger_id: '1.2.abc',
      view: { ...modal, title: { type: 'plain_text', text: 'x'.repeat(25) } },
    });
    await call('a view that is not there', 'views.update', { view_id: 'V0NOVIEW0000', view: modal });
    await call('a home for a bot', 'views.publish', {
      user_id: botUser,
      view: { type: 'home', blocks: [section('x')] },
    });
  },
};

export const stories: Story[] = [people, channels, messages, marks, canvases, files, views];

/** After everything else was taken away. */
export const lastStory: Story = {
  name: 'archived',
  async run({ ground: { call }, channel }) {
    await call('archive', 'conversations.archive', { channel });
    await call('archive again', 'conversations.archive', { channel });
    await call('say', 'chat.postMessage', { channel, text: 'x' });
    await call('a topic', 'conversations.setTopic', { channel, topic: 'x' });
    await call('invite', 'conversations.invite', { channel, users: NO_USER });
    await call('join', 'conversations.join', { channel });
  },
};
