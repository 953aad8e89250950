// An incident rebuilt from a Slack export: read, told to a real engine over a database of its own, and written out as files.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine } from '../engine/engine.ts';
import type { Engine } from '../engine/engine-port.ts';
import type { CommandType } from '../incident/commands.ts';
import type { IncidentEvent } from '../incident/events.ts';
import { Refusal } from '../incident/refusal.ts';
import { manualClock, systemClock } from '../lib/clock.ts';
import { withFile } from '../lib/file-errors.ts';
import { silentLog } from '../lib/log.ts';
import { defaultPolicy } from '../policy/defaults.ts';
import type { Policy } from '../policy/policy.ts';
import { foldRecord } from '../postmortem/compose.ts';
import { exportIncident } from '../postmortem/export.ts';
import { openTimeline } from '../timeline/sqlite.ts';
import type { TemplateOf } from './export-template.ts';
import { type ExportedCommands, exportedCommands } from './exported-commands.ts';
import type { ExportedUser } from './exported-rows.ts';
import { operator, operatorAsking } from './operator.ts';
import { noProgress, type Progress } from './progress.ts';
import { readSlackExport, type SlackExport } from './slack-export.ts';

export type ImportOptions = {
  /** Names of channels, with or without `#`; none where the export holds one only. */
  channels?: readonly string[];
  title?: string;
  severity?: string;
  service?: string;
  /** IANA zone of the review; by default that of whoever wrote most. */
  zone?: string;
  /** `https://acme.slack.com`: statements then link to the messages. An export does not say it. */
  workspaceUrl?: string;
  /** Folder of the files, made where it is not there. Files of an earlier import are replaced. */
  out: string;
  policy?: Policy;
  /** What gives the review its shape; absent: all sections. */
  templateOf?: TemplateOf;
  /** When it is imported; the real time by default. */
  now?: number;
  /** Where its database stands as long as this takes; the system's folder for temporary files by default. */
  scratch?: string;
  progress?: Progress;
};

export type Imported = {
  /** Paths of what was written. */
  files: string[];
  /** Messages on record, and the people and bots who wrote them. */
  messages: number;
  people: number;
  /** What of the export could not be read, each with its place and reason. */
  unreadable: string[];
  zone: string;
};

/** Handled together: they share commits, and the queue stays short. */
const AT_ONCE = 1_000;

/** The zone of whoever wrote most: reviews are read where the work was done. */
function zoneOfSpeakers({ channels, users }: SlackExport): string | undefined {
  const lines = new Map<string, number>();
  for (const message of channels.flatMap((channel) => channel.messages)) {
    const user: ExportedUser | undefined = message.user ? users.get(message.user) : undefined;
    if (user?.zone && !user.bot) {
      lines.set(user.zone, (lines.get(user.zone) ?? 0) + 1);
    }
  }
  return [...lines].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0];
}

/** Small, sortable and the same at each import, so that two imports of one export can be compared. */
function countedIds(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `e${String(count).padStart(7, '0')}`;
  };
}

async function declare(engine: Engine, read: SlackExport, options: ImportOptions, at: number) {
  const names = read.channels.map((channel) => `#${channel.name}`).join(', ');
  const { severity, service } = options;
  return engine.handle({
    type: 'declare',
    wish: {
      kind: 'imported',
      title: options.title ?? `Incident in ${names}`,
      private: false,
      ...(severity === undefined ? {} : { severity }),
      ...(service === undefined ? {} : { service }),
    },
    asking: operatorAsking(operator(), { at, key: 'import', words: 'firescribe import' }),
  });
}

