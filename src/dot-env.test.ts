import { placeOf, readLines, strayNames, withPlace } from './dot-env.ts';

const env = readLines(
  '\uFEFF# Slack\nSLACK_BOT_TOKEN=\nSLACK_BOT_TOKEN_FILE=/run/token\nexport PORT = eighty\nPORT=ninety\r\nHOST="a b"\n',
);

test('values are read as Node reads them, with the line that counts', () => {
  expect(env.values).toMatchObject({ SLACK_BOT_TOKEN: '', PORT: 'ninety', HOST: 'a b' });
  expect(placeOf('PORT', 'ninety', env)).toBe('.env:5');
});

test('what was set before .env was read has no place in it', () => {
  expect(placeOf('PORT', '80', env)).toBeUndefined();
  expect(withPlace('PORT: use a number.', { PORT: '80' }, env)).toBe('PORT: use a number.');
});

test('a problem is told with the line of its variable', () => {
  expect(withPlace('PORT: use a number.', { ...env.values }, env)).toBe('.env:5: PORT: use a number.');
  expect(withPlace('firescribe.yml:3: no such role', { ...env.values }, env)).toBe(
    'firescribe.yml:3: no such role',
  );
});

test('what comes from a file is mended where the file is named', () => {
  expect(withPlace('SLACK_BOT_TOKEN: it begins with xoxb-.', { ...env.values }, env)).toBe(
    '.env:3: SLACK_BOT_TOKEN: it begins with xoxb-.',
  );
});

test('a name that nothing reads and that is nearly one of ours is told with its line; names of other programs are not', () => {
  const mistyped = readLines(
    'PORT=1\nANNOUNCEMENT_CHANEL=x\nRESPONDERS_FILE=/run/x\nPOSTGRES_USER=a\nSLACK_BOT_TOKN_FILE=b\n',
  );
  expect(strayNames(['PORT', 'ANNOUNCEMENT_CHANNEL', 'RESPONDERS', 'SLACK_BOT_TOKEN'], mistyped)).toEqual([
    '.env:2: nothing reads ANNOUNCEMENT_CHANEL; did you mean ANNOUNCEMENT_CHANNEL?',
    '.env:5: nothing reads SLACK_BOT_TOKN_FILE; did you mean SLACK_BOT_TOKEN?',
  ]);
});
