// The commands that work on the record itself: declare, note, resolve, verify, backup, restore, outbox, inbox.

import { type Command, Option } from 'commander';
import { counted } from '../policy/lists.ts';
import { atDesk, print, readConfig } from './terminal.ts';
import type { Verified } from './verify.ts';

/** The app looks for what others wrote every ten seconds. */
const WAITS = 'The running app posts it within ten seconds; while Slack or the app is down it waits.';

type DeclareFlags = {
  severity?: string;
  sev?: string;
  service?: string;
  team?: string;
  impact?: string;
  private?: boolean;
  by?: string;
};

const words = (parts: readonly string[]) => parts.join(' ');

export function addRecordCommands(program: Command): void {
  addWriting(program);
  addKeeping(program);
  addOutbox(program);
  addInbox(program);
}

function addWriting(program: Command): void {
  program
    .command('declare <title...>')
    .description('declare an incident, also while Slack is down')
    .option('--severity <severity>', 'SEV-1 … SEV-4; without it the default, with a chooser in the channel')
    .addOption(new Option('--sev <severity>', 'as in Slack').hideHelp())
    .option('--service <service>', 'what is affected')
    .option('--team <team>', 'who owns it')
    .option('--impact <text>', 'what users notice')
    .option('--private', 'its channel is private, and nobody else hears of it')
    .option('--by <name>', 'who declares, if not the account of this machine')
    .action(declare);
  program
    .command('note <incident> <text...>')
    .description('write into the timeline, also while Slack is down')
    .option('--at <time>', 'when it happened: 14:05, "yesterday 23:50", "10 min ago"')
    .option('--by <name>', 'who notes it, if not the account of this machine')
    .action(note);
  program
    .command('resolve <incident> [text...]')
    .description('say that it is over, and what fixed it')
    .option('--by <name>', 'who resolves it, if not the account of this machine')
    .action(resolve);
}

function addKeeping(program: Command): void {
  program
    .command('verify')
    .description(
      'check every hash, every derived row and every kept file; exit code 1 where something differs',
    )
    .option('--against <file>', 'a list of heads kept elsewhere: a cut or rewritten record shows')
    .option('--heads <file>', 'write the list of heads to this file, to be kept elsewhere')
    .action(verify);
  program
    .command('backup <folder>')
    .description('copy database and files into a new folder while Firescribe runs, and verify the copy')
    .action(backup);
  program
    .command('restore <backup>')
    .description('make a backup the record; nothing is posted until `outbox release`')
    .option('--replace', 'put a record that is there already aside')
    .action(restore);
}

function addOutbox(program: Command): void {
  const outbox = program.command('outbox').description('what was not posted, and why');
  outbox
    .command('list', { isDefault: true })
    .description('show what is parked')
    .action(() =>
      atDesk(async ({ timeline, engine }) => {
        const { parkedEffects } = await import('./outbox.ts');
        const lines = await parkedEffects(timeline, engine.questions);
        print(lines.length > 0 ? lines.join('\n') : 'Nothing is parked.');
      }),
    );
  outbox
    .command('release [ids...]')
    .description('have parked effects done after all, at their time: these, or all but what was skipped')
    .action((ids: string[]) =>
      atDesk(async ({ timeline, clock }) => {
        const { releaseParked } = await import('./outbox.ts');
        const { released, skipped } = await releaseParked(timeline, {
          ids: numbersIn(ids),
          now: clock.now(),
        });
        print(`${released} released. ${WAITS} What is due later is done at its time.`);
        if (skipped) {
          print(
            'What somebody skipped is left; `firescribe outbox release <number>` has it done all the same.',
          );
        }
      }),
    );
}

function addInbox(program: Command): void {
  const inbox = program.command('inbox').description('signals of monitors that could not be routed, and why');
  inbox
    .command('list', { isDefault: true })
    .description('show what is set aside')
    .action(() =>
      atDesk(async ({ timeline, clock }) => {
        const { inboxLines } = await import('./inbox.ts');
        (await inboxLines(timeline, clock.now())).forEach(print);
      }),
    );
  inbox
    .command('retry')
    .description('try them again now, also while the app runs')
    .action(() =>
      atDesk(async ({ engine }) => {
        const { retriedLines } = await import('./inbox.ts');
        (await retriedLines(engine)).forEach(print);
      }),
    );
}

