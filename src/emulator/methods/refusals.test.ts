// What a bot meets in real workspaces and a kinder stand-in would let pass.
import { refusal, startTestWorkspace, type TestWorkspace } from '../fixtures/workspace.ts';

let t: TestWorkspace;

beforeEach(async () => {
  t = await startTestWorkspace({
    scopes: [
      'canvases:write',
      'channels:join',
      'channels:manage',
      'channels:read',
      'chat:write',
      'files:read',
      'files:write',
      'groups:read',
      'groups:write',
      'im:write',
      'pins:write',
      'users:read',
    ],
  });
  t.slack.faults.rateLimits(false);
});

afterEach(() => t.slack.close());

const invite = (users: string[], force = false) =>
  t.client.conversations.invite({ channel: t.ops, users: users.join(','), force });
const upload = (more: Record<string, unknown>) =>
  t.client.apiCall('files.getUploadURLExternal', { filename: 'a.txt', length: 3, ...more });

describe('people', () => {
  test('somebody named twice joins once', async () => {
    await invite([t.chidi, t.chidi]);
    expect(t.slack.see.members('ops').filter((id) => id === t.chidi)).toHaveLength(1);
  });

  test('a closed account cannot be invited, written to, or given a Home tab', async () => {
    t.slack.deactivateUser('chidi');
    expect(await refusal(invite([t.chidi]))).toBe('cant_invite');
    expect(await refusal(t.client.chat.postMessage({ channel: t.chidi, text: 'hello' }))).toBe(
      'channel_not_found',
    );
    expect(await refusal(t.client.conversations.open({ users: t.chidi }))).toBe('user_disabled');
    const home = t.client.views.publish({
      user_id: t.chidi,
      view: { type: 'home', blocks: [{ type: 'divider' }] },
    });
    expect(await refusal(home)).toBe('invalid_arguments');
  });

  test('with force the welcome ones come, and the refused ones are listed in an answer that is ok', async () => {
    const answer = await invite([t.chidi, 'U0NOBODY', t.bo, t.guest], true);
    expect(answer).toMatchObject({
      ok: true,
      errors: [
        { user: 'U0NOBODY', error: 'user_not_found' },
        { user: t.bo, error: 'already_in_channel' },
        { user: t.guest, error: 'user_is_restricted' },
      ],
    });
    expect(t.slack.see.members('ops')).toContain(t.chidi);
  });
});

describe('channels', () => {
  test('a name is also taken by people and groups', async () => {
    t.slack.addUserGroup({ handle: 'payments', name: 'Payments', users: ['ana'] });
    const create = (name: string) => refusal(t.client.conversations.create({ name }));
    expect([await create('payments'), await create('ana'), await create('quiet')]).toEqual([
      'name_taken',
      'name_taken',
      'name_taken',
    ]);
  });

  test('a topic comes back as Slack keeps it: escaped, with addresses as links', async () => {
    const topic = 'a & b <c> https://example.com/x';
    const { channel } = await t.client.conversations.setTopic({ channel: t.ops, topic });
    const kept = 'a &amp; b &lt;c&gt; <https://example.com/x>';
    expect(channel).toMatchObject({ topic: { value: kept } });
    expect((await t.client.conversations.info({ channel: t.ops })).channel?.topic?.value).toBe(kept);
  });

  test('direct messages have no topic', async () => {
    const { channel } = await t.client.conversations.open({ users: t.ana });
    const set = t.client.conversations.setTopic({ channel: channel?.id ?? '', topic: 'x' });
    expect(await refusal(set)).toBe('method_not_supported_for_channel_type');
  });

  test('lists take a limit of a thousand at most', async () => {
    expect(await refusal(t.client.conversations.list({ limit: 1_001 }))).toBe('invalid_limit');
    expect(await refusal(t.client.users.conversations({ limit: 1_001 }))).toBe('invalid_limit');
  });

  test('a cursor that nobody gave out is refused', async () => {
    expect(await refusal(t.client.conversations.list({ cursor: 'bm9uc2Vuc2U=' }))).toBe('invalid_cursor');
    expect(await refusal(t.client.users.list({ cursor: 'x' }))).toBe('invalid_cursor');
  });
});

