// The lock file keeps out of its known traps, so that a bare machine can install from it.
import { readFileSync } from 'node:fs';

const read = (name: string) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
const lock = read('package-lock.json') as {
  packages: Record<
    string,
    { version?: string; resolved?: string; gypfile?: boolean; hasInstallScript?: boolean }
  >;
};
const own = read('package.json') as {
  allowScripts: Record<string, boolean>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

test('it names no registry', () => {
  const named = Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined);
  expect(named.map(([name]) => name)).toEqual([]);
});

test('better-sqlite3 brings its binary: npm 10 must not compile it', () => {
  // npm 10 runs node-gyp wherever it sees a binding.gyp; this line of the lock entry stops it. `npm install` may drop it.
  expect(lock.packages['node_modules/better-sqlite3']?.gypfile).toBe(false);
});

test('every package that wants to run a script at install is decided on', () => {
  const wanting = Object.entries(lock.packages).filter(([, entry]) => entry.hasInstallScript);
  const names = [...new Set(wanting.map(([path]) => path.replace(/^.*node_modules\//, '')))];
  expect(names.filter((name) => !(name in own.allowScripts) && name !== 'fsevents')).toEqual([]);
});

test('every dependency is pinned to one version', () => {
  const ranges = Object.entries({ ...own.dependencies, ...own.devDependencies });
  expect(ranges.filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range))).toEqual([]);
});
