import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(async () => {
  desk = openDesk();
  await desk.declare();
});

afterEach(() => desk.close());

const items = async () =>
  (await desk.incident()).items.map(({ kind, text, owner, due, done }) => ({
    kind,
    text: text.text,
    owner: owner?.name,
    due,
    done,
  }));

/** The desk's clock stands on Sunday 22 November 2026. */
test.each([
  ['task restart the pods', { text: 'restart the pods' }],
  ['task restart the pods <@UBO|bo>', { text: 'restart the pods', owner: 'Bo' }],
  ['task <@UBO> restart the pods', { text: 'restart the pods', owner: 'Bo' }],
  ['task restart the pods @bo by friday', { text: 'restart the pods', owner: 'Bo', due: '2026-11-27' }],
  ['task restart the pods by friday @bo', { text: 'restart the pods', owner: 'Bo', due: '2026-11-27' }],
  ['task restart the pods owner me', { text: 'restart the pods', owner: 'Ana' }],
  ['task ask <@UBO|bo> about the limits', { text: 'ask @Bo about the limits', owner: 'Bo' }],
  ['task roll back @bo now', { text: 'roll back now', owner: 'Bo' }],
  ['task roll back @bo!', { text: 'roll back', owner: 'Bo' }],
  ['task roll back <@UBO> asap', { text: 'roll back asap', owner: 'Bo' }],
  ['task ロールバック <@UBO> 🔥', { text: 'ロールバック 🔥', owner: 'Bo' }],
  ['task add an alert (<@UBO>) by next sprint', { text: 'add an alert by next sprint', owner: 'Bo' }],
  [
    'task add an alert @bo until friday',
    { text: 'add an alert until friday', owner: 'Bo', due: '2026-11-27' },
  ],
  ['task move @types/node to 24', { text: 'move @types/node to 24', owner: undefined }],
  ['task let <@UBO> and <@UANA> swap shifts', { text: 'let @Bo and @Ana swap shifts', owner: undefined }],
  ['task me too', { text: 'me too' }],
])('%s', async (line, item) => {
  await desk.type('UANA', line);
  expect(await items()).toMatchObject([{ kind: 'task', done: false, ...item }]);
});

test('follow-ups are added by the same words', async () => {
  await desk.type('UANA', 'followup raise the pool size @bo by 2026-11-30');
  expect(await items()).toMatchObject([
    { kind: 'follow-up', text: 'raise the pool size', owner: 'Bo', due: '2026-11-30' },
  ]);
});

test('bare, the open ones are listed with their numbers; done by number, by words or by button', async () => {
  await desk.type('UANA', 'task restart the pods');
  await desk.type('UANA', 'task tell support');
  await desk.type('UANA', 'task page the vendor');
  expect(wordsIn(await desk.type('UBO', 'task'))).toContain('2. tell support — nobody yet');
  await desk.type('UBO', 'task done 1');
  await desk.type('UBO', 'task done support');
  const left = await desk.press('UBO', 'task:done', '{"item":"3"}');
  expect(left).toMatchObject({ kind: 'replace', text: expect.stringContaining('INC-1 has no open tasks.') });
  expect((await items()).map(({ done }) => done)).toEqual([true, true, true]);
  await desk.type('UBO', 'task reopen 3');
  expect((await items())[2]?.done).toBe(false);
});

test('a date that cannot be read is told, and the rest stands', async () => {
  const told = await desk.type('UANA', 'followup raise the pool size @bo by next sprint');
  expect(told).toEqual({
    kind: 'private',
    text: 'I could not read the date “next sprint”; say it like `2026-12-24` or `friday`.',
  });
  expect(await items()).toMatchObject([{ text: 'raise the pool size by next sprint', owner: 'Bo' }]);
});

test('in its own channel nothing is said twice; from elsewhere the answer repeats what was understood', async () => {
  expect(await desk.type('UANA', 'task restart the pods @bo by friday')).toEqual({ kind: 'nothing' });
  expect(await desk.type('UANA', 'INC-1 task tell support by friday', 'CELSEWHERE')).toEqual({
    kind: 'private',
    text: 'Added: 2. tell support — nobody yet, due 2026-11-27. It is in the record of INC-1 in <#C1>.',
  });
});

test('a number that is not there is refused', async () => {
  expect(wordsIn(await desk.type('UBO', 'task done 9'))).toContain('has no action item 9');
});

test('the form adds one, with the message it came from', async () => {
  const opened = await desk.onMessage('UANA', 'make_task', { text: 'somebody should <@UBO> restart it' });
  expect(wordsIn(opened)).toContain('somebody should @Bo restart it');
  const metadata = opened.kind === 'modal' ? (opened.view.private_metadata ?? '') : '';
  await desk.send(
    'UANA',
    'item:form',
    { text: 'restart it', owner: 'UBO', due: '2026-11-23', kind: 'task' },
    metadata,
  );
  expect((await desk.incident()).items).toMatchObject([
    {
      text: { text: 'restart it' },
      owner: { name: 'Bo' },
      due: '2026-11-23',
      message: { ts: '1795356000.000100' },
    },
  ]);
});

test('the shortcut for follow-ups opens the form with that kind', async () => {
  const opened = await desk.onMessage('UANA', 'make_follow_up');
  expect(wordsIn(opened)).toMatch(/"initial_option": \{[^}]*\{[^}]*Follow-up/);
});
