// The one write: checks an append against what is there, then writes all of it. State and facets are put off to the commit.
import { type AppendStatements, appendStatements } from './append-statements.ts';
import type { Db } from './bare.ts';
import { facetWriter } from './facets.ts';
import type { BatchWork } from './group-commit.ts';
import { sealEvent, storedEvent } from './integrity.ts';
import { keyWriter } from './keys.ts';
import type {
  Append,
  AppendResult,
  Facets,
  Instant,
  Json,
  NewEffect,
  StateRow,
  StoredEvent,
} from './port.ts';
import { documentWriter } from './search.ts';

type Tip = { version: number; hash: string };

/** What the appends of one transaction share. A stream's state is written once, however many appends gave one. */
export type Batch = {
  tips: Map<string, Tip>;
  /** Streams with new events. */
  moved: Set<string>;
  states: Map<string, StateRow>;
  facets: Map<string, Facets>;
};

export type AppendWriter = BatchWork<Batch> & {
  append(batch: Batch, append: Append): AppendResult;
  /** Puts a refolded state in place unless the stream has moved on meanwhile. */
  writeState(batch: Batch, row: StateRow & { facets?: Facets }): void;
};

export function appendWriter(db: Db): AppendWriter {
  const statements = appendStatements(db);
  const keys = keyWriter(db);
  const facets = facetWriter(db);
  const documents = documentWriter(db);
  return {
    begin: () => ({ tips: new Map(), moved: new Set(), states: new Map(), facets: new Map() }),

    append(batch, append) {
      checkErasure(append);
      const refusal = standingRefusal(statements, batch, append);
      if (refusal) {
        return refusal;
      }
      const { stream } = append;
      const taken = keys.findTaken(stream, append.keys ?? []);
      if (taken) {
        return { ok: false, reason: 'key', ...taken };
      }
      const written = writeEvents(statements, batch, append);
      const { version } = tipOf(statements, batch, stream);
      putOff(batch, append, version);
      keys.write(stream, append.keys ?? []);
      // Erased first, so that the append may put other words in the place of those it erases.
      for (const id of append.erase ?? []) {
        statements.erase.run({ id });
        documents.remove(id);
      }
      documents.write(stream, append.search ?? []);
      writeWork(statements, append);
      return { ok: true, version, events: written };
    },

    writeState(batch, { facets: found, ...row }) {
      if (tipOf(statements, batch, row.stream).version === row.version) {
        batch.states.set(row.stream, row);
        if (found) {
          batch.facets.set(row.stream, found);
        }
      }
    },

    end(batch) {
      for (const stream of new Set([...batch.moved, ...batch.states.keys()])) {
        const head = { stream, ...tipOf(statements, batch, stream) };
        const state = batch.states.get(stream);
        if (state) {
          statements.state.run({ ...head, ...stateColumns(state) });
        } else {
          statements.head.run(head);
        }
      }
      for (const [stream, given] of batch.facets) {
        facets.replace(stream, given);
      }
    },
  };
}

function tipOf(statements: AppendStatements, batch: Batch, stream: string): Tip {
  const tip = batch.tips.get(stream) ?? statements.tip.get({ stream }) ?? { version: 0, hash: '' };
  batch.tips.set(stream, tip);
  return tip;
}

/** A repeated append is told its first receipt, even where the stream has moved on since. */
function standingRefusal(
  statements: AppendStatements,
  batch: Batch,
  append: Append,
): AppendResult | undefined {
  const receipt = append.idempotency && statements.receipt.get({ key: append.idempotency.key });
  if (receipt) {
    return { ok: false, reason: 'duplicate', receipt: JSON.parse(receipt.receipt) as Json };
  }
  const { version } = tipOf(statements, batch, append.stream);
  return version === append.expectedVersion ? undefined : { ok: false, reason: 'version', current: version };
}

function writeEvents(
  statements: AppendStatements,
  batch: Batch,
  { stream, events, erase = [] }: Append,
): StoredEvent[] {
  return events.map((event, index) => {
    const tip = tipOf(statements, batch, stream);
    const { row, sealed } = sealEvent(stream, tip, event, index === 0 ? erase : []);
    const { lastInsertRowid } = statements.event.run(row);
    if (sealed) {
      statements.content.run({ seq: lastInsertRowid, ...sealed });
    }
    batch.tips.set(stream, { version: row.version, hash: row.hash });
    batch.moved.add(stream);
    return storedEvent(event, row);
  });
}

function putOff(batch: Batch, { stream, state, facets }: Append, version: number): void {
  if (state) {
    batch.states.set(stream, { stream, version, ...state });
  }
  if (facets) {
    batch.facets.set(stream, facets);
  }
}

/** The effects, and the receipt that keeps them from being asked for twice. */
function writeWork(statements: AppendStatements, { stream, effects = [], idempotency, at }: Append): void {
  for (const effect of effects) {
    statements.effect.run(effectRow(stream, effect, at));
  }
  if (idempotency) {
    statements.addReceipt.run({ key: idempotency.key, receipt: JSON.stringify(idempotency.receipt), at });
  }
}

/** An erasure without an event would leave no mark in the chain: `verify` could not tell it from tampering. */
function checkErasure({ erase = [], events: added, stream }: Append): void {
  if (erase.length > 0 && added.length === 0) {
    throw new Error(`An erasure in ${stream} came without an event that records it. Append one with it.`);
  }
}

function stateColumns({ version, data, foldVersion }: StateRow) {
  return { stateVersion: version, foldVersion, state: JSON.stringify(data) };
}

function effectRow(stream: string, effect: NewEffect, at: Instant) {
  const { key, kind, payload, dueAt, notAfter = null, target = null } = effect;
  return { key, stream, kind, payload: JSON.stringify(payload), dueAt, notAfter, target, createdAt: at };
}
