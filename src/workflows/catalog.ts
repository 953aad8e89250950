// Every automatic step there is. A new one is a file of its own and a line here.
import { announce, announceLargeChanges } from './announce.ts';
import { attachAlertsRunbook, attachRunbooks, postRunbook, refreshRunbook } from './attach-runbooks.ts';
import { offerSeverities } from './choose-severity.ts';
import { compareHistory } from './compare-history.ts';
import { copyThread } from './copy-thread.ts';
import { deliverDraft, deliverWaitingDraft } from './deliver-draft.ts';
import { draftOnRequest, draftOnResolve } from './draft-postmortem.ts';
import { eraseFiles } from './erase-files.ts';
import { instructRole } from './instruct-role.ts';
import { findOnCall, inviteOnCall, sayOnCallUnknown, tellOfStrangers } from './invite-on-call.ts';
import { invitePeople } from './invite-people.ts';
import { keepFiles } from './keep-files.ts';
import { keepTopic } from './keep-topic.ts';
import { endBridge, keepBookmarks, makeBridge, makeBridgeOnRequest, sayBridge } from './make-bridge.ts';
import { nagOnce } from './nag.ts';
import { openChannel } from './open-channel.ts';
import { followPage, messagePaged, pagePeople, sayPages, tellVendors } from './page-people.ts';
import type { Reaction } from './reaction.ts';
import { refreshCard } from './refresh-card.ts';
import {
  refreshDraftAfterLateFacts,
  refreshDraftAfterRepair,
  refreshDraftWithoutErased,
} from './refresh-draft.ts';
import { sayChanges } from './say-changes.ts';
import { sayFailures, sayLostChannel } from './say-failures.ts';
import { sayHigherSeverity } from './say-higher-severity.ts';
import { sayFlapping, settleAlerts } from './settle-alerts.ts';

/** In this order their effects are asked for, and within a lane performed. */
export const REACTIONS: readonly Reaction[] = [
  openChannel,
  refreshCard,
  offerSeverities,
  announce,
  announceLargeChanges,
  invitePeople,
  findOnCall,
  inviteOnCall,
  sayOnCallUnknown,
  tellOfStrangers,
  pagePeople,
  messagePaged,
  sayPages,
  followPage,
  tellVendors,
  keepTopic,
  instructRole,
  sayChanges,
  sayHigherSeverity,
  sayFlapping,
  settleAlerts,
  nagOnce,
  attachRunbooks,
  attachAlertsRunbook,
  postRunbook,
  refreshRunbook,
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
