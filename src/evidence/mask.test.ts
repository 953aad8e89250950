import { maskSecrets } from './mask.ts';

/** Made up in their vendors' shapes; put together here so that no scanner takes them for real ones. */
const SECRETS: readonly (readonly [string, string])[] = [
  ['a cloud access key', `AKIA${'QWERTYUIOPASDFGH'}`],
  ['a Slack bot token', `xox${'b'}-1234567890-abcdefghij`],
  ['an app-level token', `xapp-1-A1B2C3-${'9'.repeat(12)}`],
  ['a GitHub token', `ghp_${'a1B2'.repeat(9)}`],
  ['a web token', `eyJ${'hbGciOiJI'}.eyJ${'zdWIiOiIx'}.${'sIgNaTuRe'}`],
  ['a payment key', `sk_live_${'4eC39HqLyj'}`],
  ['a private key', `-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----`],
  ['a random secret access key', `wJalrXUtnFEMI/K7MDENG/${'bPxRfiCYzzzzKEYa'}`],
];

test.each(SECRETS)('%s is masked, and the words around it stay', (_, secret) => {
  const masked = maskSecrets(`use ${secret} for now`);
  expect(masked).toBe('use [secret] for now');
});

test.each([
  ['password=hunter2', 'password=[secret]'],
  ['export DB_PASSWORD="s3cr3t pw"', 'export DB_PASSWORD="[secret] pw"'],
  ['postgres://app:p4ss@db.example:5432/orders', 'postgres://app:[secret]@db.example:5432/orders'],
  ['Authorization: Bearer abcdefghijklmnop1234', 'Authorization: Bearer [secret]'],
  ['"api_key": "9f8a7b6c5d4e"', '"api_key": "[secret]"'],
  ['https://x.example/file?id=3&sig=a1b2c3d4e5', 'https://x.example/file?id=3&sig=[secret]'],
  ['the password is hunter2', 'the password is [secret]'],
])('in %s the name stays and the value goes', (text, masked) => {
  expect(maskSecrets(text)).toBe(masked);
});

test.each([
  'the token expired at midnight',
  'password is expired',
  'rotate the secret: it leaked',
  'https://git.example.com/a/b/compare/8c1cd8046656...4956da7c3699',
  'commit 4956da7c36998c1cd80466561234567890abcdef',
  'image sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'see /var/lib/kubernetes/pods/controller/manager/logs/today',
])('%s says nothing secret and stays', (text) => {
  expect(maskSecrets(text)).toBe(text);
});
