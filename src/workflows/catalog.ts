// Every automatic step there is. A new one is a file of its own and a line here.
import { announce, announceLargeChanges } from './announce.ts';
import { archiveChannel } from './archive-channel.ts';
import { offerSeverities } from './choose-severity.ts';
import { compareHistory } from './compare-history.ts';
import { copyThread } from './copy-thread.ts';
import { deliverDraft, deliverWaitingDraft } from './deliver-draft.ts';
import { draftOnRequest, draftOnResolve } from './draft-postmortem.ts';
import { eraseFiles } from './erase-files.ts';
import { instructRole } from './instruct-role.ts';
import { invitePeople } from './invite-people.ts';
import { keepFiles } from './keep-files.ts';
import { keepTopic } from './keep-topic.ts';
import { endBridge, keepBookmarks, makeBridge, makeBridgeOnRequest, sayBridge } from './make-bridge.ts';
import { nagOnce } from './nag.ts';
import { assignLeader, nagForRoles } from './nag-roles.ts';
import { noteDeployments } from './note-deployments.ts';
import { openChannel } from './open-channel.ts';
import { doWorkflow, startWorkflows } from './own-workflows.ts';
import type { Reaction } from './reaction.ts';
import { refreshCard } from './refresh-card.ts';
import {
  refreshDraftAfterLateFacts,
  refreshDraftAfterRepair,
  refreshDraftWithoutErased,
} from './refresh-draft.ts';
import { registerImpact } from './register-impact.ts';
import { remindOverdue } from './remind-overdue.ts';
import { sayChanges } from './say-changes.ts';
import { sayFailures, sayLostChannel } from './say-failures.ts';
import { sayHigherSeverity } from './say-higher-severity.ts';
import { refreshItem } from './show-items.ts';
import { doStepAgain } from './step-again.ts';

import { carryToTicket, followTicket, makeTicket, moveTicket, ticketFollowUps } from './tickets.ts';

/** In this order their effects are asked for, and within a lane performed. */
export const REACTIONS: readonly Reaction[] = [
  openChannel,
  noteDeployments,
  refreshCard,
  offerSeverities,
  announce,
  announceLargeChanges,
  invitePeople,
  keepTopic,
  instructRole,
  sayChanges,
  sayHigherSeverity,
  nagOnce,
  assignLeader,
  nagForRoles,
  archiveChannel,
  startWorkflows,
  doWorkflow,
  doStepAgain,
  registerImpact,
  makeTicket,
  ticketFollowUps,
  carryToTicket,
  moveTicket,
  followTicket,
  refreshItem,
  remindOverdue,
  makeBridge,
  makeBridgeOnRequest,
  sayBridge,
  keepBookmarks,
  endBridge,
  keepFiles,
  eraseFiles,
  compareHistory,
  copyThread,
  draftOnResolve,
  draftOnRequest,
  refreshDraftAfterRepair,
  refreshDraftAfterLateFacts,
  refreshDraftWithoutErased,
  deliverDraft,
  deliverWaitingDraft,
  sayFailures,
  sayLostChannel,
];

/** Steps that cannot be switched off: without them words would be lost, or shown after they were redacted. */
const ALWAYS: readonly string[] = [
  refreshCard,
  keepFiles,
  eraseFiles,
  compareHistory,
  copyThread,
  draftOnRequest,
  refreshDraftAfterRepair,
  refreshDraftAfterLateFacts,
  refreshDraftWithoutErased,
  deliverDraft,
  deliverWaitingDraft,
  sayFailures,
  sayLostChannel,
  doWorkflow,
  doStepAgain,
].map(({ name }) => name);

/** Names of the steps that may be switched off. */
export const SWITCHABLE: readonly string[] = REACTIONS.map(({ name }) => name).filter(
  (name) => !ALWAYS.includes(name),
);
