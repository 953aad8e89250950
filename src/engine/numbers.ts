// Which number the next incident gets, declares under way included.
import type { TimelineReader } from '../timeline/port.ts';

export type Numbers = {
  /** Has to be awaited before `next`. */
  ready(): Promise<void>;
  /** One above the highest number given. */
  next(): number;
  /** A decision has used this number: the next one gets another before this one is on disk. */
  taken(number: number): void;
  /** A number taken came to nothing, or somebody else has it: what is on disk counts again. */
  readAgain(): void;
};

export function numbersOf(timeline: Pick<TimelineReader, 'findStreams'>): Numbers {
  let highest: number | undefined;
  return {
    async ready() {
      if (highest === undefined) {
        const onDisk = await highestOnDisk(timeline);
        highest = Math.max(onDisk, highest ?? 0);
      }
    },
    next: () => (highest ?? 0) + 1,
    taken(number) {
      highest = Math.max(highest ?? 0, number);
    },
    readAgain() {
      highest = undefined;
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
