// Several people at the same moment, and people who change their mind.
import { scene } from './scene.ts';

const MINUTE = 60_000;

test('two resolve at the same second: one resolve, and the other is told who was first', async () => {
  const { declare, ana, bo, later, said, review, incident, slack, nothingElse, whispered } = await scene();
  const channel = await declare();
  await ana.say(channel, 'rolling back');
  await later(10 * MINUTE);
  const answers = await Promise.all([
    bo.slash(channel, '/incident resolve rolled back'),
    ana.slash(channel, '/incident resolve raised the limit'),
  ]);
  const refused = answers.filter(({ answered }) => answered);
  expect(refused).toHaveLength(1);
  const [loser, winner] = answers[0]?.answered ? [bo, 'Ana'] : [ana, 'Bo'];
  await whispered(loser, new RegExp(`already resolved.*${winner}|${winner}.*resolved`));
  await said(channel, /resolved this incident after 10 min/);
  await said('incidents', /Status: \*resolved\*/);
  expect((await incident(channel)).cycles).toHaveLength(1);
  await review(channel);
  expect(slack.see.canvases(channel)).toHaveLength(1);
  await nothingElse();
});

test('two people declare at once: two incidents with their own numbers and channels, none mixed up', async () => {
  const { ana, bo, slack, whispered, said, card, channelOf, entries, nothingElse } = await scene();
  await Promise.all([
    ana.slash('incidents', '/incident declare Checkout is slow --sev 2'),
    bo.slash('general', '/incident declare Checkout is slow --sev 2'),
  ]);
  await whispered(ana, /INC-[12] is declared/);
  await whispered(bo, /INC-[12] is declared/);
  const channels = [await channelOf(1), await channelOf(2)];
  expect(new Set(channels.map((channel) => slack.see.channel(channel)?.name)).size).toBe(2);
  for (const [index, channel] of channels.entries()) {
    expect((await card(channel)).words).toContain(`INC-${index + 1} `);
    await said('incidents', new RegExp(`^INC-${index + 1} `));
    expect((await entries(channel)).filter(({ kind }) => kind === 'declared')).toHaveLength(1);
  }
  await nothingElse();
});

test('two press Declare on one alert: one incident, and the other is told', async () => {
  const { alert, ana, bo, slack, said, whispered, card, channelOf, nothingElse } = await scene();
  await alert({ severity: 'warning' });
  const line = await said('incidents', /Checkout takes longer/);
  await Promise.all([ana.click(line, 'declare:signal'), bo.click(line, 'declare:signal')]);
  const channel = await channelOf(1);
  const [winner, loser] = slack.see.ephemerals('ana').some(({ text }) => /is declared/.test(text))
    ? [ana, bo]
    : [bo, ana];
  await whispered(winner, /INC-1 is declared/);
  await whispered(loser, /already part of INC-1/);
  await card(channel);
  await said('incidents', /^INC-1 /);
  await said(channel, /Nobody has said how bad this is/);
  expect(slack.see.channels().filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1);
  await nothingElse();
});

test('a channel of that name is there already: the incident gets one of its own', async () => {
  const { declare, slack, company, nothingElse } = await scene({
    before: (workspace) => {
      const name = 'inc-20261122-checkout-is-slow';
      workspace.addChannel({
        name,
        members: workspace.see
          .users()
          .map(({ id }) => id)
          .slice(0, 1),
      });
    },
  });
  const channel = await declare();
  expect(slack.see.channel(channel)?.name).toBe('inc-20261122-checkout-is-slow-1');
  expect(slack.see.members('inc-20261122-checkout-is-slow')).not.toContain(company.app.botUserId);
  await nothingElse();
});

test('a resolve taken back within ten minutes: the status before, no reopening, both in the timeline', async () => {
  const { declare, ana, bo, card, later, said, resolve, review, incident, entries, nothingElse } =
    await scene();
  const channel = await declare();
  await ana.say(channel, 'looking');
  await bo.slash(channel, '/incident status identified the pool');
  await said(channel, /Status: \*identified\*/);
  await later(10 * MINUTE);
  await bo.slash(channel, '/incident resolve rolled back');
  const message = await said(channel, /Bo resolved this incident/);
  await said('incidents', /Status: \*resolved\*/);
  await review(channel);
  await later(5 * MINUTE);
  await ana.click(message, 'undo:press');
  await said(channel, /Ana took the resolve back\. Status: \*identified\*/);
  await said('incidents', /took the resolve back/);
  expect(await incident(channel)).toMatchObject({ status: 'identified', reopens: 0 });
  const changes = (await entries(channel))
    .filter(({ kind }) => kind === 'status')
    .map(({ values }) => values.to);
  expect(changes).toEqual(['identified', 'resolved', 'identified']);
  await later(10 * MINUTE);
  await resolve(channel, 'rolled back, and it stays well');
  const { document } = await review(channel);
  expect(document.incident.reopens).toBe(0);
  expect(document.metrics.find(({ headline }) => headline)?.seconds).toBeGreaterThanOrEqual(25 * 60);
  await later(11 * MINUTE);
  await expect(ana.click(message, 'undo:press')).rejects.toThrow('There is nothing called "undo:press" here');
  await ana.click(await card(channel), 'Reopen');
  expect(ana.modal()).toBeDefined();
  expect((await incident(channel)).status).toBe('resolved');
  await nothingElse();
});
