import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(async () => {
  desk = openDesk();
  await desk.declare();
});

afterEach(() => desk.close());

const status = async () => (await desk.incident()).status;

test('with words it resolves at once', async () => {
  expect(await desk.type('UBO', 'resolve rolled back to 2.14.0')).toEqual({ kind: 'nothing' });
  expect(await status()).toBe('resolved');
});

test('without words a form opens whose fields may all stay empty', async () => {
  const opened = await desk.type('UBO', 'resolve');
  expect(opened).toMatchObject({ kind: 'modal', view: { callback_id: 'resolve:form' } });
  expect(wordsIn(opened)).not.toContain('"optional": false');
  await desk.send('UBO', 'resolve:form', {});
  expect(await status()).toBe('resolved');
});

test('two who resolve at the same second: one resolves, the other is told who was first', async () => {
  const [first, second] = await Promise.all([
    desk.type('UANA', 'resolve rolled back'),
    desk.type('UBO', 'resolve restarted it'),
  ]);
  expect(first).toEqual({ kind: 'nothing' });
  expect(wordsIn(second)).toContain('INC-1 is already resolved: by Ana');
});

test('undo within ten minutes restores the status before, without a reopen', async () => {
  await desk.type('UBO', 'status identified');
  await desk.type('UBO', 'resolve rolled back');
  desk.house.clock.moveBy(9 * 60_000);
  const { undoable } = await desk.incident();
  await desk.press('UBO', 'undo:press', undoable?.event);
  expect(await desk.incident()).toMatchObject({ status: 'identified', reopens: 0 });
});

test('undo as a word takes the last resolve back, and says what works where there is none', async () => {
  await desk.type('UBO', 'identified: the pool');
  await desk.type('UBO', 'resolve: rolled back');
  expect(wordsIn(await desk.type('UGUEST', 'undo'))).toContain('Ask a member of this workspace');
  expect(await desk.type('UANA', 'undo')).toEqual({ kind: 'nothing' });
  expect(await desk.incident()).toMatchObject({ status: 'identified', reopens: 0 });
  expect(wordsIn(await desk.type('UANA', 'undo'))).toContain(
    'INC-1 is identified; there is no resolve to undo. A step back takes a reason: `/incident status',
  );
  await desk.type('UBO', 'resolved again');
  desk.house.clock.moveBy(11 * 60_000);
  expect(wordsIn(await desk.type('UANA', 'undo'))).toContain('more than ten minutes ago');
  expect(await status()).toBe('resolved');
});

test('undo comes too late after ten minutes, and says what works', async () => {
  await desk.type('UBO', 'resolve rolled back');
  desk.house.clock.moveBy(11 * 60_000);
  const { undoable } = await desk.incident();
  const answer = await desk.press('UBO', 'undo:press', undoable?.event);
  expect(wordsIn(answer)).toContain('reopen it: `/incident reopen &lt;why&gt;`');
  expect(await status()).toBe('resolved');
});

test('reopen needs a reason: by a line, or by its form', async () => {
  await desk.type('UBO', 'resolve rolled back');
  expect(await desk.type('UBO', 'reopen')).toMatchObject({ kind: 'modal' });
  await desk.send('UBO', 'reopen:form', { text: 'errors are back' });
  expect(await desk.incident()).toMatchObject({ status: 'acknowledged', reopens: 1 });
  await desk.type('UBO', 'resolve again');
  await desk.type('UBO', 'reopen still not well');
  expect(await desk.incident()).toMatchObject({ status: 'acknowledged', reopens: 2 });
});

test('close follows resolve, and is refused before it', async () => {
  expect(wordsIn(await desk.type('UBO', 'close'))).toContain('only a resolved incident can be closed');
  await desk.type('UBO', 'resolve rolled back');
  await desk.type('UBO', 'close follow-ups are filed');
  expect(await status()).toBe('closed');
});
