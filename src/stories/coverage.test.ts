// Every Web API method that Firescribe calls is one the emulator has: else its refusals would prove nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { coverage } from '../emulator/coverage.ts';
import { methods } from '../emulator/methods/catalog.ts';

const root = new URL('..', import.meta.url);

/** The code of the bot: all but tests, what is there for tests, and what speaks to other vendors. */
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (file) =>
    file.endsWith('.ts') &&
    !/\.test\.ts$|(?:^|\/)fixtures\/|^(?:emulator|stories|integrations)\/|^ops\/bench\//.test(file),
);
const code = files.map((file) => readFileSync(new URL(file, root), 'utf8')).join('\n');

/** `'conversations.list'`, in a call or handed on to one. The families are Slack's, known from what there is. */
const FAMILIES = [...new Set(methods.map(({ name }) => name.split('.')[0]))].join('|');
const named = [...code.matchAll(new RegExp(`'((?:${FAMILIES})(?:\\.(?!json')[A-Za-z]+)+)'`, 'g'))];
/** `client.chat.postMessage`, as Bolt hands the client to a listener. */
const throughBolt = [...code.matchAll(new RegExp(`client\\s*\\.((?:${FAMILIES})\\.[A-Za-z]+)`, 'g'))];
const called = [...new Set([...named, ...throughBolt].map(([, name = '']) => name))].sort();

test('calls are found in every way they are written', () => {
  expect(called).toEqual(
    expect.arrayContaining([
      'chat.postMessage', // named in the call
      'conversations.history', // either side of a choice
      'conversations.replies',
      'users.conversations', // handed on
      'views.open', // through Bolt, either side of a choice
      'views.push',
    ]),
  );
});

test.each(called)('%s is in the emulator, with its scopes and a row of its own', (name) => {
  expect(methods.map((each) => each.name)).toContain(name);
  expect(coverage).toHaveProperty([name]);
});
