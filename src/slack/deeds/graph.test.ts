import { type DeedDesk, openDesk } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;
beforeEach(async () => {
  desk = openDesk();
  await desk.declare();
});
afterEach(() => desk.close());

test('asking for the graph is on record, and answered at once: drawing it takes a moment', async () => {
  expect(await desk.type('UBO', 'graph')).toEqual({
    kind: 'private',
    text: 'The graph is being drawn and comes here in a moment.',
  });
  const stream = `incident/${(await desk.incident()).id}`;
  const answered = await desk.house.engine.questions.ofType(stream, 'command-answered', 9);
  expect(answered.map(({ data, actor }) => [data.command, actor.name])).toEqual([['graph', 'Bo']]);
});

test('its other words are understood, and outside an incident it acts on none until one is chosen', async () => {
  expect(await desk.type('UANA', 'chart')).toMatchObject({ kind: 'private' });
  const answer = await desk.type('UANA', 'graph', 'C9');
  expect(JSON.stringify(answer)).toContain('INC-1');
});
