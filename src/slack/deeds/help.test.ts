import { typedDeeds } from '../command-line.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(() => {
  desk = openDesk();
});

afterEach(() => desk.close());

test('help lists every word, and fits into Slack’s sections', async () => {
  const answer = await desk.type('UBO', 'help');
  const words = wordsIn(answer);
  for (const { command } of typedDeeds(desk.deeds)) {
    expect(words).toContain(command.says);
  }
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
