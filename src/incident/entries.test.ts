import { entriesOf } from './entries.ts';
import { alerted, ana, declared, minutes, placeAt, says } from './fixtures/given.ts';

test('entries stand in the order in which things happened, not in which we heard of them', () => {
  const world = declared();
  says(world, 9, 'third');
  says(world, 3, 'first');
  world.when('add-note', { text: 'second', happenedAt: minutes(6) }, { at: minutes(20) });
  expect(world.entries().map((entry) => entry.text)).toEqual([
    'Incident started: Checkout is slow',
    'first',
    'second',
    'third',
  ]);
});

test('within one millisecond the incident starts, decisions keep their order, and messages theirs', () => {
  const world = declared();
  const early = { ...placeAt(0), ts: `${minutes(0) / 1000}.000100` };
  const late = { ...early, ts: `${minutes(0) / 1000}.000200` };
  const now = { at: minutes(0) };
  world.when('add-note', { text: 'first note' }, { ...now, source: { kind: 'command', key: 'z' } });
  world.when('record-message', { place: late, author: ana, text: 'two', files: [] }, now);
  world.when('record-message', { place: early, author: ana, text: 'one', files: [] }, now);
  world.when('add-note', { text: 'second note' }, { ...now, source: { kind: 'command', key: 'a' } });
  expect(world.entries().map((entry) => entry.text)).toEqual([
    'Incident started: Checkout is slow',
    'first note',
    'second note',
    'one',
    'two',
  ]);
});

test('what one command wrote stays in its order', () => {
  expect(
    alerted()
      .entries()
      .map((entry) => entry.kind),
  ).toEqual(['declared', 'alert']);
});

test('a message and its edits are one entry, named by what began it', () => {
  const world = declared();
  const place = says(world, 3, 'rolled bakc', ana);
  const revision = `${minutes(4) / 1000}.000000`;
  world.when('record-edit', { place, revision, text: 'rolled back', files: [] }, { by: ana });
  const [, post, edit] = world.events.map((event) => event.id);
  expect(world.entries().at(-1)).toMatchObject({ id: post, events: [post, edit] });
});

test('no entries of no events', () => {
  expect(entriesOf([])).toEqual([]);
});

test('words that were erased are simply not in the sentence', () => {
  const world = declared();
  world.when('resolve', { text: 'told Smith to stop' });
  world.when('redact', { entry: world.events.at(-1)?.id });
  expect(world.entries().find((entry) => entry.kind === 'status')).toMatchObject({
    text: 'Status changed from acknowledged to resolved',
    redacted: true,
    values: { to: 'resolved', said: null },
  });
});

test('the line of a command given by mention goes with its message when the author deletes that', () => {
  const world = declared();
  const place = says(world, 6, '<@UBOT> timeline of the hunter2 leak');
  const source = { kind: 'mention' as const, key: `slack:${place.team}/${place.channel}/${place.ts}` };
  const wish = { command: 'timeline', line: '@firescribe timeline of the hunter2 leak' };
  world.when('record-answer', wish, { source });
  expect(JSON.stringify(world.entries())).toContain('@firescribe timeline of the hunter2 leak');
  world.when('record-deletion', { place });
  expect(JSON.stringify(world.entries())).not.toContain('hunter2');
  expect(world.entries().find(({ kind }) => kind === 'command')).toMatchObject({ text: '', deleted: true });
});
