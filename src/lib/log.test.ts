import { createLog } from './log.ts';

test.each([
  ['a bot token', 'xoxb-12345-abcdef-ghijk'],
  ['an app token', 'xapp-1-A0123-456-abcdef'],
  ['a bearer header', 'Authorization: Bearer abc.def-123456'],
  ['a response URL', 'https://hooks.slack.com/actions/T1/2/abc'],
])('%s never reaches the log', (_name, secret) => {
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(line) });
  log.error({ err: new Error(`call failed with ${secret}`), nested: { secret } }, `saw ${secret}`);
  const value = secret.split(' ').at(-1) ?? secret;
  expect(lines.join('')).toContain('[secret]');
  expect(lines.join('')).not.toContain(value);
});

test('a child keeps its fields on every line', () => {
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(line) }).child({ incident: 'INC-1' });
  log.info({}, 'hello');
  expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ incident: 'INC-1', msg: 'hello' });
});
