import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;
const operator = { kind: 'operator' } as const;

/** INC-1 in `C1`, and INC-2. */
beforeEach(async () => {
  desk = openDesk();
  await desk.declare();
  await desk.house.declare('Database is slow', desk.context.people.actor('UANA'));
});

afterEach(() => desk.close());

const numbered = (number: number) => desk.context.engine.questions.byNumber(number, operator);
const gone = async () =>
  (await Promise.all([numbered(1), numbered(2)])).flatMap((one) =>
    one?.mergedInto ? [`${one.number} into ${one.mergedInto.number}`] : [],
  );

test.each([
  ['merge into 2', '1 into 2'],
  ['merge into INC-2 same database', '1 into 2'],
  ['merge this into inc-2', '1 into 2'],
  ['merge to #2', '1 into 2'],
  ['merge INC-2', '2 into 1'],
  ['merge 2 into this one', '2 into 1'],
  ['merge 2: the same database', '2 into 1'],
  ['merge INC-2 into INC-1', '2 into 1'],
  ['merge inc1 into 2', '1 into 2'],
  ['INC-2 merge into 1', '2 into 1'],
])('%s', async (line, what) => {
  await desk.type('UBO', line);
  expect(await gone()).toEqual([what]);
});

test('what is typed behind the numbers says why', async () => {
  await desk.type('UBO', 'merge into INC-2 - same database');
  expect((await desk.entries()).at(-1)?.text).toMatch(/merged into it\): same database$/);
});

test('whoever merges another one in is told how to part the two; in its own channel all are told', async () => {
  expect(wordsIn(await desk.type('UBO', 'merge INC-2'))).toContain(
    'INC-2 is merged into INC-1, which goes on in <#C1>. To part them again: `/incident INC-2 reopen`.',
  );
});

test.each(['merge 2 3', 'merge with the other one', 'merge INC-2 into INC-9', 'merge into 1', 'merge 9'])(
  '%s is refused, and nothing is merged',
  async (line) => {
    expect(wordsIn(await desk.type('UBO', line))).toMatch(/Which ones|that you can see|part of itself/);
    expect(await gone()).toEqual([]);
  },
);

test('outside of a channel both are named, or it is asked which one is meant', async () => {
  await desk.type('UBO', 'merge 1 into 2', 'CGENERAL');
  expect(await gone()).toEqual(['1 into 2']);
  expect(wordsIn(await desk.type('UBO', 'merge into 2', 'CGENERAL'))).toContain('Which incident do you mean');
});

test('bare, a form asks which and which of the two goes on', async () => {
  const opened = wordsIn(await desk.type('UBO', 'merge'));
  expect(opened).toContain('INC-2 Database is slow');
  const other = `incident/${(await numbered(2))?.id}`;
  const { id } = await desk.incident();
  const metadata = JSON.stringify({ incident: `incident/${id}`, channel: 'C1' });
  await desk.send('UBO', 'merge:form', { other, way: 'here', text: 'the same' }, metadata);
  expect(await gone()).toEqual(['2 into 1']);
  expect(await desk.send('UBO', 'merge:form', { other, way: 'away' }, metadata)).toMatchObject({
    field: 'other',
  });
  expect(wordsIn(await desk.type('UBO', 'merge'))).toContain('No other incident is open');
});

test('two that are merged into each other at once: one is', async () => {
  const [one, two] = await Promise.all([numbered(1), numbered(2)]);
  const merging = (from: typeof one, into: typeof one) =>
    desk.context.engine.handle({
      type: 'merge',
      incident: `incident/${from?.id}`,
      wish: { into: `incident/${into?.id}` },
      asking: { ...desk.house.asking(desk.context.people.actor('UBO')), grants: [] },
    });
  const done = await Promise.allSettled([merging(one, two), merging(two, one)]);
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await gone()).toEqual(['1 into 2']);
});
