// Commands typed as messages: told apart by how they begin.
import { commandIn, commandsApart } from './addressed.ts';
import { entriesFrom } from './fixtures/chat.ts';

const kinds = (text: string, bot?: string) =>
  commandsApart(entriesFrom([{ at: 0, by: 'ana', text }]), bot).map(({ kind }) => kind);

test.each([
  ['<@UBOT> status identified', 'command'],
  [' <@UBOT|firescribe>: help', 'command'],
  ['<@UBOT>', 'command'],
  ['hey <@UBOT> are you there', 'message'],
  ['<@UBOTTLE> can you roll back?', 'message'],
])('%s is told as a %s', (text, kind) => {
  expect(kinds(text, 'UBOT')).toEqual([kind]);
});

test('what follows the mention is the command', () => {
  expect(commandIn('<@UBOT|firescribe>: resolve it', 'UBOT')).toBe('resolve it');
});

test('where the bot is not known, and where somebody pinned it, it stays a message', () => {
  const text = '<@UBOT> note the pool is exhausted';
  expect(kinds(text)).toEqual(['message']);
  expect(kinds(text, '')).toEqual(['message']);
  const [entry] = entriesFrom([{ at: 0, by: 'ana', text }]);
  const pinned = { ...entry!, pinned: { at: 1, by: [entry!.author] } };
  expect(commandsApart([pinned], 'UBOT')).toEqual([pinned]);
});
