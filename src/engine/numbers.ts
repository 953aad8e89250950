// Which number the next incident gets, declares under way included.
import type { TimelineReader } from '../timeline/port.ts';

export type Numbers = {
  /** Has to be awaited before `next`. `anew`: somebody else was quicker, so what is on disk is looked at again. */
  ready(anew: boolean): Promise<void>;
  /** One above the highest number given. */
  next(): number;
  /** A decision has used this number: the next one gets another before this one is on disk. */
  taken(number: number): void;
  /** The decision came to nothing; the number is free again where it was the last. */
  givenBack(number: number): void;
};

export function numbersOf(timeline: Pick<TimelineReader, 'findStreams'>): Numbers {
  let highest: number | undefined;
  return {
    async ready(anew) {
      if (highest === undefined || anew) {
        const onDisk = await highestOnDisk(timeline);
        highest = Math.max(onDisk, highest ?? 0);
      }
    },
    next: () => (highest ?? 0) + 1,
    taken(number) {
      highest = Math.max(highest ?? 0, number);
    },
    givenBack(number) {
      if (highest === number) {
        highest = number - 1;
      }
    },
  };
}

async function highestOnDisk(timeline: Pick<TimelineReader, 'findStreams'>): Promise<number> {
  const [last] = await timeline.findStreams({
    where: [],
    between: { facet: 'number', from: 1 },
    orderBy: { facet: 'number', descending: true },
    limit: 1,
  });
  return (last?.data as { number?: number } | null | undefined)?.number ?? 0;
}
