import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, loadConfig, readAndCheck } from './config.ts';
import { temporaryFolder } from './lib/fixtures/temporary-folder.ts';
import { templateFor } from './postmortem/templates/choose.ts';

/** A folder with a configuration and its templates. */
function written(yaml: string, templates: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryFolder('templates');
  mkdirSync(join(folder, 'templates'));
  for (const [name, text] of Object.entries(templates)) {
    writeFileSync(join(folder, 'templates', name), text);
  }
  const file = join(folder, 'firescribe.yml');
  writeFileSync(file, yaml);
  return file;
}

async function problems(file: string): Promise<string> {
  try {
    await readAndCheck({ FIRESCRIBE_CONFIG: file });
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.problems.join('\n').replaceAll(join(file, '..'), '.');
    }
    throw error;
  }
  return '';
}

const OURS = 'postmortem:\n  templates:\n    ours: templates/ours.md\n';

test('a template is found beside the configuration, and chosen by team, by severity, for all', () => {
  const file = written(
    `${OURS}  template: google\n  severities: { sev-4: short }\n  teams: { payments: ours }\nteams:\n  payments: {}\n`,
    { 'ours.md': '## Ours\n\n{% section impact %}\n' },
  );
  const { policy, templates } = loadConfig({ FIRESCRIBE_CONFIG: file });
  const chosen = (severity: string, team?: string) =>
    templateFor(policy, templates, { severity: { id: severity }, team });
  expect(chosen('sev-1')?.name).toBe('google');
  expect(chosen('sev-4')?.name).toBe('short');
  expect(chosen('sev-4', 'payments')?.text).toBe('## Ours\n\n{% section impact %}\n');
});

test('a wrong template is refused with its file, its line and the nearest right name', async () => {
  const file = written(`${OURS}routing:\n  fields:\n    region: { label: region }\n`, {
    'ours.md':
      '## Ours\n\n- Region: {{ fields.region }}\n- Who: {{ roles.comander }}\n\n{% section time-line %}\n',
  });
  expect(await problems(file)).toBe(
    './templates/ours.md:4: roles has no comander; did you mean commander?\n./templates/ours.md:6: there is no section time-line; did you mean timeline?',
  );
});

test.each([
  [
    'template: gogle',
    '2: postmortem.template: gogle is no template; use default, short, google or retrospective; did you mean google?',
  ],
  ['severities: { sev-9: short }', '2: postmortem.severities.sev-9: sev-9 is no severity;'],
  ['teams: { payments: short }', '2: postmortem.teams.payments: payments is no team;'],
  ['severities: { sev-1: shrot }', '2: postmortem.severities.sev-1: shrot is no template;'],
  ['templates: { short: a.md }', '2: postmortem.templates.short: a built-in template has this name'],
  [
    'templates: { ours: a.md }',
    '2: postmortem.templates.ours: the file ./a.md is not there; its path begins at the folder',
  ],
  ['templat: short', '2: postmortem: there is no templat here; did you mean template?'],
])('%s is refused', async (line, problem) => {
  expect(await problems(written(`postmortem:\n  ${line}\n`))).toContain(`./firescribe.yml:${problem}`);
});