async function tellAll(
  engine: Engine,
  incident: string,
  told: ExportedCommands,
  progress: Progress,
): Promise<void> {
  const { commands, unreadable } = told;
  for (let from = 0; from < commands.length; from += AT_ONCE) {
    const part = commands.slice(from, from + AT_ONCE);
    await Promise.all(
      part.map(async (command) => {
        try {
          // The union's members are each a matching pair of type and wish, which the compiler cannot see through.
          await engine.handle({ ...command, incident } as Parameters<typeof engine.handle<CommandType>>[0]);
        } catch (error) {
          if (!(error instanceof Refusal)) {
            throw error;
          }
          unreadable.push(`${command.asking.source.key}: ${error.message}`);
        }
      }),
    );
    progress.tell(`${Math.min(from + AT_ONCE, commands.length)} of ${commands.length} entries read`);
  }
}

/** Everything that the export tells, as events of one incident. The database lives as long as this takes. */
async function rebuild(read: SlackExport, told: ExportedCommands, options: ImportOptions & { now: number }) {
  const folder = await mkdtemp(join(options.scratch ?? tmpdir(), 'firescribe-import-'));
  const policy = { ...(options.policy ?? defaultPolicy), zone: options.zone ?? 'UTC' };
  try {
    const timeline = openTimeline({ file: join(folder, 'import.db') });
    const engine = createEngine({
      timeline,
      policy: () => policy,
      // Nothing follows from what is long past.
      reactions: [],
      clock: manualClock(options.now),
      newId: countedIds(),
      log: silentLog,
    });
    try {
      const { incident } = await declare(engine, read, options, options.now);
      await tellAll(engine, incident, told, options.progress ?? noProgress);
      return await engine.questions.events(incident);
    } finally {
      await engine.stop();
      await timeline.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeFiles(events: readonly IncidentEvent[], options: ImportOptions): Promise<string[]> {
  const { out, workspaceUrl } = options;
  const template = options.templateOf?.(foldRecord(events).incident);
  const review = {
    word: (options.policy ?? defaultPolicy).reviewWord,
    ...(workspaceUrl === undefined ? {} : { workspaceUrl }),
    ...(template === undefined ? {} : { template }),
  };
  const texts = {
    'postmortem.md': exportIncident(events, 'md', review),
    'postmortem.json': exportIncident(events, 'json', review),
    'timeline.json': exportIncident(events, 'timeline', review),
  };
  await withFile({ path: out, wanted: 'written', setting: '--out' }, async () => {
    await mkdir(out, { recursive: true });
    for (const [name, text] of Object.entries(texts)) {
      await writeFile(join(out, name), text);
    }
  });
  return Object.keys(texts).map((name) => join(out, name));
}

function speakersOf(events: readonly IncidentEvent[]): number {
  const posted = events.filter((event) => event.type === 'message-posted');
  return new Set(posted.map((event) => event.data.author.id)).size;
}

/**
 * Reads an unpacked Slack export and writes `postmortem.md`, `postmortem.json` and `timeline.json`. Slack is not asked, and no
 * record of this Firescribe is touched. Order and doubling of the export's files change nothing.
 * @throws Error where the folder, a file or the channel is missing; Refusal where title, severity or service are not possible.
 */
export async function importExport(folder: string, options: ImportOptions): Promise<Imported> {
  const { progress = noProgress, now = systemClock.now() } = options;
  const read = await readSlackExport(folder, options.channels ?? [], now);
  const zone = options.zone ?? zoneOfSpeakers(read) ?? options.policy?.zone ?? defaultPolicy.zone;
  const told = exportedCommands(read, now);
  const unreadable = [...read.unreadable, ...told.unreadable];
  const events = await rebuild(read, { ...told, unreadable }, { ...options, zone, now });
  const messages = events.filter((event) => event.type === 'message-posted').length;
  if (messages === 0) {
    const names = read.channels.map((channel) => `#${channel.name}`).join(', ');
    const why = unreadable.slice(0, 3).map((what) => ` Not read: ${what}`);
    throw new Error(
      `${names} holds no message that could be read; there is nothing to write a review of.${why.join('')}`,
    );
  }
  progress.tell(`Writing the review of ${messages} messages`);
  return {
    files: await writeFiles(events, options),
    messages,
    people: speakersOf(events),
    unreadable,
    zone,
  };
}
