// Every automatic step there is. A new one is a file of its own and a line here.
import { announce, announceLargeChanges, withdrawAnnouncement } from './announce.ts';
import { archiveChannel } from './archive-channel.ts';
import { refreshQuestions, sendQuestions, sendQuestionsLater } from './ask-questions.ts';
import { attachGraph, graphOnRequest, graphOnResolve, postGraph, postWaitingGraph } from './attach-graph.ts';
import { attachAlertsRunbook, attachRunbooks, postRunbook, refreshRunbook } from './attach-runbooks.ts';
import { offerSeverities, showSeverityChosen } from './choose-severity.ts';
import { compareHistory } from './compare-history.ts';
import { copyThread } from './copy-thread.ts';
import { deliverDraft, deliverWaitingDraft } from './deliver-draft.ts';
import { draftOnImport, draftOnRequest, draftOnResolve, withdrawDraftWord } from './draft-postmortem.ts';
import { endLine, endOffers, endStepsOfReview, hidePrivateInLines } from './end-offers.ts';
import { eraseFiles } from './erase-files.ts';
import {
  exportKept,
  exportOldWithoutErased,
  exportPublished,
  exportReview,
  exportWithoutErased,
  keepPublished,
  siftErased,
} from './export-review.ts';
import {
  announceReview,
  checkReviewAgain,
  keepReviewSheet,
  sayChangedSources,
  sayReview,
} from './follow-review.ts';
import { instructRole } from './instruct-role.ts';
import { findOnCall, inviteOnCall, sayOnCallUnknown, tellOfStrangers } from './invite-on-call.ts';
import { invitePeople } from './invite-people.ts';
import { keepFiles } from './keep-files.ts';
import { keepTopic } from './keep-topic.ts';
import { endBridge, keepBookmarks, makeBridge, makeBridgeOnRequest, sayBridge } from './make-bridge.ts';
import { nagOnce } from './nag.ts';
import { assignLeader, nagForRoles } from './nag-roles.ts';
import { noteDeployments } from './note-deployments.ts';
import { noteSimilar } from './note-similar.ts';
import { openChannel } from './open-channel.ts';
import { announceWorkflow, doWorkflow, doWorkflowInChannel, startWorkflows } from './own-workflows.ts';
import {
  followPage,
  inviteWhoIsPaged,
  messagePaged,
  pagePeople,
  sayPages,
  tellVendors,
} from './page-people.ts';
import type { Reaction } from './reaction.ts';
import { refreshCard } from './refresh-card.ts';
import {
  refreshDraftAfterLateFacts,
  refreshDraftAfterRepair,
  refreshDraftWithoutErased,
} from './refresh-draft.ts';
import { registerImpact } from './register-impact.ts';
import { remindOfReview } from './remind-of-review.ts';
import { remindOfUpdate } from './remind-of-update.ts';
import { remindOverdue } from './remind-overdue.ts';
import { renameChannel } from './rename-channel.ts';
import { sayChanges } from './say-changes.ts';
import { sayFailures, sayLostChannel } from './say-failures.ts';
import { sayHigherSeverity } from './say-higher-severity.ts';
import { sayNotInvited } from './say-not-invited.ts';
import { sayFlapping, settleAlerts } from './settle-alerts.ts';
import { refreshItem } from './show-items.ts';
import { doStepAgain } from './step-again.ts';
import { tellImport } from './tell-import.ts';
import { bringPeopleAlong, tellOthers } from './tell-others.ts';
import { carryToTicket, followTicket, makeTicket, moveTicket, ticketFollowUps } from './tickets.ts';
import { refreshOtherCards, withdrawLine, withdrawWords } from './withdraw-words.ts';

/** In this order their effects are asked for, and within a lane performed. */
export const REACTIONS: readonly Reaction[] = [
  openChannel,
  noteDeployments,
  refreshCard,
  offerSeverities,
  showSeverityChosen,
  announce,
  announceLargeChanges,
  withdrawAnnouncement,
  invitePeople,
  sayNotInvited,
  findOnCall,
  inviteOnCall,
  sayOnCallUnknown,
  tellOfStrangers,
  pagePeople,
  inviteWhoIsPaged,
  messagePaged,
  sayPages,
  followPage,
  tellVendors,
  keepTopic,
  renameChannel,
  instructRole,
  sayChanges,
  sayHigherSeverity,
  endOffers,
  endLine,
  sayFlapping,
  settleAlerts,
  nagOnce,
  assignLeader,
  nagForRoles,
  remindOfUpdate,
  archiveChannel,
  startWorkflows,
  doWorkflow,
  doWorkflowInChannel,
  announceWorkflow,
  doStepAgain,
  registerImpact,
  noteSimilar,
  tellOthers,
  bringPeopleAlong,
  attachRunbooks,
  attachAlertsRunbook,
  postRunbook,
  refreshRunbook,
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
  withdrawWords,
  withdrawLine,
  refreshOtherCards,
  hidePrivateInLines,
  compareHistory,
  copyThread,
  attachGraph,
  graphOnResolve,
  graphOnRequest,
  postGraph,
  postWaitingGraph,
  draftOnResolve,
  withdrawDraftWord,
  draftOnRequest,
  tellImport,
  draftOnImport,
  refreshDraftAfterRepair,
  refreshDraftAfterLateFacts,
  siftErased,
  refreshDraftWithoutErased,
  deliverDraft,
  deliverWaitingDraft,
  keepPublished,
  exportPublished,
  exportReview,
  exportKept,
  exportWithoutErased,
  exportOldWithoutErased,
  keepReviewSheet,
  endStepsOfReview,
  checkReviewAgain,
  sayReview,
  sayChangedSources,
  announceReview,
  remindOfReview,
  sendQuestions,
  sendQuestionsLater,
  refreshQuestions,
  sayFailures,
  sayLostChannel,
];

/** Steps that cannot be switched off: without them words would be lost, shown after they were redacted or made private, or not true any more. */
const ALWAYS: readonly string[] = [
  refreshCard,
  withdrawAnnouncement,
  renameChannel,
  keepFiles,
  eraseFiles,
  withdrawWords,
  withdrawLine,
  refreshOtherCards,
  hidePrivateInLines,
  compareHistory,
  copyThread,
  draftOnRequest,
  refreshDraftAfterRepair,
  refreshDraftAfterLateFacts,
  siftErased,
  refreshDraftWithoutErased,
  deliverDraft,
  deliverWaitingDraft,
  keepPublished,
  exportReview,
  exportKept,
  exportWithoutErased,
  exportOldWithoutErased,
  endOffers,
  endLine,
  endStepsOfReview,
  keepReviewSheet,
  checkReviewAgain,
  sendQuestions,
  sendQuestionsLater,
  refreshQuestions,
  sayFailures,
  sayLostChannel,
  tellOthers,
  doWorkflow,
  doWorkflowInChannel,
  announceWorkflow,
  doStepAgain,
].map(({ name }) => name);

/** Names of the steps that may be switched off. */
export const SWITCHABLE: readonly string[] = REACTIONS.map(({ name }) => name).filter(
  (name) => !ALWAYS.includes(name),
);
