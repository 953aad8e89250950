// Bad nights: the bot stopped, Slack away, the token dead, the channel gone. Nothing is lost, and it is said.
import { idMaker } from '../lib/ids.ts';
import { declareIncident, noteFact, resolveIncident } from '../ops/declare-note-resolve.ts';
import { type Scene, scene } from './scene.ts';

const MINUTE = 60_000;

test('the bot is stopped for twenty minutes: nothing is missing afterwards, and late entries say so', async () => {
  const { declare, ana, bo, clock, stop, start, later, entries, resolve, review, nothingElse } =
    await scene();
  const channel = await declare();
  const before = await ana.say(channel, 'errors in eu-west');
  await later(MINUTE);
  await stop();
  clock.moveBy(5 * MINUTE);
  const at = clock.now();
  await bo.say(channel, 'found it: the pool is exhausted', { thread: before });
  await ana.edit(channel, before, 'errors in eu-west only');
  await ana.react(channel, before, 'pushpin');
  clock.moveBy(15 * MINUTE);
  await start();
  const messages = (await entries(channel)).filter(({ kind }) => kind === 'message');
  expect(messages.map(({ text, recovered, pinned }) => [text, recovered, pinned !== undefined])).toEqual([
    ['errors in eu-west only', false, true],
    ['found it: the pool is exhausted', true, false],
  ]);
  expect(messages[1]?.at).toBe(at);
  await resolve(channel);
  expect((await review(channel)).markdown).toContain('found it: the pool is exhausted');
  await nothingElse();
});

test('canvases cannot be reached: the status changes all the same, it is said, and the draft comes later', async () => {
  const { declare, resolve, slack, said, later, review, incident, nothingElse } = await scene();
  const channel = await declare();
  await later(MINUTE);
  const mend = slack.faults.api('conversations.canvases.create', { kind: 'status', status: 503 });
  await resolve(channel);
  expect((await incident(channel)).status).toBe('resolved');
  await said(channel, /Drafting the postmortem/);
  await later(3 * MINUTE);
  mend();
  await later(10 * MINUTE);
  expect((await review(channel)).canvas?.markdown).toContain('## Summary');
  expect(slack.see.canvases(channel)).toHaveLength(1);
  await nothingElse();
});

test('Slack is down for five minutes while a person resolves from the command line: everything arrives, once', async () => {
  const { declare, ana, slackDown, slackUp, later, app, said, review, card, nothingElse } = await scene();
  const channel = await declare();
  await ana.say(channel, 'rolling back');
  await later(MINUTE);
  await slackDown();
  await resolveIncident(desk(app), { incident: 'INC-1', text: 'rolled back', by: 'ops' });
  await later(5 * MINUTE);
  await slackUp();
  await later(2 * MINUTE);
  await said(channel, /resolved this incident/);
  await said('incidents', /Status: \*resolved\*/);
  expect((await review(channel)).canvas?.markdown).toContain('rolled back');
  expect((await card(channel)).words).toContain('resolved');
  await nothingElse();
});

test('Slack goes down while the draft is delivered: one canvas, one message, one log', async () => {
  const { declare, ana, bo, slack, slackDown, slackUp, later, said, review, nothingElse } = await scene();
  const channel = await declare();
  await ana.say(channel, 'rolling back');
  await later(MINUTE);
  slack.faults.api('conversations.canvases.create', { kind: 'answer_lost' }, { times: 1 });
  await bo.slash(channel, '/incident resolve rolled back');
  await slack.until(() => slack.see.canvases(channel).length > 0, { what: 'the canvas' });
  await slackDown();
  await later(5 * MINUTE);
  await slackUp();
  await later(2 * MINUTE);
  await said(channel, /Bo resolved this incident/);
  await said('incidents', /Status: \*resolved\*/);
  expect((await review(channel)).files).toEqual(['inc-1-1-1-log.md']);
  expect(slack.see.canvases(channel)).toHaveLength(1);
  await nothingElse();
});

test('Slack is down while an incident is declared: one channel, with its people, when it returns', async () => {
  const { slack, slackDown, slackUp, later, app, card, said, channelOf, nothingElse, company } =
    await scene();
  await slackDown();
  await declareIncident(desk(app), { title: 'Checkout is slow', severity: '2', by: 'ops' });
  await later(5 * MINUTE);
  await slackUp();
  await later(2 * MINUTE);
  const channel = await channelOf(1);
  await card(channel);
  await said('incidents', /^INC-1 /);
  expect(slack.see.members(channel)).toEqual(expect.arrayContaining([company.people.ana, company.people.bo]));
  expect(slack.see.channels().filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1);
  await nothingElse();
});

test('Slack takes the command and then fails for five minutes: the channel opens late, once, with its people', async () => {
  const { ana, slack, later, whispered, channelOf, card, said, company, nothingElse } = await scene();
  const mend = slack.faults.api('*', { kind: 'status', status: 503 });
  await ana.slash('incidents', '/incident declare Checkout is slow --sev 2');
  await whispered(
    ana,
    /INC-1 is declared as SEV-2\. Its channel #inc-20261122-checkout-is-slow is being opened/,
  );
  await later(5 * MINUTE);
  mend();
  await later(2 * MINUTE);
  const channel = await channelOf(1);
  await card(channel);
  await said('incidents', /^INC-1 /);
  expect(slack.see.members(channel)).toEqual(expect.arrayContaining([company.people.ana, company.people.bo]));
  expect(slack.see.channels().filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1);
  await nothingElse();
});

