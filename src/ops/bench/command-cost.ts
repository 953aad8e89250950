// What a command costs on an incident of a few messages and on one of very many.
import type { Core } from '../../core.ts';
import { withCore } from './bench-core.ts';
import type { Figure } from './figure.ts';
import { declareIn, fill } from './furnish.ts';
import { figures, median } from './statistics.ts';

const GOAL = 1.5;
const VIEWER = { kind: 'operator' } as const;
/** What `/incident timeline` shows. */
const NEWEST = 20;

let asked = 0;

/** What people do most: a note, a better title, a message, a look at the timeline. One after another. */
async function workOn({ engine, clock }: Core, incident: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    asked += 1;
    const by = { kind: 'person', id: 'T0ACME/U0ANA', name: 'Ana' } as const;
    const asking = {
      by,
      grants: [],
      at: clock.now(),
      source: { kind: 'cli', key: `bench ${asked}` },
    } as const;
    const ts = `${Math.floor(clock.now() / 1_000)}.${String(asked).padStart(6, '0')}`;
    const place = { team: 'T0ACME', channel: 'C0HERE', ts };
    await engine.handle({ type: 'add-note', incident, wish: { text: `note ${asked}` }, asking });
    await engine.handle({
      type: 'change-title',
      incident,
      wish: { title: `Title ${asked}` },
      asking,
    });
    await engine.handle({
      type: 'record-message',
      incident,
      wish: { place, author: by, text: 'ok', files: [] },
      asking,
    });
    await engine.questions.entries(incident, VIEWER, { newest: NEWEST });
  }
}

/** Milliseconds of CPU per round of commands: the disk's time is the same for both and would hide what differs. */
async function cost(core: Core, incident: string, times: number): Promise<number> {
  const before = process.cpuUsage();
  await workOn(core, incident, times);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / times;
}

export const commandCost: Figure = {
  name: 'cost',
  run: ({ cost: { few, many, commands, rounds } }, tell) =>
    withCore(async (core) => {
      const short = await declareIn(core, 'A short one');
      const long = await declareIn(core, 'A long one');
      await fill(core, short, few);
      await fill(core, long, many);
      const ratios: number[] = [];
      const costs: number[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        const onFew = await cost(core, short, commands);
        const onMany = await cost(core, long, commands);
        tell(
          `cost: ${figures(onMany, 2)} ms with ${figures(many)} messages, ${figures(onFew, 2)} ms with ${few}`,
        );
        if (round > 0) {
          ratios.push(onMany / onFew);
          costs.push(onMany / 4);
        }
      }
      const ratio = median(ratios);
      return [
        {
          figure: `cost per command, ${figures(many)} messages over ${few}`,
          measured: `${figures(ratio, 2)} (${figures(median(costs), 2)} ms of CPU)`,
          goal: `≤ ${GOAL}`,
          ok: ratio <= GOAL,
        },
      ];
    }),
};
