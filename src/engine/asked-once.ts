// What was asked for once in the life of an incident, known for longer than the effect that came of it is kept.
import { sha256 } from '../lib/ids.ts';
import type { Json, KeyChange } from '../timeline/port.ts';
import type { EffectWish } from '../workflows/effects.ts';

export type AskedOnce = {
  /** Without what was asked for before; the rest counts as asked for. */
  fresh(wishes: readonly EffectWish[]): Promise<readonly EffectWish[]>;
  keys(): KeyChange[];
};

/** The words of a key may name people: hashed, they need no erasure. */
const keyOf = (stream: string, once: string) => `once:${sha256(`${stream}/${once}`)}`;

export function askedOnce(
  stream: string,
  readKeys: (keys: readonly string[]) => Promise<ReadonlyMap<string, Json>>,
): AskedOnce {
  const asked = new Set<string>();
  return {
    async fresh(wishes) {
      const keys = wishes.map(({ once }) => (once === undefined ? undefined : keyOf(stream, once)));
      const wanted = keys.filter((key) => key !== undefined);
      const before = wanted.length > 0 ? await readKeys(wanted) : new Map();
      return wishes.filter((_wish, index) => {
        const key = keys[index];
        const isNew = key === undefined || !(before.has(key) || asked.has(key));
        if (key !== undefined && isNew) {
          asked.add(key);
        }
        return isNew;
      });
    },
    keys: () => [...asked].map((key) => ({ op: 'set', key, value: 1 })),
  };
}
