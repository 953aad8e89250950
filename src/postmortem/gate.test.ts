import { gateSheet } from '../evidence/gate-sheet.ts';
import { alerted, ana, bo, declared, minutes, says, type World } from '../incident/fixtures/given.ts';
import { composeReview } from './compose-review.ts';
import { gateOf, sourcesOf } from './gate.ts';

const at = (minute: number) =>
  ({ by: bo, at: minutes(minute), source: { kind: 'command', key: `c${minute}` } }) as const;
const review = (world: World) => composeReview(world.events, { workspaceUrl: 'https://acme.example' });

test('the alert’s own start is the guess where nobody said when it began; what is recorded has none', () => {
  const world = alerted();
  world.when('resolve', { text: 'over' }, at(30));
  const began = () => gateOf(review(world)).guesses.find(({ name }) => name === 'began');
  expect(began()).toMatchObject({ at: minutes(-7), source: 'the alert’s own start' });
  world.when('set-key-time', { name: 'began', at: minutes(-9), evidence: [] }, at(31));
  expect(began()).toBeUndefined();
});

test('two people who give two end times are named with both, each linked', () => {
  const world = declared();
  says(world, 20, 'it was fixed at 14:10 UTC, I checked', ana);
  says(world, 25, 'no, errors ended at 14:18 UTC by the graph', bo);
  world.when('resolve', { text: 'over' }, at(30));
  const { conflicts } = gateOf(review(world));
  expect(conflicts.map(({ name, at: when }) => [name, when])).toEqual([
    ['resolved', minutes(10)],
    ['resolved', minutes(18)],
  ]);
  expect(conflicts.every(({ link }) => link?.startsWith('https://acme.example/archives/'))).toBe(true);
});

test('what somebody said is the guess where nothing is recorded, with the message it rests on', () => {
  const world = declared();
  says(world, 2, 'errors started at 13:50 UTC', ana);
  const id = world.events.at(-1)?.id;
  world.when('resolve', { text: 'over' }, at(30));
  const { guesses, conflicts } = gateOf(review(world));
  expect(guesses.find(({ name }) => name === 'began')).toMatchObject({ at: minutes(-10), evidence: [id] });
  expect(conflicts.filter(({ name }) => name === 'began')).toEqual([]);
});

test('it is kept in a shape that is read back, and names the sections of every source', () => {
  const world = declared();
  says(world, 2, 'the cause: the pool was cut from 50 to 5 by the deploy', ana);
  const id = world.events.at(-1)?.id ?? '';
  world.when('add-item', { kind: 'follow-up', text: 'Be more careful' }, at(5));
  world.when('resolve', { text: 'over' }, at(30));
  const doc = review(world);
  const gate = gateOf(doc);
  expect(gateSheet.parse(JSON.parse(JSON.stringify(gate)))).toEqual(gate);
  expect(gate.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['B11', 'B12', 'P1']));
  expect(sourcesOf(doc)[id]).toEqual(expect.arrayContaining(['contributing-factors', 'timeline']));
  const text = '## What made it possible\n\n> Ask.\n\n{% section contributing-factors %}\n';
  const ours = composeReview(world.events, { template: { name: 'ours', text } });
  expect(sourcesOf(ours)[id]).toEqual(['What made it possible']);
});