test('Slack takes an import and a command by mention, and then fails for five minutes: both are done, once', async () => {
  const { ana, bo, bot, company, slack, declare, later, whispered, said, incident, entries, review, ...it } =
    await scene();
  const channel = await declare();
  const room = slack.addChannel({ name: 'old-outage', members: [company.people.ana, bot] });
  await ana.say(room, 'orders fail since 13:40');
  await later(MINUTE);
  const mend = slack.faults.api('*', { kind: 'status', status: 503 });
  await ana.slash('general', `/incident import <#${room}>`);
  await whispered(ana, /The import of .* has begun/);
  await bo.say(channel, `<@${bot}> status identified the pool is exhausted`);
  await slack.idle();
  expect((await incident(channel)).status).toBe('identified');
  await later(5 * MINUTE);
  mend();
  await later(2 * MINUTE);
  await said(channel, /Status: \*identified\*/);
  await whispered(ana, /is imported as INC-2: 1 message\./);
  const told = (await entries(room)).filter(({ kind }) => kind === 'message');
  expect(told.map(({ text }) => text)).toEqual(['orders fail since 13:40']);
  await review(room);
  await it.nothingElse();
});

test('a channel that cannot be imported is said to whoever asked, and no incident is made of it', async () => {
  const { ana, slack, later, whispered, app, nothingElse } = await scene();
  const closed = await ana.createChannel('board-room', { private: true });
  await ana.slash('general', `/incident import <#${closed}>`);
  await whispered(ana, /The import of .* has begun/);
  await later(MINUTE);
  await whispered(ana, /The import you asked for could not be done.*(no such channel|Invite)/s);
  expect(await app().core.engine.questions.list({}, { kind: 'operator' })).toEqual([]);
  expect(slack.see.messages(closed).filter(({ user }) => user !== ana.id)).toEqual([]);
  await nothingElse();
});

test('an alert fires and ends while Slack is down: one line when it returns; the command line works meanwhile', async () => {
  const { alert, clock, slack, slackDown, slackUp, later, app, said, card, channelOf, nothingElse, review } =
    await scene();
  await slackDown();
  const startsAt = new Date(clock.now()).toISOString();
  await alert({ startsAt });
  await later(3 * MINUTE);
  await alert({ startsAt, status: 'resolved', endsAt: new Date(clock.now()).toISOString() });
  const { number } = await declareIncident(desk(app), { title: 'Mail is late', severity: '2', by: 'ops' });
  const noted = await noteFact(desk(app), { incident: `INC-${number}`, text: 'queue at 9,000', at: '15:01' });
  expect(noted.at).toMatch(/15:01/);
  await resolveIncident(desk(app), { incident: `INC-${number}`, text: 'restarted the relay', by: 'ops' });
  await later(5 * MINUTE);
  await slackUp();
  await later(20 * MINUTE);
  await said('incidents', /Over: \*Checkout takes longer than 2 s/);
  await said('incidents', /Mail is late/);
  const channel = await channelOf(number);
  await card(channel);
  expect((await review(channel)).canvas?.markdown).toContain('queue at 9,000');
  expect(slack.see.channels().filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1);
  await nothingElse();
});

test('the token is revoked: it is said loudly, and everything is there once the token works again', async () => {
  const { declare, ana, bo, slack, later, logged, app, restart, entries, said, card, nothingElse } =
    await scene();
  const channel = await declare();
  await later(MINUTE);
  const mend = slack.faults.api('*', { kind: 'error', error: 'token_revoked' });
  await ana.say(channel, 'is the bot still there?');
  await bo.slash(channel, '/incident status identified the pool').catch((error: Error) => error);
  await logged(/token.*(revoked|refuse)/i);
  expect(app().slack.health()).toMatchObject({
    state: 'refused',
    why: expect.stringMatching(/SLACK_BOT_TOKEN/),
  });
  expect((await (await fetch(`${app().web.url}/health`)).text()).toLowerCase()).toContain('revoked');
  mend();
  await restart();
  await later(2 * MINUTE);
  expect((await entries(channel)).map(({ text }) => text)).toContain('is the bot still there?');
  await said(channel, /Status: \*identified\*/);
  expect((await card(channel)).words).toContain('identified');
  await nothingElse();
});

test('the bot is removed from the channel: the operators are told, and invited back it has what was said', async () => {
  const { declare, ana, bo, bot, later, said, entries, restart, resolve, review, nothingElse } =
    await scene();
  const channel = await declare();
  await ana.say(channel, 'before');
  await later(MINUTE);
  await ana.kick(channel, bot);
  await said('incidents', /no longer has Firescribe in it/);
  await bo.say(channel, 'while it was out');
  await later(MINUTE);
  await ana.invite(channel, bot);
  await later(MINUTE);
  await restart();
  const told = (await entries(channel)).filter(({ kind }) => kind === 'message').map(({ text }) => text);
  expect(told).toEqual(['before', 'while it was out']);
  await resolve(channel);
  await review(channel);
  await nothingElse();
});

/** The machine's own command line, beside the app that runs. */
function desk(app: Scene['app']) {
  const { engine, clock } = app().core;
  return { engine, clock, newId: idMaker(clock.now) };
}
