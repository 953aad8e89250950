// What passes between the main thread and the thread that writes.
import type { Append, AppendResult, StoredEvent } from './port.ts';
import type { SqliteTimeline } from './sqlite.ts';

/** The port's questions that need the writing connection. `backup` too: a copy begins anew whenever another connection writes. */
export const WRITER_CALLS = [
  'append',
  'writeState',
  'leaseEffects',
  'finishEffect',
  'renewLeases',
  'changeWaiting',
  'releaseEffects',
  'endLeases',
  'parkEffects',
  'prune',
  'checkpoint',
  'backup',
  'indexWords',
] as const satisfies readonly (keyof SqliteTimeline)[];

export type WriterCall = (typeof WRITER_CALLS)[number];

/** An append travels as JSON, which is what becomes of it anyway: copying its objects one by one takes three times as long. */
export type Call = { id: number } & (
  | { call: 'append'; json: string }
  | { call: Exclude<WriterCall, 'append'>; asked: readonly unknown[] }
);

export type Level = 'debug' | 'info' | 'warn' | 'error';

/** One message to the main thread for everything that a commit settled. */
export type Told = {
  answers: ({ id: number } & ({ ok: true; value: unknown } | { ok: false; error: unknown; disk?: true }))[];
  logged: { level: Level; fields: object; message: string }[];
};

/** What is new about an event once it is written; the rest the asker has. */
type Link = Pick<StoredEvent, 'version' | 'prevHash' | 'hash'>;

export type Receipt = Exclude<AppendResult, { ok: true }> | { ok: true; version: number; links: Link[] };

/** The result of an append without the words that came with it: copying them back would cost as much as sending them. */
export function receiptOf(result: AppendResult): Receipt {
  if (!result.ok) {
    return result;
  }
  const links = result.events.map(({ version, prevHash, hash }) => ({ version, prevHash, hash }));
  return { ok: true, version: result.version, links };
}

export function resultOf({ stream, events }: Append, receipt: Receipt): AppendResult {
  if (!receipt.ok) {
    return receipt;
  }
  const written = events.map((event, index) => {
    const link = receipt.links[index]!;
    return { ...event, content: event.content ?? null, erased: false, stream, ...link };
  });
  return { ok: true, version: receipt.version, events: written };
}
