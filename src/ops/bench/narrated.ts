// How long a narrated draft takes where the model takes two seconds for each section.
import { performance } from 'node:perf_hooks';
import { openAnthropic } from '../../emulator/vendors/anthropic.ts';
import { anthropic } from '../../integrations/narrator/anthropic.ts';
import { systemClock } from '../../lib/clock.ts';
import { createHttp } from '../../lib/http.ts';
import { silentLog } from '../../lib/log.ts';
import { briefInWorker, composeInWorker } from '../../postmortem/compose-in-worker.ts';
import { narrate } from '../../postmortem/narration/narrate.ts';
import { withCore } from './bench-core.ts';
import type { Figure } from './figure.ts';
import { declareIn, fill } from './furnish.ts';
import { figures, milliseconds } from './statistics.ts';

const GOAL_MS = 5_000;
const KEY = 'the-key-of-the-bench';

const answer = JSON.stringify({
  sentences: Array.from({ length: 8 }, (_, n) => ({
    text: `Sentence ${n} of the narrator.`,
    cites: [`E${n + 1}`],
  })),
});

export const narrated: Figure = {
  name: 'narrated',
  run: ({ narrated: { messages, delayMs } }) =>
    withCore(async (core) => {
      const stream = await declareIn(core, 'Narrated');
      await fill(core, stream, messages);
      const standIn = await openAnthropic({ apiKey: KEY, delayMs });
      standIn.say(() => answer);
      const deps = {
        http: createHttp({ clock: systemClock, log: silentLog }),
        clock: systemClock,
        log: silentLog,
      };
      const port = anthropic.read({ ANTHROPIC_API_KEY: KEY, ANTHROPIC_URL: standIn.url }, [])!.create(deps);
      const events = {
        module: new URL('../../read-events.ts', import.meta.url).href,
        name: 'readIncidentEvents',
        settings: { file: core.database },
      };
      const began = performance.now();
      const brief = await briefInWorker(events)(stream, {}, port.limits.tokens);
      const narration = await narrate(brief, { label: 'Anthropic', port });
      await composeInWorker(events)(stream, { narration });
      const ms = performance.now() - began;
      await standIn.close();
      return [
        {
          figure: `narrated draft of ${figures(messages)} entries, ${milliseconds(delayMs)} a section`,
          measured: milliseconds(ms),
          goal: `< ${figures(GOAL_MS)} ms`,
          ok: ms < GOAL_MS && narration.failed.length === 0,
        },
      ];
    }),
};
