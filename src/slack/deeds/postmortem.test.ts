import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(async () => {
  desk = openDesk();
  await desk.declare();
});

afterEach(() => desk.close());

test('without a draft one is asked for, at any time', async () => {
  expect(wordsIn(await desk.type('UANA', 'postmortem'))).toContain('A draft for INC-1 is being written.');
  const stream = `incident/${(await desk.incident()).id}`;
  const events = await desk.context.engine.questions.events(stream);
  expect(events.at(-1)).toMatchObject({ type: 'command-answered', data: { command: 'postmortem' } });
});

test('where there is a draft it is linked, and can be written anew', async () => {
  const incident = `incident/${(await desk.incident()).id}`;
  const asking = desk.house.asking({ kind: 'firescribe', id: 'firescribe' });
  const digest = 'a'.repeat(64);
  const files = { canvas: digest, markdown: digest, json: digest, log: digest };
  await desk.context.engine.handle({
    type: 'record-draft',
    incident,
    wish: { cycle: 1, files, entries: { used: 1, notUsed: 0 } },
    asking,
  });
  await desk.context.engine.handle({
    type: 'record-delivery',
    incident,
    wish: { draft: 1, message: { team: 'T1', channel: 'C1', ts: '1795357000.000100' } },
    asking,
  });
  const words = wordsIn(await desk.type('UANA', 'retro'));
  expect(words).toContain('https://acme.slack.com/archives/C1/p1795357000000100');
  expect(words).toContain('postmortem:draft');
  expect(wordsIn(await desk.press('UANA', 'postmortem:draft'))).toContain('is being written');
});
