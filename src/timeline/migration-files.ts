// Drizzle's reading of migrations, apart from the rest of it: who only reads needs no more to know whether a file is of this version.
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

export const { readMigrationFiles } = load('drizzle-orm/migrator') as typeof import('drizzle-orm/migrator');
