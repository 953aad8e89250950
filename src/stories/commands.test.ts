// What people type: the right thing happens, or a sentence says what would work.
import { scene } from './scene.ts';

const MINUTE = 60_000;

test('a word that is no command answers with the nearest one', async () => {
  const { declare, bo, whispered, incident, nothingElse } = await scene();
  const channel = await declare();
  await bo.slash(channel, '/incident sevrity 1');
  await whispered(bo, /There is no command “sevrity”\. Did you mean `\/incident severity/);
  expect((await incident(channel)).severity.label).toBe('SEV-2');
  await nothingElse();
});

test('outside an incident channel a command acts on nothing until an incident is chosen', async () => {
  const { declare, bo, whispered, said, incident, later, nothingElse } = await scene();
  const checkout = await declare();
  const mail = await declare('Mail is late --sev 3');
  await bo.slash('general', '/incident status identified the relay');
  const question = await whispered(bo, /Which incident do you mean\? Nothing has been done yet/);
  expect((await incident(checkout)).status).toBe('acknowledged');
  expect((await incident(mail)).status).toBe('acknowledged');
  await later(MINUTE);
  await bo.click(question, 'INC-2 Mail is late');
  await said(mail, /Status: \*identified\*/);
  expect((await incident(checkout)).status).toBe('acknowledged');
  await nothingElse();
});

test('what cannot be is refused with the reason and what would work', async () => {
  const { declare, ana, bo, whispered, said, later, incident, nothingElse } = await scene();
  const channel = await declare();
  await later(40 * MINUTE);
  await ana.slash(channel, '/incident times began 15:30 errors rise from there');
  await whispered(ana, /\*began\* is .*15:30/);
  await ana.slash(channel, '/incident times mitigated 15:20');
  await whispered(ana, /cannot be mitigated at .*15:20.* before it began at .*15:30/);
  expect((await incident(channel)).keyTimes.mitigated?.at).toBeUndefined();
  await bo.slash(channel, '/incident status mitigated rolled back');
  await said(channel, /Status: \*mitigated\*/);
  await said('incidents', /mitigated/);
  await bo.slash(channel, '/incident status identified');
  await whispered(bo, /needs a reason: `\/incident status identified &lt;why&gt;`/);
  await bo.slash(channel, '/incident close');
  await whispered(bo, /Resolve it first: `\/incident resolve &lt;what fixed it&gt;`/);
  await ana.slash(channel, '/incident times mitigated 99:99');
  await whispered(ana, /Write a time/);
  await nothingElse();
});

test('in a thread, where slash commands do not work, a mention does', async () => {
  const { declare, ana, bo, bot, said, whispered, incident, nothingElse } = await scene();
  const channel = await declare();
  const thread = await ana.say(channel, 'is it the pool?');
  await expect(bo.slash(channel, '/incident ack', { thread })).rejects.toThrow('not supported in threads');
  await bo.say(channel, `<@${bot}> status identified the pool`, { thread });
  await said(channel, /Status: \*identified\*/);
  expect((await incident(channel)).status).toBe('identified');
  await bo.say(channel, `<@${bot}> resolve`, { thread });
  const offer = await whispered(bo, /Resolve INC-1\? The form asks what fixed it/);
  expect(offer.threadTs).toBe(thread);
  await bo.click(offer, 'Open the form');
  expect(JSON.stringify(bo.modal()?.content)).toContain('What fixed it');
  await nothingElse();
});

test('a guest is refused, and nothing changes', async () => {
  const { declare, ana, slack, bo, whispered, incident, nothingElse } = await scene({
    before: (workspace) => void workspace.addUser({ name: 'gil', realName: 'Gil', guest: true }),
  });
  const channel = await declare();
  const gil = slack.as('gil');
  await ana.invite(channel, gil.id);
  await gil.slash(channel, '/incident declare Something else');
  await whispered(gil, /Guests and people of other workspaces may not declare/);
  await gil.slash(channel, '/incident resolve it is fine');
  await whispered(gil, /Guests and people of other workspaces may not/);
  expect((await incident(channel)).status).toBe('acknowledged');
  await bo.slash(channel, '/incident list all');
  expect((await whispered(bo, /The latest incidents/)).words).not.toContain('Something else');
  await nothingElse();
});

test('in a channel made private later everything is still recorded', async () => {
  const { declare, ana, bo, slack, entries, later, nothingElse } = await scene();
  const channel = await declare();
  await ana.say(channel, 'before');
  await later(MINUTE);
  const made = slack.workspace.world.channels.get(channel);
  Object.assign(made ?? {}, { kind: 'private' });
  const ts = await bo.say(channel, 'after');
  await ana.react(channel, ts, 'pushpin');
  await ana.edit(channel, await ana.say(channel, 'typo'), 'no typo');
  const told = (await entries(channel)).filter(({ kind }) => kind === 'message');
  expect(told.map(({ text, pinned }) => [text, pinned !== undefined])).toEqual([
    ['before', false],
    ['after', true],
    ['no typo', false],
  ]);
  await nothingElse();
});

test('two people in two zones note across midnight: each at the right instant, echoed with date and zone', async () => {
  const { declare, ana, bo, clock, whispered, entries, later, nothingElse } = await scene();
  const channel = await declare();
  clock.moveTo(Date.parse('2026-11-22T23:30:00Z'));
  await later(MINUTE);
  await ana.slash(channel, '/incident note at 23:50 the queue began to grow');
  await whispered(ana, /Sun 22 Nov 2026, 23:50 \(Europe\/Berlin\)/);
  await bo.slash(channel, '/incident note at 18:10 paged the database team');
  await whispered(bo, /Sun 22 Nov 2026, 18:10 \(America\/New_York\)/);
  await ana.slash(channel, '/incident note at 00:20 the queue is stuck');
  await whispered(ana, /Mon 23 Nov 2026, 00:20 \(Europe\/Berlin\)/);
  const notes = (await entries(channel)).filter(({ kind }) => kind === 'note');
  expect(notes.map(({ at, text }) => [new Date(at).toISOString(), text])).toEqual([
    ['2026-11-22T22:50:00.000Z', 'the queue began to grow'],
    ['2026-11-22T23:10:00.000Z', 'paged the database team'],
    ['2026-11-22T23:20:00.000Z', 'the queue is stuck'],
  ]);
  await nothingElse();
});
