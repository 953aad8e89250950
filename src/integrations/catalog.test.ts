import { readdirSync } from 'node:fs';
import { INTEGRATION_VARIABLES, INTEGRATIONS, readIntegrations } from './catalog.ts';

const vendors = Object.values(INTEGRATIONS).flat();

test('every vendor has a name of its own, and no two read the same variable', () => {
  const ids = vendors.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const variables = vendors.flatMap((vendor) => vendor.variables);
  expect(new Set(variables).size).toBe(variables.length);
  expect([...INTEGRATION_VARIABLES].sort()).toEqual(variables.sort());
});

test('without any account only embedded vendors are on', () => {
  const on = Object.values(readIntegrations({}, [])).flat();
  expect(on.length).toBeGreaterThan(0);
  expect(on.filter(({ embedded }) => !embedded)).toEqual([]);
});

test('every vendor on the network has a test that calls its port’s contract', () => {
  const folder = new URL('.', import.meta.url);
  for (const [kind, listed] of Object.entries(INTEGRATIONS)) {
    const names = readdirSync(new URL(`${folderOf(kind)}/`, folder));
    for (const { id } of listed.filter(({ required }) => required.length > 0)) {
      expect(names).toContain(`${id}.test.ts`);
    }
  }
});

/** `onCall` is `on-call`. */
const folderOf = (kind: string) => kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
