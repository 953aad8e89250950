import type { Incident } from '../incident/state.ts';
import { canvasLines } from './canvas-lines.ts';

const KNOWN = { clashes: [], withheld: 0, drafted: 1, misses: 0 };
const incident = (published = false) =>
  ({
    ...{ reopens: 0, draft: { cycle: 1, draft: 4, event: 'e1' } },
    review: { cycle: 1, ...(published ? { published: { event: 'e2', draft: 3 } } : {}) },
  }) as Incident;

test('the sheet says why a draft is not in the canvas, and what clashes in it', () => {
  expect(canvasLines(undefined, incident())).toEqual([]);
  expect(canvasLines({ ...KNOWN, left: 'The canvas is locked.' }, incident())).toEqual([
    '⚑ Draft 4 is not in the canvas as a whole. The canvas is locked. It is a file in this thread.',
  ]);
  expect(canvasLines({ ...KNOWN, clashes: ['Summary', ''], anew: true }, incident())).toEqual([
    'The canvas before was deleted by somebody; this one is new.',
    '⚑ *Summary*: people changed what changed on record, too. Their words stand; ours are marked behind them. Delete what is not wanted.',
    '⚑ *the beginning*: people changed what changed on record, too. Their words stand; ours are marked behind them. Delete what is not wanted.',
  ]);
});

test('of a published review it says what it was not given', () => {
  expect(canvasLines({ ...KNOWN, clashes: ['Impact'], withheld: 3 }, incident(true))).toEqual([
    '⚑ *Impact*: people changed what changed on record, too. Their words stand; ours are in draft 4 in this thread.',
    '⚑ The published review stands as it was read. 2 new or dropped passages of draft 4 are in the file in this thread only.',
  ]);
});

test('where Slack once did something else, nobody is said to have written', () => {
  expect(canvasLines({ ...KNOWN, clashes: ['Impact'], strayed: true }, incident())).toEqual([
    '⚑ *Impact*: other words stand there than on record. They were left; ours are marked behind them. Delete what is not wanted.',
  ]);
});
