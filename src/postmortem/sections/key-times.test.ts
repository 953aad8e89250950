import { ana, bo, declared, minutes, says, type World } from '../../incident/fixtures/given.ts';
import { composeReview } from '../compose-review.ts';

const at = (minute: number, by = bo) =>
  ({ by, at: minutes(minute), source: { kind: 'command', key: `c${minute}` } }) as const;

function reviewOf(world: World) {
  const doc = composeReview(world.events, { workspaceUrl: 'https://acme.example' });
  const words = (id: string) => doc.cited.find((one) => one.id === id)?.text ?? id;
  const lasted = doc.sections
    .find(({ id }) => id === 'impact')!
    .table!.rows.find(({ cells }) => cells[0]!.startsWith('How long'))!;
  return {
    began: doc.keyTimes.find(({ name }) => name === 'began')!,
    words,
    lasted: [lasted.cells[1], lasted.evidence.map(words)],
  };
}

test('given a time that somebody set, then it tells who and why, and rests on that and on the message named for it', () => {
  const world = declared();
  says(world, 1, 'errors rise since 11:51');
  const message = world.events.at(-1)!.id;
  world.when('set-key-time', { name: 'began', at: minutes(-5), evidence: [] }, at(2, ana));
  world.when(
    'set-key-time',
    { name: 'began', at: minutes(-9), evidence: [message], reason: 'the graph' },
    at(3),
  );
  world.when('resolve', { text: 'rolled back' }, at(20));
  const { began, words, lasted } = reviewOf(world);
  expect(began.source).toBe('set by Bo: “the graph”');
  expect(began.evidence.map(words)).toEqual([
    'errors rise since 11:51',
    expect.stringMatching(/^Time began set to .* UTC, before .*: the graph$/),
  ]);
  expect(lasted).toEqual([
    '29 min',
    [...began.evidence.map(words), expect.stringMatching(/^Status changed .* to resolved/)],
  ]);
});

test.each([
  ['see <https://acme.slack.com/archives/C1/p1795352520000100>', ''],
  ['https://acme.slack.com/archives/C1/p1795352520000100', ''],
  ['errors rise there (<https://grafana.example/d/1|graph>)', ': “errors rise there (graph)”'],
  ['a'.repeat(400), expect.stringMatching(/^: “a{160} \[…\]”$/)],
])('given the reason %s, then its link is not read out: %s', (reason, told) => {
  const world = declared();
  world.when('set-key-time', { name: 'began', at: minutes(-9), evidence: [], reason }, at(3));
  expect(reviewOf(world).began.source.replace('set by Bo', '')).toEqual(told);
});

test('given no time that it began, then how long it took is not recorded and rests on nothing', () => {
  const world = declared();
  world.when('resolve', { text: 'rolled back' }, at(20));
  expect(reviewOf(world).lasted).toEqual(['not recorded', []]);
});
