// The shape of every outbound vendor: what it is called, which variables turn it on, how it is made, how doctor tries it.
import type { z } from 'zod';
import type { Clock } from '../lib/clock.ts';
import type { HttpMaker } from '../lib/http.ts';
import type { Log } from '../lib/log.ts';

/** What a vendor may use of the machine. `pause`: milliseconds of wire time between two looks at one thing. */
export type Deps = { http: HttpMaker; clock: Clock; log: Log; pause?: (ms: number) => Promise<unknown> };

type Environment = Readonly<Record<string, string | undefined>>;

/** What a vendor's file says of itself. */
export type VendorFile<Settings, Port> = {
  /** `zoom` */
  id: string;
  /** `Zoom` */
  label: string;
  settings: z.ZodType<Settings>;
  /** Which variable gives which setting. */
  env: Readonly<Record<string, keyof Settings & string>>;
  /** It is on when all of these are set. None: it is always on. */
  required: readonly string[];
  create(settings: Settings, deps: Deps): Port;
  /**
   * Really tries it, for `doctor`: never pages, never posts where people read, and removes what it made. Resolves with a
   * remark, if there is one. @throws VendorError with what to do
   */
  check(port: Port): Promise<string | undefined>;
};

/** A vendor with its settings filled in. */
export type Configured<Port> = {
  id: string;
  label: string;
  /** Needs no account: there is nothing to try. */
  embedded: boolean;
  create(deps: Deps): Port;
  check(port: Port): Promise<string | undefined>;
};

/** A vendor as the catalog lists it: its settings are its own business. */
export type Vendor<Port> = {
  id: string;
  label: string;
  /** Names of all its variables. */
  variables: readonly string[];
  required: readonly string[];
  /** Reads its variables. Off (`undefined`) where nothing of what it requires is set; `problems` where something is wrong. */
  read(env: Environment, problems: string[]): Configured<Port> | undefined;
};

export function vendor<Settings, Port>(file: VendorFile<Settings, Port>): Vendor<Port> {
  const { id, label, required } = file;
  return {
    id,
    label,
    required,
    variables: Object.keys(file.env),
    read(env, problems) {
      const missing = required.filter((name) => !env[name]);
      if (missing.length === required.length && required.length > 0) {
        return undefined;
      }
      if (missing.length > 0) {
        const set = required.filter((name) => env[name]);
        const isSet = set.length === 1 ? 'is' : 'are';
        const all = required.length === 2 ? 'both' : 'all of them';
        problems.push(
          ...missing.map(
            (name) => `${name}: it is missing, but ${set.join(', ')} ${isSet} set. ${label} needs ${all}.`,
          ),
        );
        return undefined;
      }
      const settings = settingsOf(file, env, problems);
      const embedded = required.length === 0;
      return (
        settings && { id, label, embedded, create: (deps) => file.create(settings, deps), check: file.check }
      );
    },
  };
}

function settingsOf<Settings, Port>(
  file: VendorFile<Settings, Port>,
  env: Environment,
  problems: string[],
): Settings | undefined {
  const given = Object.entries(file.env).flatMap(([name, setting]) =>
    env[name] ? [[setting, env[name]]] : [],
  );
  const read = file.settings.safeParse(Object.fromEntries(given));
  if (read.success) {
    return read.data;
  }
  const nameOf = (setting: PropertyKey | undefined) =>
    Object.entries(file.env).find(([, other]) => other === setting)?.[0] ?? file.id;
  problems.push(...read.error.issues.map((issue) => `${nameOf(issue.path[0])}: ${issue.message}.`));
  return undefined;
}
