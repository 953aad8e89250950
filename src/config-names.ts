// Names across the sections of firescribe.yml: a service's team, a right's role. A name that names nothing is refused.

import type { Rotations } from './integrations/on-call/rotations.ts';
import { defaultPolicy } from './policy/defaults.ts';
import { ROTATIONS, scheduleOf } from './policy/on-call.ts';
import type { LabelSet, Policy, RoleDefinition, ServiceDefinition, TeamDefinition } from './policy/policy.ts';
import { EVERYONE, GUESTS } from './policy/rights.ts';
import { roleByWord } from './policy/roles.ts';
import { BUILT_IN_TEMPLATES, type ReviewTemplates } from './policy/section-postmortem.ts';
import { personOrGroup, unknownWord } from './policy/section-words.ts';
import { SWITCHABLE } from './workflows/catalog.ts';
import { ruleProblems } from './workflows/rule-problems.ts';
import { workflowProblems } from './workflows/workflow-problems.ts';

/** Something wrong at a path of the file, as zod would tell it. */
export type Trouble = ReturnType<typeof unknownWord> & { path: PropertyKey[] };

/** The part of the file that names are looked for in. */
type Sections = {
  roles?: readonly RoleDefinition[];
  services?: readonly ServiceDefinition[];
  teams?: readonly TeamDefinition[];
  rights?: Policy['rights'];
  severities?: Partial<Pick<Policy, 'severities'>>;
  workflows?: Pick<Policy, 'stepsOff' | 'workflows'>;
  rotations?: Rotations;
  routing?: Policy['routing'];
  mutes?: Policy['mutes'];
  actionItems?: Policy['actionItems'];
  postmortem?: ReviewTemplates;
};

function roleOfItems({ actionItems, roles = defaultPolicy.roles }: Sections): Trouble[] {
  const named = actionItems?.ownerRole;
  const ids = roles.map(({ id }) => id);
  return named === undefined || ids.includes(named)
    ? []
    : [{ ...unknownWord(named, ids, 'is no role'), path: ['actionItems', 'ownerRole'] }];
}

function teamsOfServices({ services = [], teams = [] }: Sections): Trouble[] {
  const known = teams.map(({ id }) => id);
  return services.flatMap(({ id, team }) =>
    team === undefined || known.includes(team)
      ? []
      : [{ ...unknownWord(team, known, 'is no team'), path: ['services', id, 'team'] }],
  );
}

function rolesOfRights({ rights = {}, roles = defaultPolicy.roles }: Sections): Trouble[] {
  const words = [...roles.map(({ id }) => id), EVERYONE, GUESTS];
  const known = (who: string) =>
    words.includes(who) || personOrGroup.safeParse(who).success || roleByWord({ roles }, who) !== undefined;
  return Object.entries(rights).flatMap(([right, list]) =>
    list.flatMap((who, index) =>
      known(who)
        ? []
        : [{ ...unknownWord(who, [...words, 'a Slack id'], 'is no role'), path: ['rights', right, index] }],
    ),
  );
}

/** Two services with the same labels: which is meant would be a matter of order. */
function labelsOfServices({ services = [] }: Sections): Trouble[] {
  const seen = new Map<string, string>();
  const words = (set: LabelSet) => JSON.stringify(Object.entries(set).sort());
  return services.flatMap(({ id, labels }) =>
    labels.flatMap((set) => {
      const other = seen.get(words(set));
      seen.set(words(set), id);
      const message = `these labels identify ${other} already; add one that tells them apart`;
      return other === undefined
        ? []
        : [
            {
              code: 'custom' as const,
              message,
              params: { word: '', known: [] },
              path: ['services', id, 'labels'],
            },
          ];
    }),
  );
}

function namesOfWorkflows(file: Sections): Trouble[] {
  const { severities, roles, services, teams, workflows } = file;
  const policy: Policy = {
    ...defaultPolicy,
    ...severities,
    ...(roles ? { roles } : {}),
    ...(services ? { services } : {}),
    ...(teams ? { teams } : {}),
    workflows: workflows?.workflows ?? [],
  };
  return workflowProblems(policy).map(({ path, why, word = '', known = [] }) => ({
    ...(word === ''
      ? { code: 'custom' as const, message: why, params: { word, known } }
      : unknownWord(word, known, why)),
    path: ['workflows', 'own', ...path],
  }));
}

/** What keeps words from being lost or shown is no step that one may do without. */
function stepsOff({ workflows }: Sections): Trouble[] {
  return (workflows?.stepsOff ?? []).flatMap((name, index) =>
    SWITCHABLE.includes(name)
      ? []
      : [
          {
            ...unknownWord(name, SWITCHABLE, 'is no step that can be switched off'),
            path: ['workflows', 'steps', 'off', index],
          },
        ],
  );
}

/** `pagerduty:P123` is the vendor's to know; a word without a colon has to be a rotation of the file. */
function rotationsOfSchedules({ services = [], teams = [], rotations = {} }: Sections): Trouble[] {
  const known = Object.keys(rotations);
  const holders = [
    ...services.map((one) => ['services', one] as const),
    ...teams.map((one) => ['teams', one] as const),
  ];
  return holders.flatMap(([section, { id, onCall }]) =>
    onCall === undefined || scheduleOf(onCall).vendor !== ROTATIONS || known.includes(onCall)
      ? []
      : [{ ...unknownWord(onCall, known, 'is no rotation'), path: [section, id, 'onCall'] }],
  );
}

/** Expressions that cannot be read, and severities that there are not. */
function rulesOfAlerts({ severities, routing, mutes }: Sections): Trouble[] {
  const known = { ...defaultPolicy, ...severities };
  const policy = { ...known, routing: routing ?? known.routing, mutes: mutes ?? known.mutes };
  return ruleProblems(policy).map(({ path, why }) => ({
    code: 'custom' as const,
    message: why,
    params: { word: '', known: [] },
    path: [...path],
  }));
}

/** Severities, teams and templates that are chosen for reviews. */
function templatesOfReviews({ postmortem, severities, teams = [] }: Sections): Trouble[] {
  if (postmortem === undefined) {
    return [];
  }
  const levels = (severities?.severities ?? defaultPolicy.severities).map(({ id }) => id);
  const names = [...BUILT_IN_TEMPLATES, ...Object.keys(postmortem.files)];
  const check = (word: string, known: readonly string[], is: string, path: string[]): Trouble[] =>
    known.includes(word) ? [] : [{ ...unknownWord(word, known, is), path: ['postmortem', ...path] }];
  const chosen = (section: 'severities' | 'teams', known: readonly string[], is: string) =>
    Object.entries(postmortem[section]).flatMap(([word, template]) => [
      ...check(word, known, is, [section, word]),
      ...check(template, names, 'is no template', [section, word]),
    ]);
  return [
    ...check(postmortem.template, names, 'is no template', ['template']),
    ...chosen('severities', levels, 'is no severity'),
    ...chosen(
      'teams',
      teams.map(({ id }) => id),
      'is no team',
    ),
  ];
}

/** One line for each kind of name. */
const CHECKS: readonly ((file: Sections) => Trouble[])[] = [
  roleOfItems,
  teamsOfServices,
  rolesOfRights,
  labelsOfServices,
  namesOfWorkflows,
  stepsOff,
  rotationsOfSchedules,
  rulesOfAlerts,
  templatesOfReviews,
];

export const unknownNames = (file: Sections): Trouble[] => CHECKS.flatMap((check) => check(file));
