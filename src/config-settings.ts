// The effective configuration, one setting to a line, each with where it came from. Secrets are only said to be set.
import type { Given } from './config-lines.ts';
import { SAME_AS, written } from './config-policy.ts';
import { placeOf } from './dot-env.ts';
import type { Policy } from './policy/policy.ts';

/** `from`: `default`, `PORT`, `firescribe.yml:12`, `.env:3`. */
export type Setting = { name: string; value: string; from: string };

/** The short forms of the file: what is effective under the first name may be written under the second. */
const SHORT: Readonly<Record<string, string>> = { runbooks: 'runbook' };

type Leaf = { path: string[]; value: unknown };

/** Lists are one setting; what is absent or empty is none, but for a list that was written so. */
function leavesOf(value: unknown, path: string[] = []): Leaf[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
  }
  return value === undefined ? [] : [{ path, value }];
}

const isEmpty = (value: unknown) => value === '' || (Array.isArray(value) && value.length === 0);

/** Whoever reads the list, the log or the operators' channel needs no password that stands in an address. */
const withoutPassword = (text: string) => text.replace(/(:\/\/)[^/\s@]*@/g, '$1…@');

function words(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(words).join(', ')}]`;
  }
  return withoutPassword(typeof value === 'string' ? value : JSON.stringify(value));
}

function lineOf(given: Given, path: string[]): number | undefined {
  const short = SHORT[path.at(-1) ?? ''];
  return given.lineOf(path) ?? (short ? given.lineOf([...path.slice(0, -1), short]) : undefined);
}

/** Variables by name. Of `secrets` only whether they are set is shown; those of vendors are among them, whatever they hold. */
type Variables = {
  plain: readonly string[];
  secrets: readonly string[];
  defaults: Readonly<Record<string, string | number>>;
};

type Env = Readonly<Record<string, string | undefined>>;

/** What is told beside the policy. `filled`: with what stands in the files that `…_FILE` name. */
export function machineSettings(variables: Variables, given: Env, filled: Env): Setting[] {
  const ofPolicy: readonly string[] = Object.values(SAME_AS);
  const names = [...new Set([...variables.plain, ...variables.secrets])];
  return names
    .filter((name) => !ofPolicy.includes(name))
    .map((name) => {
      const value = filled[name] || undefined;
      const from = given[name]
        ? (placeOf(name, given[name]) ?? 'environment')
        : value === undefined
          ? 'default'
          : `${name}_FILE`;
      const shown = value ?? variables.defaults[name] ?? 'not set';
      const secret = value !== undefined && variables.secrets.includes(name);
      return { name, value: secret ? 'set' : words(shown), from };
    });
}

/** The settings that make up the policy, and those of sections that are not of the policy, as they are written. */
export function policySettings(policy: Policy, given: Given, env: Env): Setting[] {
  const effective = written(policy);
  const others = Object.entries((given.value ?? {}) as object).filter(([section]) => !(section in effective));
  return leavesOf({ ...effective, ...Object.fromEntries(others) }).flatMap(({ path, value }) => {
    const variable = path.length === 1 ? SAME_AS[path[0] as keyof typeof SAME_AS] : undefined;
    const line = lineOf(given, path);
    const from =
      variable && env[variable] ? variable : line === undefined ? 'default' : `${given.name}:${line}`;
    return isEmpty(value) && from === 'default' ? [] : [{ name: path.join('.'), value: words(value), from }];
  });
}

/** What differs between two readings: `roles.commander.label: Commander → Chief`. */
export function differences(before: readonly Setting[], after: readonly Setting[]): string[] {
  const old = new Map(before.map(({ name, value }) => [name, value]));
  const now = new Map(after.map(({ name, value }) => [name, value]));
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((name) => old.get(name) !== now.get(name))
    .map((name) => `${name}: ${old.get(name) ?? 'not set'} → ${now.get(name) ?? 'not set'}`);
}
