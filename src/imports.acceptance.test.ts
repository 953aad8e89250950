// The judge of the import table is itself judged: it must see every file, and must refuse what is forbidden.
import { execFile } from 'node:child_process';
import { cp, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from './lib/fixtures/temporary-folder.ts';

const root = new URL('..', import.meta.url).pathname;
const run = promisify(execFile);

type Verdict = { violations: string[]; seen: number };

async function judge(folder: string): Promise<Verdict> {
  const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const { stdout } = await run(
    process.execPath,
    [depcruise, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'],
    { cwd: folder, maxBuffer: 256 * 1024 * 1024 },
  ).catch((error: { stdout: string }) => error);
  const result = JSON.parse(stdout) as {
    modules: { source: string }[];
    summary: { violations: { rule: { name: string }; from: string }[] };
  };
  return {
    seen: result.modules.filter((module) => /^src\/.*\.tsx?$/.test(module.source)).length,
    violations: result.summary.violations.map((found) => `${found.rule.name}: ${found.from}`),
  };
}

async function sourceFiles(): Promise<number> {
  const names = await readdir(join(root, 'src'), { recursive: true });
  return names.filter((name) => /\.tsx?$/.test(name)).length;
}

test('the import table holds, and the judge has seen every file', async () => {
  const verdict = await judge(root);
  expect(verdict.violations).toEqual([]);
  expect(verdict.seen).toBeGreaterThanOrEqual(await sourceFiles());
});

const PLANTS = [
  {
    name: 'a rule that reads the clock',
    file: 'incident/planted.ts',
    code: "export * from '../lib/clock.ts';",
    rule: 'room-incident',
  },
  {
    name: 'a rule that imports a Node module',
    file: 'incident/planted.ts',
    code: "import fs from 'node:fs';\nexport const x = fs;",
    rule: 'packages-incident',
  },
  {
    name: 'a type-only import of a database by a surface',
    file: 'slack/planted.ts',
    code: "import type { S } from '../timeline/schema.ts';\nexport type P = S;",
    rule: 'room-slack',
  },
  {
    name: 'a surface that imports another',
    file: 'slack/planted.ts',
    code: "export * from '../postmortem/document.ts';",
    rule: 'room-slack',
  },
  {
    name: 'production code that leans on the emulator',
    file: 'web/planted.ts',
    code: "export * from '../emulator/world.ts';",
    rule: 'only-the-demo-knows-the-emulator',
  },
  {
    name: 'a type circle',
    file: 'lib/planted.ts',
    code: "import type { Q } from './planted-too.ts';\nexport type P = Q | 1;",
    extra: {
      file: 'lib/planted-too.ts',
      code: "import type { P } from './planted.ts';\nexport type Q = P[];",
    },
    rule: 'no-circles',
  },
  {
    name: 'a test whose chance is another in every run',
    file: 'lib/fixtures/planted.ts',
    code: "import fc from 'fast-check';\nexport const x = fc;",
    rule: 'chance-has-a-seed',
  },
  {
    name: 'a file that nothing leads to',
    file: 'policy/planted.ts',
    code: 'export const x = 1;',
    rule: 'no-dead-files',
  },
];

test('the judge refuses each kind of forbidden import', async () => {
  const copy = temporaryFolder('imports');
  await cp(join(root, 'src'), join(copy, 'src'), { recursive: true });
  for (const name of ['tsconfig.json', 'package.json', '.dependency-cruiser.cjs']) {
    await cp(join(root, name), join(copy, name));
  }
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const [index, plant] of PLANTS.entries()) {
    const place = (file: string) => join(copy, 'src', file.replace('planted.ts', `planted-${index}.ts`));
    await writeFile(place(plant.file), plant.code);
    if (plant.extra) {
      await writeFile(
        join(copy, 'src', plant.extra.file),
        plant.extra.code.replaceAll('planted.ts', `planted-${index}.ts`),
      );
    }
  }
  const { violations } = await judge(copy);
  for (const [index, plant] of PLANTS.entries()) {
    const file = `src/${plant.file.replace('planted.ts', `planted-${index}.ts`)}`;
    expect({ plant: plant.name, found: violations }).toEqual({
      plant: plant.name,
      found: expect.arrayContaining([`${plant.rule}: ${file}`]),
    });
  }
});
