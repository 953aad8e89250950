// What is wrong with users' own workflows, found when the configuration is loaded.

import { statusByWord } from '../incident/words.ts';
import { everyOnCall, onCallByWord } from '../policy/on-call.ts';
import type { Policy } from '../policy/policy.ts';
import { roleByWord } from '../policy/roles.ts';
import type { Act, Workflow } from '../policy/section-workflows.ts';
import { severityByWord } from '../policy/severities.ts';
import { check } from './expression.ts';
import { TRIGGERS } from './own-workflows.ts';

/** `known`: the words that would have been right, where there is a list of them. */
export type WorkflowProblem = {
  path: (string | number)[];
  word?: string;
  known?: readonly string[];
  why: string;
};

type World = Policy;

const isPageable = (word: string, world: World) =>
  /^[UW][A-Z0-9]{5,}$/.test(word) || onCallByWord(world, word) !== undefined;

function wrongWhen({ id, when }: Workflow): WorkflowProblem[] {
  const known: readonly string[] = TRIGGERS;
  return when.flatMap((word) =>
    known.includes(word) ? [] : [{ path: [id, 'when'], word, known, why: 'sets no workflow off' }],
  );
}

function wrongIf({ id, if: source }: Workflow, world: World): WorkflowProblem[] {
  const roles = world.roles.map((role) => role.id);
  const problem =
    source === undefined ? undefined : check(source, 'condition', ['incident', 'event'], { roles });
  return problem === undefined
    ? []
    : [{ path: [id, 'if'], why: `${problem.why} (at letter ${problem.column})` }];
}

function wrongAct(act: Act, world: World): Pick<WorkflowProblem, 'word' | 'known' | 'why'> | undefined {
  if (act.severity !== undefined && !severityByWord(world, act.severity)) {
    return { word: act.severity, known: world.severities.map(({ id }) => id), why: 'is no severity' };
  }
  if (act.status !== undefined && !statusByWord(act.status)) {
    return { word: act.status, known: [], why: 'is no status' };
  }
  if (act.role !== undefined && !roleByWord(world, act.role.role)) {
    return { word: act.role.role, known: world.roles.map(({ id }) => id), why: 'is no role' };
  }
  if (act.page !== undefined && !isPageable(act.page, world)) {
    return { word: act.page, known: everyOnCall(world).map(({ id }) => id), why: 'is nobody to page' };
  }
  if (act.run !== undefined && !world.workflows.some(({ id }) => id === act.run)) {
    return { word: act.run, known: world.workflows.map(({ id }) => id), why: 'is no workflow' };
  }
  return undefined;
}

/** A workflow that runs itself, by whatever way round. */
function circle(start: Workflow, world: World): boolean {
  const seen = new Set<string>();
  const next = (workflow: Workflow | undefined): boolean =>
    (workflow?.do ?? []).some(({ run }) => {
      if (run === undefined || seen.has(run)) {
        return false;
      }
      seen.add(run);
      return run === start.id || next(world.workflows.find(({ id }) => id === run));
    });
  return next(start);
}

/** Each with the path below `workflows.own`. */
export function workflowProblems(world: World): WorkflowProblem[] {
  return world.workflows.flatMap((workflow) => [
    ...wrongWhen(workflow),
    ...wrongIf(workflow, world),
    ...workflow.do.flatMap((act, index) => {
      const wrong = wrongAct(act, world);
      return wrong ? [{ path: [workflow.id, 'do', index], ...wrong }] : [];
    }),
    ...(circle(workflow, world)
      ? [{ path: [workflow.id, 'do'], why: 'it runs itself, round in a circle' }]
      : []),
  ]);
}
