// Templates of reviews that firescribe.yml names: read with it, and checked before anything runs, so that a draft never meets a
// wrong one. The checker is loaded where there is something to check: it brings parsers of Markdown and Liquid.
import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { ReadFile } from './config-file.ts';
import { fileTrouble } from './lib/file-errors.ts';
import { defaultPolicy } from './policy/defaults.ts';

/** The texts by name. */
export function templatesOf(
  { value, given }: ReadFile,
  problems: string[],
): Readonly<Record<string, string>> {
  const read = Object.entries(value.postmortem?.files ?? {}).flatMap(([name, path]) => {
    const file = fileOf(given.name, path);
    try {
      return [[name, readFileSync(file, 'utf8')] as const];
    } catch (error) {
      const line = given.lineOf(['postmortem', 'templates', name]) ?? 1;
      problems.push(`${given.name}:${line}: postmortem.templates.${name}: ${unreadable(file, error)}`);
      return [];
    }
  });
  return Object.fromEntries(read);
}

const fileOf = (configuration: string, path: string) =>
  isAbsolute(path) ? path : join(dirname(configuration), path);

/** What is wrong in templates: `templates/ours.md:12: …`. */
export async function templateProblemsIn(
  configuration: string,
  { postmortem, roles, routing }: ReadFile['value'],
  texts: Readonly<Record<string, string>>,
): Promise<string[]> {
  const files = Object.entries(postmortem?.files ?? {});
  if (files.length === 0) {
    return [];
  }
  const { templateProblems } = await import('./postmortem/templates/check.ts');
  const { namesFor } = await import('./postmortem/templates/shape.ts');
  const known = namesFor({
    roles: roles ?? defaultPolicy.roles,
    routing: routing ?? defaultPolicy.routing,
  });
  return files.flatMap(([name, path]) =>
    templateProblems({ text: texts[name] ?? '' }, known).map(
      ({ line, why }) => `${fileOf(configuration, path)}:${line}: ${why}`,
    ),
  );
}

function unreadable(file: string, error: unknown): string {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
    ? `the file ${file} is not there; its path begins at the folder of the configuration`
    : fileTrouble(error, file, 'read');
}
