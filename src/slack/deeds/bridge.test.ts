import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';
import { streamOf } from '../ids.ts';

let desk: DeedDesk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.close());

async function opened(): Promise<void> {
  await desk.house.engine.handle({
    type: 'record-bridge',
    incident: streamOf(await desk.incident()),
    wish: {
      vendor: { id: 'zoom', label: 'Zoom' },
      meeting: '81234',
      joinUrl: 'https://zoom.example/j/81234?pwd=x',
      passcode: 'pw<1>',
      dialIn: [{ number: '+49 69 0000', country: 'DE', code: '81234, 12' }],
    },
    asking: desk.house.asking({ kind: 'firescribe', id: 'firescribe' }),
  });
}

test('without a bridge, one is asked for, and that is on record with who asked', async () => {
  await desk.declare();
  expect(wordsIn(await desk.type('UBO', 'bridge'))).toContain('A bridge is being made');
  expect(await desk.incident()).toMatchObject({ bridgeAsked: true });
  await opened();
  expect(await desk.incident()).toMatchObject({ bridge: { asked: true }, bridgeAsked: false });
});

test('with a bridge, it shows every way in, and which step made it', async () => {
  await desk.declare();
  await opened();
  const words = wordsIn(await desk.type('UBO', 'bridge'));
  expect(words).toContain('<https://zoom.example/j/81234?pwd=x|Join the bridge> (Zoom).');
  expect(words).toContain('Passcode: pw&lt;1&gt;.');
  expect(words).toContain('By phone: DE +49 69 0000, code 81234, 12.');
  expect(words).toContain('`STEPS_OFF=make a bridge`');
});

test('a closed incident gets no bridge', async () => {
  await desk.declare();
  await desk.type('UBO', 'resolve rolled back');
  await desk.type('UBO', 'close');
  expect(wordsIn(await desk.type('UBO', 'bridge'))).toContain('Reopen it first');
});
