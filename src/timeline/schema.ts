// The tables. What drizzle cannot say (triggers, the full-text index) stands in the custom migrations beside the generated ones.
import {
  blob,
  customType,
  index,
  integer,
  primaryKey,
  sql,
  sqliteTable,
  text,
  uniqueIndex,
} from './drizzle.ts';

/** A column without affinity: text stays text and numbers stay numbers ('007' is not 7). */
const scalar = customType<{ data: string | number | null }>({ dataType: () => 'blob' });

/** Appended once, never changed; triggers refuse everything else. */
export const events = sqliteTable(
  'events',
  {
    /** Order of commits over all streams. */
    seq: integer().primaryKey(),
    id: text().notNull(),
    stream: text().notNull(),
    version: integer().notNull(),
    type: text().notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text().notNull(),
    /** The event as JSON, byte for byte what was hashed; the columns above repeat what is looked for. */
    record: text().notNull(),
  },
  (table) => [
    uniqueIndex('events_id').on(table.id),
    uniqueIndex('events_stream_version').on(table.stream, table.version),
  ],
);

/** Words of people, apart from the hashed record. Erasing sets both columns to null. */
export const contents = sqliteTable('contents', {
  seq: integer()
    .primaryKey()
    .references(() => events.seq),
  salt: blob({ mode: 'buffer' }),
  content: text(),
});

/** The head of each stream, and its state as last folded. */
export const streams = sqliteTable('streams', {
  stream: text().primaryKey(),
  version: integer().notNull(),
  hash: text().notNull(),
  stateVersion: integer('state_version'),
  foldVersion: integer('fold_version'),
  state: text(),
});

export const facets = sqliteTable(
  'facets',
  { stream: text().notNull(), name: text().notNull(), value: scalar() },
  (table) => [
    primaryKey({ columns: [table.stream, table.name] }),
    index('facets_name_value').on(table.name, table.value, table.stream),
  ],
);

/** In order of key: who lists those of one stream names a beginning that few others have. */
export const keys = sqliteTable('keys', {
  key: text().primaryKey(),
  stream: text().notNull(),
  value: text().notNull(),
});

export const effects = sqliteTable(
  'effects',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    key: text().notNull(),
    stream: text().notNull(),
    kind: text().notNull(),
    payload: text().notNull(),
    status: text({ enum: ['waiting', 'running', 'done', 'parked'] }).notNull(),
    dueAt: integer('due_at').notNull(),
    notAfter: integer('not_after'),
    target: text(),
    attempts: integer().notNull(),
    leaseUntil: integer('lease_until'),
    lastError: text('last_error'),
    createdAt: integer('created_at').notNull(),
    finishedAt: integer('finished_at'),
  },
  (table) => [
    uniqueIndex('effects_key').on(table.key),
    uniqueIndex('effects_target_waiting').on(table.target).where(sql`status = 'waiting'`),
    uniqueIndex('effects_target_running').on(table.target).where(sql`status = 'running'`),
    index('effects_waiting').on(table.dueAt, table.id).where(sql`status = 'waiting'`),
    index('effects_running').on(table.leaseUntil).where(sql`status = 'running'`),
    index('effects_done').on(table.finishedAt).where(sql`status = 'done'`),
    index('effects_parked').on(table.dueAt, table.id).where(sql`status = 'parked'`),
    index('effects_stream').on(table.stream),
  ],
);

export const receipts = sqliteTable(
  'receipts',
  { key: text().primaryKey(), receipt: text().notNull(), at: integer().notNull() },
  (table) => [index('receipts_at').on(table.at)],
);

/** What is searched; the full-text index `search` reads its words from here. */
export const documents = sqliteTable(
  'documents',
  {
    seq: integer().primaryKey(),
    id: text().notNull(),
    stream: text().notNull(),
    /** Segmented: words of scripts without spaces stand apart by zero-width spaces. */
    text: text().notNull(),
  },
  (table) => [uniqueIndex('documents_id').on(table.id), index('documents_stream').on(table.stream)],
);

/** Documents that say what their stream is about; few, with an index of their own (`search_headlines`) that can rank them all. */
export const headlines = sqliteTable(
  'headlines',
  {
    seq: integer().primaryKey(),
    id: text().notNull(),
    stream: text().notNull(),
    /** Segmented, as in `documents`, where they stand, too. */
    text: text().notNull(),
  },
  (table) => [uniqueIndex('headlines_id').on(table.id)],
);

/** What came to `documents` with an append and is put there a moment later, in this order. */
export const pendingDocuments = sqliteTable('pending_documents', {
  seq: integer().primaryKey(),
  id: text().notNull(),
  stream: text().notNull(),
  text: text().notNull(),
});
