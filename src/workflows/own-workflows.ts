// Users' own workflows: which facts set them off, what one of them does when it runs, and when it repeats.
import type { EventType, IncidentEvent } from '../incident/events.ts';
import { isOpen } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/state.ts';
import type { Actor, Instant } from '../incident/values.ts';
import { callsPeople } from '../policy/people.ts';
import type { Policy } from '../policy/policy.ts';
import type { Workflow } from '../policy/section-workflows.ts';
import { isAnnounced } from './announce.ts';
import type { EffectWish } from './effects.ts';
import { compile, type Expression, type Facts, holds } from './expression.ts';
import { eventFacts, incidentFacts } from './facts.ts';
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

/** Kinds of facts that may set a workflow off. What is said in the channel is none: chat is no instruction. */
export const TRIGGERS = [
  'incident-declared',
  'channel-opened',
  'status-changed',
  'severity-changed',
  'title-changed',
  'service-changed',
  'team-changed',
  'impact-described',
  'role-assigned',
  'item-added',
  'item-changed',
  'item-done',
  'item-reopened',
  'note-added',
  'message-pinned',
  'signal-attached',
  'signal-resolved',
  'key-time-set',
  'member-joined',
  'postmortem-delivered',
  'effect-failed',
] as const satisfies readonly EventType[];

/** A repeating workflow ends after so many times, whatever its condition says. */
export const MOST_REPEATS = 50;

const WORKFLOW = 'workflow:';

/** A workflow as whoever did something. Its facts set no workflow off: chains are written with `run`. */
export const workflowActor = ({ id, title }: Pick<Workflow, 'id' | 'title'>): Actor => ({
  kind: 'firescribe',
  id: `${WORKFLOW}${id}`,
  name: `Workflow “${title}”`,
});

const isWorkflow = ({ kind, id }: Actor) => kind === 'firescribe' && id.startsWith(WORKFLOW);

const conditions = new Map<string, Expression>();
const MOST_CONDITIONS = 1_000;

function conditionOf(source: string): Expression {
  const known = conditions.get(source);
  if (known) {
    return known;
  }
  const made = compile(source, 'condition', ['incident', 'event']);
  if (!made.ok) {
    // The configuration is checked when it is loaded.
    throw new Error(`The condition “${source}” cannot be used: ${made.problem.why}`);
  }
  if (conditions.size >= MOST_CONDITIONS) {
    conditions.clear();
  }
  conditions.set(source, made.expression);
  return made.expression;
}

const factsFor = (event: IncidentEvent, incident: Incident, now: Instant): Facts => ({
  incident: incidentFacts(incident, now),
  event: eventFacts(event),
});

/** Whether the workflow's `if` holds for the incident as it is now. `event`: what set it off. */
export function isWanted(
  { if: source }: Pick<Workflow, 'if'>,
  event: IncidentEvent,
  incident: Incident,
  now: Instant,
): boolean {
  return source === undefined || holds(conditionOf(source), factsFor(event, incident, now));
}

/** Why it cannot be told whether the `if` holds, which counts as false; undefined where it can. */
export function whyUntold(
  { if: source }: Pick<Workflow, 'if'>,
  event: IncidentEvent,
  incident: Incident,
  now: Instant,
): string | undefined {
  const answer =
    source === undefined ? undefined : conditionOf(source).evaluate(factsFor(event, incident, now));
  return answer === undefined || answer.ok ? undefined : answer.why;
}

/** One that waits may find that there is nothing to do: whether it ran before is asked when its time has come. */
const startOf = (workflow: Workflow, event: IncidentEvent, now: Instant): EffectWish => ({
  kind: 'workflow.run',
  payload: { workflow: workflow.id, event: event.id, repeats: 0 },
  ...(workflow.afterMs === undefined
    ? workflow.once && { once: `${WORKFLOW}${workflow.id}` }
    : { dueAt: now + workflow.afterMs }),
});

/** Alerts that came along with a merged incident set off there what they had to. */
const mayStart = (event: IncidentEvent, after: Incident) =>
  after.kind !== 'imported' &&
  !isWorkflow(event.actor) &&
  !('from' in event.data && event.type === 'signal-attached');

