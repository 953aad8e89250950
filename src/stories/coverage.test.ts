// Every Web API method that Firescribe calls is one the emulator has: else its refusals would prove nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { coverage } from '../emulator/coverage.ts';
import { methods } from '../emulator/methods/catalog.ts';

const root = new URL('..', import.meta.url);

/** The code of the bot: all but tests, and what is there for tests. */
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (file) =>
    file.endsWith('.ts') &&
    !/\.test\.ts$|(?:^|\/)fixtures\/|^(?:emulator|stories)\/|^ops\/bench\//.test(file),
);
const code = files.map((file) => readFileSync(new URL(file, root), 'utf8')).join('\n');

/** `x.call(<method>, …)`: the literals of the first argument, which may choose between two. */
const calls = [...code.matchAll(/\.call\(\s*([^,;]*?'[^,;]*?),/g)].map(([, first = '']) =>
  [...first.matchAll(/'([a-z]+(?:\.[A-Za-z]+)+)'/g)].map(([, name = '']) => name),
);
/** `client.chat.postMessage(…)`, as Bolt hands the client to a listener. */
const throughBolt = [...code.matchAll(/client\s*\.([a-z]+\.[A-Za-z]+)\(/g)].map(([, name = '']) => name);
const called = [...new Set([...calls.flat(), ...throughBolt])].sort();

test('the calls were found: by both ways, and both sides of a choice', () => {
  expect(calls.length).toBeGreaterThan(20);
  expect(calls.filter((names) => names.length === 0)).toEqual([]);
  expect(called).toEqual(
    expect.arrayContaining([
      'apps.connections.open',
      'chat.postMessage',
      'conversations.history',
      'conversations.replies',
      'views.open',
    ]),
  );
});

test.each(called)('%s is in the emulator, with its scopes and a row of its own', (name) => {
  expect(methods.map((each) => each.name)).toContain(name);
  expect(coverage).toHaveProperty([name]);
});
