import { alert, origin, telling } from '../../engine/fixtures/house.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(() => {
  desk = openDesk();
});

afterEach(() => desk.close());

test('an incident that an alert opened is acknowledged by a line from anywhere, and says where', async () => {
  await desk.house.engine.receive(telling(alert('CheckoutDown')), origin('one'));
  await desk.house.engine.routed();
  const answer = await desk.type('UBO', 'INC-1 ack', 'CELSEWHERE');
  expect(answer).toEqual({ kind: 'private', text: 'Acknowledged. It is in the record of INC-1.' });
  const [incident] = await desk.context.engine.questions.list({ open: true }, { kind: 'operator' });
  expect(incident).toMatchObject({ status: 'acknowledged', statusBy: { name: 'Bo' } });
});

test('what is acknowledged already says by whom', async () => {
  await desk.declare();
  expect(wordsIn(await desk.press('UBO', 'ack:press'))).toContain('INC-1 is already acknowledged: by Ana');
});
