// What Slack tells of a channel, and what we make of it.
import { messageEventCommands, pinEventCommands, reactionCommands, type Telling } from './telling.ts';

const identity = { team: 'T1', teamUrl: 'https://acme.slack.com/', botUser: 'UBOT', botId: 'BBOT' };
const telling: Telling = {
  identity,
  people: { actor: (id) => ({ kind: 'person', id: `T1/${id.replace('T1/', '')}` }), grants: () => [] },
  source: 'message',
};
const ts = '1795352700.000100';
const said = { type: 'message', channel: 'C1', user: 'U1', text: 'latency is up', ts };
const tell = (event: Record<string, unknown>, how = telling) => messageEventCommands(event, how);

test('a message carries its writer, its place and Slack’s own time', () => {
  expect(tell(said)).toEqual([
    {
      type: 'record-message',
      wish: {
        place: { team: 'T1', channel: 'C1', ts },
        author: { kind: 'person', id: 'T1/U1' },
        text: 'latency is up',
        files: [],
      },
      asking: {
        by: { kind: 'person', id: 'T1/U1' },
        grants: [],
        at: 1795352700000,
        source: { kind: 'message', key: `slack:T1/C1/${ts}` },
      },
    },
  ]);
});

test('a reply knows its thread; one shown in the channel too says so', () => {
  const reply = { ...said, thread_ts: '1795352600.000100', subtype: 'thread_broadcast' };
  expect(tell(reply)[0]?.wish).toMatchObject({ thread: '1795352600.000100', broadcast: true });
});

test('our own posts are not captured', () => {
  expect(tell({ ...said, user: 'UBOT', bot_id: 'BBOT' })).toEqual([]);
  const gone = { type: 'message', subtype: 'message_deleted', channel: 'C1', deleted_ts: ts, ts };
  expect(tell({ ...gone, previous_message: { ...said, bot_id: 'BBOT' } })).toEqual([]);
});

test('posts of other bots are captured with the words of their attachments', () => {
  const [command] = tell({
    type: 'message',
    subtype: 'bot_message',
    channel: 'C1',
    ts,
    bot_id: 'B2',
    username: 'Grafana',
    attachments: [{ title: 'p99 high', fields: [{ title: 'value', value: '2.1 s' }] }],
  });
  expect(command?.wish).toMatchObject({
    author: { kind: 'bot', id: 'T1/B2', name: 'Grafana' },
    text: 'p99 high\nvalue: 2.1 s',
  });
});

test('the preview of a link is not the writer’s words', () => {
  const [command] = tell({ ...said, attachments: [{ from_url: 'https://x.example', title: 'A page' }] });
  expect(command?.wish).toMatchObject({ text: 'latency is up' });
});

test('words that stand in blocks only are read from there', () => {
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'Deploy done' } }];
  expect(tell({ ...said, text: '', blocks })[0]?.wish).toMatchObject({ text: 'Deploy done' });
});

test('an edit carries its revision and all that is known of the message', () => {
  const message = { ...said, text: 'latency is down', edited: { user: 'U1', ts: '1795352800.000000' } };
  const [command] = tell({
    type: 'message',
    subtype: 'message_changed',
    channel: 'C1',
    ts: '1795352800.000200',
    message,
  });
  expect(command).toMatchObject({
    type: 'record-edit',
    wish: { revision: '1795352800.000000', text: 'latency is down', message: { text: 'latency is down' } },
    asking: { at: 1795352800000, source: { key: `slack:T1/C1/${ts}@1795352800.000000` } },
  });
});

test('a change without a new edit (a preview, a reply count) is none', () => {
  expect(tell({ type: 'message', subtype: 'message_changed', channel: 'C1', ts, message: said })).toEqual([]);
});

