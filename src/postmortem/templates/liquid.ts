// LiquidJS, loaded when the first template is read, and facts as it carries them.
import { createRequire } from 'node:module';
import type * as LiquidModule from 'liquidjs';
import type { Told } from './told.ts';

let loaded: typeof LiquidModule | undefined;

/** A process that reads no template does not pay for it. */
export function liquidModule(): typeof LiquidModule {
  loaded ??= createRequire(import.meta.url)('liquidjs') as typeof LiquidModule;
  return loaded;
}

type Fields = Readonly<Record<string, unknown>>;
type Held = { told: Told; fields: Fields };

/** What stands behind each fact. Its words are in no property of it: they leave it as a mark alone. */
const held = new WeakMap<object, Held>();
let FactDrop: (new () => object) | undefined;

/** LiquidJS compares, and asks for a field, only of what descends from its own class. */
function factDrop(): new () => object {
  FactDrop ??= class extends liquidModule().Drop {
    override valueOf() {
      const told = held.get(this)?.told;
      return (told?.value === undefined ? told?.text : told.value) as unknown as object;
    }
    override liquidMethodMissing(name: string | number) {
      const fields = held.get(this)?.fields ?? {};
      return Object.hasOwn(fields, name) ? fields[name] : undefined;
    }
  };
  return FactDrop;
}

/** A told fact, and what can be asked of it by name. */
export function asFact(told: Told, fields: Fields = {}): object {
  const fact = new (factDrop())();
  held.set(fact, { told, fields });
  return fact;
}

const heldBy = (value: unknown) =>
  typeof value === 'object' && value !== null ? held.get(value) : undefined;

/** What stands behind a value of a template, if it is a fact. */
export const toldOf = (value: unknown): Told | undefined => heldBy(value)?.told;

/** What a fact answers to a name. */
export const fieldOf = (value: unknown, name: string): unknown => {
  const fields = heldBy(value)?.fields ?? {};
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
};
