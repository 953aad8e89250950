import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { type ConfigFile, configSchema, readConfigFile } from './config-file.ts';
import { policyOf, written } from './config-policy.ts';
import { fc } from './lib/fixtures/chance.ts';
import { CHANNEL_NAME_FIELDS } from './policy/channel-name.ts';

const docs = (name: string) => readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8');
const example = docs('firescribe.example.yml');

function problems(text: string): string[] {
  return readConfigFile(text, 'f.yml').problems;
}

function good(text: string): ConfigFile {
  expect(problems(text)).toEqual([]);
  return readConfigFile(text, 'f.yml').value;
}

const policy = (text: string) => policyOf({}, good(text));

describe('the published files', () => {
  test('the example is read whole', () => {
    const { services, teams, severities, rights, roles } = policy(example);
    expect(services.map(({ id }) => id)).toEqual(['checkout-api', 'search-api', 'mail-worker']);
    expect(services[0]).toMatchObject({ team: 'payments', tickets: { project: 'PAY' }, labels: [{}, {}] });
    expect(teams[0]).toMatchObject({ zone: 'Europe/Berlin', people: ['S0PAYMENTS', 'U0BO000000'] });
    expect(severities[0]).toMatchObject({ rank: 1, label: 'SEV-1', postmortemDueMs: 5 * 86_400_000 });
    expect(roles.map(({ id }) => id)).toContain('customer-liaison');
    expect(rights.page).toEqual(['commander', 'S0ONCALL00']);
  });

  test('the README’s example is one', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const [, block = ''] = /```yaml\n(# yaml-language-server[^`]+)```/.exec(readme) ?? [];
    expect(policy(block).severities.map(({ postmortem }) => postmortem)).toEqual([
      'draft',
      'draft',
      'button',
    ]);
  });

  test('the example names every section there is, so that nobody has to look elsewhere', () => {
    expect(Object.keys(parse(example)).sort()).toEqual(Object.keys(configSchema().properties ?? {}).sort());
  });

  test('docs/firescribe.schema.json is up to date: `npm run schema` writes it', () => {
    expect(JSON.parse(docs('firescribe.schema.json'))).toEqual(JSON.parse(JSON.stringify(configSchema())));
  });

  test('editors that complete by the schema agree about the example, and about a slip in it', () => {
    const valid = new Ajv({ strict: false, logger: false }).compile(configSchema());
    expect(valid(parse(example))).toBe(true);
    expect(valid(parse(example.replace('people:', 'peeple:')))).toBe(false);
  });

  test('the policy written out as a file means the same policy', () => {
    const first = policy(example);
    const { command: _, ...file } = written(first);
    const { rotations } = parse(example) as { rotations: unknown };
    expect(policy(JSON.stringify({ ...file, rotations }))).toEqual(first);
  });

  test('the example’s rotation has two layers and a stand-in', () => {
    expect(good(example).rotations?.payments).toMatchObject({
      layers: [{ name: 'primary', shift: 'weekly' }, { name: 'secondary' }],
      overrides: [{ layer: 0, who: { email: 'chidi@example.com' } }],
    });
  });
});

describe('what is left out', () => {
  test.each(['', '# nothing\n', '{}'])('an empty file changes nothing: %j', (text) => {
    expect(policy(text)).toEqual(policyOf({}, {}));
  });

  test('a severity that is named keeps what it leaves out; one that is not named is gone', () => {
    const { severities, defaultSeverity, alertSeverities } = policy(
      'severities:\n  sev-1:\n    alerts: [Page]\n  sev-3:\n',
    );
    expect(severities.map(({ label, rank }) => [label, rank])).toEqual([
      ['SEV-1', 1],
      ['SEV-3', 2],
    ]);
    expect(severities[0]?.guidance).toContain('Critical');
    expect(defaultSeverity).toBe('sev-3');
    expect(alertSeverities).toEqual({ p1: 'sev-1', p3: 'sev-3', page: 'sev-1' });
  });

  test('levels of one’s own, of which one is the default', () => {
    const { severities, defaultSeverity } = policy(
      'severities:\n  high: {label: High, postmortem: skip}\n  low: {label: Low, default: true}\n',
    );
    expect(severities.map(({ id, postmortem }) => [id, postmortem])).toEqual([
      ['high', 'skip'],
      ['low', 'draft'],
    ]);
    expect(defaultSeverity).toBe('low');
  });

  test('one limit is changed, the others stay', () => {
    expect(policy('quiet: {window: 5m}').quiet).toMatchObject({ windowMs: 300_000, opensAtMost: 3 });
  });

  test('a role may be named in rights by what people call it', () => {
    expect(policy('rights: {page: [ic, S0SRE00000]}').rights.page).toEqual(['commander', 'S0SRE00000']);
  });

  test('runbook is short for one entry, and the others come after it', () => {
    const [service] = policy(
      'services:\n  a:\n    runbook: https://r.example/1\n    runbooks: [https://r.example/2, {title: Restart, file: restart.md}]\n',
    ).services;
    expect(service?.runbooks).toEqual([
      { title: 'Runbook', url: 'https://r.example/1' },
      { title: 'Runbook', url: 'https://r.example/2' },
      { title: 'Restart', file: 'restart.md' },
    ]);
  });
});

describe('what is wrong is said with its line and the remedy', () => {
  test.each([
    ['announcementChanel: x', 1, 'there is no announcementChanel here; did you mean announcementChannel?'],
    ['services:\n  a:\n    peeple: []', 3, 'services.a: there is no peeple here; did you mean people?'],
    ['services:\n  a:\n    zzzzzz: 1', 3, 'there is label, team, people'],
    [
      'services:\n  a:\n    team: payment\nteams:\n  payments:',
      3,
      'payment is no team; use payments; did you mean payments?',
    ],
    ['services:\n  a: {team: x}', 2, 'x is no team; use none, since none is configured'],
    [
      'services:\n  a: {people: ana}',
      2,
      'services.a.people: this has to be a list, such as [a, b], and is a text',
    ],
    ['services:\n  a:\n    runbooks:\n      - title: x', 4, 'give either a url or a file'],
    ['services:\n  a:\n    runbooks:\n      - runbooks.md', 4, 'use a whole address'],
    ['services:\n  a:\n    labels: {}', 3, 'name at least one label'],
    ['services:\n  a:\n    labels: [{x: 1}]\n  b:\n    labels:\n      x: "1"', 5, 'identify a already'],
    ['services:\n  a b: {}', 2, 'a name begins with a letter'],
    ['services:\n  a:\n  a:', 2, 'unique'],
    ['services: [a]', 1, 'this has to be lines of `name: value` below it, and is a list'],
    ['teams:\n  t:\n    people:\n      - ana', 4, 'teams.t.people.0: use Slack ids'],
    ['teams:\n  t:\n    zone: Berlin', 3, 'use an IANA zone'],
    ['teams:\n  t:\n    channel: two words', 3, 'use a channel’s name or id'],
    [
      'channelName: inc-{titel}',
      1,
      'titel is no field of a channel’s name; use date, number, service or title; did you mean title?',
    ],
    ['channelName: inc-{{title}}', 1, 'one pair of braces'],
    ['severities:\n  sev-1:\n    postmortem: drafft', 3, 'use draft, button or skip; did you mean draft?'],
    ['severities:\n  sev-1: {updateEvery: 10}\n  sev-3:', 2, 'write a duration such as'],
    ['severities:\n  high:\n  low:', 1, 'default: true'],
    [
      'severities:\n  a: {default: true}\n  b: {default: true}',
      3,
      'only one severity can be the default, and a is',
    ],
    ['severities:\n  sev-1: {alerts: [x]}\n  sev-3:\n    alerts:\n      - X', 5, 'X means sev-1 already'],
    ['severities: {}', 1, 'name at least one severity'],
    ['roles:\n  commander:\n  chief:\n    aliases: [ic]', 3, 'ic means the role commander already'],
    ['roles:\n  everyone:', 2, 'rights use this word'],
    ['quiet:\n  staleAfter: 1 hour', 2, 'write a duration such as'],
    ['quiet:\n  opensAtMost: many', 2, 'this has to be a number, and is a text'],
    ['tickets:\n  project: 12', 2, 'this has to be a text, and is a number: put it in quotes'],
    ['rights:\n  pag: []', 2, 'there is no pag here; did you mean page?'],
    ['rights:\n  page:\n    - comander', 3, 'comander is no role'],
    ['rights:\n  redact: [guests]', 2, 'guests as such may not have this right'],
    ['- a', 1, 'this has to be lines of `name: value` below it, and is a list'],
    ['a: *nowhere', 1, 'nowhere'],
    ['responders: [U0ANA00000', 1, ''],
    ['--- {}\n--- {}\n', 2, 'a second document begins here'],
  ])('%j', (text, line, words) => {
    const found = problems(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^f\\.yml:${line}: `));
    expect(found[0]).toContain(words);
  });

  test('all of them at once, in the order of the file', () => {
    const found = problems(
      'zone: Berlin\nservices:\n  a:\n    peeple: []\n    runbok: x\nquiet: {window: x}\n',
    );
    expect(found.map((problem) => problem.slice(0, 8))).toEqual([
      'f.yml:1:',
      'f.yml:4:',
      'f.yml:5:',
      'f.yml:6:',
    ]);
  });

  test('nothing that is written makes the reading fall over, and whatever is refused has a line', () => {
    fc.assert(
      fc.property(
        fc.object({ key: fc.constantFrom(...Object.keys(parse(example)), 'a', '__proto__') }),
        (value) => {
          const found = problems(JSON.stringify(value));
          expect(found.every((problem) => /^f\.yml:\d+: \S/.test(problem))).toBe(true);
        },
      ),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(Array.isArray(problems(text))).toBe(true);
      }),
    );
  });
});

