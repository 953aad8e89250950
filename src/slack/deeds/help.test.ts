import { typedDeeds } from '../command-line.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(() => {
  desk = openDesk();
});

afterEach(() => desk.close());

test('help says what a night needs first, and names every other word', async () => {
  const words = wordsIn(await desk.type('UBO', 'help'));
  for (const { command } of typedDeeds(desk.deeds)) {
    expect(words).toContain(`\`${command.word}`);
  }
  expect(words).toContain('`resolve [what fixed it]` Say that it is over.');
  expect(words).not.toContain('Wake whoever is on call');
  expect(words).toContain('`/incident help all`');
});

test('help with all says what every word does, and fits into Slack’s sections', async () => {
  const answer = await desk.type('UBO', 'help all');
  const words = wordsIn(answer);
  for (const { command } of typedDeeds(desk.deeds)) {
    expect(words).toContain(command.says);
  }
  expect(words).toMatch(/\*Now\*[^*]*resolve[^*]*\*People and places\*[^*]*page[^*]*\*On record\*/);
  expect(words).not.toContain('*More*');
  const sections = answer.kind === 'private' ? (answer.blocks ?? []) : [];
  expect(Math.max(...sections.map((block) => JSON.stringify(block).length))).toBeLessThan(3_000);
});

test('nothing typed is help', async () => {
  expect(await desk.type('UBO', '')).toMatchObject({ text: 'What can be typed after /incident' });
});

test('help for one word, also by its alias', async () => {
  expect(wordsIn(await desk.type('UBO', 'help sev'))).toContain('`/incident severity [1-4] [why]`');
});

test('help for an unknown word is the nearest', async () => {
  expect(wordsIn(await desk.type('UBO', 'help timline'))).toContain('Did you mean `/incident timeline');
});

test('no word means two deeds', () => {
  const words = typedDeeds(desk.deeds).flatMap(({ command }) => [command.word, ...(command.aliases ?? [])]);
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
});

test('what is looked up or refused outside of incidents is written down: who, what, and what came of it', async () => {
  await desk.type('UBO', 'help', 'C9');
  await desk.type('UBO', 'frobnicate', 'C9');
  await desk.type('UBO', 'INC-7 status', 'C9');
  await desk.type('UBO', 'status identified', 'C9');
  const written = await desk.house.timeline.readStream('audit');
  expect(written.map(({ type, data, content }) => ({ type, data, content }))).toMatchObject([
    { type: 'command-answered', data: { command: 'help' }, content: { answer: 'answered privately' } },
    { type: 'command-refused', data: { command: 'unknown' }, content: { line: '/incident frobnicate' } },
    { type: 'command-refused', content: { why: expect.stringContaining('no INC-7') } },
    { type: 'command-answered', data: { command: 'status' } },
  ]);
  expect(written[0]?.actor).toMatchObject({ id: 'T1/UBO' });
});

test('help for workflows says what is done by itself, what is off, and how it is switched off', async () => {
  const words = wordsIn(await desk.type('UBO', 'help workflows'));
  expect(words).toContain('announce');
  expect(words).toContain('workflows.steps.off of firescribe.yml');
  expect(words).toContain('No workflow of your own is configured.');
});
