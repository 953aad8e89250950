// Which function decides which command: one line per command, nothing else.
import type { Policy } from '../policy/policy.ts';
import { acknowledgeAlert } from './alert-acknowledged.ts';
import { recordBridge, recordBridgeEnded, requestBridge } from './bridge.ts';
import { dismissSuggestion, postHandover, postUpdate } from './briefings.ts';
import { cancel } from './cancel.ts';
import type { Command, CommandType, Decision, Lookups } from './commands.ts';
import { changeService, changeTeam, changeTitle, describeImpact } from './corrections.ts';
import type { Decide } from './decision.ts';
import { declare } from './declare.ts';
import { noteDeployments } from './deployments.ts';
import { recordKept, recordSifted } from './editions.ts';
import { copyEvidence } from './evidence-copied.ts';
import { recordExport, requestExport } from './exports.ts';
import { askGraph, recordGraph, recordGraphPost } from './graphs.ts';
import { recordTicket, recordTicketState, requestTicket } from './item-tickets.ts';
import { addItem, changeItem, finishItem, reopenItem } from './items.ts';
import { setKeyTime } from './key-times.ts';
import { acknowledge, changeStatus, close, reopen, resolve } from './lifecycle.ts';
import { addLink, removeLink } from './links.ts';
import { recordMember } from './members.ts';
import { merge, recordAbsorbed, recordParted } from './merge.ts';
import { recordDeletion, recordEdit, recordMessage } from './messages.ts';
import { recordVendorFailed, recordVendorRecovered } from './missing.ts';
import { addNote } from './notes.ts';
import {
  acknowledgePage,
  page,
  recordOnCall,
  recordOnCallUnknown,
  recordPage,
  recordPageTrouble,
  recordPageUnanswered,
} from './pages.ts';
import { pin, unpin } from './pins.ts';
import { draftPostmortem, recordDelivery, recordDraft } from './postmortem.ts';
import {
  answerQuestion,
  askQuestions,
  declineQuestion,
  postponeQuestions,
  recordQuestionsSent,
  recordQuestionsUnsent,
  withdrawAnswer,
} from './questions.ts';
import {
  recordAnnouncement,
  recordAnnouncementWithdrawn,
  recordAnswer,
  recordCard,
  recordChannel,
  recordChannelLost,
  recordChannelName,
  recordFailure,
  recordFile,
  recordImpact,
  recordImport,
  recordInvited,
  recordPost,
  recordPrivacy,
  recordRepair,
} from './records.ts';
import { redact } from './redact.ts';
import { Refusal } from './refusal.ts';
import { recordRelated, recordUnrelated, relate, unrelate } from './relations.ts';
import { assignReview, confirmKeyTimes, publishReview, submitReview, waiveFinding } from './review.ts';
import { assignRole } from './roles.ts';
import { recordRunbook, recordRunbookPosted, requestRunbook, tickStep } from './runbooks.ts';
import { settleAlerts } from './settle-alerts.ts';
import { changeSeverity } from './severity.ts';
import { rankSignal } from './signal-ranked.ts';
import { attachSignal, resolveSignal, takeSignals } from './signals.ts';
import { recordSimilar } from './similar.ts';
import type { Incident } from './state.ts';
import { undoResolve } from './undo-resolve.ts';
import { overrideStep, recordWorkflow } from './workflow.ts';

type OfAnIncident = Exclude<CommandType, 'declare'>;

