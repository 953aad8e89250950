// The operator's commands. Each loads its work only when it is asked for, so that `start` stays quick.
import { dirname, join } from 'node:path';
import { type Command, Option } from 'commander';
import { counted } from '../policy/lists.ts';
import { addConfigCommands } from './cli-config.ts';
import { addLintCommand } from './cli-lint.ts';
import { addRecordCommands } from './cli-record.ts';
import { addRuleCommands } from './cli-rules.ts';
import { print, readConfig } from './terminal.ts';

type ImportFlags = {
  channel?: string[];
  title?: string;
  severity?: string;
  service?: string;
  zone?: string;
  workspaceUrl?: string;
  template?: string;
  out: string;
};

const TEMPLATE = 'lay the review out by this template, or by this Markdown file; by default as configured';

const several = (value: string, before: string[] = []) => [...before, value];

/** Adds every command but `start` and `demo`, which are main.ts's own. */
export function addCommands(program: Command): void {
  program
    .command('doctor')
    .description('try each token, scope, event, webhook and the database, and say what to fix; posts nothing')
    .action(runDoctor);
  program
    .command('import <slack-export-folder>')
    .description(
      'make a review of an incident from an unpacked Slack export; touches neither Slack nor the record',
    )
    .option('--channel <name>', 'the channel it was run in; may be given several times', several)
    .option('--title <title>', 'what the incident is called')
    .option('--severity <severity>', 'how bad it was, if it is known: SEV-2')
    .option('--service <service>', 'what was affected')
    .option('--zone <zone>', 'time zone of the review; by default that of whoever wrote most')
    .option('--workspace-url <url>', 'https://acme.slack.com: statements then link to their messages')
    .option('--template <name>', TEMPLATE)
    .requiredOption('--out <folder>', 'where postmortem.md, postmortem.json and timeline.json are written')
    .action(runImport);
  program
    .command('export <incident>')
    .description('write an incident of the record to standard output or a file')
    .addOption(
      new Option(
        '--format <format>',
        'the review as md or json, or the whole timeline as csv or timeline (JSON)',
      )
        .choices(['md', 'json', 'csv', 'timeline'])
        .default('md'),
    )
    .option('--out <file>', 'write to this file')
    .option('--workspace-url <url>', 'where links to messages lead, if the record does not know')
    .option('--template <name>', TEMPLATE)
    .action(runExport);
  program
    .command('workflows')
    .description('the automatic steps of firescribe.yml')
    .command('dry-run <incident>')
    .description('say what each workflow would have done in an incident of the record; does nothing')
    .action(runWorkflows);
  addRecordCommands(program);
  addRuleCommands(program);
  addConfigCommands(program);
  addLintCommand(program);
}

async function runWorkflows(incident: string): Promise<void> {
  const { dryRunText } = await import('./workflows.ts');
  const { dataPaths } = await import('../core.ts');
  const { dataDir, policy } = await readConfig();
  print(await dryRunText({ database: dataPaths(dataDir).database, incident, policy }));
}

async function runDoctor(): Promise<void> {
  const { runDoctor: examine } = await import('./doctor.ts');
  const healthy = await examine(process.env, print);
  process.exitCode = healthy ? 0 : 1;
}

async function runImport(folder: string, flags: ImportFlags): Promise<void> {
  const { importExport } = await import('./import-export-folder.ts');
  const { createProgress } = await import('./progress.ts');
  const config = await readConfig();
  const { templateAsked } = await import('./export-template.ts');
  const { channel, template, ...options } = flags;
  const done = await importExport(folder, {
    zone: process.env.TIME_ZONE || undefined,
    ...options,
    channels: channel ?? [],
    policy: config.policy,
    templateOf: await templateAsked(config, template),
    progress: createProgress(),
  });
  const [messages, people] = [
    counted(done.messages, 'message'),
    counted(done.people, 'person or bot', 'people and bots'),
  ];
  print(`${messages} of ${people}; times are in ${done.zone}.`);
  for (const line of [...notReadLines(done.unreadable), ...done.files]) {
    print(line);
  }
}

/** An export of another shape than Slack's would fill the terminal. */
const SHOWN = 50;

function notReadLines(unreadable: readonly string[]): string[] {
  const more = unreadable.length - SHOWN;
  return [
    ...(unreadable.length > 0 ? [`${unreadable.length} of its parts could not be read:`] : []),
    ...unreadable.slice(0, SHOWN).map((what) => `Not read: ${what}`),
    ...(more > 0 ? [`… and ${more} more.`] : []),
  ];
}

async function runExport(
  incident: string,
  flags: {
    format: 'md' | 'json' | 'csv' | 'timeline';
    out?: string;
    workspaceUrl?: string;
    template?: string;
  },
): Promise<void> {
  const { exportPictures, exportText } = await import('./export.ts');
  const { dataPaths } = await import('../core.ts');
  const { templateAsked } = await import('./export-template.ts');
  const config = await readConfig();
  const { database, files } = dataPaths(config.dataDir);
  const { out, template, ...options } = flags;
  const templateOf = await templateAsked(config, template);
  const word = config.policy.reviewWord;
  const text = await exportText({ database, incident, word, templateOf, ...options });
  if (out === undefined) {
    process.stdout.write(text);
    return;
  }
  const { writeFile } = await import('node:fs/promises');
  const { withFile } = await import('../lib/file-errors.ts');
  await withFile({ path: out, wanted: 'written', setting: '--out' }, () => writeFile(out, text));
  print(out);
  const { openFileStore } = await import('../timeline/files.ts');
  const store = openFileStore({ dir: files, maxBytes: config.maxFileBytes });
  for (const { name, bytes } of await exportPictures({ database, incident, files: store, text })) {
    const beside = join(dirname(out), name);
    await writeFile(beside, bytes);
    print(beside);
  }
}
