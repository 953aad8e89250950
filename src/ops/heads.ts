// The list of chain heads: kept elsewhere, it shows a record whose end was cut off or whose history was rewritten.
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Head, TimelineReader } from '../timeline/port.ts';

const FORMAT = 'firescribe heads';

const headsFile = z.object({
  format: z.literal(FORMAT),
  takenAt: z.string(),
  heads: z.array(
    z.object({
      stream: z.string().min(1),
      version: z.number().int().positive(),
      hash: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

const AT_A_TIME = 10_000;

/** The last event of every stream. */
export async function readHeads(reader: Pick<TimelineReader, 'heads'>): Promise<Head[]> {
  const heads: Head[] = [];
  for (;;) {
    const after = heads.at(-1)?.stream;
    const page = await reader.heads({ limit: AT_A_TIME, ...(after === undefined ? {} : { after }) });
    heads.push(...page);
    if (page.length < AT_A_TIME) {
      return heads;
    }
  }
}

export async function writeHeads(file: string, heads: readonly Head[], now: number): Promise<void> {
  const content = { format: FORMAT, takenAt: new Date(now).toISOString(), heads };
  await writeFile(file, `${JSON.stringify(content, null, 1)}\n`);
}

/** @throws Error that says what to give instead, where the file is no list of heads. */
export async function loadHeads(file: string): Promise<Head[]> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Error(
      `${file} cannot be read (${error.message}). Make one with: firescribe verify --heads ${file}`,
    );
  });
  const read = headsFile.safeParse(asJson(text));
  if (!read.success) {
    throw new Error(`${file} is no list of heads. Make one with: firescribe verify --heads <file>`);
  }
  return read.data.heads;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
