// Whatever Slack did not tell us at the time is found again in the channel's history.
import { openSlackHouse, type SlackHouse } from './fixtures/slack-house.ts';
import { streamOf } from './ids.ts';

let desk: SlackHouse;
beforeEach(async () => {
  desk = await openSlackHouse();
});
afterEach(() => desk.close());

const KINDS = ['message', 'reaction_added', 'pin_added'] as const;

async function repaired(): Promise<{ found: number; missing: number }> {
  await desk.settled();
  return desk.app.repair.incident(streamOf(await desk.incident()));
}

async function messages() {
  return (await desk.entries()).filter(({ kind }) => kind === 'message');
}

test('messages, replies, edits, pins and deletions that were never told are found, with their own times', async () => {
  const { slack, house } = desk;
  const channel = await desk.declare();
  const ana = slack.as('ana');
  const kept = await ana.say(channel, 'latency is up');
  const doomed = await ana.say(channel, 'wrong channel');
  await desk.settled();
  const lost = KINDS.map((kind) => slack.faults.events(kind, { kind: 'lose' }));
  house.clock.moveBy(60_000);
  await ana.edit(channel, kept, 'latency is up since 14:02');
  await ana.delete(channel, doomed);
  const missed = await ana.say(channel, 'found it: the pool is exhausted');
  await ana.say(channel, 'raising it to 200', { thread: kept });
  await ana.react(channel, missed, 'pushpin');
  await ana.pin(channel, kept);
  for (const undo of lost) {
    undo();
  }
  house.clock.moveBy(60_000);
  const { found, missing } = await repaired();
  expect({ found, missing }).toEqual({ found: 5, missing: 1 });
  expect(
    (await messages()).map(({ text, recovered, deleted, pinned, at }) => [
      text,
      recovered,
      deleted,
      !!pinned,
      at - house.clock.now(),
    ]),
  ).toEqual([
    ['latency is up since 14:02', false, false, true, expect.any(Number)],
    ['', false, true, false, expect.any(Number)],
    ['found it: the pool is exhausted', true, false, true, -60_000],
    ['raising it to 200', true, false, false, -60_000],
  ]);
});

test('a second comparison finds nothing and leaves no trace', async () => {
  const { slack } = desk;
  const channel = await desk.declare();
  await slack.as('ana').pin(channel, await slack.as('ana').say(channel, 'all told at the time'));
  await repaired();
  const before = (await desk.entries()).length;
  expect(await repaired()).toEqual({ found: 0, missing: 0 });
  expect((await desk.entries()).length).toBe(before);
  expect((await messages()).map(({ pinned }) => !!pinned)).toEqual([true]);
});

test('replies are read only where a thread’s count or latest reply differs', async () => {
  const { slack } = desk;
  const channel = await desk.declare();
  const ana = slack.as('ana');
  const parent = await ana.say(channel, 'which region?');
  await ana.say(channel, 'eu only', { thread: parent });
  await desk.settled();
  slack.clearCalls();
  await repaired();
  expect(slack.calls.filter(({ method }) => method === 'conversations.replies')).toEqual([]);
});

test('a comparison that Slack breaks off goes on where it was', async () => {
  const { slack, house } = desk;
  const channel = await desk.declare();
  const undo = slack.faults.events('message', { kind: 'lose' });
  for (let n = 0; n < 250; n += 1) {
    await slack.as('ana').say(channel, `line ${n}`);
  }
  undo();
  slack.clearCalls();
  const stop = slack.faults.api('conversations.history', { kind: 'latency', ms: 0 }, { times: 1 });
  slack.faults.api('conversations.history', { kind: 'ratelimited', retryAfter: 30 }, { times: 1 });
  await expect(repaired()).rejects.toMatchObject({ code: 'ratelimited', retryAfterMs: 30_000 });
  stop();
  house.clock.moveBy(30_000);
  await repaired();
  expect((await messages()).filter(({ text }) => text.startsWith('line'))).toHaveLength(250);
  const answered = slack.calls.filter(
    ({ method, status }) => method === 'conversations.history' && status === 200,
  );
  expect(answered).toHaveLength(2);
});

test('where what is recent fills more than a page, nothing of it is missed or taken for deleted', async () => {
  const { slack, app } = desk;
  slack.faults.historyMode('distributed');
  slack.faults.rateLimits(false);
  const channel = await desk.declare();
  for (let line = 0; line < 20; line += 1) {
    await slack.as('ana').say(channel, `line ${line}`);
  }
  await desk.settled();
  const { declaredAt } = await desk.incident();
  const since = declaredAt - 60_000;
  expect(await app.repair.incident(streamOf(await desk.incident()), { since })).toEqual({
    found: 0,
    missing: 0,
  });
  expect((await messages()).filter(({ deleted }) => deleted)).toEqual([]);
});

test('a connection that was cut is made anew, and what was said meanwhile is there', async () => {
  const { slack, house } = desk;
  const channel = await desk.declare();
  const recovered = new Promise<void>((resolve) => {
    house.engine.onCommit((events) => {
      if (events.some((event) => event.type === 'message-posted' && event.data.recovered)) {
        resolve();
      }
    });
  });
  slack.faults.down();
  await slack.as('ana').say(channel, 'is anybody recording this?');
  slack.faults.up();
  await recovered;
  expect((await messages()).map(({ text }) => text)).toEqual(['is anybody recording this?']);
  expect(desk.app.health().state).toBe('connected');
});

test('a channel that was archived and is back is worked in again, with what was said before', async () => {
  const { slack } = desk;
  const channel = await desk.declare();
  const ana = slack.as('ana');
  await ana.archive(channel);
  await desk.settled();
  expect((await desk.incident()).channelLost).toBe('archived');
  await ana.unarchive(channel);
  await desk.settled();
  expect((await desk.incident()).channelLost).toBeUndefined();
  await ana.say(channel, 'we are back');
  await desk.settled();
  expect((await messages()).map(({ text }) => text)).toContain('we are back');
});

test('a channel whose archiving put the bot out is entered again when it is back', async () => {
  const { slack } = desk;
  const channel = await desk.declare();
  const ana = slack.as('ana');
  await ana.archive(channel);
  await desk.settled();
  const { members } = slack.workspace.world.channels.get(channel)!;
  members.splice(members.indexOf(desk.installed.botUserId), 1);
  await ana.unarchive(channel);
  await desk.settled();
  await slack.until(() => slack.see.members(channel).includes(desk.installed.botUserId));
  await ana.say(channel, 'we are back');
  await desk.settled();
  expect((await messages()).map(({ text }) => text)).toContain('we are back');
});

test('the bot is removed and invited back: what was said in between is found', async () => {
  const { slack, house } = desk;
  const channel = await desk.declare();
  const bot = desk.installed.botUserId;
  const ana = slack.as('ana');
  await ana.kick(channel, bot);
  await desk.settled();
  expect((await desk.incident()).channelLost).toBe('bot-removed');
  await ana.say(channel, 'while it was away');
  const recovered = new Promise<void>((resolve) => {
    house.engine.onCommit((events) => {
      if (events.some((event) => event.type === 'message-posted' && event.data.recovered)) {
        resolve();
      }
    });
  });
  await ana.invite(channel, bot);
  await recovered;
  expect((await messages()).map(({ text, recovered: late }) => [text, late])).toEqual([
    ['while it was away', true],
  ]);
});
