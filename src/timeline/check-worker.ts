// The thread that reads all of a large database file, while the app already works with it.
import { DiskError } from '../lib/disk-error.ts';
import { serveWorker } from '../lib/worker.ts';
import { openDatabaseReadOnly } from './database.ts';
import { explainDiskError } from './disk-errors.ts';
import { checkWhole, noteDamage } from './soundness.ts';

export type WholeCheck = { damage?: string };

serveWorker(({ file }: { file: string }): WholeCheck => {
  const client = openDatabaseReadOnly(file);
  try {
    checkWhole(client, file);
    return {};
  } catch (error) {
    const explained = explainDiskError(error, file);
    if (!(explained instanceof DiskError)) {
      throw error;
    }
    noteDamage(file, explained.message);
    return { damage: explained.message };
  } finally {
    client.close();
  }
});
