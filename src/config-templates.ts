// Templates of reviews that firescribe.yml names: read and checked with it, so that a draft never meets a wrong one.
import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { ReadFile } from './config-file.ts';
import { defaultPolicy } from './policy/defaults.ts';
import { templateProblems } from './postmortem/templates/check.ts';
import { namesFor } from './postmortem/templates/shape.ts';

/** The texts by name. Problems: `templates/ours.md:12: …`. */
export function templatesOf(
  { value, given }: ReadFile,
  problems: string[],
): Readonly<Record<string, string>> {
  const { postmortem, roles = defaultPolicy.roles, routing = defaultPolicy.routing } = value;
  const known = namesFor({ roles, routing });
  const read = Object.entries(postmortem?.files ?? {}).flatMap(([name, path]) => {
    const file = isAbsolute(path) ? path : join(dirname(given.name), path);
    try {
      const text = readFileSync(file, 'utf8');
      problems.push(...templateProblems({ text }, known).map(({ line, why }) => `${file}:${line}: ${why}`));
      return [[name, text] as const];
    } catch (error) {
      const line = given.lineOf(['postmortem', 'templates', name]) ?? 1;
      problems.push(`${given.name}:${line}: postmortem.templates.${name}: ${unreadable(file, error)}`);
      return [];
    }
  });
  return Object.fromEntries(read);
}

function unreadable(file: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ENOENT'
    ? `the file ${file} is not there; its path begins at the folder of the configuration`
    : `the file ${file} cannot be read: ${message}`;
}
