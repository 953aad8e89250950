// Runs users' own workflows: what is to be done becomes a fact of the incident, and then commands and effects of its own.
import { asFirescribe } from '../incident/actors.ts';
import type { CommandType, Wish } from '../incident/commands.ts';
import type { PageTarget } from '../incident/page-values.ts';
import { Refusal } from '../incident/refusal.ts';
import type { Incident } from '../incident/state.ts';
import type { Actor, Instant } from '../incident/values.ts';
import type { WorkflowAct } from '../incident/workflow-events.ts';
import type { Log } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { filledIn } from '../policy/fields-template.ts';
import { onCallByWord } from '../policy/on-call.ts';
import type { Policy } from '../policy/policy.ts';
import { type Act, type Workflow, workflowOff } from '../policy/section-workflows.ts';
import type { EffectOf } from '../workflows/effects.ts';
import { isWanted, workflowActor } from '../workflows/own-workflows.ts';
import type { Handled } from './engine-port.ts';
import type { Performer } from './performer.ts';
import { incidentOf, type VendorDesk } from './vendor-desk.ts';

export type WorkflowDesk = VendorDesk & {
  policy: () => Policy;
  log: Log;
  /** The id of the workspace that people's ids belong to; undefined until it is known. */
  workspace: () => string | undefined;
  /** Somebody by their Slack id, with their name where it is known. Never rejects. */
  person: (id: string) => Promise<Actor>;
};

type Run = EffectOf<'workflow.run'>;
type Running = { desk: WorkflowDesk; run: Run; workflow: Workflow; incident: Incident };

const MINUTE = 60_000;
/** While the workspace is not known, what needs it is tried again this often. */
const WAIT_MS = 30_000;
const MOST_RUNS = 1_000;

/** Values of the fields that texts may have; see `TEXT_FIELDS`. */
function fieldsOf(incident: Incident, now: Instant): Record<string, string | undefined> {
  const { number, title, status, severity, service, team, roles, declaredAt } = incident;
  return {
    ...{ status, service, team, number: String(number), title: title.text, severity: severity.label },
    commander: Object.values(roles)[0]?.who.name,
    minutes: String(Math.max(0, Math.floor((now - declaredAt) / MINUTE))),
  };
}

const TEXTS = ['post', 'announce', 'task', 'followup', 'ticket'] as const;

function textOf(act: Act): string | undefined {
  return TEXTS.map((word) => act[word]).find((text) => text !== undefined);
}

/** An act as the record keeps it: where a webhook goes stays in the configuration, since addresses may hold secrets. */
function recorded(act: Act, index: number): WorkflowAct {
  const text = TEXTS.find((word) => act[word] !== undefined);
  if (text) {
    return { do: text };
  }
  if (act.invite) {
    return { do: 'invite', who: act.invite };
  }
  if (act.role) {
    return { do: 'role', ...act.role };
  }
  if (act.severity ?? act.status) {
    return act.severity ? { do: 'severity', word: act.severity } : { do: 'status', word: act.status ?? '' };
  }
  if (act.page) {
    return { do: 'page', target: act.page };
  }
  return act.run ? { do: 'run', workflow: act.run } : { do: 'webhook', index };
}

/** What an act decides about the incident; undefined where it is an effect's work. */
async function commandFor(
  act: WorkflowAct,
  text: string,
  { desk, team }: { desk: Pick<WorkflowDesk, 'person' | 'policy'>; team: string },
): Promise<{ type: CommandType; wish: object } | undefined> {
  switch (act.do) {
    case 'severity':
      return { type: 'change-severity', wish: { severity: act.word } };
    case 'status':
      return { type: 'change-status', wish: { status: act.word, text: 'by a workflow' } };
    case 'role':
      return {
        type: 'assign-role',
        wish: { role: act.role, to: await desk.person(`${team}/${act.to}`) },
      };
    case 'task':
      return { type: 'add-item', wish: { kind: 'task', text } };
    case 'followup':
    case 'ticket':
      return { type: 'add-item', wish: { kind: 'follow-up', text } };
    case 'page': {
      const target = await pageTarget(act.target, team, desk);
      return target && { type: 'page', wish: { target, why: 'a workflow asks for them' } };
    }
    default:
      return undefined;
  }
}

/** A person by their Slack id, or whoever is on call for a service, a team or a schedule. */
async function pageTarget(
  word: string,
  team: string,
  desk: Pick<WorkflowDesk, 'person' | 'policy'>,
): Promise<PageTarget | undefined> {
  if (/^[UW][A-Z0-9]{5,}$/.test(word)) {
    return { kind: 'person', who: await desk.person(`${team}/${word}`) };
  }
  const schedule = onCallByWord(desk.policy(), word);
  return schedule && { kind: 'schedule', ...schedule };
}

