// The queue of effects: leases, ends of leases, parking and release. Each function is one job of a transaction.
import type { SQL } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { and, asc, eq, inArray, lt, lte, min, or, sql } from './drizzle.ts';
import { effectOf, withoutError, withStatus } from './effect-rows.ts';
import type { Instant, Pruned, Timeline } from './port.ts';
import { effects, receipts } from './schema.ts';

type Questions =
  | 'leaseEffects'
  | 'finishEffect'
  | 'renewLeases'
  | 'changeWaiting'
  | 'nextEffectAt'
  | 'releaseEffects'
  | 'endLeases'
  | 'parkEffects';
type Job<Name extends Questions> = (
  db: BetterSQLite3Database,
  ...asked: Parameters<Timeline[Name]>
) => Awaited<ReturnType<Timeline[Name]>>;

/** The port's questions about effects, as they run inside a transaction. */
export type EffectQueue = {
  [Name in Questions]: (...asked: Parameters<Timeline[Name]>) => Awaited<ReturnType<Timeline[Name]>>;
} & {
  /** Deletes at most `most` rows of each kind that `prune` is about; returns how many went. */
  prune(query: Parameters<Timeline['prune']>[0], most: number): Pruned;
};

type EffectRow = typeof effects.$inferSelect;

const { waiting, running, done, parked } = withStatus;
/** No other effect with the same target is being performed. */
const targetIsFree = sql`not exists (select 1 from effects other
  where other.target = ${effects.target} and other.status = 'running')`;

export function effectQueue(db: BetterSQLite3Database): EffectQueue {
  return {
    leaseEffects: (options) => lease(db, options),
    finishEffect: (effect, outcome) => finish(db, effect, outcome),
    renewLeases: (leases, options) => renew(db, leases, options),
    changeWaiting: (id, to) => change(db, id, to),
    nextEffectAt: () => nextAt(db),
    releaseEffects: (query) => release(db, query),
    endLeases: () => endAll(db),

    // What runs is parked, too: in a restored backup nobody performs it, and its lease would soon run out.
    parkEffects: ({ ids, now, error }) =>
      end(db, and(or(waiting, running), ids && inArray(effects.id, [...ids])), {
        status: 'parked',
        finishedAt: now,
        lastError: error,
      }),

    prune({ doneBefore, parkedBefore, receiptsBefore }, most) {
      const ended = (status: SQL, before: Instant) =>
        db
          .delete(effects)
          .where(and(status, lt(effects.finishedAt, before)))
          .limit(most)
          .run().changes;
      return {
        done: ended(done, doneBefore),
        parked: ended(parked, parkedBefore),
        receipts: db.delete(receipts).where(lt(receipts.at, receiptsBefore)).limit(most).run().changes,
      };
    },
  };
}

const lease: Job<'leaseEffects'> = (db, { now, leaseMs, limit, exceptKinds = [] }) => {
  const ids = dueIds(db, { now, limit, exceptKinds });
  if (ids.length === 0) {
    return [];
  }
  const leased = db
    .update(effects)
    .set({ status: 'running', attempts: sql`attempts + 1`, leaseUntil: now + leaseMs })
    .where(inArray(effects.id, ids))
    .returning()
    .all();
  return leased.sort(oldestFirst).map(effectOf);
};

const finish: Job<'finishEffect'> = (db, { id, attempts }, outcome) => {
  const row = db.select().from(effects).where(eq(effects.id, id)).get();
  if (row?.status !== 'running' || row.attempts !== attempts) {
    return false;
  }
  if (outcome.status === 'waiting') {
    putBack(db, row, { dueAt: outcome.dueAt, lastError: outcome.error });
  } else if (outcome.status === 'untouched') {
    putBack(db, row, { attempts: attempts - 1 });
  } else {
    const lastError = outcome.status === 'parked' ? outcome.error : row.lastError;
    end(db, eq(effects.id, id), { status: outcome.status, finishedAt: outcome.now, lastError });
  }
  return true;
};

const renew: Job<'renewLeases'> = (db, leases, { now, leaseMs }) =>
  leases
    .filter(({ id, attempts }) => {
      const held = and(eq(effects.id, id), running, eq(effects.attempts, attempts));
      return (
        db
          .update(effects)
          .set({ leaseUntil: now + leaseMs })
          .where(held)
          .run().changes > 0
      );
    })
    .map(({ id }) => id);