const DECISIONS: { [T in OfAnIncident]: Decide<T> } = {
  acknowledge,
  'acknowledge-alert': acknowledgeAlert,
  'change-status': changeStatus,
  resolve,
  'undo-resolve': undoResolve,
  reopen,
  close,
  cancel,
  'change-severity': changeSeverity,
  'change-title': changeTitle,
  'change-service': changeService,
  'change-team': changeTeam,
  'describe-impact': describeImpact,
  'assign-role': assignRole,
  'add-item': addItem,
  'change-item': changeItem,
  'finish-item': finishItem,
  'reopen-item': reopenItem,
  'request-ticket': requestTicket,
  'record-ticket': recordTicket,
  'record-ticket-state': recordTicketState,
  'add-note': addNote,
  'set-key-time': setKeyTime,
  'record-message': recordMessage,
  'record-edit': recordEdit,
  'record-deletion': recordDeletion,
  pin,
  unpin,
  'copy-evidence': copyEvidence,
  'attach-signal': attachSignal,
  'resolve-signal': resolveSignal,
  'take-signals': takeSignals,
  'note-deployments': noteDeployments,
  'rank-signal': rankSignal,
  'settle-alerts': settleAlerts,
  'record-member': recordMember,
  'record-answer': recordAnswer,
  redact,
  'record-file': recordFile,
  'record-channel': recordChannel,
  'record-channel-name': recordChannelName,
  'record-privacy': recordPrivacy,
  'record-channel-lost': recordChannelLost,
  'record-invited': recordInvited,
  'record-card': recordCard,
  'record-post': recordPost,
  'record-announcement': recordAnnouncement,
  'record-announcement-withdrawn': recordAnnouncementWithdrawn,
  'record-repair': recordRepair,
  'record-import': recordImport,
  'draft-postmortem': draftPostmortem,
  'record-draft': recordDraft,
  'record-delivery': recordDelivery,
  'confirm-key-times': confirmKeyTimes,
  'submit-review': submitReview,
  'publish-review': publishReview,
  'record-kept': recordKept,
  'record-sifted': recordSifted,
  'assign-review': assignReview,
  'waive-finding': waiveFinding,
  'ask-questions': askQuestions,
  'answer-question': answerQuestion,
  'withdraw-answer': withdrawAnswer,
  'decline-question': declineQuestion,
  'record-questions-sent': recordQuestionsSent,
  'postpone-questions': postponeQuestions,
  'record-questions-unsent': recordQuestionsUnsent,
  'post-update': postUpdate,
  'post-handover': postHandover,
  'dismiss-suggestion': dismissSuggestion,
  'record-workflow': recordWorkflow,
  'override-step': overrideStep,
  'ask-graph': askGraph,
  'record-graph': recordGraph,
  'record-graph-post': recordGraphPost,
  'request-bridge': requestBridge,
  'record-bridge': recordBridge,
  'record-bridge-ended': recordBridgeEnded,
  'record-impact': recordImpact,
  'record-runbook': recordRunbook,
  'request-runbook': requestRunbook,
  'record-runbook-posted': recordRunbookPosted,
  'tick-step': tickStep,
  'record-similar': recordSimilar,
  'add-link': addLink,
  'remove-link': removeLink,
  merge,
  'record-absorbed': recordAbsorbed,
  'record-parted': recordParted,
  relate,
  unrelate,
  'record-related': recordRelated,
  'record-unrelated': recordUnrelated,
  'request-export': requestExport,
  'record-export': recordExport,
  'record-vendor-failed': recordVendorFailed,
  'record-vendor-recovered': recordVendorRecovered,
  'record-failure': recordFailure,
  page,
  'record-page': recordPage,
  'record-page-trouble': recordPageTrouble,
  'acknowledge-page': acknowledgePage,
  'record-page-unanswered': recordPageUnanswered,
  'record-on-call': recordOnCall,
  'record-on-call-unknown': recordOnCallUnknown,
};

/**
 * What a command means for an incident: the facts to write, or a Refusal. `state` is absent for `declare` only. Looks at
 * nothing but its arguments; the keys it needs are named by `needs`.
 */
export function decide(
  command: Command,
  state: Incident | undefined,
  lookups: Lookups,
  policy: Policy,
): Decision {
  if (command.type === 'declare') {
    return declare(command, lookups, policy);
  }
  if (state === undefined) {
    throw new Refusal(`There is no such incident. \`/${policy.command} list\` shows the open ones.`);
  }
  const decideOne = DECISIONS[command.type] as Decide<OfAnIncident>;
  return decideOne(command, { state, lookups, policy });
}
