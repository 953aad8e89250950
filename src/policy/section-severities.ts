// The section `severities` of firescribe.yml: the levels, worst first, with their guidance and policies.
import { z } from 'zod';
import { defaultPolicy } from './defaults.ts';
import type { Policy, Severity } from './policy.ts';
import { duration, durationWords, id, people } from './section-words.ts';

const severity = z
  .strictObject({
    label: z.string().min(1).optional(),
    guidance: z.string().describe('One line that helps to choose.').optional(),
    default: z.boolean().describe('Given where nobody named a severity. True for one of them.').optional(),
    alerts: z.array(z.string().min(1)).describe('Words of alerts that mean it: critical, P1.').optional(),
    postmortem: z
      .enum(['draft', 'button', 'skip'])
      .describe('On resolve: drafted by itself, by the card’s button, or not at all.')
      .optional(),
    postmortemDue: duration.describe('How long after resolving the postmortem is due: 5d.').optional(),
    updateEvery: duration
      .describe(
        'How often stakeholders hear: 30m. The card says when the next update is due, and whoever leads is reminded of it.',
      )
      .optional(),
    invite: people.describe('Brought in once somebody chose it: Slack ids.').optional(),
  })
  .nullable();
type Given = NonNullable<z.infer<typeof severity>>;

function levelOf(name: string, given: Given, rank: number): Severity {
  const known = defaultPolicy.severities.find((one) => one.id === name);
  const { postmortemDue, updateEvery } = given;
  return {
    id: name,
    rank,
    label: given.label ?? known?.label ?? name,
    guidance: given.guidance ?? known?.guidance ?? '',
    postmortem: given.postmortem ?? known?.postmortem ?? 'draft',
    ...(postmortemDue === undefined ? {} : { postmortemDueMs: postmortemDue }),
    ...(updateEvery === undefined ? {} : { updateEveryMs: updateEvery }),
    invites: given.invite ?? [],
  };
}

type Named = readonly (readonly [string, Given])[];

/** The words that come with the levels' own names (P1 is SEV-1), and those that are configured. */
function wordsOf(levels: Named): Policy['alertSeverities'] {
  const own = Object.entries(defaultPolicy.alertSeverities).filter(([, level]) =>
    levels.some(([name]) => name === level),
  );
  const given = levels.flatMap(([name, { alerts = [] }]) => alerts.map((word) => [word.toLowerCase(), name]));
  return Object.fromEntries([...own, ...given]);
}

const defaultOf = (levels: Named) =>
  levels.find(([, given]) => given.default)?.[0] ??
  levels.find(([name]) => name === defaultPolicy.defaultSeverity)?.[0];

function problemOf(levels: Named): { message: string; path: string[] } | undefined {
  const [first, second] = levels.filter(([, given]) => given.default);
  if (first && second) {
    return {
      message: `only one severity can be the default, and ${first[0]} is`,
      path: [second[0], 'default'],
    };
  }
  if (levels.length === 0) {
    return { message: 'name at least one severity, or leave the section out', path: [] };
  }
  return defaultOf(levels) === undefined
    ? { message: 'say which one is given where nobody named any: `default: true`', path: [] }
    : undefined;
}

function repeatedWord(levels: Named): { message: string; path: (string | number)[] } | undefined {
  const taken = new Map<string, string>();
  for (const [name, { alerts = [] }] of levels) {
    for (const [index, word] of alerts.entries()) {
      const other = taken.get(word.toLowerCase());
      if (other !== undefined) {
        return { message: `${word} means ${other} already`, path: [name, 'alerts', index] };
      }
      taken.set(word.toLowerCase(), name);
    }
  }
  return undefined;
}

const levelsOf = (section: Record<string, Given | null>): Named =>
  Object.entries(section).map(([name, given]) => [name, given ?? {}] as const);

/** Where the section is there, it is the whole list. What a level of the defaults leaves out, it keeps. */
export const severitiesSection = z
  .record(id, severity)
  .superRefine((section, context) => {
    const levels = levelsOf(section);
    for (const problem of [problemOf(levels), repeatedWord(levels)]) {
      if (problem) {
        context.addIssue({ code: 'custom', ...problem });
      }
    }
  })
  .transform((section): Pick<Policy, 'severities' | 'defaultSeverity' | 'alertSeverities'> => {
    const levels = levelsOf(section);
    return {
      severities: levels.map(([name, given], index) => levelOf(name, given, index + 1)),
      defaultSeverity: defaultOf(levels) ?? '',
      alertSeverities: wordsOf(levels),
    };
  })
  .describe('Severities by id, the worst first. Where it is given, it is the whole list.');

/** The section as one would write it for this policy. */
export function writtenSeverities(policy: Policy) {
  return Object.fromEntries(
    policy.severities.map((one) => [
      one.id,
      {
        label: one.label,
        guidance: one.guidance,
        ...(one.id === policy.defaultSeverity ? { default: true } : {}),
        alerts: Object.entries(policy.alertSeverities).flatMap(([word, level]) =>
          level === one.id ? [word] : [],
        ),
        postmortem: one.postmortem,
        ...(one.postmortemDueMs === undefined ? {} : { postmortemDue: durationWords(one.postmortemDueMs) }),
        ...(one.updateEveryMs === undefined ? {} : { updateEvery: durationWords(one.updateEveryMs) }),
        invite: one.invites,
      },
    ]),
  );
}
