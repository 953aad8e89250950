// Which service or team a word means. An unknown word is taken as given: nobody is stopped in an incident by a missing line of configuration.
import type { Policy, ServiceDefinition, TeamDefinition } from './policy.ts';

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
