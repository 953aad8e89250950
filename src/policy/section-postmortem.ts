// The section `postmortem` of firescribe.yml: which template a review is made by.
import { z } from 'zod';
import { id } from './section-words.ts';

/** Templates that come with Firescribe. */
export const BUILT_IN_TEMPLATES = ['default', 'short', 'google', 'retrospective'] as const;

/** By name; `files`: those of one's own, by name, as paths beside the configuration. */
export type ReviewTemplates = {
  template: string;
  severities: Readonly<Record<string, string>>;
  teams: Readonly<Record<string, string>>;
  files: Readonly<Record<string, string>>;
};

export const DEFAULT_TEMPLATES: ReviewTemplates = {
  template: 'default',
  severities: {},
  teams: {},
  files: {},
};

const name = id.describe(
  'A built-in template (default, short, google, retrospective), or one of `templates`.',
);

export const postmortemSection = z
  .strictObject({
    template: name.optional(),
    severities: z.record(z.string(), name).describe('Templates by severity.').optional(),
    teams: z
      .record(z.string(), name)
      .describe('Templates by team; they win over those by severity.')
      .optional(),
    templates: z
      .record(
        id.refine(
          (own) => !BUILT_IN_TEMPLATES.some((one) => one === own),
          'a built-in template has this name',
        ),
        z.string().min(1),
      )
      .describe('Templates of your own by name: Markdown files beside this one. See docs/templates.md.')
      .optional(),
  })
  .transform(
    ({ template, severities, teams, templates }): ReviewTemplates => ({
      template: template ?? DEFAULT_TEMPLATES.template,
      severities: severities ?? {},
      teams: teams ?? {},
      files: templates ?? {},
    }),
  )
  .describe('How reviews are laid out.');

/** Its team’s template wins over its severity’s, and that over the one for all. */
export function templateNameFor(
  { template, severities, teams }: ReviewTemplates,
  incident: { severity: { id: string }; team?: string | undefined },
): string {
  // A team's name may come from an alert.
  const ofTeam =
    incident.team !== undefined && Object.hasOwn(teams, incident.team) ? teams[incident.team] : undefined;
  return ofTeam ?? severities[incident.severity.id] ?? template;
}

/** The section as one would write it for this policy. */
export const writtenPostmortem = ({ template, severities, teams, files }: ReviewTemplates) => ({
  template,
  severities,
  teams,
  templates: files,
});
