// .env of the current folder: what it sets, and on which line, so that a wrong value can be told with its place.
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { distance } from './incident/words.ts';
import { fileTrouble } from './lib/file-errors.ts';

const NAME = '.env';
const FOLDER = `${NAME} is a folder. Move it away: a file of that name holds the variables, as in .env.example.`;
const LINE = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=/;

export type DotEnv = {
  values: Readonly<Record<string, string>>;
  /** 1-based, by name; the last one counts, as it does for the value. */
  lines: ReadonlyMap<string, number>;
};

export function readLines(text: string): DotEnv {
  // Some editors begin a file with a mark that would become part of the first name.
  const clean = text.replace(/^\uFEFF/, '');
  const lines = new Map<string, number>();
  for (const [index, line] of clean.split('\n').entries()) {
    const name = LINE.exec(line)?.[1];
    if (name !== undefined) {
      lines.set(name, index + 1);
    }
  }
  return { values: parseEnv(clean) as Record<string, string>, lines };
}

/** As the environment of the process is one for all of it, so is this. */
let read: DotEnv = { values: {}, lines: new Map() };

/** Takes up .env where there is one; what is set already wins. Throws, saying what to do, where it cannot be read. */
export function takeUpDotEnv(env: NodeJS.ProcessEnv): void {
  try {
    read = readLines(readFileSync(NAME, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      return;
    }
    const why = code === 'EISDIR' ? FOLDER : fileTrouble(error, NAME, 'read');
    throw new Error(why, { cause: error });
  }
  for (const [name, value] of Object.entries(read.values)) {
    env[name] ??= value;
  }
}

/** `.env:12` where the variable has its value from there. */
export function placeOf(name: string, value: string | undefined, from: DotEnv = read): string | undefined {
  const line = from.lines.get(name);
  return line !== undefined && from.values[name] === value ? `${NAME}:${line}` : undefined;
}

const ABOUT = /^([A-Z][A-Z0-9_]*): /;

/** A problem that begins with a variable's name, with the place where that is set. */
export function withPlace(
  problem: string,
  env: Readonly<Record<string, string | undefined>>,
  from: DotEnv = read,
): string {
  const name = ABOUT.exec(problem)?.[1];
  if (name === undefined) {
    return problem;
  }
  // What is given as a file is wrong there, though the variable's own empty line stands in .env as well.
  const file = `${name}_FILE`;
  const place = env[file] ? placeOf(file, env[file], from) : placeOf(name, env[name], from);
  return place === undefined ? problem : `${place}: ${problem}`;
}

const SHORT = 8;

/** One letter off in a short name, two in a long one: other programs have names of their own in this file. */
const isNearly = (name: string, known: string) => distance(name, known) <= (name.length < SHORT ? 1 : 2);

/** Names in .env that nothing reads and that are nearly the name of something that is read: most likely it was meant. */
export function strayNames(known: readonly string[], from: DotEnv = read): string[] {
  return [...from.lines].flatMap(([name, line]) => {
    const plain = name.replace(/_FILE$/, '');
    const meant = known.includes(plain) ? undefined : known.find((one) => isNearly(plain, one));
    return meant === undefined ? [] : [`${NAME}:${line}: nothing reads ${name}; did you mean ${meant}?`];
  });
}
