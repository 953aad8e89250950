// Every word that can be typed, once, in the order of an incident's life.
import { scene } from './scene.ts';

const MINUTE = 60_000;

test('a whole incident by slash command alone', async () => {
  const it = await scene();
  const { alert, bo, ana, chidi, slack, said, whispered, later, card, review, channelOf } = it;
  await alert();
  const channel = await channelOf(1);
  await card(channel);
  await said('incidents', /^INC-1 /);
  await said(channel, /Nobody has said how bad this is/);
  const type = (who: typeof bo, line: string) => who.slash(channel, `/incident ${line}`);
  await bo.say(channel, 'looking');
  await later(MINUTE);
  await type(bo, 'ack');
  await said(channel, /Status: \*acknowledged\*/);
  await type(bo, 'severity 1 nobody can pay');
  await said(channel, /Severity: \*SEV-1\*/);
  await said('incidents', /Severity: \*SEV-1\*/);
  await type(bo, 'title Payments fail');
  await said(channel, /changed the title to \*Payments fail\*/);
  await type(bo, 'service payments');
  await said(channel, /set the service to \*payments\*/);
  await type(bo, 'team checkout');
  await said(channel, /set the team to \*checkout\*/);
  await type(bo, 'impact a third of payments fail');
  await said(channel, /Impact, says Bo/);
  await type(bo, 'role commander @bo');
  await said(channel, /\*Commander\*/);
  await whispered(bo, /You have the role \*Commander\*/);
  await type(bo, 'status identified the pool');
  await said(channel, /Status: \*identified\*/);
  await type(ana, 'task roll back @ana');
  await said(channel, /Task: \*roll back\*/);
  await type(ana, 'followup alert on pool size @bo by friday');
  await said(channel, /Follow-up: \*alert on pool size\*.*due 2026-11-27/);
  await type(ana, 'note pool was 5');
  await whispered(ana, /Noted for INC-1/);
  for (const [line, answer] of [
    ['timeline', /pool was 5/],
    ['times', /acknowledged/],
    ['catchup', /Payments fail/],
    ['summary', /Payments fail/],
    ['status', /identified/],
    ['list', /1 open/],
    ['help', /What can be typed/],
    ['help times', /key times/],
    ['postmortem', /is being written/],
  ] as const) {
    await type(chidi, line);
    await whispered(chidi, answer);
  }
  await review(channel);
  await later(MINUTE);
  await type(bo, 'status mitigated rolled back');
  await said(channel, /Status: \*mitigated\*/);
  await said('incidents', /mitigated/);
  await later(MINUTE);
  await it.resolve(channel);
  await review(channel);
  await later(MINUTE);
  await type(bo, 'reopen it is back');
  await said(channel, /it is back/);
  await said('incidents', /it is back/);
  await it.resolve(channel, 'rolled back for good');
  await review(channel);
  await type(bo, 'close');
  await said(channel, /Status: \*closed\*/);
  await type(bo, 'redact');
  expect(JSON.stringify(bo.modal()?.content)).toContain('pool was 5');
  await bo.closeModal();
  const second = await it.declare('Nothing at all --sev 4');
  await bo.slash(second, '/incident cancel false alarm nothing was wrong');
  await said(second, /canceled this incident/);
  await said('incidents', /canceled/);
  expect(slack.see.messages('general').filter(({ user }) => user === it.bot)).toEqual([]);
  await it.nothingElse();
});

test('an incident that was run in some other channel is imported, and nothing is posted there', async () => {
  const { ana, bo, company, slack, whispered, entries, later, incident, review, nothingElse } = await scene();
  const room = slack.addChannel({ name: 'old-outage', members: [company.people.ana, company.people.bo] });
  const first = await ana.say(room, 'orders fail since 13:40');
  await bo.say(room, 'the cause: a full disk on db-3', { thread: first });
  await later(20 * MINUTE);
  await bo.react(room, await ana.say(room, 'deleted the old logs, all orders pass again'), 'pushpin');
  await ana.slash('general', `/incident import <#${room}>`);
  await whispered(ana, /The import of .* has begun/);
  await whispered(ana, /is imported as INC-1/);
  const told = (await entries(room)).filter(({ kind }) => kind === 'message');
  expect(told.map(({ text, pinned }) => [text, pinned !== undefined])).toEqual([
    ['orders fail since 13:40', false],
    ['the cause: a full disk on db-3', false],
    ['deleted the old logs, all orders pass again', true],
  ]);
  expect((await incident(room)).kind).toBe('imported');
  await review(room);
  expect(
    slack.see.messages(room).filter(({ user, fields }) => user === company.app.botUserId && !fields),
  ).toEqual([]);
  await nothingElse();
});
