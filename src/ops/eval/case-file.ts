// A case of the evaluation: a small channel with planted facts and traps, read from a file that people can read.
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type CaseRecord, recordOf } from './case-record.ts';

const where = z.object({ in: z.string(), has: z.string() });

const fact = z.object({
  id: z.string(),
  star: z.boolean().default(false),
  /** The line of the channel that holds it, from 1. */
  line: z.number(),
  /** What a row that carries it has to say, besides citing that line. */
  has: z.array(z.coerce.string()),
});

const statement = z.object({
  say: z.string(),
  /** Lines of the channel, or the beginning of a computed fact. */
  cites: z.array(z.union([z.number(), z.string()])),
  /** True in other words than the record's: whether it is kept is counted with the others. */
  soft: z.boolean().default(false),
});

const trap = z.object({
  name: z.string(),
  shown: z.array(where).default([]),
  not: z.array(where).default([]),
});

/**
 * `first`: at hand when the rules of grounding were first written; `developed`: at hand when they were made general; `held out`:
 * written before that and not looked at until it was done. `second …`: the same again, with channels that were written later.
 */
const SETS = ['first', 'developed', 'held out', 'second developed', 'second held out'] as const;

const caseFile = z.object({
  title: z.string(),
  set: z.enum(SETS).default('first'),
  service: z.string(),
  zone: z.string(),
  people: z.array(z.string()),
  channel: z.string(),
  facts: z.array(fact),
  traps: z.array(trap),
  metrics: z.record(z.string(), z.number().nullable()),
  /** Words that no part of the review may hold. */
  never: z.array(z.coerce.string()).default([]),
  statements: z.array(statement),
  /** Statements that look true to somebody who reads in haste. */
  false: z.array(statement.extend({ kind: z.string() })).default([]),
});

export type CaseFile = z.infer<typeof caseFile>;
export type CaseFact = z.infer<typeof fact>;
export type CaseStatement = z.infer<typeof statement>;
export type EvalCase = CaseFile & { name: string; record: CaseRecord };

const FOLDER = new URL('./cases/', import.meta.url);

export function readCase(file: string): EvalCase {
  const read = caseFile.safeParse(parse(readFileSync(new URL(file, FOLDER), 'utf8')));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Error(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  return { ...read.data, name: file.replace(/\.yml$/, ''), record: recordOf(read.data) };
}

/** Every case that is shipped, in the order of their names. */
export function shippedCases(): EvalCase[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yml'))
    .sort()
    .map(readCase);
}
