import { refusal, startTestWorkspace, type TestWorkspace } from '../fixtures/workspace.ts';

let t: TestWorkspace;
let ts: string;

beforeEach(async () => {
  t = await startTestWorkspace();
  t.slack.faults.rateLimits(false);
  ts = await t.slack.as('ana').say('ops', 'rolled back');
});

afterEach(() => t.slack.close());

test('a reaction is counted once per person', async () => {
  const item = { channel: t.ops, timestamp: ts };
  await t.client.reactions.add({ ...item, name: 'pushpin' });
  await t.slack.as('bo').react('ops', ts, ':pushpin:');
  expect(await refusal(t.client.reactions.add({ ...item, name: 'pushpin' }))).toBe('already_reacted');
  expect(await refusal(t.client.reactions.add({ ...item, name: 'Not An Emoji' }))).toBe('invalid_name');
  const { message } = await t.client.reactions.get(item);
  expect(message?.reactions).toEqual([{ name: 'pushpin', users: [t.app.botUserId, t.bo], count: 2 }]);
  await t.client.reactions.remove({ ...item, name: 'pushpin' });
  expect(await refusal(t.client.reactions.remove({ ...item, name: 'pushpin' }))).toBe('no_reaction');
});

test('a pin is on the message, in the list and in a line of the channel', async () => {
  const item = { channel: t.ops, timestamp: ts };
  await t.client.pins.add(item);
  expect(await refusal(t.client.pins.add(item))).toBe('already_pinned');
  const { items } = await t.client.pins.list({ channel: t.ops });
  expect(items).toMatchObject([
    {
      type: 'message',
      created_by: t.app.botUserId,
      message: { ts, text: 'rolled back', pinned_to: [t.ops] },
    },
  ]);
  expect(t.slack.see.messages('ops').map((each) => each.subtype)).toEqual([undefined, 'pinned_item']);
  await t.client.pins.remove(item);
  expect(await refusal(t.client.pins.remove(item))).toBe('no_pin');
  expect(t.slack.see.pins('ops')).toEqual([]);
});

test('pins and reactions need a message that is there, in a channel the bot is in', async () => {
  const hidden = await t.slack.as('ana').say('quiet', 'elsewhere');
  expect([
    await refusal(t.client.pins.add({ channel: t.ops, timestamp: '1.000000' })),
    await refusal(t.client.pins.add({ channel: t.ops, timestamp: 'yesterday' })),
    await refusal(t.client.pins.add({ channel: t.quiet, timestamp: hidden })),
    await refusal(t.client.reactions.add({ channel: t.quiet, timestamp: hidden, name: 'eyes' })),
    await refusal(t.client.apiCall('pins.add', { channel: t.ops })),
  ]).toEqual(['message_not_found', 'bad_timestamp', 'not_in_channel', 'not_in_channel', 'no_item_specified']);
});

test('a channel holds a hundred pins', async () => {
  for (let count = 0; count < 100; count += 1) {
    const each = await t.slack.as('ana').say('ops', `fact ${count}`);
    await t.slack.as('ana').pin('ops', each);
  }
  expect(await refusal(t.client.pins.add({ channel: t.ops, timestamp: ts }))).toBe('too_many_pins');
});

test('bookmarks are added, edited, listed and removed', async () => {
  const add = (more: object) =>
    t.client.bookmarks.add({ channel_id: t.ops, title: 'Dashboard', type: 'link', ...more } as never);
  const { bookmark } = await add({ link: 'https://example.com/d', emoji: ':chart:' });
  const id = (bookmark as { id: string }).id;
  await t.client.bookmarks.edit({ channel_id: t.ops, bookmark_id: id, title: 'Graphs' });
  const { bookmarks } = await t.client.bookmarks.list({ channel_id: t.ops });
  expect(bookmarks).toMatchObject([{ id, title: 'Graphs', link: 'https://example.com/d', type: 'link' }]);
  await t.client.bookmarks.remove({ channel_id: t.ops, bookmark_id: id });
  expect([
    await refusal(add({ link: 'example' })),
    await refusal(add({ link: 'https://example.com', emoji: 'chart' })),
    await refusal(add({ type: 'folder', link: 'https://example.com' })),
    await refusal(t.client.bookmarks.remove({ channel_id: t.ops, bookmark_id: id })),
  ]).toEqual(['invalid_link', 'invalid_emoji', 'invalid_bookmark_type', 'not_found']);
});
