// The events that follow each act, as an app with every subscription hears them.
import { SocketModeClient } from '@slack/socket-mode';
import { QUIET, startTestWorkspace, type TestWorkspace } from '../fixtures/workspace.ts';

type Event = Record<string, unknown>;

let t: TestWorkspace;
let socket: SocketModeClient;
let heard: Event[];

beforeEach(async () => {
  t = await startTestWorkspace();
  t.slack.faults.rateLimits(false);
  heard = [];
  socket = new SocketModeClient({
    appToken: t.app.appToken,
    logger: QUIET,
    clientOptions: { slackApiUrl: t.slack.apiUrl },
  });
  socket.on('slack_event', async ({ ack, body }: { ack: () => Promise<void>; body: { event: Event } }) => {
    heard.push(body.event);
    await ack();
  });
  await socket.start();
});

afterEach(async () => {
  await socket.disconnect();
  await t.slack.close();
});

/** What was heard since the last time: type, or subtype for messages. */
async function since(): Promise<string[]> {
  await t.slack.idle();
  const names = heard.map((event) => String(event.subtype ?? event.type));
  heard = heard.slice(0, 0);
  return names;
}

test('creating a channel', async () => {
  const { channel } = await t.client.conversations.create({ name: 'inc-1' });
  await t.slack.idle();
  const id = channel?.id;
  expect(heard).toMatchObject([
    { type: 'channel_created', channel: { id, name: 'inc-1', creator: t.app.botUserId } },
    {
      type: 'member_joined_channel',
      channel: id,
      user: t.app.botUserId,
      channel_type: 'C',
      team: t.app.teamId,
    },
    { type: 'message', subtype: 'channel_join', channel: id, user: t.app.botUserId },
  ]);
  expect(String(heard[2]?.ts) > String(heard[1]?.event_ts)).toBe(true);
});

test('a private channel is created without a word to anybody outside it', async () => {
  await t.client.conversations.create({ name: 'inc-2', is_private: true });
  expect(await since()).toEqual(['member_joined_channel', 'channel_join']);
});

test('inviting and leaving', async () => {
  await t.client.conversations.invite({ channel: t.ops, users: t.chidi });
  await t.slack.idle();
  expect(heard).toMatchObject([
    { type: 'member_joined_channel', user: t.chidi, channel: t.ops, inviter: t.app.botUserId },
    { type: 'message', subtype: 'channel_join', user: t.chidi, inviter: t.app.botUserId },
  ]);
  await since();
  await t.slack.as('chidi').leave('ops');
  expect(await since()).toEqual(['member_left_channel', 'channel_leave']);
});

test('being removed: the app hears that it left, and nothing after', async () => {
  await t.slack.as('ana').kick('ops', t.app.botUserId);
  await t.slack.as('ana').say('ops', 'it cannot hear this');
  await t.slack.idle();
  expect(heard).toMatchObject([
    { type: 'member_left_channel', user: t.app.botUserId },
    { type: 'channel_left', channel: t.ops, actor_id: t.ana },
  ]);
});

test('topic, purpose, name', async () => {
  await t.slack.as('ana').setTopic('ops', 'quiet today');
  await t.slack.as('ana').setPurpose('ops', 'operations');
  await t.slack.as('ana').rename('ops', 'operations');
  await t.slack.idle();
  expect(heard).toMatchObject([
    { subtype: 'channel_topic', topic: 'quiet today' },
    { subtype: 'channel_purpose', purpose: 'operations' },
    { type: 'channel_rename', channel: { id: t.ops, name: 'operations' } },
    { subtype: 'channel_name', old_name: 'ops', name: 'operations' },
  ]);
});

test('archiving and unarchiving', async () => {
  await t.slack.as('ana').archive('ops');
  await t.slack.as('ana').unarchive('ops');
  expect(await since()).toEqual(['channel_archive', 'channel_archive', 'channel_unarchive']);
});

