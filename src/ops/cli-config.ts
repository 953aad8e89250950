// `firescribe config check`: what is in force and where each value came from, or everything that is wrong.
import type { Command } from 'commander';
import type { Setting } from '../config-settings.ts';
import { print } from './terminal.ts';

export function addConfigCommands(program: Command): void {
  program
    .command('config')
    .description('look at the configuration')
    .command('check [file]')
    .description(
      'print the effective configuration and where each value came from; exit code 1 with every problem',
    )
    .action(check);
}

async function check(file: string | undefined): Promise<void> {
  const { ConfigError, readAndCheck } = await import('../config.ts');
  const env = file === undefined ? process.env : { ...process.env, FIRESCRIBE_CONFIG: file };
  try {
    const { settings, remarks } = await readAndCheck(env);
    const typed = (one: Setting) => file !== undefined && one.name === 'FIRESCRIBE_CONFIG';
    const inForce = settings.filter((one) => !isUnset(one));
    for (const line of table(inForce.map((one) => (typed(one) ? { ...one, from: 'as typed' } : one)))) {
      print(line);
    }
    const unset = settings.length - inForce.length;
    if (unset > 0) {
      print(`\n${unset} variables are not set; .env.example says what each is for.`);
    }
    remarks.forEach(print);
  } catch (error) {
    if (!(error instanceof ConfigError)) {
      throw error;
    }
    for (const problem of error.problems) {
      process.stderr.write(`${problem}\n`);
    }
    process.exitCode = 1;
  }
}

/** A variable of a vendor or switch that nobody uses here: there are too many to read past. */
const isUnset = ({ value, from }: Setting) => value === 'not set' && from === 'default';

/** Longer values do not push the origins of all others to the right. */
const WIDE = 60;

function table(settings: readonly Setting[]): string[] {
  const width = (of: (setting: Setting) => string) =>
    Math.min(WIDE, Math.max(...settings.map((one) => of(one).length)));
  const names = width(({ name }) => name);
  const values = width(({ value }) => oneLine(value));
  return settings.map(
    (one) => `${one.name.padEnd(names)}  ${oneLine(one.value).padEnd(values)}  ${one.from}`,
  );
}

const oneLine = (value: string) => value.trim().replace(/\s*\n\s*/g, ' ');
