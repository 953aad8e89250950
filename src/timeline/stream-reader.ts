// The events of streams and nothing else, for a thread that lives as long as one piece of work: with Drizzle and all other questions
// it begins 60 ms later, which is a fifteenth of a long draft (measured).
import { openDatabaseReadOnly } from './database.ts';
import { explainDiskError } from './disk-errors.ts';
import { openEvent } from './integrity.ts';
import type { TimelineReader } from './port.ts';

const MOST_EVENTS = 1_000;

/** As Drizzle asks it in reads.ts; a test compares the answers. */
const OF_STREAM = `
  SELECT record, prev_hash AS prevHash, hash, content
  FROM events LEFT JOIN contents ON contents.seq = events.seq
  WHERE stream = $stream AND version > $after
    AND ($types IS NULL OR type IN (SELECT value FROM json_each($types)))
  ORDER BY stream, version LIMIT $limit`;

type Asked = { stream: string; after: number; limit: number; types: string | null };
type EventRow = { record: string; prevHash: string; hash: string; content: string | null };

/** Opens a file that is there already, over a connection of its own. */
export function openStreamReader({ file }: { file: string }): Pick<TimelineReader, 'readStream' | 'close'> {
  const client = openDatabaseReadOnly(file);
  const ofStream = client.prepare<[Asked], EventRow>(OF_STREAM);
  return {
    async readStream(stream, { after = 0, limit = MOST_EVENTS, types } = {}) {
      try {
        const rows = ofStream.all({ stream, after, limit, types: types ? JSON.stringify(types) : null });
        return rows.map((row) => openEvent(row, row.content));
      } catch (error) {
        throw explainDiskError(error, file);
      }
    },
    async close() {
      client.close();
    },
  };
}
