// The real process while its firescribe.yml changes: a good file counts without a restart, a bad one is refused and told.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ChildApp, eventually, runToEnd } from './fixtures/child-app.ts';
import { openWorkplace, type Workplace } from './fixtures/workplace.ts';

let workplace: Workplace;
beforeEach(async () => {
  workplace = await openWorkplace();
});
afterEach(async () => {
  await workplace.close();
  rmSync(workplace.folder, { recursive: true, force: true });
});

const write = (text: string) => writeFileSync(join(workplace.folder, 'firescribe.yml'), text);

/** Asks for the file to be read again; resolves with the new line of the log that says what came of it. */
async function hangUp(app: ChildApp, words: string): Promise<string> {
  const before = app.output().length;
  app.signal('SIGHUP');
  return eventually(
    async () =>
      app
        .output()
        .slice(before)
        .split('\n')
        .find((line) => line.includes(words)),
    { what: () => `a log line with "${words}". It said:\n${app.output()}` },
  );
}

const declares = async (words: string) =>
  (await workplace.slack.as('ana').slash('incidents', `/incident declare ${words}`)).text;

const rightsOf = (list: string) => `rights:\n  declare: ${list}\n`;

test('a good file counts without a restart, a bad one is refused, told, and changes nothing', async () => {
  write(rightsOf('[everyone]'));
  const app = workplace.start();
  await app.connected;

  write(`${rightsOf('[S0SRE00000]')}services:\n  checkout-api:\n    people: []\n`);
  const changed = await hangUp(app, 'The configuration has changed.');
  expect(changed).toContain('rights.declare: [everyone] → [S0SRE00000]');
  expect(changed).toContain('services.checkout-api.label: not set → checkout-api');
  expect(await declares('Search is slow')).toContain('may declare incidents here');

  write('rights:\n  declare: [everyone]\n  pag: [U0ANA00000]\n');
  const refused = await hangUp(app, 'is refused');
  expect(refused).toContain('firescribe.yml:3: rights: there is no pag here; did you mean page?');
  expect(await declares('Search is slow')).toContain('may declare incidents here');
  const refusals = () =>
    workplace.slack.see.messages('incidents').filter(({ text }) => text.includes('is refused'));
  await workplace.slack.until(() => refusals().length > 0, { what: 'a word of the refusal' });
  await workplace.settled(app);
  expect(refusals().map(({ text }) => text)).toEqual([
    expect.stringContaining('firescribe.yml:3: rights: there is no pag here; did you mean page?'),
  ]);

  write('');
  await hangUp(app, 'The configuration has changed.');
  await declares('Search is slow');
  await workplace.settled(app);
  const channel = workplace.slack.see.channels().find(({ name }) => name.includes('search-is-slow'))!.id;
  await hangUp(app, 'nothing has changed');

  write('services:\n  search-api:\nreviewWord: retrospective\n');
  await hangUp(app, 'The configuration has changed.');
  const ana = workplace.slack.as('ana');
  expect((await ana.slash(channel, '/incident service')).text).toContain('Configured: search-api.');
  await ana.slash(channel, '/incident resolve warmed the cache');
  await workplace.settled(app);
  const said = workplace.slack.see.messages(channel).map(({ text }) => text);
  expect(said.join('\n')).toMatch(/retrospective/i);
  expect(said.join('\n')).not.toMatch(/postmortem/i);
  expect(await app.stop()).toBe(0);
});

describe('firescribe config check', () => {
  const check = (env: Record<string, string> = {}, ...words: string[]) =>
    runToEnd(['config', 'check', ...words], env, workplace.folder);

  test('says what is in force and where it came from, and of secrets only that they are set', async () => {
    write(
      'zone: Europe/Berlin\nannouncementChannel: alarms\nservices:\n  search:\n    runbook: https://r.example/s\n',
    );
    const { code, stdout } = await check(workplace.env);
    expect(code).toBe(0);
    const said = stdout.split('\n').map((line) => line.split(/ {2,}/));
    for (const line of [
      ['SLACK_BOT_TOKEN', 'set', 'environment'],
      ['PORT', '0', 'environment'],
      ['DATA_DIR', 'data', 'default'],
      ['announcementChannel', 'incidents', 'ANNOUNCEMENT_CHANNEL'],
      ['zone', 'Europe/Berlin', 'firescribe.yml:1'],
      ['channelName', 'inc-{date}-{title}', 'default'],
      ['services.search.runbooks', '[{"title":"Runbook","url":"https://r.example/s"}]', 'firescribe.yml:5'],
      ['quiet.window', '10m', 'default'],
    ]) {
      expect(said).toContainEqual(line);
    }
    expect(stdout).not.toContain(workplace.env.SLACK_BOT_TOKEN);
    expect(stdout).not.toContain('OPSGENIE_API_KEY');
    expect(stdout).toMatch(/\n\d+ variables are not set; \.env\.example says what each is for\.\n$/);
  });

  test('names every problem, of the environment and of the file, and ends with 1', async () => {
    writeFileSync(join(workplace.folder, 'other.yml'), 'zone: Berlin\nteems: {}\n');
    const { code, stdout, stderr } = await check({ PORT: 'eighty' }, 'other.yml');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^PORT: /),
      expect.stringMatching(/^other\.yml:1: zone: use an IANA zone/),
      expect.stringMatching(/^other\.yml:2: there is no teems here; did you mean teams\?/),
    ]);
  });

  test('a secret from a file is set, and says so', async () => {
    writeFileSync(join(workplace.folder, 'secret'), 'a-secret-of-sixteen\n');
    const { stdout } = await check({ ALERTMANAGER_WEBHOOK_SECRET_FILE: join(workplace.folder, 'secret') });
    expect(stdout).toMatch(/ALERTMANAGER_WEBHOOK_SECRET +set +ALERTMANAGER_WEBHOOK_SECRET_FILE/);
    expect(stdout).not.toContain('a-secret');
  });
});
