// The bench's own code, run small: every figure is produced. Says nothing about speed.
import { TINY } from './figure.ts';
import { FIGURES } from './figures.ts';
import { machineLine } from './machine.ts';
import { longestChain } from './ready-channel.ts';
import { figures, median, percentile } from './statistics.ts';
import { tableOf } from './table.ts';

const PLACES = {
  capture: 2,
  webhook: 1,
  storm: 3,
  appends: 1,
  commands: 4,
  declare: 2,
  steps: 2,
  drafts: 2,
  ground: 1,
  narrated: 1,
  cost: 1,
  search: 1,
  graph: 3,
  process: 2,
};

test('every figure has its own name', () => {
  expect(FIGURES.map(({ name }) => name)).toEqual(Object.keys(PLACES));
});

test.each(FIGURES)('$name is measured', async ({ name, run }) => {
  const told: string[] = [];
  const rows = await run(TINY, (line) => told.push(line));
  expect(rows).toHaveLength(PLACES[name as keyof typeof PLACES]);
  for (const row of rows) {
    expect(row.figure).not.toBe('');
    expect(row.measured).toMatch(/\d/);
    expect(row.measured).not.toMatch(/NaN|Infinity/);
  }
});

test('the table has a line for each figure, and says what was missed', () => {
  const table = tableOf([
    { figure: 'as it should be', measured: '0.9', goal: '≥ 0.8', ok: true },
    { figure: 'too slow', measured: '2 s', goal: '< 1 s', ok: false },
    { figure: 'beside it', measured: '3 ms', goal: '' },
  ]);
  expect(table.split('\n').slice(2)).toEqual([
    expect.stringMatching(/^as it should be +0\.9 +≥ 0\.8 +ok$/),
    expect.stringMatching(/^too slow +2 s +< 1 s +missed$/),
    expect.stringMatching(/^beside it +3 ms$/),
  ]);
});

test('calls that overlap are no chain; those that follow one another are', () => {
  const calls = [
    { method: 'conversations.create', at: 150 },
    { method: 'chat.postMessage', at: 302 },
    { method: 'conversations.invite', at: 303 },
    { method: 'pins.add', at: 453 },
  ];
  expect(longestChain(calls, 150)).toEqual(['conversations.create', 'chat.postMessage', 'pins.add']);
});

test('the middle and the tail are values that were measured', () => {
  expect(median([5, 1, 9])).toBe(5);
  expect(percentile([1, 2, 3, 4], 0.99)).toBe(4);
  expect(() => median([])).toThrow('Nothing was measured');
  expect(figures(12_345.6, 1)).toBe('12,345.6');
});

test('the machine is named with its cores and its Node', () => {
  expect(machineLine(0.25)).toMatch(/^fsync 0\.25 ms \(.+\) · \d+ cores · load [\d.]+ · Node \d+/);
});
