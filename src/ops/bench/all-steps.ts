// Declaring with every built-in step on: the channel is ready as soon as without, and what vendors bring comes beside it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPrometheus } from '../../emulator/vendors/prometheus.ts';
import { openVendors } from '../../stories/vendors.ts';
import type { Figure } from './figure.ts';
import { type Office, openOffice } from './office.ts';
import { declareOnce } from './ready-channel.ts';
import { figures, median, milliseconds } from './statistics.ts';

const READY_MS = 900;
const DEEPEST = 5;
const ALL_MS = 3_000;

const QUERY = 'search_latency_seconds';
const FILE = `services:
  search-api:
    label: Search
    queries: [{ title: Search latency, source: prometheus, query: ${QUERY}, unit: s }]
`;

/** On the card: the bridge and the runbook; in its thread: the picture. */
function isFurnished({ slack }: Office, known: ReadonlySet<string>): boolean {
  const channel = slack.see.channels().find(({ id }) => !known.has(id));
  const [card] = channel ? slack.see.pins(channel.id) : [];
  if (!channel || !card) {
    return false;
  }
  const shown = JSON.stringify(card);
  const picture = slack.see.thread(channel.id, card.ts).some(({ files = [] }) => files.length > 0);
  return shown.includes('Join the bridge') && shown.includes('Search answers with errors') && picture;
}

export const allSteps: Figure = {
  name: 'steps',
  async run({ declare: { times, slackMs } }, tell) {
    const office = await openOffice();
    const [vendors, prometheus] = [await openVendors(), await openPrometheus()];
    prometheus.measures(QUERY, [{ labels: {}, at: () => 0.4 }]);
    const ends = [vendors.slow(slackMs), prometheus.trouble({ kind: 'slow', ms: slackMs })];
    const file = join(office.folder, 'firescribe.yml');
    writeFileSync(file, FILE);
    try {
      await office.start({
        env: { ...vendors.env, PROMETHEUS_URL: prometheus.url, FIRESCRIBE_CONFIG: file },
      });
      await office.declare();
      await office.slack.idle();
      const taken: { ms: number; depth: number; all: number }[] = [];
      for (let time = 0; time < times; time += 1) {
        const known = new Set(office.slack.see.channels().map(({ id }) => id));
        const began = performance.now();
        const words = `Search is slow in region ${time + 1} --service search-api`;
        const { ms, chain, slowUntil } = await declareOnce(office, slackMs, words, async () => {
          await office.slack.until(() => isFurnished(office, known), {
            what: 'bridge, runbook and picture',
            timeoutMs: 20_000,
          });
          return performance.now() - began;
        });
        tell(`steps: ready after ${milliseconds(ms)}, everything after ${milliseconds(slowUntil)}`);
        taken.push({ ms, depth: chain.length, all: slowUntil });
      }
      const ms = median(taken.map((once) => once.ms));
      const all = median(taken.map((once) => once.all));
      const depth = Math.max(...taken.map((once) => once.depth));
      const figure = `declare with every built-in step, ${slackMs} ms a call`;
      return [
        {
          figure: `${figure}: ready`,
          measured: `${milliseconds(ms)}, ${depth} calls deep`,
          goal: `< ${figures(READY_MS)} ms, ≤ ${DEEPEST}`,
          ok: ms < READY_MS && depth <= DEEPEST,
        },
        {
          figure: `${figure}: bridge, runbook, graph`,
          measured: milliseconds(all),
          goal: `< ${figures(ALL_MS)} ms`,
          ok: all < ALL_MS,
        },
      ];
    } finally {
      for (const end of ends) {
        end();
      }
      await office.close();
      await Promise.all([vendors.close(), prometheus.close()]);
    }
  },
};