describe('messages', () => {
  test('lines that Slack wrote itself are neither pinned, nor replied to, nor changed', async () => {
    await invite([t.chidi]);
    const joined = t.slack.see.messages('ops').at(-1)?.ts ?? '';
    const { client, ops: channel } = t;
    expect([
      await refusal(client.pins.add({ channel, timestamp: joined })),
      await refusal(client.chat.postMessage({ channel, text: 'hi', thread_ts: joined })),
      await refusal(client.chat.update({ channel, ts: joined, text: 'hi' })),
    ]).toEqual(['not_pinnable', 'cannot_reply_to_message', 'cant_update_message']);
    await expect(t.slack.as('ana').say('ops', 'hi', { thread: joined })).rejects.toThrow(
      'cannot have replies',
    );
    await expect(t.slack.as('ana').pin('ops', joined)).rejects.toThrow('cannot be pinned');
  });

  test('what others wrote, and what is not there, cannot be changed', async () => {
    const { client, ops: channel } = t;
    const hers = await t.slack.as('ana').say('ops', 'hers');
    expect(await refusal(client.chat.update({ channel, ts: hers, text: 'mine' }))).toBe(
      'cant_update_message',
    );
    expect(await refusal(client.chat.delete({ channel, ts: hers }))).toBe('cant_delete_message');
    expect(await refusal(client.chat.update({ channel, ts: 'yesterday', text: 'x' }))).toBe(
      'message_not_found',
    );
  });

  test('an archived channel takes no message, no pin, no change, no file and no people', async () => {
    const { client, ops: channel } = t;
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'before' });
    await t.slack.as('ana').archive('ops');
    expect([
      await refusal(client.chat.postMessage({ channel, text: 'after' })),
      await refusal(client.pins.add({ channel, timestamp: ts })),
      await refusal(client.chat.update({ channel, ts, text: 'after' })),
      await refusal(client.conversations.setTopic({ channel, topic: 'after' })),
      await refusal(invite([t.chidi])),
      await refusal(client.conversations.canvases.create({ channel_id: channel })),
    ]).toEqual(['is_archived', 'is_archived', 'is_inactive', 'is_archived', 'is_archived', 'is_archived']);
  });

  test('the hundred and first pin is refused', async () => {
    const { client, ops: channel } = t;
    for (let turn = 0; turn < 100; turn += 1) {
      await t.slack.as('ana').pin('ops', await t.slack.as('ana').say('ops', `line ${turn}`));
    }
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'one too many' });
    expect(await refusal(client.pins.add({ channel, timestamp: ts }))).toBe('too_many_pins');
  });
});

describe('files and canvases', () => {
  test('a file of no length, of too much, or with a long description gets no address', async () => {
    expect([
      await refusal(upload({ length: 0 })),
      await refusal(upload({ length: 2 ** 31 })),
      await refusal(upload({ alt_txt: 'x'.repeat(1_001) })),
    ]).toEqual(['missing_argument', 'file_upload_size_restricted', 'alt_txt_too_large']);
  });

  test('a file in a public channel the app is not in is not there for it, nor are its bytes', async () => {
    const text = { name: 'a.txt', mimetype: 'text/plain', bytes: new TextEncoder().encode('words') };
    await t.slack.as('ana').say('quiet', 'look', { files: [text] });
    const file = t.slack.see.files()[0]?.id ?? '';
    const read = async () => {
      const headers = { authorization: `Bearer ${t.app.botToken}` };
      const reply = await fetch(`${t.slack.url}/files-pri/${t.app.teamId}-${file}/a.txt`, { headers });
      return reply.text();
    };
    expect(await refusal(t.client.files.info({ file }))).toBe('file_not_found');
    expect(await read()).not.toBe('words');
    await t.client.conversations.join({ channel: t.quiet });
    expect((await t.client.files.info({ file })).file).toMatchObject({ name: 'a.txt' });
    expect(await read()).toBe('words');
  });

  test('a canvas is not opened to a channel one cannot see, nor to a closed account', async () => {
    const hidden = t.slack.addChannel({ name: 'hidden', private: true, members: ['ana'] });
    const { canvas_id = '' } = await t.client.canvases.create({ channel_id: t.ops, title: 'Review' });
    const share = (whom: { channel_ids: string[] } | { user_ids: string[] }) =>
      refusal(t.client.apiCall('canvases.access.set', { canvas_id, access_level: 'write', ...whom }));
    t.slack.deactivateUser('dev');
    expect([await share({ channel_ids: [hidden] }), await share({ user_ids: [t.dev] })]).toEqual([
      'channel_not_found',
      'user_not_found',
    ]);
  });
});
