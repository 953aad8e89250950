// A storm: thousands of alerts of one service within a minute, into the real app beside a workspace.
import { join } from 'node:path';
import { dataPaths } from '../../core.ts';
import { INBOX } from '../../engine/stream-names.ts';
import { openReader } from '../../timeline/sqlite.ts';
import { eventually } from '../fixtures/child-app.ts';
import { startHand } from './child.ts';
import type { Figure, Row } from './figure.ts';
import { type Office, openOffice } from './office.ts';
import { figures, milliseconds, percentile } from './statistics.ts';
import type { WebhookAnswer, WebhookTask } from './webhook-load.ts';

const SECRET = 'bench-webhook-secret';
const GOAL_MS = 100;
const CONNECTIONS = 64;
const LATE_MS = 120_000;

/** Opening the channel, its first messages and its people; then at most one refresh of each view in two seconds. */
const callsAtMost = (seconds: number) => 60 + Math.ceil(seconds / 2) * 2;

export const storm: Figure = {
  name: 'storm',
  async run({ storm: { alerts, seconds } }, tell): Promise<Row[]> {
    const office = await openOffice();
    const load = startHand<WebhookTask, WebhookAnswer>(new URL('./webhook-load.ts', import.meta.url));
    try {
      const app = await office.start({ env: { ALERTMANAGER_WEBHOOK_SECRET: SECRET } });
      office.slack.clearCalls();
      const began = performance.now();
      const { took } = await load.ask({
        url: `${await app.listening}/webhooks/alertmanager`,
        monitor: { secret: SECRET, service: 'checkout' },
        connections: CONNECTIONS,
        requests: alerts,
        perSecond: alerts / seconds,
      });
      tell(`storm: answered within ${figures((performance.now() - began) / 1_000, 1)} s`);
      await shown(office, alerts);
      const lasted = (performance.now() - began) / 1_000;
      tell(
        `storm: all on the card after ${figures(lasted, 1)} s; ${office.slack.calls.length} calls to Slack`,
      );
      return rowsOf({ office, alerts, seconds, took, lasted });
    } finally {
      await load.close();
      await office.close();
    }
  },
};

const channelsOf = ({ slack }: Office) => slack.see.channels().filter(({ name }) => name.startsWith('inc-'));

/** Until the pinned card counts every alert. */
async function shown(office: Office, alerts: number): Promise<void> {
  const words = new RegExp(`${alerts} alerts, ${alerts} firing`);
  const card = () =>
    JSON.stringify(office.slack.see.pins(channelsOf(office)[0]?.id ?? '').at(-1)?.blocks ?? '');
  await eventually(async () => words.test(card()), {
    within: LATE_MS,
    what: () => `${alerts} alerts on the card: ${card().match(/\d+ alerts, \d+ firing/)?.[0]}`,
  });
}

/** Signals on record, and those that were routed. */
async function onRecord({ folder }: Office): Promise<number[]> {
  const reader = openReader({ file: dataPaths(join(folder, 'data')).database });
  try {
    const counts = { 'signal-received': 0, 'signal-routed': 0 };
    for (let after = 0; ; ) {
      const page = await reader.readStream(INBOX, { after, limit: 1_000 });
      for (const { type } of page) {
        if (type in counts) {
          counts[type as keyof typeof counts] += 1;
        }
      }
      if (page.length === 0) {
        return Object.values(counts);
      }
      after = page.at(-1)?.version ?? after;
    }
  } finally {
    await reader.close();
  }
}

type Run = { office: Office; alerts: number; seconds: number; took: number[]; lasted: number };

async function rowsOf({ office, alerts, seconds, took, lasted }: Run): Promise<Row[]> {
  const p99 = percentile(took, 0.99);
  const calls = office.slack.calls.length;
  const channels = channelsOf(office).length;
  const [received = 0, routed = 0] = await onRecord(office);
  const what = `storm of ${figures(alerts)} alerts in ${seconds} s`;
  return [
    {
      figure: `${what}: webhook answered, p99`,
      measured: `${milliseconds(p99)} (longest ${milliseconds(Math.max(...took))})`,
      goal: `< ${GOAL_MS} ms`,
      ok: p99 < GOAL_MS,
    },
    {
      figure: `${what}: channels; alerts on record and routed`,
      measured: `${channels}; ${figures(received)} and ${figures(routed)}`,
      goal: `1; ${figures(alerts)}`,
      ok: channels === 1 && received === alerts && routed === alerts,
    },
    {
      figure: `${what}: calls to Slack until all are on the card`,
      measured: `${calls} (${figures(lasted, 1)} s)`,
      goal: `≤ ${callsAtMost(lasted)}`,
      ok: calls <= callsAtMost(lasted),
    },
  ];
}
