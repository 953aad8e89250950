import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(async () => {
  desk = openDesk();
  await desk.declare();
});

afterEach(() => desk.close());

test.each([
  ['cancel duplicate of INC-7', 'duplicate'],
  ['cancel dup', 'duplicate'],
  ['cancel false alarm, the probe was wrong', 'false alarm'],
  ['cancel false positive', 'false alarm'],
  ['cancel external', 'external'],
  ['cancelled superseded by INC-9', 'superseded'],
  ['status canceled duplicate', 'duplicate'],
  ['status canceled false positive', 'false alarm'],
])('%s', async (line, cancelReason) => {
  expect(await desk.type('UBO', line)).toEqual({ kind: 'nothing' });
  expect(await desk.incident()).toMatchObject({ status: 'canceled', cancelReason });
});

test('without one of the four reasons a form asks, and keeps what was typed', async () => {
  const opened = await desk.type('UBO', 'cancel nobody noticed');
  expect(opened).toMatchObject({ kind: 'modal', view: { callback_id: 'cancel:form' } });
  expect(wordsIn(opened)).toContain('nobody noticed');
  await desk.send('UBO', 'cancel:form', { reason: 'false alarm', text: 'nobody noticed' });
  expect(await desk.incident()).toMatchObject({ status: 'canceled', cancelReason: 'false alarm' });
});
