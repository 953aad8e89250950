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

test('no line of .env.example overrides what the image sets, and the folder of the record is its volume', () => {
  const dockerfile = read('Dockerfile');
  const set = [...dockerfile.matchAll(/^ENV (.*)$/gm)].flatMap(([, words = '']) =>
    words.split(' ').map((word) => word.split('=')[0]),
  );
  const names = offered.map(([name]) => name);
  // `docker run --env-file` overrides with empty lines, too.
  expect(set.filter((name) => names.includes(name ?? ''))).toEqual([]);
  const { dataDir } = loadConfig(Object.fromEntries(offered));
  expect(dockerfile).toContain(`ln -s /data /app/${dataDir}\n`);
  expect(dockerfile).toContain('WORKDIR /app\n');
  expect(dockerfile).toContain('VOLUME /data\n');
});

test('the container of the README gives the record a volume and lets webhooks in', () => {
  const [command = ''] = /^docker build .* docker run .*$/m.exec(read('README.md')) ?? [];
  const { web } = loadConfig(Object.fromEntries(offered));
  expect(command).toContain(`-p ${web.port}:${web.port}`);
  expect(command).toContain(':/data ');
  expect(command).toContain('--env-file .env');
});

test.each(offered.map(([name]) => name))(
  '%s may be given as a file, and one that is missing is told by name',
  (name) => {
    const env = { [`${name}_FILE`]: '/nowhere/secret' };
    expect(() => loadConfig(env)).toThrow(`${name}_FILE: /nowhere/secret is not there.`);
  },
);
