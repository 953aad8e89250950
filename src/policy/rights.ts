// Who may do what, decided from what somebody is: equal at every entrance.
import { orList } from './lists.ts';
import type { Policy, Right } from './policy.ts';

/** What a right allows, as it ends a sentence that begins with who may. */
const DEEDS: Readonly<Record<Right, string>> = {
  declare: 'declare incidents',
  'declare-private': 'declare private incidents',
  'change-severity': 'change the severity',
  'change-status': 'change the status',
  update: 'send updates',
  page: 'page people',
  'run-workflow': 'run, stop or skip an automatic step',
  publish: 'publish a review',
  redact: 'redact',
  'see-private': 'see private incidents that they are not in',
};

/** Every member of the workspace. */
export const EVERYONE = 'everyone';
/** Guests and people of other workspaces, who are not of `everyone`. */
export const GUESTS = 'guests';

/** Guests may have a say in how bad it is until configuration says otherwise; what calls people or shows them more, they may not. */
const OPEN_TO_GUESTS: readonly Right[] = ['change-severity'];

/**
 * Somebody of whom Slack did not say in time who they are. They are taken for an outsider, but in what a night cannot wait for and a
 * press takes back (decision 0025).
 */
export const UNKNOWN = 'unknown';
const OPEN_TO_UNKNOWN: readonly Right[] = ['declare', 'change-status', 'change-severity'];

/** These are never given to guests as such; a guest may be named. */
export const NOT_FOR_GUESTS: readonly Right[] = ['redact', 'see-private'];

/** Whoever works at the machine, and we ourselves. */
const OPERATOR = 'operator';
const OUTSIDERS = ['guest', 'external'];

/** Whether these grants make somebody an outsider: a guest, or somebody of another workspace. */
function isOutsider(grants: readonly string[]): boolean {
  return grants.some((grant) => OUTSIDERS.includes(grant));
}

const isUnknown = (grants: readonly string[]) => grants.includes(UNKNOWN);

/** The grant of holding a role in the incident that is acted on. */
export const roleGrant = (role: string) => `role:${role}`;

const userOf = (id: string) => id.slice(id.lastIndexOf('/') + 1);

/** What is on the list besides `everyone` and `guests`, as grants: ids of people and groups without the workspace, roles. */
function grantsOn(policy: Policy, list: readonly string[]): string[] {
  return list.map((who) => (policy.roles.some(({ id }) => id === who) ? roleGrant(who) : userOf(who)));
}

/** Whoever may declare may declare privately, until configuration says otherwise. */
const listFor = ({ rights }: Policy, right: Right) =>
  rights[right] ?? (right === 'declare-private' ? rights.declare : undefined);

/**
 * Whether somebody with these grants may. Grants are ids of the person and of their user groups, `guest`, `external`,
 * `unknown`, `operator`, and `role:<id>` for what they hold in the incident. Where nothing is configured every member may do everything
 * but see private incidents of others, and outsiders (guests, people of other workspaces) may change the severity at most.
 * Where a list is configured, outsiders may what names them, their group, or `guests`; a role does not make them members.
 */
export function may(policy: Policy, grants: readonly string[], right: Right): boolean {
  if (grants.includes(OPERATOR)) {
    return true;
  }
  const list = listFor(policy, right);
  const outsider = isOutsider(grants) || (isUnknown(grants) && !OPEN_TO_UNKNOWN.includes(right));
  if (list === undefined) {
    return right !== 'see-private' && (!outsider || OPEN_TO_GUESTS.includes(right));
  }
  const held = new Set(grants.filter((grant) => !outsider || !grant.startsWith('role:')).map(userOf));
  return (
    list.includes(outsider ? GUESTS : EVERYONE) || grantsOn(policy, list).some((grant) => held.has(grant))
  );
}

/** Who is on the list, in words: `every member of this workspace`, `the Commander`, `U0ANA00000`. */
function named(policy: Policy, who: string): string {
  const words = { [EVERYONE]: 'members of this workspace', [GUESTS]: 'guests' };
  const role = policy.roles.find(({ id }) => id === who);
  return role ? `the ${role.label}` : (words[who as keyof typeof words] ?? userOf(who));
}

/** Why somebody may not: who may, and where that is decided. People and groups are named by their Slack ids. */
export function refusalOf(policy: Policy, grants: readonly string[], right: Right): string {
  const list = listFor(policy, right);
  const forMembers = list === undefined || list.includes(EVERYONE);
  if (isUnknown(grants) && forMembers && right !== 'see-private') {
    return `Slack did not say in time whether you are a member of this workspace, and only members may ${DEEDS[right]} here. Try again in a moment, or ask somebody else to do it.`;
  }
  if (isOutsider(grants) && forMembers) {
    return `Guests and people of other workspaces may not ${DEEDS[right]} here. Ask a member of this workspace to do it.`;
  }
  const decided = '`rights` in firescribe.yml decides that.';
  return list?.length
    ? `Only ${orList(list.map((one) => named(policy, one)))} may ${DEEDS[right]} here; ${decided}`
    : `Nobody may ${DEEDS[right]} here; ${decided}`;
}
