import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(async () => {
  desk = openDesk();
  desk.house.policy.tickets = { ...desk.house.policy.tickets, tracker: { id: 'jira', label: 'Jira' } };
  await desk.declare();
});

afterEach(() => desk.close());

const item = (id: string, on = 'list') => JSON.stringify({ item: id, on });

test('tasks and follow-ups are listed with owner, date and what can be done with them', async () => {
  await desk.type('UANA', 'task restart the pods');
  await desk.type('UANA', 'followup raise the pool size @bo by 2026-11-23');
  desk.house.clock.moveBy(3 * 24 * 60 * 60_000);
  const words = wordsIn(await desk.type('UBO', 'tasks'));
  expect(words).toContain('2 open action items.');
  expect(words).toMatch(/1\. restart the pods — nobody yet/);
  expect(words).toMatch(/2\. raise the pool size — <@UBO>, due 2026-11-23 {2}· {2}\*overdue\*/);
  expect(words).toMatch(/Make a ticket in Jira/);
});

test('an item is overdue once its day is over where the incident is, not where it is later', async () => {
  await desk.close();
  desk = openDesk();
  desk.house.policy.zone = 'Europe/Berlin';
  await desk.declare();
  await desk.type('UANA', 'followup raise the pool size @bo by 2026-11-23');
  const overdueAt = async (utc: string) => {
    desk.house.clock.moveBy(Date.parse(utc) - desk.house.clock.now());
    return wordsIn(await desk.type('UBO', 'tasks')).includes('*overdue*');
  };
  expect(await overdueAt('2026-11-23T22:59:00Z')).toBe(false);
  expect(await overdueAt('2026-11-23T23:01:00Z')).toBe(true);
});

test('done, reopened and asked for from the list, which shows what became of it', async () => {
  await desk.type('UANA', 'followup raise the pool size @bo by friday');
  const done = await desk.press('UBO', 'item:done', item('1'));
  expect(done).toMatchObject({ kind: 'replace', text: 'No open action items in INC-1.' });
  expect(wordsIn(done)).toContain('Done last');
  await desk.press('UBO', 'item:reopen', item('1'));
  const asked = wordsIn(await desk.press('UBO', 'item:ticket', item('1')));
  expect(asked).toContain('a ticket is on its way');
  expect(asked).not.toContain('Make a ticket');
  expect((await desk.incident()).items[0]?.ticketAsked).toBeDefined();
});

test('pressed on a message, nothing is said beside it', async () => {
  await desk.type('UANA', 'followup raise the pool size @bo by friday');
  expect(await desk.press('UBO', 'item:done', item('1', 'message'))).toEqual({ kind: 'nothing' });
});

test('thirty items fit', async () => {
  for (let count = 0; count < 30; count += 1) {
    await desk.type('UANA', `task check host ${count}`);
  }
  expect(wordsIn(await desk.type('UBO', 'tasks'))).toContain('And 15 more');
});

test('a follow-up that will lead to nothing gets a hint, and stands; a task is left alone', async () => {
  const hint = wordsIn(await desk.type('UANA', 'followup investigate the latency'));
  expect(hint).toMatch(/It stands as you wrote it.*has no end.*one person.*by when/);
  expect((await desk.incident()).items).toHaveLength(1);
  expect(await desk.type('UANA', 'task investigate the latency')).toEqual({ kind: 'nothing' });
  expect(await desk.type('UANA', 'followup raise the pool size @bo by friday')).toEqual({ kind: 'nothing' });
});

test('changed in a form that shows how it is; what is emptied goes', async () => {
  await desk.type('UANA', 'followup raise the pool size @bo by friday');
  const form = wordsIn(await desk.press('UBO', 'item:edit', item('1')));
  expect(form).toMatch(/raise the pool size/);
  expect(form).toMatch(/"initial_user": "UBO"/);
  expect(form).toMatch(/"initial_date": "2026-11-27"/);
  const values = { text: 'Double the pool size', due: '2026-12-01', kind: 'follow-up' };
  const metadata = JSON.stringify({ channel: 'C1', more: { item: '1' } });
  await desk.send('UBO', 'item:change', values, metadata);
  const [changed] = (await desk.incident()).items;
  expect(changed).toMatchObject({ text: { text: 'Double the pool size' }, due: '2026-12-01' });
  expect(changed?.owner).toBeUndefined();
});