const change: Job<'changeWaiting'> = (db, id, to) => {
  const one = and(eq(effects.id, id), waiting);
  if (to.status === 'parked') {
    return end(db, one, { status: 'parked', finishedAt: to.now, lastError: to.error }) > 0;
  }
  return db.update(effects).set({ dueAt: to.dueAt, notAfter: null }).where(one).run().changes > 0;
};

const nextAt: Job<'nextEffectAt'> = (db) => {
  const due = db
    .select({ at: effects.dueAt })
    .from(effects)
    .where(and(waiting, targetIsFree))
    .orderBy(asc(effects.dueAt))
    .limit(1)
    .get();
  const ends = db
    .select({ at: min(effects.leaseUntil) })
    .from(effects)
    .where(running)
    .get();
  const times = [due?.at, ends?.at].filter((at) => typeof at === 'number');
  return times.length > 0 ? Math.min(...times) : undefined;
};

const release: Job<'releaseEffects'> = (db, { ids, exceptError, now }) => {
  const released = db
    .select()
    .from(effects)
    .where(
      and(
        parked,
        ids && inArray(effects.id, [...ids]),
        exceptError === undefined ? undefined : withoutError(exceptError),
      ),
    )
    .orderBy(asc(effects.dueAt), asc(effects.id))
    .all();
  for (const row of released) {
    // Whoever releases it wants it performed, however late; what is not due yet has its time, and may still miss it.
    const when = row.dueAt > now ? { dueAt: soonestOf(db, row) } : { dueAt: now, notAfter: null };
    putBack(db, row, { ...when, finishedAt: null });
  }
  return released.length;
};

/** Its own time, or that of the one that waits for the same target and gives way to it. */
function soonestOf(db: BetterSQLite3Database, { target, dueAt }: EffectRow): number {
  const other =
    target === null
      ? undefined
      : db
          .select({ at: effects.dueAt })
          .from(effects)
          .where(and(eq(effects.target, target), waiting))
          .get();
  return Math.min(dueAt, other?.at ?? dueAt);
}

/** Attempts are kept: each may have done its work. */
const endAll: Job<'endLeases'> = (db) => {
  const leased = db.select().from(effects).where(running).all();
  for (const row of leased) {
    putBack(db, row, {});
  }
  return leased.length;
};

function oldestFirst(a: Pick<EffectRow, 'dueAt' | 'id'>, b: Pick<EffectRow, 'dueAt' | 'id'>): number {
  return a.dueAt - b.dueAt || a.id - b.id;
}

/** What may be leased now: what is due and whose target is free, and what was leased by somebody who did not come back. */
function dueIds(
  db: BetterSQLite3Database,
  { now, limit, exceptKinds }: { now: Instant; limit: number; exceptKinds: readonly string[] },
): number[] {
  const find = (...conditions: SQL[]) =>
    db
      .select({ id: effects.id, dueAt: effects.dueAt })
      .from(effects)
      .where(
        and(
          ...conditions,
          sql`${effects.kind} not in (select value from json_each(${JSON.stringify(exceptKinds)}))`,
        ),
      )
      .orderBy(asc(effects.dueAt), asc(effects.id))
      .limit(limit)
      .all();
  const lost = find(running, lte(effects.leaseUntil, now));
  const due = find(waiting, lte(effects.dueAt, now), targetIsFree);
  return [...lost, ...due]
    .sort(oldestFirst)
    .slice(0, limit)
    .map(({ id }) => id);
}

function end(
  db: BetterSQLite3Database,
  which: SQL | undefined,
  how: Pick<EffectRow, 'finishedAt' | 'lastError'> & { status: 'done' | 'parked' },
): number {
  return db
    .update(effects)
    .set({ ...how, leaseUntil: null })
    .where(which)
    .run().changes;
}

/**
 * Makes the effect wait again. One that waits for the same target already is dropped in its favour: it asks for the same
 * refresh, and the one put back knows how often it was tried.
 */
function putBack(
  db: BetterSQLite3Database,
  { id, target }: EffectRow,
  changes: Partial<Pick<EffectRow, 'dueAt' | 'notAfter' | 'finishedAt' | 'lastError' | 'attempts'>>,
): void {
  if (target !== null) {
    db.delete(effects)
      .where(and(eq(effects.target, target), waiting))
      .run();
  }
  db.update(effects)
    .set({ ...changes, status: 'waiting', leaseUntil: null })
    .where(eq(effects.id, id))
    .run();
}
