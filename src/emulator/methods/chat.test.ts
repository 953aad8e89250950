import {
  clientFor,
  refusal,
  startTestWorkspace,
  type TestWorkspace,
  testManifest,
} from '../fixtures/workspace.ts';

let t: TestWorkspace;

beforeEach(async () => {
  t = await startTestWorkspace();
  t.slack.faults.rateLimits(false);
});

afterEach(() => t.slack.close());

const post = (text: string, more: Record<string, unknown> = {}) =>
  t.client.chat.postMessage({ channel: t.ops, text, ...more });
const history = async (more: Record<string, unknown> = {}) =>
  (await t.client.conversations.history({ channel: t.ops, ...more })).messages ?? [];

describe('chat.postMessage', () => {
  test('a message of an app carries who sent it, and no subtype', async () => {
    const answer = await post('hello');
    expect(answer).toMatchObject({
      ok: true,
      channel: t.ops,
      ts: '1795377600.000000',
      message: {
        type: 'message',
        user: t.app.botUserId,
        bot_id: t.app.botId,
        app_id: t.app.appId,
        bot_profile: { name: 'scribe', app_id: t.app.appId },
        text: 'hello',
      },
    });
    expect(answer.message).not.toHaveProperty('subtype');
  });

  test('every message has its own ts, growing, though the clock stands', async () => {
    const all = [await post('one'), await post('two'), await post('three')].map((each) => each.ts ?? '');
    expect(new Set(all).size).toBe(3);
    expect([...all].sort()).toEqual(all);
  });

  test('text is kept as Slack keeps it', async () => {
    const { message } = await post(
      'a < b & c > d; see https://example.com/x?a=1&b=2. <@U123|bo> <!here> &lt;ok&gt;',
    );
    expect(message?.text).toBe(
      'a &lt; b &amp; c &gt; d; see <https://example.com/x?a=1&amp;b=2>. <@U123> <!here> &lt;ok&gt;',
    );
  });

  test('text beyond 40,000 characters is cut', async () => {
    const { message } = await post('x'.repeat(40_100));
    expect(message?.text).toHaveLength(40_000);
  });

  test.each([
    ['no_text', { text: '' }],
    ['markdown_text_conflict', { text: 'a', markdown_text: '*b*' }],
    ['invalid_blocks_format', { text: 'a', blocks: 'not json' }],
    ['invalid_blocks', { text: 'a', blocks: [{ type: 'section' }] }],
    ['too_many_attachments', { text: 'a', attachments: Array.from({ length: 101 }, () => ({ text: 'x' })) }],
    ['invalid_metadata_schema', { text: 'a', metadata: { event_type: 'x' } }],
    ['invalid_metadata_format', { text: 'a', metadata: '{' }],
    [
      'metadata_too_large',
      { text: 'a', metadata: { event_type: 'x', event_payload: { a: 'y'.repeat(20_000) } } },
    ],
    ['thread_not_found', { text: 'a', thread_ts: '1.000000' }],
    ['missing_scope', { text: 'a', username: 'Somebody else' }],
  ])('%s', async (error, more) => {
    const { text, ...rest } = more as { text: string };
    expect(await refusal(post(text, rest))).toBe(error);
    expect(t.slack.see.messages('ops')).toEqual([]);
  });

  test('not where the bot is not; chat:write.public opens public channels, and nothing opens private ones', async () => {
    const secret = await t.slack.as('ana').createChannel('secret', { private: true });
    expect(await refusal(t.client.chat.postMessage({ channel: t.quiet, text: 'a' }))).toBe('not_in_channel');
    expect(await refusal(t.client.chat.postMessage({ channel: secret, text: 'a' }))).toBe(
      'channel_not_found',
    );
    const loud = t.slack.installApp(testManifest({ scopes: ['chat:write', 'chat:write.public'] }));
    const client = clientFor(t.slack, loud.botToken);
    expect((await client.chat.postMessage({ channel: '#quiet', text: 'a' })).channel).toBe(t.quiet);
    expect(await refusal(client.chat.postMessage({ channel: secret, text: 'a' }))).toBe('channel_not_found');
  });

  test('a user id opens direct messages with them', async () => {
    const { channel } = await t.client.chat.postMessage({ channel: t.bo, text: 'psst' });
    expect(channel).toMatch(/^D/);
    expect(t.slack.see.members(channel ?? '').sort()).toEqual([t.app.botUserId, t.bo].sort());
  });

  test('archived channels take no more', async () => {
    await t.slack.as('ana').archive('ops');
    expect(await refusal(post('too late'))).toBe('is_archived');
  });

  test('metadata comes back from history only when asked for', async () => {
    const metadata = { event_type: 'effect', event_payload: { key: 'e1' } };
    await post('with metadata', { metadata });
    const [plain] = await history();
    const [full] = await history({ include_all_metadata: true });
    expect(plain).not.toHaveProperty('metadata');
    expect(full?.metadata).toEqual(metadata);
  });
});