test('every field of a channel’s name that the template takes is filled in', async () => {
  const { channelNameFor } = await import('./incident/channel-name.ts');
  const slow = { number: 7, title: 'slow', service: 'checkout', kind: 'real' as const };
  const about = { ...slow, at: Date.UTC(2026, 10, 22), zone: 'UTC' };
  for (const field of CHANNEL_NAME_FIELDS) {
    expect(channelNameFor(`x-{${field}}`, about)).toMatch(/^x-(?:20261122|7|checkout|slow)$/);
  }
});

describe('tickets and action items', () => {
  test('what is not written stays as it is by default', () => {
    expect(policy('tickets: { create: at-resolve }').tickets).toEqual({
      fields: {},
      create: 'at-resolve',
      closeHere: true,
      closeThere: false,
    });
    expect(policy('actionItems: { dueAfter: 14d }').actionItems).toEqual({
      dueAfterMs: 14 * 86_400_000,
      reminders: true,
    });
    expect(policy('tickets: { closeHere: off }').tickets.closeHere).toBe(false);
  });

  test.each([
    ['tickets: { create: always }', /f\.yml:1: .*create/],
    ['tickets: { projekt: OPS }', /f\.yml:1: .*projekt/],
    ['actionItems: { ownerRole: comander }', /f\.yml:1: .*comander is no role.*commander/],
    ['actionItems: { dueAfter: soon }', /f\.yml:1: .*duration/],
  ])('%s is refused with its line', (text, words) => {
    expect(problems(text)).toEqual([expect.stringMatching(words)]);
  });
});

describe('working hours', () => {
  test('what is not written stays nine to five, Monday to Friday', () => {
    const days = ['mon', 'tue', 'wed', 'thu', 'fri'];
    expect(policy('').workingHours).toEqual({ from: '09:00', to: '17:00', days });
    expect(policy('workingHours: { to: "16:30" }').workingHours).toEqual({
      from: '09:00',
      to: '16:30',
      days,
    });
  });

  test.each([
    ['workingHours: { from: "22:00", to: "06:00" }', /f\.yml:1: .*within one day/],
    ['workingHours: { from: "9" }', /f\.yml:1: .*a time such as 09:00/],
    ['workingHours: { days: [] }', /f\.yml:1: .*days/],
    ['workingHours: { days: [montag] }', /f\.yml:1: .*mon/],
  ])('%s is refused with its line', (text, words) => {
    expect(problems(text)).toEqual([expect.stringMatching(words)]);
  });
});