test('pinning and reacting', async () => {
  const ts = await t.slack.as('ana').say('ops', 'rolled back');
  await since();
  await t.slack.as('bo').pin('ops', ts);
  await t.slack.as('bo').react('ops', ts, 'tada');
  await t.slack.as('bo').unreact('ops', ts, 'tada');
  await t.slack.as('bo').unpin('ops', ts);
  await t.slack.idle();
  expect(heard).toMatchObject([
    {
      type: 'pin_added',
      user: t.bo,
      channel_id: t.ops,
      item_user: t.ana,
      pin_count: '1',
      item: { type: 'message', channel: t.ops, created_by: t.bo, message: { ts, text: 'rolled back' } },
    },
    { type: 'message', subtype: 'pinned_item' },
    {
      type: 'reaction_added',
      user: t.bo,
      reaction: 'tada',
      item: { type: 'message', channel: t.ops, ts },
      item_user: t.ana,
    },
    { type: 'reaction_removed', user: t.bo, reaction: 'tada' },
    { type: 'pin_removed', has_pins: false, pin_count: '0' },
  ]);
});

test('editing and deleting', async () => {
  const ts = await t.slack.as('ana').say('ops', 'chekout is slow');
  await t.slack.as('ana').edit('ops', ts, 'checkout is slow');
  await t.slack.as('ana').delete('ops', ts);
  await t.slack.idle();
  expect(heard.slice(1)).toMatchObject([
    {
      type: 'message',
      subtype: 'message_changed',
      hidden: true,
      channel: t.ops,
      message: { ts, text: 'checkout is slow', edited: { user: t.ana } },
      previous_message: { ts, text: 'chekout is slow' },
    },
    {
      type: 'message',
      subtype: 'message_deleted',
      hidden: true,
      deleted_ts: ts,
      previous_message: { text: 'checkout is slow' },
    },
  ]);
  expect(new Set(heard.map((event) => event.ts)).size).toBe(3);
});

test('deleting a parent with replies changes it into a tombstone', async () => {
  const ts = await t.slack.as('ana').say('ops', 'parent');
  await t.slack.as('bo').say('ops', 'reply', { thread: ts });
  await t.slack.as('ana').delete('ops', ts);
  await t.slack.idle();
  expect(heard.slice(1)).toMatchObject([
    { type: 'message', thread_ts: ts, parent_user_id: t.ana, text: 'reply' },
    {
      subtype: 'message_changed',
      message: { subtype: 'tombstone', ts },
      previous_message: { text: 'parent' },
    },
  ]);
});

test('a reply sent to the channel too carries the thread’s root', async () => {
  const ts = await t.slack.as('ana').say('ops', 'parent');
  await t.slack.as('bo').say('ops', 'all should see', { thread: ts, broadcast: true });
  await t.slack.idle();
  expect(heard[1]).toMatchObject({
    subtype: 'thread_broadcast',
    thread_ts: ts,
    root: { ts, reply_count: 1 },
  });
});

test('a file arrives with its message', async () => {
  const bytes = new TextEncoder().encode('stack trace');
  await t.slack
    .as('ana')
    .say('ops', 'see', { files: [{ name: 'trace.txt', mimetype: 'text/plain', bytes }] });
  await t.slack.idle();
  expect(heard).toMatchObject([
    { type: 'message', subtype: 'file_share', text: 'see', files: [{ name: 'trace.txt', size: 11 }] },
    { type: 'file_shared', channel_id: t.ops },
  ]);
});

test('a message of a person has a client id and its rich text', async () => {
  await t.slack.as('ana').say('ops', 'ask @bo about <that> & #quiet');
  await t.slack.idle();
  expect(heard[0]).toMatchObject({
    text: `ask <@${t.bo}> about &lt;that&gt; &amp; <#${t.quiet}|quiet>`,
    client_msg_id: expect.any(String),
    blocks: [
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'ask ' },
              { type: 'user', user_id: t.bo },
              { type: 'text', text: ' about <that> & ' },
              { type: 'channel', channel_id: t.quiet },
            ],
          },
        ],
      },
    ],
  });
});
