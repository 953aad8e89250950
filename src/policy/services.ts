// Which service or team a word means. An unknown word is taken as given: nobody is stopped in an incident by a missing line of configuration.
import type { LabelSet, Policy, ServiceDefinition, TeamDefinition } from './policy.ts';

const plain = (word: string) =>
  word
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');

const find = <T extends { id: string; label: string }>(list: readonly T[], word: string) =>
  list.find((one) => plain(one.id) === plain(word) || plain(one.label) === plain(word));

export function serviceByWord(policy: Policy, word: string): ServiceDefinition | undefined {
  return find(policy.services, word);
}

export function teamByWord(policy: Policy, word: string): TeamDefinition | undefined {
  return find(policy.teams, word);
}

/** A service of which no more is known than this. */
export function serviceOf(id: string, known: Partial<ServiceDefinition> = {}): ServiceDefinition {
  return { id, label: id, people: [], labels: [], runbooks: [], dashboards: [], queries: [], ...known };
}

const STAR = '*';

function fits(set: LabelSet, labels: LabelSet): boolean {
  const wanted = Object.entries(set);
  return (
    wanted.length > 0 &&
    wanted.every(([name, value]) => {
      const given = Object.hasOwn(labels, name) ? labels[name] : undefined;
      return value.endsWith(STAR) ? given?.startsWith(value.slice(0, -1)) : given === value;
    })
  );
}

/** How much a set says: labels first, then whole values before beginnings, then longer beginnings. */
const weight = (set: LabelSet): number[] => {
  const values = Object.values(set);
  const open = values.filter((value) => value.endsWith(STAR));
  return [values.length, -open.length, open.join('').length];
};

function heavier(a: LabelSet, b: LabelSet): boolean {
  const other = weight(b);
  const difference = weight(a).map((one, index) => one - (other[index] ?? 0));
  return (difference.find((one) => one !== 0) ?? 0) > 0;
}

/**
 * The service whose labels these are. Where several fit, the one that says most; of equals the one configured first.
 * Undefined where none fits: nothing is guessed from a likeness of names.
 */
export function serviceByLabels(policy: Policy, labels: LabelSet): ServiceDefinition | undefined {
  const fitting = policy.services.flatMap((service) =>
    service.labels.filter((set) => fits(set, labels)).map((set) => ({ service, set })),
  );
  return fitting.reduce<(typeof fitting)[number] | undefined>(
    (best, one) => (best === undefined || heavier(one.set, best.set) ? one : best),
    undefined,
  )?.service;
}

/** The configured id of the service, or the word as it was typed. */
export function serviceName(policy: Policy, word: string): string {
  return serviceByWord(policy, word)?.id ?? word.trim();
}

/** The configured id of the team, or the word as it was typed. */
export function teamName(policy: Policy, word: string): string {
  return teamByWord(policy, word)?.id ?? word.trim();
}

/** The zone of the team's channel dates and reviews. */
export function zoneOf(policy: Policy, team: string | undefined): string {
  return (team === undefined ? undefined : teamByWord(policy, team)?.zone) ?? policy.zone;
}
