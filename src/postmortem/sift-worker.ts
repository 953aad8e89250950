// The worker thread that looks through a review for what was erased: reads the events over a connection of its own.
import { createHash } from 'node:crypto';
import { erasedWords, linesGone, NO_WORDS, saysErased } from '../evidence/erased-words.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { MessagePlace } from '../incident/values.ts';
import { serveWorker } from '../lib/worker.ts';
import { foldRecord } from './compose.ts';
import { renderLog } from './log-file.ts';
import { type Sieve, sift } from './sift.ts';
import { type EventsModule, recordedIn } from './worker-events.ts';

export type SiftTask = {
  events: EventsModule;
  stream: string;
  /** Logs of before, each with the version of the record up to which it goes. */
  logs: { text: string; until: number }[];
  /** Pictures that the texts show. */
  pictures: { file: string; sha256: string }[];
  texts: string[];
  salt: string;
  /** Slack's id of our bot, as `ReviewOptions` has it. */
  bot?: string;
};

export type SiftResult = {
  /** The same logs without what was erased; undefined where nothing was since. */
  logs: (string | undefined)[];
  texts: string[];
  /** How many passages are left out, and their digests. */
  left: number;
  out: string[];
};

/** What erases words, or says that they are not to be read any more. */
const isErasing = ({ type }: IncidentEvent) => type === 'entry-redacted' || type === 'message-deleted';

type LogNow = { log: string; nameless: string };

/** The log as it was then, without what was erased since; also as it is where the bot's id was not known yet. */
function logNow(
  events: readonly IncidentEvent[],
  until: number,
  bot: string | undefined,
): LogNow | undefined {
  if (!events.some((event) => event.version > until && isErasing(event))) {
    return undefined;
  }
  const record = foldRecord(events.filter((event) => event.version <= until || isErasing(event)));
  return { log: renderLog(record, bot), nameless: renderLog(record) };
}

/** Where erased messages stood, and our own sentences about erased facts. */
function placesOf(events: readonly IncidentEvent[]): MessagePlace[] {
  const facts = new Set(
    events.flatMap((event) => (event.type === 'entry-redacted' ? event.data.events : [])),
  );
  return events.flatMap((event) => {
    switch (event.type) {
      case 'entry-redacted':
      case 'message-deleted':
        return event.data.place ?? [];
      case 'fact-posted':
        return facts.has(event.data.fact) ? event.data.place : [];
      default:
        return [];
    }
  });
}

export const passageDigest = (salt: string, words: string): string =>
  createHash('sha256')
    .update(salt)
    .update(words.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim())
    .digest('hex')
    .slice(0, 24);

/** Passages that were left out before are left out again wherever they stand as they did. */
function leftOutBefore(events: readonly IncidentEvent[]): (words: string) => boolean {
  const before = events.flatMap((event) => (event.type === 'review-sifted' ? (event.content ?? []) : []));
  return (words) => before.some(({ salt, out }) => out.includes(passageDigest(salt, words)));
}

function sieveOf(
  events: readonly IncidentEvent[],
  task: SiftTask,
  logs: readonly (LogNow | undefined)[],
): Sieve {
  const stays = logs.map((now) => now && `${now.log}\n${now.nameless}`);
  const gone = task.logs.flatMap(({ text }, index) => linesGone(text, stays[index] ?? text));
  const words = gone.length === 0 ? NO_WORDS : erasedWords(gone, stays.join('\n'));
  const paths = placesOf(events).map(({ channel, ts }) => `/archives/${channel}/p${ts.replace('.', '')}`);
  const files = new Set(events.flatMap((event) => (event.type === 'entry-redacted' ? event.data.files : [])));
  const pictures = task.pictures.filter(({ sha256 }) => files.has(sha256)).map(({ file }) => file);
  const wasOut = leftOutBefore(events);
  return {
    leads: (url) => pictures.includes(url) || paths.some((path) => url.includes(path)),
    says: (text) => saysErased(text, words) || wasOut(text),
  };
}

export function sifted(events: readonly IncidentEvent[], task: SiftTask): SiftResult {
  const logs = task.logs.map(({ until }) => logNow(events, until, task.bot));
  const sieve = sieveOf(events, task, logs);
  const all = task.texts.map((text) => sift(text, sieve));
  const out = new Set(all.flatMap((one) => one.out));
  return {
    logs: logs.map((now) => now?.log),
    texts: all.map(({ markdown }) => markdown),
    left: out.size,
    out: [...out].map((words) => passageDigest(task.salt, words)),
  };
}

serveWorker(
  async (task: SiftTask): Promise<SiftResult> => sifted(await recordedIn(task.events, task.stream), task),
);
