// What is wrong with rules and mutes that the shape of the configuration cannot tell: expressions, and severities that there are not.
import type { Policy } from '../policy/policy.ts';
import type { RoutingRule } from '../policy/routing.ts';
import { severityByWord, severityList } from '../policy/severities.ts';
import { check, type Kind } from './expression.ts';

export type RuleProblem = {
  /** Where in the configuration: `['routing', 'rules', 0, 'when', 'expression']`. */
  path: readonly (string | number)[];
  /** What is wrong, and where in an expression. */
  why: string;
};

/** Empty where all is well. */
export function ruleProblems(policy: Policy): RuleProblem[] {
  const { routing, mutes } = policy;
  return [
    ...settingProblems(routing, ['routing'], policy),
    ...routing.rules.flatMap((rule, index) => [
      ...expressionProblems(rule.when.expression, 'condition', [
        'routing',
        'rules',
        index,
        'when',
        'expression',
      ]),
      ...settingProblems(rule, ['routing', 'rules', index], policy),
    ]),
    ...mutes.flatMap(({ when }, index) =>
      expressionProblems(when.expression, 'condition', ['mutes', index, 'when', 'expression']),
    ),
  ];
}

type Settings = Pick<RoutingRule, 'severity' | 'declareFrom' | 'group'>;

function settingProblems(settings: Settings, at: RuleProblem['path'], policy: Policy): RuleProblem[] {
  const { severity, declareFrom, group } = settings;
  const named = [
    ...(declareFrom === undefined ? [] : [{ path: [...at, 'declareFrom'], word: declareFrom }]),
    ...(severity?.is === undefined ? [] : [{ path: [...at, 'severity', 'is'], word: severity.is }]),
    ...(severity?.otherwise === undefined
      ? []
      : [{ path: [...at, 'severity', 'otherwise'], word: severity.otherwise }]),
    ...Object.entries(severity?.values ?? {}).map(([from, word]) => ({
      path: [...at, 'severity', 'values', from],
      word,
    })),
  ];
  return [
    ...named
      .filter(({ word }) => severityByWord(policy, word) === undefined)
      .map(({ path, word }) => ({ path, why: `${word} is no severity; use ${severityList(policy)}` })),
    ...expressionProblems(group?.expression, 'text', [...at, 'group', 'expression']),
  ];
}

function expressionProblems(
  source: string | undefined,
  kind: Kind,
  path: RuleProblem['path'],
): RuleProblem[] {
  const problem = source === undefined ? undefined : check(source, kind, ['signal']);
  return problem === undefined
    ? []
    : [{ path, why: `column ${problem.column} of the expression: ${problem.why}` }];
}
