// .env.example, the README and the code name the same variables and vendors.
import { readFileSync } from 'node:fs';
import { ENVIRONMENT, loadConfig } from './config.ts';
import { WEBHOOKS } from './webhooks/catalog.ts';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const offered = [...read('.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(
  (match) => [match[1] ?? '', match[2] ?? ''] as const,
);

test('.env.example offers exactly the variables that are read', () => {
  const known = [...Object.keys(ENVIRONMENT), ...WEBHOOKS.flatMap((webhook) => Object.keys(webhook.env))];
  expect(offered.map(([name]) => name).sort()).toEqual(known.sort());
});

test('.env.example as it stands is a configuration that starts', () => {
  expect(loadConfig(Object.fromEntries(offered))).toMatchObject({ slack: undefined, web: { port: 3001 } });
});

test('the README names every vendor that can be turned on, with its variable', () => {
  const readme = read('README.md');
  const rows = [...readme.matchAll(/^\| (.+?) \| `(\w+)` \| `POST \/webhooks\/(\w+)`/gm)].map(
    ([, label, required, id]) => `${label}, ${required}, ${id}`,
  );
  expect(rows.sort()).toEqual(
    WEBHOOKS.map(({ id, label, required }) => `${label}, ${required}, ${id}`).sort(),
  );
});
