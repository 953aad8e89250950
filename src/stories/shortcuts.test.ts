// By hand on a message, without typing a command: pin, task, follow-up, declare; and forms that ask only where there is a choice.
import { scene } from './scene.ts';

const MINUTE = 60_000;

test('a message of another channel comes along as evidence, with author, time and link', async () => {
  const { declare, ana, bo, clock, company, later, entries, whispered, nothingElse } = await scene();
  const channel = await declare();
  const deploys = company.channels.deploys;
  const postedAt = clock.now();
  const ts = await bo.say(deploys, 'checkout v42 is out');
  await later(20 * MINUTE);
  await ana.messageShortcut(deploys, ts, 'pin_to_timeline');
  await ana.submit({});
  await whispered(ana, /Pinned to the timeline of INC-1/);
  const [evidence] = (await entries(channel)).filter(({ kind }) => kind === 'evidence');
  expect(evidence).toMatchObject({ text: 'checkout v42 is out', author: { name: 'Bo' }, at: postedAt });
  expect(evidence?.permalink).toContain(ts.replace('.', ''));
  await nothingElse();
});

test('a task and a follow-up are made of messages, and an incident of a message with its thread', async () => {
  const it = await scene();
  const { declare, ana, bo, said, whispered, card, channelOf, entries, incident, nothingElse } = it;
  const channel = await declare();
  const ts = await bo.say(channel, 'somebody has to roll back checkout');
  await ana.messageShortcut(channel, ts, 'make_task');
  await ana.submit({ owner: bo.id });
  await said(channel, /Task: \*somebody has to roll back checkout\*/);
  await ana.messageShortcut(channel, ts, 'make_follow_up');
  await ana.submit({ text: 'Alert on pool size' });
  await said(channel, /Follow-up: \*Alert on pool size\*/);
  await whispered(ana, /It stands as you wrote it.*Give it to one person.*Say by when/);
  expect((await incident(channel)).items.map(({ kind }) => kind)).toEqual(['task', 'follow-up']);
  const report = await bo.say('general', 'mail has been late since noon');
  await ana.say('general', 'the relay refuses everything', { thread: report });
  await ana.messageShortcut('general', report, 'declare_from_message');
  await ana.submit({});
  await whispered(ana, /INC-2 is declared/);
  const second = await channelOf(2);
  await card(second);
  await said('incidents', /^INC-2 mail has been late since noon/);
  await said(second, /Nobody has said how bad this is/);
  const evidence = (await entries(second)).filter(({ kind }) => kind === 'evidence').map(({ text }) => text);
  expect(evidence).toEqual(['mail has been late since noon', 'the relay refuses everything']);
  await nothingElse();
});

test('an incident is declared, raised, and resolved by forms and buttons alone', async () => {
  const { ana, bo, said, card, channelOf, incident, review, later, nothingElse } = await scene();
  await ana.shortcut('declare');
  await ana.submit({ title: 'Search answers nothing' });
  const channel = await channelOf(1);
  const chooser = await said(channel, /Nobody has said how bad this is/);
  await said('incidents', /^INC-1 /);
  await ana.click(chooser, 'severity:choose', 'sev-1');
  await said(channel, /Severity: \*SEV-1\*/);
  await said('incidents', /Severity: \*SEV-1\*/);
  await later(MINUTE);
  await bo.click(await card(channel), 'Resolve');
  await bo.submit({});
  await said(channel, /Bo resolved this incident/);
  await said('incidents', /Status: \*resolved\*/);
  await review(channel);
  expect((await incident(channel)).status).toBe('resolved');
  await nothingElse();
});
