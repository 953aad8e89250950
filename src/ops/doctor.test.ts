import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTimeline } from '../timeline/sqlite.ts';
import { runDoctor } from './doctor.ts';
import { openWorkplace, type Workplace } from './fixtures/workplace.ts';

let workplace: Workplace;
beforeEach(async () => {
  workplace = await openWorkplace({
    ALERTMANAGER_WEBHOOK_SECRET: 'a-secret-of-sixteen',
    PAGERDUTY_WEBHOOK_SECRET: 'a-secret-of-sixteen',
    SNS_TOPICS: 'arn:aws:sns:eu-west-1:123456789012:alarms',
  });
});
afterEach(async () => {
  await workplace.close();
  rmSync(workplace.folder, { recursive: true, force: true });
});

async function examined(change: Record<string, string> = {}) {
  const lines: string[] = [];
  const dataDir = join(workplace.folder, 'data');
  const healthy = await runDoctor(
    { ...workplace.env, DATA_DIR: dataDir, ...change },
    (line) => void lines.push(line),
  );
  return { healthy, text: lines.join('\n'), failed: lines.filter((line) => line.startsWith('✗')).join('\n') };
}

/** What anybody in the workspace could have seen. */
const visible = () =>
  workplace.slack.see
    .channels()
    .flatMap(({ id }) => [
      ...workplace.slack.see.messages(id).filter(({ subtype }) => subtype !== 'channel_join'),
      ...workplace.slack.see.canvases(id),
    ]);

test('with everything in order, each thing is tried and nothing is posted', async () => {
  const { healthy, text, failed } = await examined();
  expect(failed).toBe('');
  expect(healthy).toBe(true);
  for (const line of [
    'The configuration can be read',
    'There is room in',
    'There is no record yet',
    'The clock of this machine is right',
    'The bot token works in acme',
    'All scopes are granted',
    'Announcements go to incidents',
    'Somebody is named to respond',
    'Everybody who is named is there',
    'People can be looked up',
    'Canvases can be made',
    'Slack says hello over a socket',
    'were not tried: Firescribe does not run',
  ]) {
    expect(text).toContain(line);
  }
  expect(visible()).toEqual([]);
  expect(workplace.slack.see.canvases()).toEqual([]);
});

test('a bot token that was revoked is said, with where the new one is found', async () => {
  workplace.slack.faults.api('auth.test', { kind: 'error', error: 'token_revoked' });
  const { healthy, failed, text } = await examined();
  expect(healthy).toBe(false);
  expect(failed).toContain('The bot token works\n    The token was revoked');
  expect(failed).toContain('OAuth & Permissions');
  expect(text).not.toContain('Canvases');
});

test('a responder who does not exist is said', async () => {
  const { healthy, failed } = await examined({ RESPONDERS: 'U0123ABCD' });
  expect(healthy).toBe(false);
  expect(failed).toContain('RESPONDERS: Slack knows nobody called U0123ABCD.');
});

test('an app-level token that does not work is said', async () => {
  const { failed, text } = await examined({ SLACK_APP_TOKEN: 'xapp-1-wrong' });
  expect(failed).toMatch(/The app token opens a socket\n.*connections:write/);
  expect(text).not.toContain('hello');
});

test('a channel that is not there, and nobody to invite, are said with the variable to set', async () => {
  const { failed } = await examined({ ANNOUNCEMENT_CHANNEL: 'nowhere', RESPONDERS: '' });
  expect(failed).toContain('ANNOUNCEMENT_CHANNEL');
  expect(failed).toContain('Set RESPONDERS');
});

test('a workspace without canvases is told who can allow them', async () => {
  workplace.slack.faults.api('canvases.create', { kind: 'error', error: 'canvas_disabled_user_team' });
  expect((await examined()).failed).toMatch(/Canvases can be made\n.*workspace admin can allow/);
});

test('a plan with canvases in channels only is no trouble, and is said', async () => {
  const error = 'free_teams_cannot_create_standalone_canvases';
  workplace.slack.faults.api('canvases.create', { kind: 'error', error });
  const { failed, text } = await examined();
  expect(failed).toBe('');
  expect(text).toContain('On this plan a channel holds one canvas');
});

test('a Slack that cannot be reached is said', async () => {
  workplace.slack.faults.down();
  const { healthy, failed } = await examined();
  expect(healthy).toBe(false);
  expect(failed).toContain('Slack');
});

test('a wrong setting is all that is said', async () => {
  const { healthy, text } = await examined({ TIME_ZONE: 'Mars/Olympus' });
  expect(healthy).toBe(false);
  expect(text).toContain('TIME_ZONE: use an IANA zone');
});

test('a folder that cannot be used is said', async () => {
  const file = join(workplace.folder, 'a-file');
  writeFileSync(file, '');
  expect((await examined({ DATA_DIR: join(file, 'data') })).failed).toContain('DATA_DIR: ');
});

test('a damaged record is said, with how to bring a backup back', async () => {
  mkdirSync(join(workplace.folder, 'data'));
  writeFileSync(workplace.places.database, 'rubbish');
  expect((await examined()).failed).toMatch(/The record opens\n.*firescribe restore/);
});

test('signals that could not be routed are said, with why', async () => {
  mkdirSync(join(workplace.folder, 'data'), { recursive: true });
  const timeline = openTimeline({ file: workplace.places.database });
  const row = { event: '01ABC', vendor: 'newrelic', why: 'word.trim is not a function', at: Date.now() };
  const keys = [{ op: 'set' as const, key: 'inbox/aside/01ABC', value: row }];
  await timeline.append({ stream: 'inbox', expectedVersion: 0, events: [], keys, at: Date.now() });
  await timeline.close();
  const { healthy, failed } = await examined();
  expect(healthy).toBe(false);
  expect(failed).toMatch(/1 could not be routed.*newrelic, 2.*, 01ABC: word.trim is not a function/);
});

test('the running app’s connection and webhooks are tried, and nothing comes of the test alert; a secret that was changed since is said', async () => {
  const app = workplace.start();
  const url = new URL(await app.listening);
  await app.connected;
  const { healthy, text } = await examined({ PORT: url.port });
  expect(text).toContain('✓ The running app is connected to Slack');
  expect(text).toContain(
    `✓ Alerts of Prometheus Alertmanager come in at ${url.origin}/webhooks/alertmanager`,
  );
  expect(text).toContain(`✓ Alerts of PagerDuty come in at ${url.origin}/webhooks/pagerduty`);
  expect(text).toMatch(/✓ Alerts of Amazon CloudWatch \(SNS\) were not tried\n.*Only .* can sign/);
  expect(text).toContain('✓ The record opens and is as recorded');
  expect(healthy).toBe(true);
  const incidents = workplace.slack.see.messages('incidents').map((message) => message.text);
  expect(incidents.filter((words) => /alert/i.test(words))).toEqual([]);
  const changed = { PORT: url.port, ALERTMANAGER_WEBHOOK_SECRET: 'another-secret-of-mine' };
  expect((await examined(changed)).failed).toMatch(/answered 401.*Restart it/);
});
