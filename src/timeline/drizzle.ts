// Drizzle, loaded as CommonJS. As an ES module it costs each start and each worker thread 0.4 s and 180 MB more (measured,
// Node 24.21): for every file of a package Node reads its package.json again, and drizzle's is 180 KB of exports.
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

const orm = load('drizzle-orm') as typeof import('drizzle-orm');
export const { and, asc, count, desc, eq, getTableColumns, gt, gte, inArray, isNotNull } = orm;
export const { lt, lte, min, or, sql } = orm;

const core = load('drizzle-orm/sqlite-core') as typeof import('drizzle-orm/sqlite-core');
export const { blob, customType, index, integer, primaryKey, sqliteTable, text, uniqueIndex } = core;

export const { drizzle } = load('drizzle-orm/better-sqlite3') as typeof import('drizzle-orm/better-sqlite3');