describe('threads', () => {
  test('the parent knows its replies, the channel does not show them, unless broadcast', async () => {
    const { ts = '' } = await post('parent');
    const reply = await t.slack.as('bo').say('ops', 'reply', { thread: ts });
    const shouted = await t.slack.as('ana').say('ops', 'look', { thread: ts, broadcast: true });
    expect(await history()).toMatchObject([
      { ts: shouted, subtype: 'thread_broadcast', thread_ts: ts },
      {
        ts,
        thread_ts: ts,
        reply_count: 2,
        latest_reply: shouted,
        reply_users: [t.bo, t.ana],
        reply_users_count: 2,
      },
    ]);
    const { messages } = await t.client.conversations.replies({ channel: t.ops, ts });
    expect(messages?.map((each) => each.ts)).toEqual([ts, reply, shouted]);
    expect(messages?.[1]).toMatchObject({ thread_ts: ts, parent_user_id: t.app.botUserId });
  });

  test('a reply to a reply lands in the same thread', async () => {
    const { ts = '' } = await post('parent');
    const first = await t.slack.as('bo').say('ops', 'one', { thread: ts });
    await t.slack.as('ana').say('ops', 'two', { thread: first });
    expect(t.slack.see.thread('ops', ts).map((each) => each.text)).toEqual(['parent', 'one', 'two']);
  });

  test('a deleted parent leaves a tombstone until its last reply goes', async () => {
    const { ts = '' } = await post('parent');
    const reply = await t.slack.as('bo').say('ops', 'reply', { thread: ts });
    await t.client.chat.delete({ channel: t.ops, ts });
    expect(await history()).toMatchObject([
      { ts, subtype: 'tombstone', text: 'This message was deleted.', reply_count: 1 },
    ]);
    await t.slack.as('bo').delete('ops', reply);
    expect(await history()).toEqual([]);
    expect(await refusal(t.client.conversations.replies({ channel: t.ops, ts }))).toBe('thread_not_found');
  });
});

describe('chat.update and chat.delete', () => {
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'card' } }];

  test('a new text marks the message as edited and takes the blocks away', async () => {
    const { ts = '' } = await post('first', { blocks });
    await t.client.chat.update({ channel: t.ops, ts, text: 'second' });
    const [message] = await history();
    expect(message).toMatchObject({ ts, text: 'second', edited: { user: t.app.botUserId } });
    expect(message).not.toHaveProperty('blocks');
  });

  test('new blocks alone change neither the text nor the edited mark', async () => {
    const { ts = '' } = await post('fallback');
    await t.client.chat.update({ channel: t.ops, ts, blocks });
    const [message] = await history();
    expect(message).toMatchObject({ text: 'fallback', blocks: [{ type: 'section' }] });
    expect(message).not.toHaveProperty('edited');
  });

  test.each([
    ['msg_too_long', { text: 'x'.repeat(4_001) }],
    ['no_text', {}],
    ['invalid_blocks', { blocks: [{ type: 'nonsense' }] }],
  ])('update: %s', async (error, more) => {
    const { ts = '' } = await post('mine');
    const args = { channel: t.ops, ts, ...more } as Parameters<typeof t.client.chat.update>[0];
    expect(await refusal(t.client.chat.update(args))).toBe(error);
  });

  test('only one’s own messages, and only those that are there', async () => {
    const ts = await t.slack.as('ana').say('ops', 'hers');
    const { message_ts: whispered = '' } = await t.client.chat.postEphemeral({
      channel: t.ops,
      user: t.ana,
      text: 'only you',
    });
    expect([
      await refusal(t.client.chat.update({ channel: t.ops, ts, text: 'mine now' })),
      await refusal(t.client.chat.delete({ channel: t.ops, ts })),
      await refusal(t.client.chat.update({ channel: t.ops, ts: whispered, text: 'x' })),
      await refusal(t.client.chat.delete({ channel: t.ops, ts: '1.000000' })),
    ]).toEqual(['cant_update_message', 'cant_delete_message', 'message_not_found', 'message_not_found']);
  });

  test('nothing is edited in an archived channel', async () => {
    const { ts = '' } = await post('mine');
    await t.slack.as('ana').archive('ops');
    expect(await refusal(t.client.chat.update({ channel: t.ops, ts, text: 'late' }))).toBe('is_inactive');
  });
});

describe('the rest of chat', () => {
  test('an ephemeral is seen by one member and is in no history', async () => {
    await t.client.chat.postEphemeral({ channel: t.ops, user: t.bo, text: 'only you' });
    expect(t.slack.see.ephemerals('bo', 'ops').map((each) => each.text)).toEqual(['only you']);
    expect(t.slack.see.ephemerals('ana')).toEqual([]);
    expect(await history()).toEqual([]);
    const outsider = t.client.chat.postEphemeral({ channel: t.ops, user: t.dev, text: 'you' });
    expect(await refusal(outsider)).toBe('user_not_in_channel');
  });

  test('a permalink names channel and ts, and the thread for a reply', async () => {
    const { ts = '' } = await post('parent');
    const reply = await t.slack.as('bo').say('ops', 'reply', { thread: ts });
    const { permalink } = await t.client.chat.getPermalink({ channel: t.ops, message_ts: ts });
    const inThread = await t.client.chat.getPermalink({ channel: t.ops, message_ts: reply });
    expect(permalink).toBe(`${t.slack.url}/archives/${t.ops}/p${ts.replace('.', '')}`);
    expect(inThread.permalink).toContain(`thread_ts=${ts}&cid=${t.ops}`);
  });

  test('a scheduled message is posted when its time comes, unless it was taken back', async () => {
    const at = Math.floor(t.clock.now() / 1000) + 600;
    const schedule = (text: string, post_at: number) =>
      t.client.chat.scheduleMessage({ channel: t.ops, text, post_at });
    await schedule('on time', at);
    const { scheduled_message_id: id = '' } = await schedule('never', at);
    await t.client.chat.deleteScheduledMessage({ channel: t.ops, scheduled_message_id: id });
    const { scheduled_messages: waiting } = await t.client.chat.scheduledMessages.list();
    expect(waiting).toHaveLength(1);
    t.clock.moveBy(600_000);
    expect(t.slack.see.messages('ops').map((each) => each.text)).toEqual(['on time']);
    expect(await refusal(schedule('late', at))).toBe('time_in_past');
    expect(await refusal(schedule('far', at + 121 * 86_400))).toBe('time_too_far');
  });
});
