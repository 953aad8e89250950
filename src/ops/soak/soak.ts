// A year of incidents in minutes: capture, engine, timeline and outbox as the app runs them, with nobody at the other end of the wire.

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { forgettable, RECEIPTS_KEPT_MS } from '../../engine/forgetting.ts';
import { verifyRecord } from '../verify.ts';
import { lifeOf } from './busy-channel.ts';
import { asking, channelId, type House, openHouse, TEAM, USERS } from './house.ts';

export type SoakSize = { incidents: number; messages: number };

export type SoakReport = SoakSize & {
  seconds: number;
  /** Messages that are on record in the end. */
  recorded: number;
  /** MB after a full collection, at each tenth of the way. */
  heap: number[];
  /** Largest heap divided by smallest, once it has warmed up. */
  heapGrowth: number;
  /** MB; the most it ever was. */
  wal: number;
  /** Effects on disk at each tenth: those of the last fourteen days and no more. */
  effects: number[];
  /** Effects left when all of them are old. */
  effectsLeft: number;
  problems: string[];
};

const MB = 1024 * 1024;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Events that Slack has under way at once. */
const AT_ONCE = 64;
/** Looks at the heap before this part of the way do not count: caches fill, code is compiled. */
const WARM_UP = 0.3;
const LOOKS = 10;

/** A full collection, so that what is measured is what is held. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** Declared, talked about, resolved; then an hour passes. */
async function oneIncident(
  { core, capture, outbox, clock }: House,
  count: number,
  messages: number,
): Promise<void> {
  const { state, incident } = await core.engine.handle({
    type: 'declare',
    wish: { kind: 'real', title: `Soak ${count}`, private: false, service: `service-${count % 20}` },
    asking: asking(core, `declare ${count}`),
  });
  await outbox.idle();
  const channel = { team: TEAM, id: channelId(state.number), users: USERS, openedAt: clock.now() };
  let waiting: Promise<unknown>[] = [];
  for (const body of lifeOf(channel, messages)) {
    waiting.push(capture.take(body));
    if (waiting.length === AT_ONCE) {
      await Promise.all(waiting);
      waiting = [];
      clock.moveBy(3_000);
    }
  }
  await Promise.all(waiting);
  const item = { kind: 'follow-up', text: 'alert on pool usage' } as const;
  await core.engine.handle({ type: 'add-item', incident, wish: item, asking: asking(core, `item ${count}`) });
  await core.engine.handle({
    type: 'resolve',
    incident,
    wish: { text: 'rolled back' },
    asking: asking(core, `resolve ${count}`),
  });
  clock.moveBy(HOUR);
  await outbox.idle();
}

/** What rounds.ts does each night. */
async function tidy({ core, clock }: House): Promise<void> {
  await core.timeline.prune(forgettable(clock.now()));
  await core.timeline.checkpoint();
}

async function countEffects({ core }: House): Promise<number> {
  return (await core.timeline.listEffects({ limit: 1_000_000 })).length;
}

async function countMessages({ core }: House, incidents: number): Promise<number> {
  const all = await core.engine.questions.list({ limit: incidents }, { kind: 'operator' });
  return all.reduce((sum, { counts }) => sum + counts.messages, 0);
}

function walOf(database: string): number {
  return statSync(`${database}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}

/** Runs the whole way. The record lies in a folder of its own, which is removed at the end. */
export async function soak(size: SoakSize, tell: (line: string) => void): Promise<SoakReport> {
  const folder = mkdtempSync(join(tmpdir(), 'soak-'));
  const house = openHouse(folder);
  const collect = collector();
  const started = performance.now();
  const each = Math.ceil(size.messages / size.incidents);
  const report: SoakReport = {
    ...size,
    seconds: 0,
    recorded: 0,
    heap: [],
    heapGrowth: 1,
    wal: 0,
    effects: [],
    effectsLeft: 0,
    problems: [],
  };
  try {
    await house.outbox.start();
    for (let count = 1; count <= size.incidents; count += 1) {
      await oneIncident(house, count, each);
      report.wal = Math.max(report.wal, walOf(house.core.database) / MB);
      if (count % 24 === 0) {
        await tidy(house);
      }
      if (count % Math.ceil(size.incidents / LOOKS) === 0) {
        collect();
        report.heap.push(process.memoryUsage().heapUsed / MB);
        report.effects.push(await countEffects(house));
        tell(lineOf(count, report));
      }
    }
    house.clock.moveBy(RECEIPTS_KEPT_MS + DAY);
    await house.outbox.idle();
    house.clock.moveBy(RECEIPTS_KEPT_MS + DAY);
    await tidy(house);
    report.effectsLeft = await countEffects(house);
    report.recorded = await countMessages(house, size.incidents);
  } finally {
    await house.outbox.stop();
    await house.core.close();
  }
  report.seconds = (performance.now() - started) / 1_000;
  const warm = report.heap.slice(Math.floor(report.heap.length * WARM_UP));
  report.heapGrowth = Math.max(...warm) / Math.min(...warm);
  report.problems = (await verifyRecord({ database: house.core.database })).problems;
  rmSync(folder, { recursive: true, force: true });
  return report;
}

function lineOf(count: number, { heap, wal, effects }: SoakReport): string {
  return `${count} incidents: heap ${heap.at(-1)?.toFixed(1)} MB, log ${wal.toFixed(1)} MB at most, ${effects.at(-1)} effects kept`;
}
