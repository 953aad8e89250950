// How long answers and deliveries are under way: as the wire takes it, or longer where one wants to see what comes of it.

/**
 * Written as `7:300` (each way takes up to 300 ms of wire time, at random from the seed 7), as `chat.postMessage=1000` (there
 * and back takes this long), or as several of both with commas between. Names: a method of the Web API, `slack` for all of
 * them, `events`, a vendor (`pagerduty`), `vendors` for all of them.
 */
export type Pace = {
  /** One of the two ways of something that is called by these names, the narrower one first. */
  way(...names: string[]): Promise<void>;
};

const RANDOM = /^(\d+):(\d+)$/;
const NAMED = /^([a-zA-Z][\w.-]*)=(\d+)$/;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** @throws Error naming what is not understood. */
export function paceOf(words: string | undefined, wait = sleep): Pace {
  const named = new Map<string, number>();
  let random = () => 0;
  for (const part of (words ?? '').split(',').filter(Boolean)) {
    const [, seed, most] = RANDOM.exec(part) ?? [];
    const [, name, ms] = NAMED.exec(part) ?? [];
    if (seed !== undefined) {
      const chance = seededChance(Number(seed));
      random = () => Math.floor(chance() * (Number(most) + 1));
    } else if (name !== undefined) {
      named.set(name, Number(ms) / 2);
    } else {
      throw new Error(
        `“${part}” is no latency: write 7:300 (seed:most ms) or chat.postMessage=1000 (name=ms).`,
      );
    }
  }
  return {
    async way(...names) {
      const fixed = names.map((name) => named.get(name)).find((ms) => ms !== undefined);
      const ms = fixed ?? random();
      if (ms > 0) {
        await wait(ms);
      }
    },
  };
}

/** A fixed sequence between 0 and 1 (mulberry32), so that a run with something at random can be run again. */
export function seededChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
