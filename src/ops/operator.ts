// Whoever works at the machine's command line, as an actor on the record.
import { userInfo } from 'node:os';
import type { Asking } from '../incident/commands.ts';
import type { Actor, Instant } from '../incident/values.ts';

/** The account of this machine, under the name that was given or its own. Accounts without a name (containers) are `operator`. */
export function operator(name?: string): Actor {
  const account = accountName() ?? 'operator';
  return { kind: 'operator', id: `cli/${account}`, name: name?.trim() || account };
}

function accountName(): string | undefined {
  try {
    return userInfo().username || undefined;
  } catch {
    // Containers run under user ids that no account has.
    return undefined;
  }
}

/** What an operator asks. `key` is unique for the asking: each run of the command line is one of its own. */
export function operatorAsking(by: Actor, about: { at: Instant; key: string; words?: string }): Asking {
  const { at, key, words } = about;
  return {
    by,
    grants: ['operator'],
    at,
    source: { kind: 'cli', key },
    ...(words === undefined ? {} : { words }),
  };
}