const askingOf = ({ desk, run, workflow }: Running, what: string) => ({
  by: workflowActor(workflow),
  grants: ['operator'],
  at: desk.clock.now(),
  source: { kind: 'effect' as const, key: `${run.key}:${what}` },
  words: workflow.title,
});

/** A refusal is on record, and no reason to leave out what comes after it. */
async function ask(
  running: Running,
  what: string,
  command: { type: CommandType; wish: object },
): Promise<Handled | undefined> {
  const { desk, run } = running;
  try {
    return await desk.engine.handle({
      type: command.type,
      incident: run.stream,
      wish: command.wish as Wish<CommandType>,
      asking: askingOf(running, what),
    });
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    desk.log.info({ why: error.message, workflow: running.workflow.id }, 'a workflow was refused something');
    return undefined;
  }
}

const namesSomebody = ({ role, page }: Act) => role !== undefined || page !== undefined;

const notYet = ({ title }: Workflow) =>
  new VendorError(`Workflow “${title}” names people, and Slack has not answered since the start.`, {
    permanent: false,
    code: 'not_connected',
    retryAfterMs: WAIT_MS,
  });

async function perform(running: Running): Promise<void> {
  const { desk, run, workflow, incident } = running;
  const team = incident.channel?.team ?? desk.workspace() ?? '';
  if (team === '' && workflow.do.some(namesSomebody)) {
    throw notYet(workflow);
  }
  const fields = fieldsOf(incident, desk.clock.now());
  const does = workflow.do.map(recorded);
  const texts = Object.fromEntries(
    workflow.do.flatMap((act, index) => {
      const text = textOf(act);
      return text === undefined ? [] : [[String(index), filledIn(text, fields)]];
    }),
  );
  const { repeats, event: trigger } = run.payload;
  const wish = {
    workflow: workflow.id,
    title: workflow.title,
    trigger,
    off: workflowOff(workflow.id),
    repeats,
    does,
    texts,
  };
  await ask(running, 'ran', { type: 'record-workflow', wish });
  for (const [index, act] of does.entries()) {
    const command = await commandFor(act, texts[index] ?? '', { desk, team });
    const handled = command && (await ask(running, `act/${index}`, command));
    const added = handled?.events.find((one) => one.type === 'item-added');
    if (act.do === 'ticket' && added) {
      const wish = { item: added.data.item };
      await ask(running, `act/${index}/ticket`, { type: 'request-ticket', wish });
    }
  }
}

/** It waited, and by now another fact had it run. */
async function ranBefore({ engine }: WorkflowDesk, { stream, payload }: Run, { id, once }: Workflow) {
  const runs = once ? await engine.questions.ofType(stream, 'workflow-ran', MOST_RUNS) : [];
  return runs.some(({ data }) => data.workflow === id && data.trigger !== payload.event);
}

/** One that was taken out of the configuration meanwhile, or whose condition no longer holds, does nothing. */
export function workflowRunner(desk: WorkflowDesk): Performer<'workflow.run'> {
  return async (run) => {
    const workflow = desk.policy().workflows.find(({ id }) => id === run.payload.workflow);
    const incident = await incidentOf(desk, run.stream);
    const event = await desk.engine.questions.event(run.payload.event);
    const waited = workflow?.afterMs !== undefined || run.payload.repeats > 0;
    if (!workflow || !event || (waited && !isWanted(workflow, event, incident, desk.clock.now()))) {
      desk.log.info({ workflow: run.payload.workflow, stream: run.stream }, 'a workflow has nothing to do');
      return;
    }
    if (waited && run.payload.repeats === 0 && (await ranBefore(desk, run, workflow))) {
      return;
    }
    await perform({ desk, run, workflow, incident });
  };
}

/** Gives the leading role to whoever acknowledged; refused where somebody has it by now. */
export function leaderAssigner(desk: WorkflowDesk): Performer<'role.assign'> {
  return async (effect) => {
    const [leader] = desk.policy().roles;
    const event = await desk.engine.questions.event(effect.payload.event);
    const incident = await incidentOf(desk, effect.stream);
    if (!leader || !event || incident.roles[leader.id]) {
      return;
    }
    await desk.engine.handle({
      type: 'assign-role',
      incident: effect.stream,
      wish: { role: leader.id, to: event.actor },
      asking: asFirescribe(desk.clock.now(), { kind: 'effect', key: `${effect.key}:assigned` }),
    });
  };
}
