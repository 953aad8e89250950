// What users' workflows would have done in an incident of the past. Pure: its facts are told again, and nothing is done.
import type { IncidentEvent } from '../incident/events.ts';
import { evolve } from '../incident/evolve.ts';
import { isOpen } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import type { Workflow } from '../policy/section-workflows.ts';
import { isWanted, MOST_REPEATS, startsUntold, startWorkflows, whyUntold } from './own-workflows.ts';

/** `because`: the fact that set it off. `does`: as the configuration words it. */
export type WouldRun = { at: Instant; workflow: string; because: string; does: string[] };

/** A condition of which nobody could tell whether it held, which counts as false. */
export type Untold = { at: Instant; workflow: string; because: string; why: string };

type Waiting = { at: Instant; workflow: Workflow; event: IncidentEvent; repeats: number };

type Play = { policy: Policy; ran: WouldRun[]; untold: Untold[]; waiting: Waiting[]; once: Set<string> };

const actWords = (act: Workflow['do'][number]) =>
  Object.entries(act).map(
    ([what, value]) => `${what}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );

function run(play: Play, { at, workflow, event, repeats }: Waiting, incident: Incident): void {
  play.once.add(workflow.id);
  play.ran.push({ at, workflow: workflow.id, because: event.type, does: workflow.do.flatMap(actWords) });
  const { everyMs } = workflow;
  if (everyMs !== undefined && isOpen(incident.status) && repeats + 1 < MOST_REPEATS) {
    play.waiting.push({ at: at + everyMs, workflow, event, repeats: repeats + 1 });
  }
  for (const { run: name } of workflow.do) {
    const other = play.policy.workflows.find(({ id }) => id === name);
    if (other) {
      play.waiting.push({ at, workflow: other, event, repeats: 0 });
    }
  }
}

/** Those whose time came before the next fact, against the incident as it was then. */
function settle(play: Play, incident: Incident, until: Instant): void {
  for (;;) {
    const due = play.waiting.filter(({ at }) => at < until).sort((a, b) => a.at - b.at)[0];
    if (!due) {
      return;
    }
    play.waiting.splice(play.waiting.indexOf(due), 1);
    const { workflow, event, at, repeats } = due;
    const waited = workflow.afterMs !== undefined || repeats > 0;
    if (repeats === 0 && waited && workflow.once && play.once.has(workflow.id)) {
      continue;
    }
    if (!waited || isWanted(workflow, event, incident, at)) {
      run(play, due, incident);
      continue;
    }
    const why = whyUntold(workflow, event, incident, at);
    if (why !== undefined) {
      play.untold.push({ at, workflow: workflow.id, because: event.type, why });
    }
  }
}

function setOff(play: Play, event: IncidentEvent, after: Incident): void {
  const now = event.recordedAt;
  for (const { workflow, why } of startsUntold(event, after, { policy: play.policy, now })) {
    play.untold.push({ at: now, workflow: workflow.id, because: event.type, why });
  }
  for (const wish of startWorkflows.react(event, after, { policy: play.policy, now })) {
    const workflow =
      wish.kind === 'workflow.run' && play.policy.workflows.find(({ id }) => id === wish.payload.workflow);
    if (!workflow || (wish.once && play.once.has(workflow.id))) {
      continue;
    }
    if (wish.once) {
      play.once.add(workflow.id);
    }
    play.waiting.push({ at: wish.dueAt ?? now, workflow, event, repeats: 0 });
  }
}

/** In order of time. What the workflows would have changed is not taken into account: the incident goes as it went. */
export function dryRun(
  events: readonly IncidentEvent[],
  policy: Policy,
): { ran: WouldRun[]; untold: Untold[] } {
  const play: Play = { policy, ran: [], untold: [], waiting: [], once: new Set() };
  let state: Incident | undefined;
  for (const event of events) {
    if (state) {
      settle(play, state, event.recordedAt);
    }
    state = evolve(state, event);
    setOff(play, event, state);
  }
  if (state) {
    settle(play, state, Number.POSITIVE_INFINITY);
  }
  const { ran, untold } = play;
  return { ran, untold };
}
