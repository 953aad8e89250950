// A channel is made private in the middle of its incident: from then on nobody else hears of it, and what was announced is withdrawn.
import { scene } from './scene.ts';

const MINUTE = 60_000;

test('a channel made private takes its announcement back, and outsiders find nothing of it any more', async () => {
  const { declare, ana, bo, dev, slack, bot, later, said, whispered, card, incident, ...it } = await scene();
  const channel = await declare('Payroll leaks --sev 2');
  await ana.say(channel, 'salaries of everybody are on the intranet');
  await bo.slash(channel, '/incident status mitigated page taken down');
  await said(channel, /Status: \*mitigated\*/);
  await said('incidents', /mitigated/);
  const home = async () => {
    dev.home();
    await slack.idle();
    return JSON.stringify(slack.see.home('dev')?.content);
  };
  expect(await home()).toContain('Payroll leaks');

  await ana.makePrivate(channel);
  await said(channel, /Ana made this channel private, so this incident is private from now on/);
  await later(MINUTE);
  const inIncidents = () =>
    JSON.stringify(slack.see.messages('incidents').filter(({ user, fields }) => user === bot && !fields));
  expect(inIncidents()).not.toMatch(/INC-1|Payroll|mitigated/);
  expect(JSON.stringify(slack.see.home('dev')?.content)).not.toContain('Payroll');
  expect(await home()).not.toContain('Payroll');
  await dev.slash('general', '/incident list all');
  await whispered(dev, /There is no incident yet/);
  await dev.slash('general', '/incident INC-1 status');
  await whispered(dev, /There is no INC-1 that you can see/);
  await bo.slash('general', '/incident list');
  expect((await whispered(bo, /1 open/)).words).toContain('Payroll leaks');

  await bo.slash(channel, '/incident severity 1');
  await said(channel, /Severity: \*SEV-1\*/);
  await bo.slash(channel, '/incident resolve access removed');
  await said(channel, /Bo resolved this incident/);
  await it.review(channel);
  expect((await card(channel)).words).toContain('resolved');
  expect(inIncidents()).not.toMatch(/INC-1|Payroll|resolved/);
  expect((await it.entries(channel)).map(({ text }) => text)).toEqual(
    expect.arrayContaining(['Made private', 'Announcement withdrawn']),
  );

  await ana.makePublic(channel);
  await said(channel, /Ana made this channel public/);
  await said('incidents', /^INC-1 Payroll leaks: SEV-1, resolved/);
  expect((await incident(channel)).private).toBe(false);
  await it.nothingElse();
});

test('made private while the bot is stopped: withdrawn when it is back; people’s own answers stay theirs', async () => {
  const { declare, ana, dev, slack, bot, stop, start, clock, later, said, ...it } = await scene();
  const channel = await declare('Payroll leaks --sev 2');
  const { announcement } = await it.incident(channel);
  await dev.say('incidents', 'can we help?', { thread: announcement?.ts ?? '' });
  await later(MINUTE);
  await stop();
  clock.moveBy(5 * MINUTE);
  await ana.makePrivate(channel);
  clock.moveBy(5 * MINUTE);
  await start();
  await later(MINUTE);
  await said(channel, /made this channel private/);
  expect((await it.incident(channel)).private).toBe(true);
  const left = slack.see.messages('incidents').filter(({ user, fields }) => user === bot && !fields);
  expect(JSON.stringify(left)).not.toMatch(/INC-1|Payroll/);
  expect(slack.see.messages('incidents').map(({ text }) => text)).toContain('can we help?');
  await it.nothingElse();
});

test('what fails in a private incident is told to its operators alone, not where incidents are announced', async () => {
  const { declare, ana, slack, later, said, whispered, nothingElse } = await scene();
  const channel = await declare('Payroll leaks --sev 2');
  await ana.makePrivate(channel);
  await said(channel, /made this channel private/);
  await later(MINUTE);
  await ana.archive(channel);
  await later(MINUTE);
  await whispered(slack.as('ana'), /INC-1: its channel is archived/);
  await nothingElse();
});
