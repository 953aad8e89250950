// Which severity a word means: what people type, and what monitors say.
import { bareWord } from './bare-word.ts';
import { orList } from './lists.ts';
import type { Policy, Severity } from './policy.ts';

/** `SEV-1`, `sev 1`, `sev_1` and `sev1` are one word. */
const plain = (word: string) =>
  word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '');

const named = (policy: Pick<Policy, 'severities'>, word: string) =>
  policy.severities.find(
    (severity) => plain(severity.id) === plain(word) || plain(severity.label) === plain(word),
  );

/** The severity a person means by `1`, `sev1`, `SEV-1` or its label; undefined where no severity is called so. */
export function severityByWord(policy: Pick<Policy, 'severities'>, word: string): Severity | undefined {
  const bare = bareWord(word);
  const byRank = /^\d+$/.test(bare)
    ? policy.severities.find((severity) => severity.rank === Number(bare))
    : undefined;
  return named(policy, word) ?? named(policy, bare) ?? byRank;
}

/** The severity that a monitor's word plainly names; undefined where it does not (the default and a chooser then). */
export function severityForAlert(policy: Policy, word: string): Severity | undefined {
  const mapped = Object.entries(policy.alertSeverities).find(([from]) => plain(from) === plain(word))?.[1];
  return policy.severities.find((severity) => severity.id === mapped) ?? named(policy, word);
}

/** What an alert plainly names: by its rank, else by its word. */
export function severityOfSignal(
  policy: Policy,
  signal: { severity?: string; priority?: string },
): Severity | undefined {
  const named = (word: string | undefined) =>
    word === undefined ? undefined : severityForAlert(policy, word);
  return named(signal.priority) ?? named(signal.severity);
}

/** The severity given where nobody named one. */
export function defaultSeverity(policy: Policy): Severity {
  const given = policy.severities.find((severity) => severity.id === policy.defaultSeverity);
  if (!given) {
    throw new Error(`The default severity ${policy.defaultSeverity} is not one of the severities.`);
  }
  return given;
}

/** `SEV-1, SEV-2, SEV-3 or SEV-4` */
export function severityList(policy: Policy): string {
  return orList(policy.severities.map((severity) => severity.label));
}