function numbersIn(ids: readonly string[]): number[] {
  const wrong = ids.find((id) => !/^\d+$/.test(id));
  if (wrong !== undefined) {
    throw new Error(`"${wrong}" is no number of \`firescribe outbox list\`.`);
  }
  return ids.map(Number);
}

async function declare(title: string[], { sev, ...flags }: DeclareFlags): Promise<void> {
  const { declareIncident } = await import('./declare-note-resolve.ts');
  const { number, severity } = await atDesk((desk) =>
    declareIncident(desk, { severity: sev, ...flags, title: words(title) }),
  );
  const hidden = flags.private ? ', private' : '';
  print(`INC-${number} is declared (${severity.label}${hidden}). ${WAITS}`);
}

async function note(incident: string, text: string[], flags: { at?: string; by?: string }): Promise<void> {
  const { noteFact } = await import('./declare-note-resolve.ts');
  const noted = await atDesk((desk) => noteFact(desk, { ...flags, incident, text: words(text) }));
  print(`Noted for INC-${noted.incident.number} at ${noted.at}.`);
}

async function resolve(incident: string, text: string[], flags: { by?: string }): Promise<void> {
  const { resolveIncident } = await import('./declare-note-resolve.ts');
  const { number } = await atDesk((desk) => resolveIncident(desk, { ...flags, incident, text: words(text) }));
  print(`INC-${number} is resolved. ${WAITS}`);
}

async function places() {
  const { dataPaths } = await import('../core.ts');
  const { createProgress } = await import('./progress.ts');
  return { record: dataPaths((await readConfig()).dataDir), progress: createProgress() };
}

function holdings({ incidents, events, files }: Pick<Verified, 'incidents' | 'events' | 'files'>): string {
  return `${counted(incidents, 'incident')}, ${counted(events, 'event')}, ${counted(files, 'file')}`;
}

function report(problems: readonly string[], well: string): void {
  problems.forEach(print);
  if (problems.length > 0) {
    print(`${counted(problems.length, 'difference')}.`);
    process.exitCode = 1;
  } else {
    print(well);
  }
}

async function verify(flags: { against?: string; heads?: string }): Promise<void> {
  const { verifyRecord } = await import('./verify.ts');
  const { loadHeads, writeHeads } = await import('./heads.ts');
  const { record, progress } = await places();
  const against = flags.against === undefined ? {} : { against: await loadHeads(flags.against) };
  const found = await verifyRecord({ ...record, ...against, progress });
  if (flags.heads !== undefined) {
    const { heads } = flags;
    const { withFile } = await import('../lib/file-errors.ts');
    await withFile({ path: heads, wanted: 'written', setting: '--heads' }, () =>
      writeHeads(heads, found.heads, Date.now()),
    );
  }
  report(found.problems, `All is as it was recorded: ${holdings(found)}.`);
}

async function backup(folder: string): Promise<void> {
  const { backUp } = await import('./backup.ts');
  const { record, progress } = await places();
  const made = await backUp(record, folder, { now: Date.now(), progress });
  report(made.problems, `${folder} holds ${holdings(made)}, and is verified.`);
}

async function restore(from: string, flags: { replace?: boolean }): Promise<void> {
  const { restore: bringBack } = await import('./restore.ts');
  const { record, progress } = await places();
  const back = await bringBack(from, record, { ...flags, now: Date.now(), progress });
  if (back.before !== undefined) {
    print(`The record that was there is now ${back.before}.`);
  }
  report(
    back.problems,
    `Restored: ${holdings(back)}. ${counted(back.parked, 'effect')} parked: \`firescribe outbox list\` shows what waits, ` +
      '`firescribe outbox release` has it done.',
  );
}
