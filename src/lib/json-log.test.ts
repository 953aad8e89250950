import { createLog } from './json-log.ts';

test.each([
  ['a bot token', 'xoxb-12345-abcdef-ghijk'],
  ['an app token', 'xapp-1-A0123-456-abcdef'],
  ['a bearer header', 'Authorization: Bearer abc.def-123456'],
  ['a socket’s ticket', 'wss://wss-primary.slack.com/link/?ticket=12b7e3c0-1111-2222'],
  ['a trigger id', '13345224609.738474920.8088930838d88f008e0'],
  ['a response URL', 'https://hooks.slack.com/actions/T1/2/abc'],
])('%s never reaches the log', (_name, secret) => {
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(line) });
  log.error({ err: new Error(`call failed with ${secret}`), nested: { secret } }, `saw ${secret}`);
  const value = secret.split(/ |ticket=/).at(-1) ?? secret;
  expect(lines.join('')).toContain('[secret]');
  expect(lines.join('')).not.toContain(value);
});

test.each(['err', 'error'])(
  'an error under `%s` is told with its message, its cause and where it happened',
  (name) => {
    const lines: string[] = [];
    const log = createLog({ write: (line) => lines.push(line) });
    log.error({ [name]: new Error('nothing was written', { cause: new Error('disk full') }) }, 'trouble');
    const told = JSON.parse(lines[0] ?? '{}')[name];
    expect(told.message).toBe('nothing was written: disk full');
    expect(told.stack).toContain('log.test.ts');
  },
);

test('fields that are named as secrets are struck whatever they hold', () => {
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(line) });
  log.error({ settings: { signing_secret: 'abc', appToken: 'def', port: 3000 } }, 'settings');
  expect(JSON.parse(lines[0] ?? '{}').settings).toEqual({
    signing_secret: '[secret]',
    appToken: '[secret]',
    port: 3000,
  });
});

test('a child keeps its fields on every line', () => {
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(line) }).child({ incident: 'INC-1' });
  log.info({}, 'hello');
  expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ incident: 'INC-1', msg: 'hello' });
});
