// npm run bench: takes the figures and prints one table. `npm run bench -- capture` takes one of them.

import { FULL } from './figure.ts';
import { FIGURES } from './figures.ts';
import { fsyncMs, machineLine } from './machine.ts';
import { tableOf } from './table.ts';

async function main(names: readonly string[]): Promise<void> {
  const known = FIGURES.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`There is no figure called ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  }
  const tell = (line: string) => void process.stderr.write(`${line}\n`);
  const rows = [];
  for (const figure of FIGURES) {
    if (names.length === 0 || names.includes(figure.name)) {
      tell(`— ${figure.name}`);
      rows.push(...(await figure.run(FULL, tell)));
    }
  }
  process.stdout.write(`\n${tableOf(rows)}\n\n${machineLine(fsyncMs())}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
