// The deeds: everything a responder can do in Slack, in the order in which help lists it.
import type { AskRoster } from '../engine/perform-on-call.ts';
import type { DoctorTools } from './checklist.ts';
import type { Deed } from './deed.ts';
import { ack } from './deeds/ack.ts';
import { answer } from './deeds/answer.ts';
import { ask } from './deeds/ask.ts';
import { bridge } from './deeds/bridge.ts';
import { cancel } from './deeds/cancel.ts';
import { catchup } from './deeds/catchup.ts';
import { close } from './deeds/close.ts';
import { declare } from './deeds/declare.ts';
import { doctorWith } from './deeds/doctor.ts';
import { drill } from './deeds/drill.ts';
import { followup } from './deeds/followup.ts';
import { graph } from './deeds/graph.ts';
import { handover } from './deeds/handover.ts';
import { helpFor } from './deeds/help.ts';
import { impact } from './deeds/impact.ts';
import { importChannel } from './deeds/import.ts';
import { link, unlink } from './deeds/link.ts';
import { list } from './deeds/list.ts';
import { merge } from './deeds/merge.ts';
import { mitigate } from './deeds/mitigate.ts';
import { note } from './deeds/note.ts';
import { oncallWith } from './deeds/oncall.ts';
import { page } from './deeds/page.ts';
import { pin } from './deeds/pin.ts';
import { postmortem } from './deeds/postmortem.ts';
import { proposal } from './deeds/proposal.ts';
import { redact } from './deeds/redact.ts';
import { reopen } from './deeds/reopen.ts';
import { resolve } from './deeds/resolve.ts';
import { type RetryEffect, retryWith } from './deeds/retry.ts';
import { review } from './deeds/review.ts';
import { role } from './deeds/role.ts';
import { runbook } from './deeds/runbook.ts';
import { search } from './deeds/search.ts';
import { service } from './deeds/service.ts';
import { severity } from './deeds/severity.ts';
import { signal } from './deeds/signal.ts';
import { status } from './deeds/status.ts';
import { type StepTools, stepsWith } from './deeds/steps.ts';
import { task } from './deeds/task.ts';
import { tasks } from './deeds/tasks.ts';
import { team } from './deeds/team.ts';
import { timeline } from './deeds/timeline.ts';
import { times } from './deeds/times.ts';
import { title } from './deeds/title.ts';
import { undo } from './deeds/undo.ts';
import { update } from './deeds/update.ts';

/** What deeds cannot do by the engine's door alone. */
export type DeedTools = {
  retryEffect: RetryEffect;
  steps: StepTools;
  roster: AskRoster;
  doctor: DoctorTools;
};

export function deedList(tools: DeedTools): readonly Deed[] {
  const deeds: Deed[] = [
    declare,
    ack,
    status,
    severity,
    role,
    page,
    oncallWith(tools.roster),
    note,
    update,
    task,
    followup,
    tasks,
    bridge,
    runbook,
    timeline,
    catchup,
    handover,
    times,
    graph,
    link,
    unlink,
    impact,
    title,
    service,
    team,
    resolve,
    undo,
    reopen,
    close,
    cancel,
    merge,
    postmortem,
    redact,
    list,
    search,
    importChannel,
    drill,
    stepsWith(tools.steps),
    doctorWith(tools.doctor),
    helpFor(() => deeds, tools.steps.switchable),
    pin,
    review,
    ask,
    answer,
    signal,
    mitigate,
    proposal,
    retryWith(tools.retryEffect),
  ];
  return deeds;
}
