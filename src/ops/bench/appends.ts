// Timeline appends from many waiting writers, over bare better-sqlite3 with the same tables, indexes, triggers and batch size.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../lib/log.ts';
import type { Append } from '../../timeline/port.ts';
import { openTimeline } from '../../timeline/sqlite.ts';
import { openBare } from './bare-appends.ts';
import type { Figure } from './figure.ts';
import { figures, median } from './statistics.ts';

const GOAL = 0.5;

/** A message as the engine appends it: an event with words, its facts under a key, the state, a search row. */
function appendOf(stream: string, version: number): Append {
  const at = Date.now();
  const id = `${stream}/${version}`;
  const ts = `1795350000.${String(version).padStart(6, '0')}`;
  const place = { team: 'T0ACME', channel: 'C0INCIDENT', ts };
  const text = `p99 of checkout-api is at ${version} ms, the pool of orders-db is full`;
  const author = { kind: 'person', id: 'T0ACME/U0ANA', name: 'Ana' };
  const key = `message:${stream}/${ts}`;
  const event = { id, type: 'message-posted', v: 1, occurredAt: at, recordedAt: at, actor: author };
  const source = { kind: 'message', key: `slack:T0ACME/C0INCIDENT/${ts}` };
  return {
    stream,
    expectedVersion: version - 1,
    events: [{ ...event, source, data: { place, author, files: [] }, content: { text } }],
    state: { data: { status: 'investigating', counts: { messages: version } }, foldVersion: 1 },
    keys: [{ op: 'set', key, value: { event: id, channel: place.channel, ts, posted: true, pins: [] } }],
    search: [{ op: 'upsert', id: key, text }],
    at,
  };
}

type Run = { rows: number; writers: number };
type Writer = { write(appends: readonly Append[]): Promise<void> };

/** Each writer has a stream of its own and waits for its append before it makes the next: so many wait at any time. */
async function perSecond({ rows, writers }: Run, round: string, { write }: Writer): Promise<number> {
  const names = Array.from({ length: writers }, (_, index) => `incident/${round}-${index}`);
  const began = performance.now();
  for (let version = 1; version <= rows / writers; version += 1) {
    await write(names.map((name) => appendOf(name, version)));
  }
  return rows / ((performance.now() - began) / 1_000);
}

export const appends: Figure = {
  name: 'appends',
  async run({ appends: { rounds, ...run } }, tell) {
    const folder = mkdtempSync(join(tmpdir(), 'firescribe-appends-'));
    const timeline = openTimeline({ file: join(folder, 'ours.db'), log: silentLog });
    const bare = openBare(join(folder, 'bare.db'));
    try {
      const ours: Writer = {
        async write(waiting) {
          const results = await Promise.all(waiting.map((append) => timeline.append(append)));
          if (results.some(({ ok }) => !ok)) {
            throw new Error('An append was refused.');
          }
        },
      };
      const pairs: { ours: number; bare: number }[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        const pair = {
          bare: await perSecond(run, `${round}`, bare),
          ours: await perSecond(run, `${round}`, ours),
        };
        tell(`appends: ${figures(pair.ours)} of ${figures(pair.bare)} rows a second`);
        pairs.push(pair);
      }
      const taken = pairs.slice(1);
      const ratio = median(taken.map((pair) => pair.ours / pair.bare));
      return [
        {
          figure: `timeline appends, ${run.writers} writers waiting, over bare better-sqlite3`,
          measured: `${figures(ratio, 2)} (${figures(median(taken.map((pair) => pair.ours)))} rows a second)`,
          goal: `≥ ${GOAL}`,
          ok: ratio >= GOAL,
        },
      ];
    } finally {
      await timeline.close();
      bare.close();
      rmSync(folder, { recursive: true });
    }
  },
};
