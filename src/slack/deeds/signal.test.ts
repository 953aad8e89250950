import { alert, origin, telling } from '../../engine/fixtures/house.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(() => {
  desk = openDesk();
});

afterEach(() => desk.close());

/** A warning gives a line with buttons, whose value is the id of its event in the inbox. */
async function warning(): Promise<string> {
  await desk.house.engine.receive(telling(alert('DiskFilling', { severity: 'warning' })), origin('one'));
  await desk.house.engine.routed();
  const [event] = await desk.house.timeline.readStream('inbox', { types: ['signal-received'] });
  return event?.id ?? '';
}

test('Declare opens an incident of the alert, detected when the alert came in', async () => {
  const id = await warning();
  desk.house.clock.moveBy(5 * 60_000);
  const answer = await desk.press('UANA', 'declare:signal', id);
  expect(wordsIn(answer)).toContain('INC-1 is declared.');
  const incident = await desk.context.engine.questions.byNumber(1, { kind: 'operator' });
  expect(incident).toMatchObject({
    title: { text: 'DiskFilling' },
    counts: { signals: 1 },
    keyTimes: { detected: { at: Date.parse('2026-11-22T14:00:00Z') } },
  });
});

test('two who press Declare on one alert open one incident', async () => {
  const id = await warning();
  await desk.press('UANA', 'declare:signal', id);
  expect(wordsIn(await desk.press('UBO', 'declare:signal', id))).toContain('already part of INC-1');
});

test('Attach asks which incident, and attaches', async () => {
  const id = await warning();
  await desk.declare();
  const asked = await desk.press('UANA', 'attach:signal', id);
  expect(wordsIn(asked)).toContain('INC-1 Checkout is slow');
  const metadata = asked.kind === 'modal' ? asked.view.private_metadata : '';
  await desk.send('UANA', 'attach:form', {}, metadata);
  expect((await desk.incident()).counts.signals).toBe(1);
});

test('Attach on a line whose alert is part of an incident by now asks for nothing', async () => {
  const id = await warning();
  await desk.press('UANA', 'declare:signal', id);
  expect(wordsIn(await desk.press('UBO', 'attach:signal', id))).toContain('already part of INC-1');
});

test('a button whose alert is not in the record is refused', async () => {
  expect(wordsIn(await desk.press('UANA', 'declare:signal', 'nothing'))).toContain('no longer in the record');
});

test('an alert that is over by then does not count as firing, whether it is declared from or attached', async () => {
  const id = await warning();
  const ended = alert('DiskFilling', { severity: 'warning', state: 'resolved' });
  await desk.house.engine.receive(telling(ended), origin('two'));
  await desk.house.engine.routed();
  await desk.press('UANA', 'declare:signal', id);
  const incident = await desk.context.engine.questions.byNumber(1, { kind: 'operator' });
  expect(incident?.counts).toMatchObject({ signals: 1, firing: 0 });
});
