import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(async () => {
  desk = openDesk();
  await desk.declare();
});

afterEach(() => desk.close());

const notes = async () => {
  const stream = `incident/${(await desk.incident()).id}`;
  const entries = await desk.context.engine.questions.entries(stream, { kind: 'operator' });
  return entries
    .filter(({ kind }) => kind === 'note')
    .map(({ at, text, author }) => ({ at: new Date(at).toISOString(), text, by: author.name }));
};

test('a note is of now, and says so', async () => {
  const answer = await desk.type('UBO', 'note rolled back checkout');
  expect(answer).toEqual({
    kind: 'private',
    text: 'Noted for INC-1 at Sun 22 Nov 2026, 09:00 (America/New_York).',
  });
  expect(await notes()).toEqual([{ at: '2026-11-22T14:00:00.000Z', text: 'rolled back checkout', by: 'Bo' }]);
});

test('two people in two zones backdate across midnight, and both are at the right instant', async () => {
  desk.house.clock.moveTo(Date.parse('2026-11-23T00:20:00Z'));
  const ana = await desk.type('UANA', 'note at 00:50 failover began');
  const bo = await desk.type('UBO', 'note at 18:55 failover ended');
  expect(wordsIn(ana)).toContain('Mon 23 Nov 2026, 00:50 (Europe/Berlin)');
  expect(wordsIn(bo)).toContain('Sun 22 Nov 2026, 18:55 (America/New_York)');
  expect(await notes()).toEqual([
    { at: '2026-11-22T23:50:00.000Z', text: 'failover began', by: 'Ana' },
    { at: '2026-11-22T23:55:00.000Z', text: 'failover ended', by: 'Bo' },
  ]);
});

test.each([
  ['note 10 min ago p99 was 4 s', '2026-11-22T13:50:00.000Z', 'p99 was 4 s'],
  ['note yesterday 23:50 the job ran twice', '2026-11-21T22:50:00.000Z', 'the job ran twice'],
  ['note about 15 minutes ago p99 was 4 s', '2026-11-22T13:45:00.000Z', 'p99 was 4 s'],
  ['note at 22:05 Tokyo time the job ran twice', '2026-11-22T13:05:00.000Z', 'the job ran twice'],
  ['note at 2026-11-22T13:05:30Z: restarted', '2026-11-22T13:05:30.000Z', 'restarted'],
  ['note last night 23:50 the job ran twice', '2026-11-21T22:50:00.000Z', 'the job ran twice'],
  ['note 2 days ago at 14:05 deployed', '2026-11-20T13:05:00.000Z', 'deployed'],
  ['note on friday at 9:15 deployed', '2026-11-20T08:15:00.000Z', 'deployed'],
  ['note this morning we saw errors', '2026-11-22T14:00:00.000Z', 'this morning we saw errors'],
  ['note at 14:05 UTC yesterday’s build', '2026-11-21T14:05:00.000Z', 'yesterday’s build'],
])('%s', async (line, at, text) => {
  await desk.type('UANA', line);
  expect(await notes()).toEqual([{ at, text, by: 'Ana' }]);
});

test('a bare clock stays text, and the answer says how to backdate', async () => {
  const answer = await desk.type('UANA', 'note 14:05 restarted the pods');
  expect(await notes()).toMatchObject([{ text: '14:05 restarted the pods', at: '2026-11-22T14:00:00.000Z' }]);
  expect(wordsIn(answer)).toContain('note at 14:05');
});

test.each([
  ['note 2026-11-22T13:05:30Z ERROR pool exhausted', 'note at 2026-11-22T13:05:30Z …'],
  ['note monday 9:15 deployed', 'note at monday 9:15 …'],
])('%s: a time that stays text is said with what to type', async (line, hint) => {
  expect(wordsIn(await desk.type('UANA', line))).toContain(hint);
  expect(await notes()).toMatchObject([{ at: '2026-11-22T14:00:00.000Z', text: line.slice('note '.length) }]);
});

test.each([
  'note at 25:00 the disk filled',
  'note two days ago the disk filled',
  'note １５：０５ the disk filled',
])('%s: what looks like a time and is filed as now says so', async (line) => {
  const answer = wordsIn(await desk.type('UANA', line));
  expect(await notes()).toMatchObject([{ at: '2026-11-22T14:00:00.000Z', text: line.slice('note '.length) }]);
  expect(answer).toMatch(/The time you wrote could not be read|say `note at 15:05 …`/);
});

test('a short name of a zone is refused, and nothing is noted', async () => {
  expect(wordsIn(await desk.type('UANA', 'note at 14:05 JST the disk filled'))).toContain(
    'Write the time in your own zone (Europe/Berlin), in UTC, like `14:05 UTC`',
  );
  expect(await notes()).toEqual([]);
});

test('a note without words says what to write', async () => {
  expect(wordsIn(await desk.type('UANA', 'note'))).toContain('What happened? For example');
  expect(wordsIn(await desk.type('UANA', 'note at 13:05'))).toContain('What happened? For example');
});
