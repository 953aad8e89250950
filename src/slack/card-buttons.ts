// The card's buttons: what would help now, and what is left to do when it is over.
import type { Button, KnownBlock } from '@slack/types';
import type { Incident } from '../incident/state.ts';
import { canUndo } from '../incident/undo-resolve.ts';
import type { Instant } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import { button, row } from './blocks.ts';
import { pack } from './press-values.ts';

/** The severity as it is configured. */
export const levelOf = ({ severity }: Incident, policy: Policy) =>
  policy.severities.find(({ id }) => id === severity.id);

/** Of the first runbook whose steps could stand in the channel and do not yet. */
function runbookButton(incident: Incident): Button[] {
  const ready = incident.runbooks?.find(({ steps, place }) => steps > 0 && place === undefined);
  return ready
    ? [button('Runbook steps', `runbook:post:${ready.id}`, pack(incident, { runbook: ready.id }))]
    : [];
}

/** Roles that stand empty are offered: the leading one, and who speaks to the outside. */
const OFFERED = 2;

function takeButtons(incident: Incident, roles: Policy['roles'], stream: string, needed: boolean): Button[] {
  return roles
    .filter(({ id }) => !incident.roles[id])
    .map(({ id, label }) =>
      button(`I am ${label}`, `role:take:${id}`, stream, needed ? { style: 'primary' } : {}),
    );
}

/** What would help now is coloured, as the card's sentence has it. */
function openButtons(incident: Incident, policy: Policy, stream: string): KnownBlock[] {
  const { status } = incident;
  const offered = policy.roles.slice(0, OFFERED);
  const first: Button[] = [
    ...(status === 'detected' ? [button('Acknowledge', 'ack:press', stream, { style: 'primary' })] : []),
    ...takeButtons(incident, offered.slice(0, 1), stream, status === 'acknowledged'),
    button('Status', 'status:open', stream),
    button('Resolve', 'resolve:open', stream, status === 'mitigated' ? { style: 'primary' } : {}),
    ...(incident.bridge
      ? [button('Join the bridge', 'bridge:join', stream, { url: incident.bridge.joinUrl })]
      : []),
  ];
  const second = [
    button('Severity', 'severity:open', stream),
    button('Roles', 'roles:open', stream),
    button('Task', 'task:open', stream),
    ...runbookButton(incident),
  ];
  return [
    row('card-status', first),
    row('card-more', [
      ...second,
      ...takeButtons(incident, offered.slice(1), stream, false),
      button('Steps', 'steps:open', stream),
    ]),
  ];
}

function overButtons(incident: Incident, policy: Policy, stream: string, now: Instant): KnownBlock[] {
  const review = policy.reviewWord === 'retrospective' ? 'Retrospective' : 'Postmortem';
  const skipped = levelOf(incident, policy)?.postmortem === 'skip' && !incident.draft;
  const unreviewed = incident.status === 'canceled' || skipped;
  const buttons = [
    ...(incident.undoable && canUndo(incident, now)
      ? [button('Undo', 'undo:press', incident.undoable.event)]
      : []),
    ...(unreviewed ? [] : [button(review, 'postmortem:draft', stream)]),
    button('Reopen', 'reopen:open', stream),
  ];
  return [row('card-over', buttons)];
}

const isOpen = (incident: Incident) => !['resolved', 'closed', 'canceled'].includes(incident.status);

export function cardButtons(incident: Incident, policy: Policy, stream: string, now: Instant): KnownBlock[] {
  return isOpen(incident)
    ? openButtons(incident, policy, stream)
    : overButtons(incident, policy, stream, now);
}
