// What a template may do to facts. Each filter keeps what they rest on.
import { asFact, fieldOf, toldOf } from './liquid.ts';
import { type Told, untold } from './told.ts';

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const toldIn = (value: unknown): Told[] => listOf(value).flatMap((one) => toldOf(one) ?? []);
const evidenceIn = (told: readonly Told[]) => [...new Set(told.flatMap(({ evidence }) => evidence))];
const wordsIn = (told: readonly Told[]) => [...new Set(told.flatMap(({ about }) => about ?? []))].join(' ');

/** What a condition would compare. */
const compared = (fact: unknown) => {
  const told = toldOf(fact);
  return told?.value === undefined ? told?.text : told.value;
};

/** Whether it may stand between facts: a mark of a list or `and`. Other words would pass for those of the facts. */
export const joins = (between: unknown): boolean =>
  typeof between === 'string' && /^(?:[\s,;·/–-]{0,5}|\s?,?\s?and\s)$/.test(between);

/** All take a list. `gives`: an element of it, a fact about it, or again such a list; `arguments`: how many at least and at most. */
export type Filter = {
  gives: 'same' | 'element' | 'fact';
  arguments: readonly [number, number];
  run: (list: unknown, ...given: readonly unknown[]) => unknown;
};

export const FILTERS: Readonly<Record<string, Filter>> = {
  first: { gives: 'element', arguments: [0, 0], run: (list) => listOf(list)[0] },
  last: { gives: 'element', arguments: [0, 0], run: (list) => listOf(list).at(-1) },
  limit: {
    gives: 'same',
    arguments: [1, 1],
    run: (list, count) => listOf(list).slice(0, Math.max(0, Number(count) || 0)),
  },
  reverse: { gives: 'same', arguments: [0, 0], run: (list) => listOf(list).toReversed() },
  where: {
    gives: 'same',
    arguments: [1, 2],
    run: (list, name, wanted = true) =>
      listOf(list).filter((one) => {
        const value = compared(fieldOf(one, String(name)));
        return wanted === true ? Boolean(value) : value === compared(wanted) || value === wanted;
      }),
  },
  size: {
    gives: 'fact',
    arguments: [0, 0],
    run: (list) => {
      const count = listOf(list).length;
      const told = toldIn(list);
      return asFact({ text: String(count), value: count, evidence: evidenceIn(told), about: wordsIn(told) });
    },
  },
  join: {
    gives: 'fact',
    arguments: [0, 1],
    run: (list, between = ', ') => {
      const told = toldIn(list);
      const [only] = told;
      return told.length === 0
        ? asFact(untold('this'))
        : asFact({
            text: told.map(({ text }) => text).join(joins(between) ? String(between) : ', '),
            evidence: evidenceIn(told),
            about: wordsIn(told),
            ...(only?.spoken ? { spoken: only.spoken } : {}),
          });
    },
  },
};

export const handlersOf = (): Record<string, Filter['run']> =>
  Object.fromEntries(Object.entries(FILTERS).map(([name, { run }]) => [name, run]));
