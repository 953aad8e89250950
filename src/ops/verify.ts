// Whether the record is what was recorded: every hash of every chain, everything derived from it, and the kept files.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reviewFiles } from '../engine/review-files.ts';
import { isIncident } from '../engine/stream-names.ts';
import type { IncidentEvent } from '../incident/events.ts';
import { sha256 } from '../lib/ids.ts';
import type { Head } from '../timeline/port.ts';
import { requireSound } from '../timeline/soundness.ts';
import { openReader, type SqliteReader } from '../timeline/sqlite.ts';
import { readHeads } from './heads.ts';
import { noProgress, type Progress } from './progress.ts';
import { refoldIncident } from './refold.ts';

export type Verified = {
  streams: number;
  events: number;
  incidents: number;
  files: number;
  /** One sentence each, beginning with the stream; empty where all is well. */
  problems: string[];
  heads: Head[];
};

export type VerifyOptions = {
  database: string;
  /** Folder of the kept files; without it files are not looked at. */
  files?: string;
  /** Heads that were kept elsewhere. */
  against?: readonly Head[];
  /** What a damaged database is called, where this is a copy of it. */
  copyOf?: string;
  progress?: Progress;
};

/** Digests of everything kept for this incident, but for what was redacted. */
function digestsOf(events: readonly IncidentEvent[]): string[] {
  const kept = new Set<string>();
  for (const event of events) {
    if (event.type === 'file-kept' && event.data.file.sha256) {
      kept.add(event.data.file.sha256);
    } else if (event.type === 'graph-kept' && event.data.picture?.sha256) {
      kept.add(event.data.picture.sha256);
    } else if (event.type === 'entry-redacted') {
      event.data.files.forEach((digest) => void kept.delete(digest));
    }
  }
  return [...kept, ...reviewFiles(events).wanted];
}

async function checkFile(folder: string, digest: string): Promise<string | undefined> {
  const path = join(folder, digest);
  if (!existsSync(path)) {
    return `the kept file ${digest} is missing`;
  }
  return sha256(await readFile(path)) === digest ? undefined : `the kept file ${digest} is damaged`;
}

async function checkFiles(
  folder: string | undefined,
  digests: readonly string[],
  checked: Set<string>,
): Promise<string[]> {
  const problems: string[] = [];
  for (const digest of folder === undefined ? [] : digests) {
    if (!checked.has(digest)) {
      checked.add(digest);
      const problem = await checkFile(folder!, digest);
      problems.push(...(problem === undefined ? [] : [problem]));
    }
  }
  return problems;
}

async function checkIncidents(reader: SqliteReader, heads: readonly Head[], options: VerifyOptions) {
  const streams = heads.map(({ stream }) => stream).filter(isIncident);
  const files = new Set<string>();
  const problems: string[] = [];
  const counts = await reader.countKeys();
  for (const [index, stream] of streams.entries()) {
    try {
      const refolded = await refoldIncident({ reader, stream, counts });
      const found = await checkFiles(options.files, digestsOf(refolded.events), files);
      problems.push(...[...refolded.problems, ...found].map((what) => `${stream}: ${what}`));
    } catch (error) {
      problems.push(`${stream}: cannot be read: ${(error as Error).message}`);
    }
    options.progress?.tell(`${index + 1} of ${streams.length} incidents folded again`);
  }
  return { incidents: streams.length, files: files.size, problems };
}

/** Reads over a connection of its own: the app may run meanwhile. @throws Error where the database cannot be opened, or is damaged. */
export async function verifyRecord(options: VerifyOptions): Promise<Verified> {
  const { against, copyOf, progress = noProgress } = options;
  const reader = openReader({ file: options.database });
  try {
    requireSound(options.database, { called: copyOf });
    const heads = await readHeads(reader);
    const chains = await reader.verify({
      ...(against ? { against } : {}),
      onProgress: (events) => progress.tell(`${events} events checked`),
    });
    const broken = chains.problems.map(
      ({ stream, version, what }) => `${stream}${version === undefined ? '' : `, event ${version}`}: ${what}`,
    );
    const derived = await checkIncidents(reader, heads, options);
    return {
      streams: chains.streams,
      events: chains.events,
      incidents: derived.incidents,
      files: derived.files,
      problems: [...broken, ...derived.problems],
      heads,
    };
  } finally {
    await reader.close();
  }
}