test('a deletion names nobody, since Slack does not say who deleted', () => {
  const gone = {
    type: 'message',
    subtype: 'message_deleted',
    channel: 'C1',
    deleted_ts: ts,
    ts: '1795352900.000000',
    previous_message: { ...said, thread_ts: '1795352600.000100' },
  };
  expect(tell(gone)).toMatchObject([
    {
      type: 'record-deletion',
      wish: { place: { ts }, thread: '1795352600.000100' },
      asking: { by: { name: 'Slack' }, at: 1795352900000 },
    },
  ]);
});

test('a deleted parent that stays as a tombstone is a deletion', () => {
  const message = { ...said, subtype: 'tombstone', user: 'USLACKBOT' };
  expect(tell({ type: 'message', subtype: 'message_changed', channel: 'C1', ts, message })[0]?.type).toBe(
    'record-deletion',
  );
});

test('a kind of message that we do not know is kept raw', () => {
  const [command] = tell({ ...said, subtype: 'huddle_thread', room: { id: 'R1' } });
  expect(command?.wish).toMatchObject({ subtype: 'huddle_thread', raw: { room: { id: 'R1' } } });
});

test('joining names who invited; our own joining is nothing', () => {
  const join = { ...said, subtype: 'channel_join', inviter: 'U2' };
  expect(tell(join)).toMatchObject([
    { type: 'record-member', wish: { who: { id: 'T1/U1' }, joined: true, invitedBy: { id: 'T1/U2' } } },
  ]);
  expect(tell({ ...join, user: 'UBOT' })).toEqual([]);
});

test('message_replied is not a message, even where its subtype is missing', () => {
  expect(tell({ type: 'message', channel: 'C1', ts, message: said })).toEqual([]);
});

test('files keep their id, name, kind and size', () => {
  const files = [{ id: 'F1', name: 'graph.png', mimetype: 'image/png', size: 12 }, { id: 'F2' }];
  expect(tell({ ...said, subtype: 'file_share', files })[0]?.wish).toMatchObject({
    files: [
      { id: 'F1', name: 'graph.png', mimetype: 'image/png', size: 12 },
      { id: 'F2', name: 'F2' },
    ],
  });
});

test('what repair finds is marked as recovered', () => {
  expect(tell(said, { ...telling, source: 'repair' })[0]?.wish).toMatchObject({ recovered: true });
});

describe('pins', () => {
  const item = { type: 'message', channel: 'C1', ts };
  const reaction = {
    type: 'reaction_added',
    user: 'U2',
    reaction: 'pushpin',
    item,
    item_user: 'U1',
    event_ts: '1795356300.000000',
  };

  test('📌 pins, and taking it back unpins, at the time it was given', () => {
    expect(reactionCommands(reaction, telling)).toMatchObject([
      {
        type: 'pin',
        wish: { place: { ts }, how: 'emoji' },
        asking: { by: { id: 'T1/U2' }, at: 1795356300000 },
      },
    ]);
    expect(reactionCommands({ ...reaction, type: 'reaction_removed' }, telling)[0]?.type).toBe('unpin');
  });

  test('no other emoji does anything', () => {
    expect(reactionCommands({ ...reaction, reaction: 'eyes' }, telling)).toEqual([]);
  });

  test('Slack’s own pin brings the message along', () => {
    const event = {
      type: 'pin_added',
      user: 'U2',
      channel_id: 'C1',
      item: { type: 'message', message: said },
      event_ts: ts,
    };
    expect(pinEventCommands(event, telling)).toMatchObject([
      { type: 'pin', wish: { how: 'slack', message: { text: 'latency is up' } } },
    ]);
  });

  test('pins by the bot, and pins of the bot’s posts, do not count', () => {
    const event = {
      type: 'pin_added',
      user: 'UBOT',
      channel_id: 'C1',
      item: { type: 'message', message: said },
      event_ts: ts,
    };
    expect(pinEventCommands(event, telling)).toEqual([]);
    const card = { ...event, user: 'U2', item: { type: 'message', message: { ...said, bot_id: 'BBOT' } } };
    expect(pinEventCommands(card, telling)).toEqual([]);
    expect(reactionCommands({ ...reaction, item_user: 'UBOT' }, telling)).toEqual([]);
  });
});
