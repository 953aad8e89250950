// `firescribe lint <file.md>`: needs no configuration, no record and no Slack.
import type { Command } from 'commander';
import { fileTrouble } from '../lib/file-errors.ts';

export function addLintCommand(program: Command): void {
  program
    .command('lint <files...>')
    .description(
      'check the wording of reviews in Markdown for blame; - reads standard input; exit code 1 with findings',
    )
    .option('--strict', 'all twenty rules, not only those that are on by default')
    .option('--json', 'a JSON list in place of text')
    .action(lint);
}

async function read(file: string): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  const { text } = await import('node:stream/consumers');
  return file === '-' ? text(process.stdin) : readFile(file, 'utf8');
}

async function lint(files: string[], flags: { strict?: boolean; json?: boolean }): Promise<void> {
  const { isDirty, lintMarkdown, lintText } = await import('./lint.ts');
  const found: ReturnType<typeof lintMarkdown> = [];
  for (const file of files) {
    try {
      found.push(...lintMarkdown(file, await read(file), flags));
    } catch (error) {
      process.stderr.write(`${fileTrouble(error, file, 'read')}\n`);
      process.exitCode = 2;
      return;
    }
  }
  process.stdout.write(flags.json ? `${JSON.stringify(found, null, 2)}\n` : lintText(found, files.length));
  process.exitCode = isDirty(found) ? 1 : 0;
}
