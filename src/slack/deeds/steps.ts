// Steps: what Firescribe does by itself in this incident; skip it, do it now, do it again.
import type { KnownBlock } from '@slack/types';
import type { Step, Steps } from '../../engine/steps.ts';
import { Refusal } from '../../incident/refusal.ts';
import type { Incident } from '../../incident/state.ts';
import type { Policy } from '../../policy/policy.ts';
import { mootNow } from '../../workflows/moot.ts';
import { change, incidentOf } from '../act.ts';
import { bold, button, dateToken, row, section } from '../blocks.ts';
import type { Answer, Ask, Deed, DeedContext, Press } from '../deed.ts';
import { streamOf } from '../ids.ts';

export type StepTools = Steps & {
  /** What is due now is begun. */
  wake(): void;
  /** Names of the built-in steps that may be switched off. */
  switchable: readonly string[];
};

/** As many as a phone's screen bears. */
const MOST = 12;

const STATUS: Record<Step['status'], string> = {
  waiting: 'waits',
  running: 'is being done',
  done: 'done',
  failed: 'failed',
  skipped: 'skipped',
};

/** Those of one name that stand alike: the one that waits first or ended last, and how many they are. */
type Line = { step: Step; count: number };

function linesOf(steps: readonly Step[]): Line[] {
  const lines = new Map<string, Line>();
  for (const step of steps) {
    const alike = `${step.name}/${step.status}`;
    const line = lines.get(alike) ?? { step, count: 0 };
    lines.set(alike, { ...line, count: line.count + 1 });
  }
  return [...lines.values()];
}

function blocksOf({ step, count }: Line, zone: string): KnownBlock[] {
  const id = String(step.id);
  const name = bold(step.name);
  if (step.status === 'waiting') {
    const later = count > 1 ? `, and ${count - 1} more later` : '';
    return [
      section(`${name}  ·  waits until ${dateToken(step.dueAt, zone)}${later}`),
      row(`step-${id}`, [button('Do it now', 'steps:now', id), button('Skip', 'steps:skip', id)]),
    ];
  }
  const often = count > 1 ? `, ${count} times` : '';
  const act = button(step.status === 'done' ? 'Do it again' : 'Do it', 'steps:again', id);
  return [section(`${name}  ·  ${STATUS[step.status]}${often}`, act)];
}

/** Why a step that waits comes to nothing as things stand. */
function needless(
  { kind, payload }: Step,
  incident: Incident,
  { roles: [leader] }: Policy,
): string | undefined {
  return kind === 'roles.nag' && leader && incident.roles[leader.id]
    ? 'somebody leads'
    : mootNow({ kind, payload, attempt: 1 } as Parameters<typeof mootNow>[0], incident);
}

/** A workflow of the users’ own is called by its title. */
function called(step: Step, { workflows }: Policy): Step {
  const { workflow: id } = (step.payload ?? {}) as { workflow?: string };
  const own = workflows.find((one) => one.id === id);
  return own ? { ...step, name: step.name.replace(`: ${id}`, `: ${own.title}`) } : step;
}

/** Ended, they may have said nothing, and nobody wants them again. */
const REMINDERS: readonly Step['kind'][] = ['acknowledge.nag', 'roles.nag', 'update.remind'];

const comesToNothing = ({ status, kind }: Step) =>
  status === 'waiting' || (status === 'done' && REMINDERS.includes(kind));

async function show(tools: StepTools, ask: Ask, { policy }: DeedContext): Promise<Answer> {
  const incident = incidentOf(ask);
  const all = await tools.of(streamOf(incident));
  const steps = all
    .filter((step) => !comesToNothing(step) || needless(step, incident, policy) === undefined)
    .map((step) => called(step, policy));
  if (steps.length === 0) {
    return {
      kind: 'private',
      text: `Nothing in INC-${incident.number} waits, and nothing was done that could be done again.`,
    };
  }
  return {
    kind: 'private',
    text: `Automatic steps of INC-${incident.number}`,
    blocks: [
      section(`What Firescribe does by itself in INC-${incident.number}:`),
      ...linesOf(steps)
        .slice(0, MOST)
        .flatMap((line) => blocksOf(line, incident.zone)),
    ],
  };
}

async function stepOf(tools: StepTools, press: Press, { policy }: DeedContext): Promise<Step> {
  const step = await tools.find(streamOf(incidentOf(press)), Number(press.value));
  if (!step) {
    throw new Refusal('This step is long past. Look again with `steps`.');
  }
  return called(step, policy);
}

const NOT_WAITING: Record<Exclude<Step['status'], 'waiting'>, string> = {
  running: 'It is being done already; there is nothing left to skip or to hurry.',
  done: 'It is done already. Look again with `steps`.',
  failed: 'It was tried, and failed. Look again with `steps`.',
  skipped: 'It was skipped already. Look again with `steps`.',
};

/** Why a step that was shown as waiting can be neither skipped nor hurried. */
function requireWaiting({ status }: Step): void {
  if (status !== 'waiting') {
    throw new Refusal(NOT_WAITING[status]);
  }
}

/** What waits or is being done is not asked for a second time. */
function requireEnded({ status }: Step): void {
  if (status === 'running') {
    throw new Refusal('It is being done already.');
  }
  if (status === 'waiting') {
    throw new Refusal('It waits to be done already. Look again with `steps`.');
  }
}

/** It began, or somebody else was quicker, between the look and the change. */
async function requireChanged(
  changed: boolean,
  tools: StepTools,
  press: Press,
  context: DeedContext,
): Promise<void> {
  if (!changed) {
    requireWaiting(await stepOf(tools, press, context));
    throw new Refusal('Somebody was quicker. Look again with `steps`.');
  }
}

/** On record first: who may not is refused before anything happens. */
const override = (
  press: Press,
  context: DeedContext,
  { name, kind, key, payload }: Step,
  how: 'skipped' | 'done-now' | 'done-again',
) =>
  change(press, context, 'override-step', {
    ...{ how, step: name, kind, effect: key },
    ...(how === 'done-again' ? { payload } : {}),
  });

const said = (text: string): Answer => ({ kind: 'replace', text });

export function stepsWith(tools: StepTools): Deed {
  return {
    name: 'steps',
    command: {
      word: 'steps',
      aliases: ['workflows'],
      usage: 'steps',
      says: 'Show what is done by itself here; skip it, do it now, do it again.',
      needsIncident: true,
      run: (ask, context) => show(tools, ask, context),
    },
    buttons: {
      'steps:open': (press, context) => show(tools, press, context),
      async 'steps:skip'(press, context) {
        const step = await stepOf(tools, press, context);
        requireWaiting(step);
        await override(press, context, step, 'skipped');
        await requireChanged(await tools.skip(step.id), tools, press, context);
        return said(`Skipped: ${step.name}.`);
      },
      async 'steps:now'(press, context) {
        const step = await stepOf(tools, press, context);
        requireWaiting(step);
        const nothing = needless(step, incidentOf(press), context.policy);
        if (nothing) {
          throw new Refusal(`Nothing is left to do in this step: ${nothing}.`);
        }
        await override(press, context, step, 'done-now');
        await requireChanged(await tools.doNow(step.id), tools, press, context);
        tools.wake();
        return said(`Done now: ${step.name}.`);
      },
      async 'steps:again'(press, context) {
        const step = await stepOf(tools, press, context);
        requireEnded(step);
        await override(press, context, step, 'done-again');
        return said(`Asked for again: ${step.name}.`);
      },
    },
  };
}
