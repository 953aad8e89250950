import { differenceLines, differences, type Findings } from './compare.ts';
import { shapeOf } from './shape.ts';

const answer = (value: unknown): Findings => ({
  answers: { 'story: step': { method: 'pins.list', shape: shapeOf([value]) } },
  events: undefined,
});

const lines = (real: unknown, emulator: unknown) =>
  differenceLines(differences(answer(real), answer(emulator)));

test('values do not count, kinds do', () => {
  expect(lines({ ok: true, ts: '1.2', n: 1 }, { ok: false, ts: '3.4', n: 2 })).toEqual([]);
  expect(lines({ count: 1 }, { count: '1' })).toEqual([
    'pins.list',
    '  story: step, count: Slack number, emulator string',
  ]);
  expect(lines({ link: null }, { link: 'x' })).toHaveLength(2);
});

test('error codes count to the letter', () => {
  expect(lines({ error: 'not_pinned' }, { error: 'no_pin' })).toEqual([
    'pins.list',
    '  story: step, error: Slack "not_pinned", emulator "no_pin"',
  ]);
});

test('a missing object is one line, whatever it holds', () => {
  expect(lines({ item: { a: 1, b: [{ c: 2 }] } }, {})).toEqual([
    'pins.list',
    '  story: step, item: Slack object, emulator –',
  ]);
});

test('ids that are keys do not count, nor how many elements there are', () => {
  expect(
    lines(
      { public: { C0123456789: [{ ts: '1' }] } },
      { public: { C0ABCDEFGHI: [{ ts: '2' }, { ts: '3' }] } },
    ),
  ).toEqual([]);
});

test('events are not compared where one side did not listen', () => {
  const heard = { answers: {}, events: { pin_added: shapeOf([{ type: 'pin_added' }]) } };
  expect(differences(heard, { answers: {}, events: undefined })).toEqual([]);
  expect(differences(heard, { answers: {}, events: {} })).toHaveLength(1);
});
