// .env.example, the README and the code name the same variables and vendors.
import { readFileSync } from 'node:fs';
import { ENVIRONMENT, loadConfig } from './config.ts';
import { INTEGRATION_VARIABLES, INTEGRATIONS } from './integrations/catalog.ts';
import { METRIC_SOURCES } from './policy/section-services.ts';
import { WEBHOOKS } from './webhooks/catalog.ts';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const offered = [...read('.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(
  (match) => [match[1] ?? '', match[2] ?? ''] as const,
);

test('.env.example offers exactly the variables that are read', () => {
  // One vendor may be heard and called with one key.
  const known = new Set([
    ...Object.keys(ENVIRONMENT),
    ...WEBHOOKS.flatMap((webhook) => Object.keys(webhook.env)),
    ...INTEGRATION_VARIABLES,
  ]);
  expect(offered.map(([name]) => name).sort()).toEqual([...known].sort());
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

test('the README names every vendor that is called, with the variables that turn it on', () => {
  const readme = read('README.md');
  for (const vendor of Object.values(INTEGRATIONS).flat()) {
    expect(readme).toContain(vendor.label);
    for (const variable of vendor.required) {
      expect(readme).toContain(variable);
    }
  }
});

test('a query of the configuration may name every metrics vendor that needs an account, and no other', () => {
  const vendors = INTEGRATIONS.metrics.filter(({ required }) => required.length > 0).map(({ id }) => id);
  expect([...METRIC_SOURCES]).toEqual(vendors);
});
