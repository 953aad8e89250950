// Who may do what, decided from what somebody is: equal at every entrance.
import type { Policy } from './policy.ts';

export type Act = 'declare' | 'change-status' | 'page' | 'redact';

const OUTSIDERS = ['guest', 'external'];

/** Whether these grants make somebody an outsider: a guest, or somebody of another workspace. */
export function isOutsider(grants: readonly string[]): boolean {
  return grants.some((grant) => OUTSIDERS.includes(grant));
}

/** Guests and people of other workspaces may not declare or change a status unless configured, and never redact. */
export function may(policy: Policy, grants: readonly string[], act: Act): boolean {
  return !isOutsider(grants) || (policy.outsidersMayAct && act !== 'redact');
}
