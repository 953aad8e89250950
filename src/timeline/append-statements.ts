// The prepared statements of the write: drizzle builds them once, the driver runs them.
import type { SQL } from 'drizzle-orm';
import { bareWrite, type Db } from './bare.ts';
import { eq, sql } from './drizzle.ts';
import { placeholders } from './placeholders.ts';
import { contents, effects, events, receipts, streams } from './schema.ts';

export type AppendStatements = ReturnType<typeof appendStatements>;

const placeholder = sql.placeholder;

export function appendStatements(db: Db) {
  const seqOfId: SQL = sql`(select ${events.seq} from ${events} where ${events.id} = ${placeholder('id')})`;
  const head = { version: placeholder('version'), hash: placeholder('hash') };
  const state = {
    stateVersion: placeholder('stateVersion'),
    foldVersion: placeholder('foldVersion'),
    state: placeholder('state'),
  };
  const given = (column: string) => sql.raw(`excluded.${column}`);
  const headSet = { version: given('version'), hash: given('hash') };
  const stateSet = {
    stateVersion: given('state_version'),
    foldVersion: given('fold_version'),
    state: given('state'),
  };
  const stream = placeholder('stream');
  return {
    tip: db
      .select({ version: streams.version, hash: streams.hash })
      .from(streams)
      .where(eq(streams.stream, stream))
      .prepare(),
    receipt: db
      .select({ receipt: receipts.receipt })
      .from(receipts)
      .where(eq(receipts.key, placeholder('key')))
      .prepare(),
    event: bareWrite(db, db.insert(events).values(placeholders(events, 'seq')).prepare()),
    content: bareWrite(db, db.insert(contents).values(placeholders(contents)).prepare()),
    erase: db.update(contents).set({ salt: null, content: null }).where(eq(contents.seq, seqOfId)).prepare(),
    effect: db
      .insert(effects)
      .values({
        ...placeholders(effects, 'id', 'leaseUntil', 'lastError', 'finishedAt'),
        status: 'waiting',
        attempts: 0,
      })
      .onConflictDoNothing()
      .prepare(),
    addReceipt: db.insert(receipts).values(placeholders(receipts)).prepare(),
    head: bareWrite(
      db,
      db
        .insert(streams)
        .values({ stream, ...head })
        .onConflictDoUpdate({ target: streams.stream, set: headSet })
        .prepare(),
    ),
    state: bareWrite(
      db,
      db
        .insert(streams)
        .values({ stream, ...head, ...state })
        .onConflictDoUpdate({ target: streams.stream, set: { ...headSet, ...stateSet } })
        .prepare(),
    ),
  };
}
