// Slack down, a disk that fails, a token that is revoked: nothing is lost, and it is said.
import { alert, origin, telling } from '../engine/fixtures/house.ts';
import { runningOut } from '../lib/fixtures/running-out.ts';
import { createLog } from '../lib/json-log.ts';
import type { Log } from '../lib/log.ts';
import { openSlackHouse, type SlackHouse } from './fixtures/slack-house.ts';

let open: SlackHouse | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function start(setting?: Parameters<typeof openSlackHouse>[0]): Promise<SlackHouse> {
  open = await openSlackHouse(setting);
  return open;
}

/** A log, and everything that was written into it. */
function listeningLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  return { log: createLog({ level: 'warn', write: (line) => lines.push(line) }), lines };
}

test('Slack is down at the start: the process goes on, says so loudly, and connects when Slack is back', async () => {
  const { log, lines } = listeningLog();
  const { slack, app, declare } = await start({ log, before: (workspace) => workspace.faults.down() });
  expect(app.health().state).toBe('connecting');
  expect(lines.join()).toMatch(/Slack cannot be reached/);
  slack.faults.up();
  await slack.until(() => app.health().state === 'connected' && slack.calls.length > 0, {
    what: 'the connection',
  });
  await declare();
});

test('an incident declared while Slack is down gets its channel when Slack is back', async () => {
  const { slack, house, outbox, incident } = await start();
  slack.faults.api('*', { kind: 'status', status: 503 });
  await house.declare('Checkout is slow', { kind: 'operator', id: 'ops' });
  await outbox.idle();
  expect((await incident()).channel).toBeUndefined();
  slack.faults.clear();
  house.clock.moveBy(10 * 60_000);
  await slack.until(() => slack.see.channels().find(({ name }) => name.startsWith('inc-')), {
    what: 'the channel',
  });
});

test('an alert that nobody could acknowledge, since its channel is late, is said once more when the channel is there', async () => {
  const { slack, house, outbox, settled, incident } = await start();
  slack.faults.api('conversations.create', { kind: 'status', status: 503 });
  await house.engine.receive(telling(alert('LatencyHigh')), origin('d'));
  await house.engine.routed();
  house.clock.moveBy(6 * 60_000);
  await outbox.idle();
  slack.faults.clear();
  for (let minute = 0; minute < 12; minute += 1) {
    house.clock.moveBy(60_000);
    await settled();
  }
  const channel = (await incident()).channel?.id ?? '';
  const nags = slack.see.messages(channel).filter(({ text }) => /has acknowledged this alert yet/.test(text));
  expect(nags).toHaveLength(1);
});

test.each(['http', 'socket'] as const)(
  'an event whose commit fails is not acknowledged over %s, and is delivered again',
  async (way) => {
    const acks = runningOut();
    const { slack, house, declare, settled, entries } = await start({ way, ackPatience: acks.patience });
    const channel = await declare();
    const append = house.timeline.append;
    let failures = 0;
    house.timeline.append = async (request) => {
      if (request.events.some(({ type }) => type === 'message-posted') && failures < 1) {
        failures += 1;
        acks.runOut();
        throw new Error('disk full');
      }
      return append(request);
    };
    await slack.as('ana').say(channel, 'this must not get lost');
    await slack.until(() => failures === 1, { what: 'the failing commit' });
    await slack.idle();
    house.clock.moveBy(60_000);
    await settled();
    house.clock.moveBy(5 * 60_000);
    await settled();
    const kept = (await entries()).filter(({ kind }) => kind === 'message');
    expect(kept.map(({ text }) => text)).toEqual(['this must not get lost']);
  },
);

test('a revoked token is said in the log and in health, and what was to be posted waits', async () => {
  const { log, lines } = listeningLog();
  const { slack, app, declare, house, incident, settled } = await start({ log });
  await declare();
  slack.faults.api('*', { kind: 'error', error: 'token_revoked' });
  const { state } = await house.engine.handle({
    type: 'change-severity',
    incident: `incident/${(await incident()).id}`,
    wish: { severity: '1' },
    asking: house.asking({ kind: 'operator', id: 'ops' }),
  });
  expect(state.severity.label).toBe('SEV-1');
  await settled();
  expect(app.health()).toMatchObject({
    state: 'refused',
    why: expect.stringMatching(/revoked.*SLACK_BOT_TOKEN/),
  });
  expect(lines.join()).toMatch(/Slack refuses the token/);
  const waiting = await house.timeline.listEffects({ status: ['waiting'], limit: 10 });
  expect(waiting.map(({ kind }) => kind)).toContain('card.refresh');
});
