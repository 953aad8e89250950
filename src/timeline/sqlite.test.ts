import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createLog } from '../lib/log.ts';
import { timelineContract } from './contract.ts';
import type { Harness } from './contract-harness.ts';
import { openTimeline } from './sqlite.ts';
import { openThreadedTimeline } from './threaded.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'timeline-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));
const path = (name = 'timeline.db') => join(dir, name);

/** Runs SQL on the file with the guards taken away, as somebody who holds the disk could. */
function tampered(file: string, change: (database: Database.Database) => void): void {
  const database = new Database(file);
  for (const table of ['events', 'contents']) {
    database.exec(
      `DROP TRIGGER IF EXISTS ${table}_refuse_update; DROP TRIGGER IF EXISTS ${table}_refuse_delete`,
    );
  }
  database.pragma('foreign_keys = OFF');
  change(database);
  database.close();
}

function tampering(file: string): Harness['tamper'] {
  const where = (stream: string, version: number) => ({ stream, version });
  const content = 'seq = (SELECT seq FROM events WHERE stream = @stream AND version = @version)';
  const run = (sql: string, values: object) =>
    tampered(file, (database) => {
      expect(database.prepare(sql).run(values).changes).toBeGreaterThan(0);
    });
  return {
    record: (stream, version, from, to) =>
      run(
        'UPDATE events SET record = replace(record, @from, @to) WHERE stream = @stream AND version = @version',
        {
          ...where(stream, version),
          ...{ from, to },
        },
      ),
    content: (stream, version, from, to) =>
      run(`UPDATE contents SET content = replace(content, @from, @to) WHERE ${content}`, {
        ...where(stream, version),
        ...{ from, to },
      }),
    forgetContent: (stream, version) =>
      run(`UPDATE contents SET content = NULL, salt = NULL WHERE ${content}`, where(stream, version)),
    cutTail(stream, version) {
      run('DELETE FROM events WHERE stream = @stream AND version > @version', where(stream, version));
      run(
        `UPDATE streams SET version = @version,
          hash = (SELECT hash FROM events WHERE stream = @stream AND version = @version) WHERE stream = @stream`,
        where(stream, version),
      );
    },
    swap(stream, version, other) {
      const move = 'UPDATE events SET version = @to WHERE stream = @stream AND version = @from';
      run(move, { stream, from: version, to: -1 });
      run(move, { stream, from: other, to: version });
      run(move, { stream, from: -1, to: other });
    },
  };
}

timelineContract('the timeline in SQLite', () => harnessOver(openTimeline));
timelineContract('the timeline in SQLite, written by a thread', () => harnessOver(openThreadedTimeline));

async function harnessOver(open: typeof openTimeline): Promise<Harness> {
  const file = path();
  let commits = 0;
  const log = createLog({
    level: 'debug',
    write: (line) => {
      commits += line.includes('committed') ? 1 : 0;
    },
  });
  const harness: Harness = {
    timeline: open({ file, log }),
    async reopen() {
      await harness.timeline.close();
      harness.timeline = open({ file, log });
      return harness.timeline;
    },
    openSecond: async () => open({ file }),
    commits: () => commits,
    holds: (secret) => readdirSync(dir).some((name) => readFileSync(path(name)).includes(secret)),
    tamper: tampering(file),
    close: () => harness.timeline.close(),
  };
  return harness;
}
