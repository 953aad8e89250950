// How soon a slash command is acknowledged while Slack is slow, and while a long incident is being drafted.
import { join } from 'node:path';
import { type ChildApp, eventually } from '../fixtures/child-app.ts';
import { coreIn } from './bench-core.ts';
import type { Figure, Row } from './figure.ts';
import { fill } from './furnish.ts';
import { type Office, openOffice } from './office.ts';
import { figures, milliseconds, percentile } from './statistics.ts';

const GOAL_MS = 300;

const PROBE = { NODE_OPTIONS: `--import ${new URL('./loop-probe.ts', import.meta.url).href}` };

/** Asks the app for the longest delay of its event loop since it was last asked. */
async function longestDelay(app: ChildApp): Promise<number> {
  const told = () =>
    [...app.output().matchAll(/"msg":"Longest delay","ms":([\d.]+)/g)].map(([, ms]) => Number(ms));
  const before = told().length;
  app.signal('SIGUSR2');
  return eventually(async () => told()[before], { what: () => 'the longest delay' });
}

/** So many notes at once, by everybody; how long each took until it was acknowledged, in ms. */
async function volley({ slack }: Office, channel: string, atOnce: number): Promise<number[]> {
  const people = ['ana', 'bo', 'chidi', 'dev'];
  return Promise.all(
    Array.from({ length: atOnce }, async (_, index) => {
      const began = performance.now();
      const result = await slack
        .as(people[index % people.length]!)
        .slash(channel, `/incident note pool is full ${index}`);
      if (!result.answered) {
        throw new Error('A command was not acknowledged.');
      }
      return performance.now() - began;
    }),
  );
}

type Setting = { atOnce: number; volleys: number; slackMs: number; entries: number };

async function whileSlackIsSlow(
  office: Office,
  app: ChildApp,
  channel: string,
  setting: Setting,
): Promise<Row[]> {
  const { atOnce, volleys, slackMs } = setting;
  await volley(office, channel, atOnce);
  await longestDelay(app);
  const slow = office.slack.faults.api('*', { kind: 'latency', ms: slackMs });
  const taken: number[] = [];
  for (let time = 0; time < volleys; time += 1) {
    taken.push(...(await volley(office, channel, atOnce)));
  }
  slow();
  return rowsOf(`command acked, ${atOnce} at once, ${slackMs} ms a call`, taken, await longestDelay(app));
}

/** The draft's files are handed to Slack when it is made. */
function delivered({ slack }: Office): boolean {
  return slack.calls.some(
    ({ method }) => method.startsWith('canvases.') || method === 'conversations.canvases.create',
  );
}

async function whileDrafting(
  office: Office,
  app: ChildApp,
  channel: string,
  setting: Setting,
): Promise<Row[]> {
  await volley(office, channel, setting.atOnce);
  await longestDelay(app);
  office.slack.clearCalls();
  await office.slack.as('ana').slash(channel, '/incident resolve rolled back');
  const taken: number[] = [];
  do {
    taken.push(...(await volley(office, channel, setting.atOnce)));
  } while (!delivered(office));
  const what = `command acked, ${setting.atOnce} at once, while ${figures(setting.entries)} entries are drafted`;
  return rowsOf(what, taken, await longestDelay(app));
}

function rowsOf(figure: string, taken: readonly number[], delay: number): Row[] {
  const p99 = percentile(taken, 0.99);
  return [
    {
      figure: `${figure}: p99`,
      measured: `${milliseconds(p99)} (of ${figures(taken.length)})`,
      goal: `< ${GOAL_MS} ms`,
      ok: p99 < GOAL_MS,
    },
    {
      figure: `${figure}: longest delay of the event loop`,
      measured: milliseconds(delay),
      goal: '',
    },
  ];
}

/** The app is down meanwhile: the record has one process that knows its newest state. */
async function makeLong(office: Office, entries: number): Promise<void> {
  const core = coreIn(join(office.folder, 'data'));
  try {
    const found = await core.engine.questions.byNumber(1, { kind: 'operator' });
    await fill(core, `incident/${found?.id}`, entries);
  } finally {
    await core.close();
  }
}

export const commands: Figure = {
  name: 'commands',
  async run({ commands: setting }) {
    const office = await openOffice();
    try {
      const first = await office.start({ env: PROBE });
      const channel = await office.declare();
      const rows = await whileSlackIsSlow(office, first, channel, setting);
      await office.slack.idle();
      await first.stop();
      await makeLong(office, setting.entries);
      const second = await office.start({ env: PROBE });
      return [...rows, ...(await whileDrafting(office, second, channel, setting))];
    } finally {
      await office.close();
    }
  },
};
