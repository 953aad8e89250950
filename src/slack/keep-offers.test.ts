// Buttons in the channel that end: what stands there once they are over.
import { alert, origin, telling } from '../engine/fixtures/house.ts';
import { draftIn, linkingIn } from './fixtures/drafts.ts';
import { openSlackHouse, type SlackHouse } from './fixtures/slack-house.ts';
import { streamOf } from './ids.ts';

const MINUTE = 60_000;

let desk: SlackHouse;
beforeEach(async () => {
  desk = await openSlackHouse({ performers: { 'postmortem.draft': async () => undefined } });
});
afterEach(() => desk.close());

const buttonsOf = (blocks: unknown) =>
  [...JSON.stringify(blocks ?? []).matchAll(/"action_id":"([^"]+)"/g)].map(([, id]) => id);
const saying = (channel: string, words: RegExp) => {
  const found = desk.slack.see.messages(channel).find((message) => words.test(JSON.stringify(message)));
  expect(found).toBeDefined();
  return found!;
};
const card = (channel: string) => buttonsOf(saying(channel, /This channel is recorded/).blocks);

/** Moves the clock and performs what is due then. */
async function later(ms: number) {
  desk.house.clock.moveBy(ms);
  await desk.outbox.tick();
  await desk.settled();
}

const line = async (channel: string, who: 'ana' | 'bo', words: string) => {
  await desk.slack.as(who).slash(channel, words);
  await later(3_000);
};

test('Undo is there for ten minutes, on its message and on the card', async () => {
  const channel = await desk.declare();
  await line(channel, 'ana', '/incident resolve rolled back');
  const resolved = () => buttonsOf(saying(channel, /Ana resolved/).blocks);
  expect([resolved(), card(channel)]).toEqual([['undo:press'], expect.arrayContaining(['undo:press'])]);
  await later(10 * MINUTE);
  expect([resolved(), card(channel)]).toEqual([[], expect.not.arrayContaining(['undo:press'])]);
  expect(JSON.stringify(saying(channel, /Ana resolved/).blocks)).toContain('rolled back');
});

test('taken back, the message says by whom instead of offering it again', async () => {
  const channel = await desk.declare();
  await line(channel, 'ana', '/incident resolve rolled back');
  await desk.slack.as('bo').click(saying(channel, /Ana resolved/), 'undo:press');
  await later(3_000);
  const { blocks } = saying(channel, /Ana resolved/);
  expect(buttonsOf(blocks)).toEqual([]);
  expect(JSON.stringify(blocks)).toMatch(/Bo took this back, <!date/);
});

test('Raise goes when the severity is as high, and is there again while it would help', async () => {
  const channel = await desk.declare('/incident declare Checkout is slow --sev 3');
  await desk.slack.as('ana').say(channel, 'looking');
  const signal = alert('DiskFull', { severity: 'sev-1' });
  await desk.house.engine.handle({
    type: 'attach-signal',
    incident: streamOf(await desk.incident()),
    wish: { signal, because: 'the same service' },
    asking: desk.house.asking({ kind: 'monitor', id: 'alertmanager' }),
  });
  await later(3_000);
  const said = () => saying(channel, /An alert that joined says/);
  expect(buttonsOf(said().blocks)).toEqual(['severity:raise']);
  await line(channel, 'bo', '/incident severity 1');
  expect(buttonsOf(said().blocks)).toEqual([]);
  expect(JSON.stringify(said().blocks)).toContain('This incident is SEV-1.');
  await line(channel, 'bo', '/incident severity 3');
  expect(buttonsOf(said().blocks)).toEqual(['severity:raise']);
  await line(channel, 'bo', '/incident resolve');
  await line(channel, 'bo', '/incident resolve over');
  expect(buttonsOf(said().blocks)).toEqual([]);
});

test('below the draft stand the steps that can be taken', async () => {
  const channel = await desk.declare();
  await line(channel, 'ana', '/incident resolve rolled back');
  await draftIn(desk, 'the pool was exhausted');
  const linking = () => linkingIn(desk, channel)[0]!;
  const { text, blocks: before = [] } = linking();
  expect(buttonsOf(before)).toEqual(['review:submit', 'review:publish', 'review:status']);
  await desk.slack.as('bo').click(linking(), 'review:submit');
  await later(3_000);
  expect(buttonsOf(linking().blocks)).toEqual(['review:publish', 'review:status']);
  expect(linking()).toMatchObject({ text, blocks: [...before.slice(0, -1), { block_id: 'review' }] });
  await line(channel, 'bo', '/incident reopen it is back');
  expect(buttonsOf(linking().blocks)).toEqual(['review:status']);
  expect(buttonsOf(saying(channel, /put the review of INC-1 up/).blocks)).toEqual([]);
  desk.slack.faults.api('conversations.replies', { kind: 'error', error: 'thread_not_found' });
  await line(channel, 'bo', '/incident resolve over');
  const failed = (await desk.entries()).filter(({ type }) => type === 'effect-failed');
  const effects = failed.map(({ values }) => values.effect);
  expect(effects.filter((effect) => effect !== 'history.repair')).toEqual([]);
});

test('nobody is called to an alert, or asked to lead, once somebody does', async () => {
  const signal = alert('Down', { severity: 'critical', service: 'checkout' });
  await desk.house.engine.receive(telling(signal), origin('one'));
  await desk.house.engine.routed();
  await desk.settled();
  const { id: channel } = (await desk.incident()).channel!;
  await later(6 * MINUTE);
  const nag = saying(channel, /nobody has acknowledged this alert yet/i);
  expect(buttonsOf(nag.blocks)).toEqual(['ack:press']);
  await desk.slack.as('bo').click(nag, 'ack:press');
  await line(channel, 'ana', '/incident severity 1');
  await later(40 * MINUTE);
  const acknowledged = saying(channel, /Nobody had acknowledged this alert by then\. Somebody has since\./);
  expect([acknowledged.ts, buttonsOf(acknowledged.blocks)]).toEqual([nag.ts, []]);
  const lead = saying(channel, /Nobody is Commander yet/);
  expect(buttonsOf(lead.blocks)).toEqual(['role:take:commander']);
  await desk.slack.as('bo').click(lead, 'role:take:commander');
  await later(3_000);
  const led = saying(channel, /Nobody was Commander by then\. Bo is now\./);
  expect([led.ts, buttonsOf(led.blocks)]).toEqual([lead.ts, []]);
});
