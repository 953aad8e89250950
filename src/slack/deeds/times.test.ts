import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(async () => {
  desk = openDesk();
  await desk.declare();
});

afterEach(() => desk.close());

const began = async () => (await desk.incident()).keyTimes.began;

test('bare, each key time is shown with what it rests on, and metrics with their definitions', async () => {
  desk.house.clock.moveBy(20 * 60_000);
  await desk.type('UBO', 'resolve rolled back');
  const words = wordsIn(await desk.type('UANA', 'times'));
  expect(words).toContain('*began* not recorded');
  expect(words).toContain('*Key times of INC-1*, Sun 22 Nov 2026, times in Europe/Berlin');
  expect(words).toContain('*resolved* 15:20, from the record');
  expect(words).toContain('*Declared to resolved*: 20 min');
  expect(words).toContain('Time to acknowledge: not applicable');
  expect(words).toContain('from the declaration to the last resolve');
});

test('one line corrects one, with its reason', async () => {
  const answer = await desk.type('UANA', 'times began 14:02 because errors rise from there');
  expect(wordsIn(answer)).toContain('*began* is set to Sun 22 Nov 2026, 14:02 (Europe/Berlin).');
  expect(await began()).toMatchObject({
    at: Date.parse('2026-11-22T13:02:00Z'),
    set: true,
    by: { name: 'Ana' },
  });
  expect(wordsIn(await desk.type('UANA', 'times'))).toContain('set by Ana');
});

test('over midnight each has its date', async () => {
  desk.house.clock.moveBy(12 * 60 * 60_000);
  await desk.type('UBO', 'resolve rolled back');
  const words = wordsIn(await desk.type('UANA', 'times'));
  expect(words).toContain('*Key times of INC-1*, times in Europe/Berlin');
  expect(words).toContain('*declared* Sun 22 Nov 2026, 15:00, from the record');
  expect(words).toContain('*resolved* Mon 23 Nov 2026, 03:00, from the record');
});

test('a link to a message in the reason is the evidence', async () => {
  const incident = await desk.incident();
  await desk.context.engine.handle({
    type: 'record-message',
    incident: `incident/${incident.id}`,
    wish: {
      place: { team: 'T1', channel: 'C1', ts: '1795352520.000100' },
      author: desk.context.people.actor('UBO'),
      text: 'errors rise',
      files: [],
    },
    asking: { ...desk.house.asking(desk.context.people.actor('UBO')), source: { kind: 'message', key: 'm' } },
  });
  await desk.type('UANA', 'times began 14:02 see <https://acme.slack.com/archives/C1/p1795352520000100>');
  expect((await began())?.evidence).toHaveLength(1);
  expect(wordsIn(await desk.type('UANA', 'times'))).toContain('|errors rise>');
});

test.each([
  ['times began 15 minutes ago', '2026-11-22T13:45:00.000Z', undefined],
  ['times began about 15 min ago because errors rise', '2026-11-22T13:45:00.000Z', 'errors rise'],
  ['times began yesterday 23:50', '2026-11-21T22:50:00.000Z', undefined],
  ['times began 2026-11-22T13:05:30Z, the first 500', '2026-11-22T13:05:30.000Z', 'the first 500'],
  ['times began 22:05 Tokyo because of the deploy', '2026-11-22T13:05:00.000Z', 'of the deploy'],
])('%s', async (line, at, reason) => {
  const answer = wordsIn(await desk.type('UANA', line));
  expect(answer).toContain('INC-1: *began* is ');
  expect(new Date((await began())?.at ?? 0).toISOString()).toBe(at);
  const set = (await desk.entries()).findLast(({ type }) => type === 'key-time-set');
  expect(set?.text).toContain(reason ?? 'began');
});

test('none says that it is not known', async () => {
  await desk.type('UANA', 'times began 14:02');
  await desk.type('UANA', 'times began none');
  expect((await began())?.at).toBeNull();
});

test('what cannot be is refused with what would work', async () => {
  expect(wordsIn(await desk.type('UANA', 'times begun 14:02'))).toContain('Did you mean began?');
  expect(wordsIn(await desk.type('UANA', 'times began soonish'))).toContain('Write a time:');
  await desk.type('UBO', 'status mitigated');
  expect(wordsIn(await desk.type('UANA', 'times mitigated 10:00'))).toContain(
    'or give a reason to keep both',
  );
});

test('the form sets what was changed and leaves the seconds of the rest alone', async () => {
  desk.house.clock.moveBy(20 * 60_000 + 17_000);
  await desk.type('UBO', 'status mitigated');
  const mitigated = (await desk.incident()).keyTimes.mitigated?.at;
  const opened = await desk.press('UANA', 'times:open');
  if (opened.kind !== 'modal') {
    throw new Error('The form did not open.');
  }
  const shown = JSON.parse(opened.view.private_metadata ?? '{}').more as Record<string, string>;
  const began = String(Date.parse('2026-11-22T13:50:00Z') / 1000);
  await desk.send('UANA', 'times:form', { ...shown, began }, opened.view.private_metadata);
  const { keyTimes } = await desk.incident();
  expect(keyTimes.began?.at).toBe(Number(began) * 1000);
  expect(keyTimes.mitigated).toMatchObject({ at: mitigated, set: false });
});
