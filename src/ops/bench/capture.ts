// Capture over HTTP: requests a second of the real app, each message on disk before its ack, over those of an empty Bolt app.
import { startHand } from './child.ts';
import type { EmptyTask } from './empty-app.ts';
import type { Figure, Row } from './figure.ts';
import type { LoadAnswer, LoadTask } from './load.ts';
import { fsyncMs } from './machine.ts';
import { freePort, openOffice, slackEvents } from './office.ts';
import { figures, median } from './statistics.ts';

const GOAL = 0.8;
/** The first rounds find code that is compiled as it runs: the empty app is as fast as it gets after three, ours after five. */
const WARM_ROUNDS = 5;
/** Where an fsync takes longer, the disk is measured and not the program. */
const FSYNC_MS = 1;

type Arena = {
  ours: string;
  empty: string;
  requests: number;
  shoot(url: string, connections: number): Promise<LoadAnswer>;
  /** Resolves when what was said can be found: until then our app has work left that the other would pay for. */
  filed(): Promise<unknown>;
};

export const capture: Figure = {
  name: 'capture',
  async run({ capture: { connections, requests, rounds } }, tell) {
    return inArena(requests, async (arena) => {
      const rows: Row[] = [];
      for (const count of connections) {
        rows.push(...(await measure(arena, count, rounds, tell)));
      }
      return rows;
    });
  },
};

async function inArena(requests: number, work: (arena: Arena) => Promise<Row[]>): Promise<Row[]> {
  const office = await openOffice();
  const load = startHand<LoadTask, LoadAnswer>(new URL('./load.ts', import.meta.url));
  const empty = startHand<EmptyTask, true>(new URL('./empty-app.ts', import.meta.url));
  try {
    const { app, people } = office.company;
    const { signingSecret, teamId: team, botUserId: bot, appId } = app;
    const [ourPort, emptyPort] = [await freePort(), await freePort()];
    await empty.ask({ port: emptyPort, signingSecret, team, bot });
    await office.start({ http: ourPort });
    const channel = await office.declare();
    const speech = { team, app: appId, bot, channel, users: Object.values(people), signingSecret };
    return await work({
      ours: slackEvents(ourPort),
      empty: slackEvents(emptyPort),
      requests,
      shoot: (url, connections) => load.ask({ url, speech, connections, requests }),
      filed: () => office.slack.as('ana').slash('incidents', '/incident search latency'),
    });
  } finally {
    await load.close();
    await empty.close();
    await office.close();
  }
}

/** Some rounds to warm up, then in turns, so that what else the machine does falls on both. */
async function measure(
  arena: Arena,
  connections: number,
  rounds: number,
  tell: (line: string) => void,
): Promise<Row[]> {
  const ratios: number[] = [];
  const speeds: number[] = [];
  const filed: number[] = [];
  for (let round = 0; round < WARM_ROUNDS + rounds; round += 1) {
    const empty = await arena.shoot(arena.empty, connections);
    const ours = await arena.shoot(arena.ours, connections);
    const said = performance.now();
    await arena.filed();
    const seconds = arena.requests / ours.perSecond + (performance.now() - said) / 1_000;
    tell(
      `capture, ${connections} connections: ${figures(ours.perSecond)} of ${figures(empty.perSecond)} a second` +
        ` (load ${figures(ours.busy, 2)} and ${figures(empty.busy, 2)} of a core)`,
    );
    if (round >= WARM_ROUNDS) {
      ratios.push(ours.perSecond / empty.perSecond);
      speeds.push(ours.perSecond);
      filed.push(arena.requests / seconds / empty.perSecond);
    }
  }
  const ratio = median(ratios);
  const fsync = fsyncMs();
  return [
    {
      figure: `capture over HTTP, ${connections} connections, over an empty Bolt app`,
      measured: `${figures(ratio, 2)} (${figures(median(speeds))} a second)`,
      goal: fsync <= FSYNC_MS ? `≥ ${GOAL}` : `≥ ${GOAL} where an fsync takes 1 ms`,
      ok: ratio >= GOAL,
    },
    {
      figure: '  the same, with the time until all of it can be found',
      measured: figures(median(filed), 2),
      goal: '',
    },
  ];
}
