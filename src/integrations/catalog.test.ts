import { readdirSync } from 'node:fs';
import { INTEGRATION_VARIABLES, INTEGRATIONS, readIntegrations } from './catalog.ts';

const vendors = Object.values(INTEGRATIONS).flat();

test('every vendor has a name of its own among those of its kind, and no two of them read the same variable', () => {
  for (const listed of Object.values(INTEGRATIONS)) {
    const ids = listed.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const variables = listed.flatMap((vendor) => vendor.variables);
    expect(new Set(variables).size).toBe(variables.length);
  }
  // One account may serve several kinds.
  expect([...INTEGRATION_VARIABLES].sort()).toEqual(
    [...new Set(vendors.flatMap((vendor) => vendor.variables))].sort(),
  );
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