/** The condition of one that waits is asked when its time has come, and not before. */
function isSetOff(workflow: Workflow, event: IncidentEvent, after: Incident, now: Instant): boolean {
  return (
    workflow.when.includes(event.type) &&
    (workflow.afterMs !== undefined || isWanted(workflow, event, after, now))
  );
}

export const startWorkflows = reaction('run your own workflows', TRIGGERS, (event, after, { policy, now }) =>
  mayStart(event, after)
    ? policy.workflows
        .filter((workflow) => isSetOff(workflow, event, after, now))
        .map((workflow) => startOf(workflow, event, now))
    : [],
);

/** Those that the fact would set off, if it could be told whether their `if` holds. */
export function startsUntold(
  event: IncidentEvent,
  after: Incident,
  { policy, now }: { policy: Policy; now: Instant },
): { workflow: Workflow; why: string }[] {
  return policy.workflows
    .filter(
      ({ when, afterMs }) => mayStart(event, after) && afterMs === undefined && when.includes(event.type),
    )
    .flatMap((workflow) => {
      const why = whyUntold(workflow, event, after, now);
      return why === undefined ? [] : [{ workflow, why }];
    });
}

type Ran = Extract<IncidentEvent, { type: 'workflow-ran' }>;

/** What a workflow does by effects; what it decides about the incident is commands of whoever runs it. */
function doneBy({ id, data }: Ran): EffectWish[] {
  return data.does.flatMap((act): EffectWish[] => {
    switch (act.do) {
      case 'webhook':
        return [{ kind: 'webhook.call', payload: { event: id, workflow: data.workflow, index: act.index } }];
      case 'run':
        return [
          { kind: 'workflow.run', payload: { workflow: act.workflow, event: data.trigger, repeats: 0 } },
        ];
      default:
        return [];
    }
  });
}

function again({ data }: Ran, after: Incident, policy: Policy, now: Instant): EffectWish[] {
  const { everyMs } = policy.workflows.find(({ id }) => id === data.workflow) ?? {};
  if (everyMs === undefined || !isOpen(after.status) || data.repeats + 1 >= MOST_REPEATS) {
    return [];
  }
  const payload = { workflow: data.workflow, event: data.trigger, repeats: data.repeats + 1 };
  return [{ kind: 'workflow.run', payload, dueAt: now + everyMs }];
}

export const doWorkflow = reaction('do what a workflow says', ['workflow-ran'], (event, after, context) => [
  ...doneBy(event),
  ...again(event, after, context.policy, context.now),
]);

const posted = ({ id, data }: Ran, act: 'post' | 'announce'): EffectWish[] =>
  data.does.flatMap((one, index): EffectWish[] => {
    const where = act === 'post' ? 'channel' : 'announcement';
    return one.do === act ? [{ kind: 'workflow.post', payload: { event: id, index, where } }] : [];
  });

/** Into a drill whose people are named, no workflow brings others. */
const invited = ({ data }: Ran, after: Incident, policy: Policy): EffectWish[] =>
  (callsPeople(policy, after) ? data.does : []).flatMap((act): EffectWish[] => {
    const because = `workflow “${data.workflow}”`;
    return act.do === 'invite'
      ? [{ kind: 'channel.invite', payload: { invite: act.who.map((who) => ({ who, because })) } }]
      : [];
  });

/** One that repeats is up to date by its next time: what it said meanwhile is not said all at once. */
const isOld = ({ data }: Ran, late?: true) => late === true && data.repeats > 0;

/** A workflow may run before there is a channel: one about the declaration always does. */
export const doWorkflowInChannel = reaction(
  'do in the channel what a workflow says',
  ['workflow-ran'],
  (event, after, { late, policy }) =>
    isLive(after) && !isOld(event, late) ? [...posted(event, 'post'), ...invited(event, after, policy)] : [],
  { at: 'channel-opened', on: ['workflow-ran'] },
);

/** What ran while the incident was private is not told when it is public. */
export const announceWorkflow = reaction(
  'say under the announcement what a workflow says',
  ['workflow-ran'],
  (event, after, { policy, late }) => {
    const mayTell = !late || (after.privacyAt === undefined && !isOld(event, late));
    return isAnnounced(after, policy) && after.announcement && mayTell ? posted(event, 'announce') : [];
  },
  { at: 'announcement-posted', on: ['workflow-ran'] },
);
