// What rules are tried on, and what is told of them: over a record made for it, and never changing it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alert, ana, bo, type House, openHouse, origin, telling } from '../engine/fixtures/house.ts';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { jsonWebhooks } from '../webhooks/any-json.ts';
import { jsonWebhooksSection } from '../webhooks/json-mapping.ts';
import { configured } from '../workflows/fixtures/alerts.ts';
import { runToEnd } from './fixtures/child-app.ts';
import { payloadsIn } from './payload-files.ts';
import { heldBack, tellMutes } from './rules-mutes.ts';
import { noiseOf, tellNoise } from './rules-report.ts';
import { tellTried, tryRules } from './rules-test.ts';
import { happenedIn, inboxSince, incidentsSince, signalsSince } from './stored-signals.ts';

const MINUTE = 60_000;

let house: House;
afterEach(async () => {
  await house?.engine.stop();
  await house?.close();
});

async function tell(...signals: Parameters<typeof telling>): Promise<void> {
  house.clock.moveBy(MINUTE);
  await house.engine.receive(telling(...signals), origin(`d${house.clock.now()}`));
  await house.engine.routed();
}

/** Two services fire; Bo works on the first, the second is a false alarm; a warning gives a line. */
async function anEvening(policy = configured({})): Promise<void> {
  house = openHouse({ policy });
  await tell(
    alert('Down', { service: 'checkout' }),
    alert('Slow', { service: 'checkout', severity: 'warning' }),
  );
  await tell(alert('Gone', { service: 'search' }));
  await tell(alert('Disk', { service: 'batch', severity: 'warning' }));
  const open = await house.engine.questions.list({}, { kind: 'operator' });
  for (const { id, service } of open) {
    const incident = `incident/${id}`;
    await (service === 'checkout'
      ? house.engine.handle({ type: 'resolve', incident, wish: { text: 'done' }, asking: house.asking(bo) })
      : house.engine.handle({
          type: 'cancel',
          incident,
          wish: { reason: 'false alarm' },
          asking: house.asking(ana),
        }));
  }
  await tell(alert('Down', { service: 'checkout', dedupeKey: 'Down-2', startsAt: house.clock.now() }));
}

async function trial() {
  const { timeline } = house;
  return {
    told: await signalsSince(timeline, 0),
    happened: happenedIn(await incidentsSince(timeline, 0), 0),
    until: house.clock.now(),
  };
}

test('the same configuration makes no difference, and gives what really came of them', async () => {
  await anEvening();
  const tried = tryRules(await trial(), house.policy, house.policy);
  expect(tried.differences).toEqual([]);
  const real = (await inboxSince(house.timeline, 0, ['signal-routed'])).map(
    ({ data }) => data as { do: string; rule: string },
  );
  expect(tried.now.map(({ do: what, rule }) => [what, rule])).toEqual(real.map((one) => [one.do, one.rule]));
});

test('a changed configuration is told by what would differ, and the record is as it was', async () => {
  await anEvening();
  const before = (await house.timeline.readStream('inbox')).length;
  const changed = configured({
    rules: [
      { name: 'search is not ours', when: { service: 'search' }, do: 'record' },
      { name: 'batch too', when: { service: 'batch' }, do: 'declare', shadow: true },
    ],
  });
  const tried = tryRules(await trial(), house.policy, changed);
  expect(
    tried.differences.map(({ told, changed: then }) => [told.signal.title, then[0]?.do, then[0]?.rule]),
  ).toEqual([
    ['Gone', 'record', 'search is not ours'],
    ['Disk', 'line', 'alerts that are not critical get one line'],
  ]);
  const text = tellTried(tried);
  expect(text).toContain('5 signals; 2 would be treated differently.');
  expect(text).toMatch(
    /Gone +search +opens an incident \(critical alerts declare\) +only recorded \(search is not ours\)/,
  );
  expect(text).toContain('in shadow, batch too: opens');
  expect(text).toMatch(/incidents opened +3 +2/);
  expect(await house.timeline.readStream('inbox')).toHaveLength(before);
});

test('the report says of each rule what it opened, what was of use, and what was a false alarm', async () => {
  await anEvening();
  const { timeline } = house;
  const noise = noiseOf(await inboxSince(timeline, 0, ['signal-routed']), await incidentsSince(timeline, 0));
  expect(noise.rules[0]).toMatchObject({
    rule: 'critical alerts declare',
    alerts: 3,
    opened: 3,
    useful: 1,
    falseAlarms: 1,
  });
  expect(noise.workedOn).toBe(1);
  expect(tellNoise(noise)).toMatch(/critical alerts declare +3 +3 +1 +1 +0 +0 +0/);
});

test('mutes are listed with whether they are on, and with what they hold back', async () => {
  const policy = configured({}, [
    { name: 'deploy', when: { service: 'checkout' }, from: '2026-11-22 13:00', to: '2026-11-22 15:00' },
    { name: 'weekend', weekly: { days: ['sat'], from: '00:00', to: '00:00' }, zone: 'Europe/Berlin' },
  ]);
  await anEvening(policy);
  const text = tellMutes(house.policy, await heldBack(house.timeline), house.clock.now());
  expect(text).toMatch(/deploy .* on until 2026-11-22 15:00 UTC/);
  expect(text).toMatch(/weekend +sat 00:00 to 00:00 Europe\/Berlin +off/);
  expect(text).toMatch(/Down +checkout +2026-11-22 14:01/);
});

test('a folder of webhook bodies is tried like what is stored; one that is not understood is named', () => {
  const folder = temporaryFolder('payloads');
  const body = (n: number, status = 'firing') =>
    JSON.stringify({
      version: '4',
      alerts: [
        {
          status,
          labels: { alertname: `Down${n}`, severity: 'critical', service: 'checkout' },
          startsAt: '2020-01-01T00:00:00Z',
          fingerprint: `f${n}`,
        },
      ],
    });
  writeFileSync(join(folder, '1.json'), body(1));
  writeFileSync(join(folder, '2.json'), body(2));
  writeFileSync(join(folder, '3.json'), body(1, 'resolved'));
  writeFileSync(join(folder, 'notes.txt'), 'not a body');
  const given = payloadsIn(folder, 'alertmanager', { now: Date.UTC(2026, 10, 22) });
  const { now, differences } = tryRules(
    given,
    configured({}),
    configured({ rules: [{ name: 'r', do: 'line' }] }),
  );
  expect(now.map(({ do: what }) => what)).toEqual(['declare', 'attach', 'resolve']);
  expect(differences).toHaveLength(3);
  writeFileSync(join(folder, '4.json'), '{"version":"3"}');
  expect(() => payloadsIn(folder, 'alertmanager', { now: 0 })).toThrow(
    /4\.json: Not an Alertmanager message/,
  );
  expect(() => payloadsIn(folder, 'nagios', { now: 0 })).toThrow(
    /no webhook vendor nagios; there is alertmanager/,
  );
  expect(readFileSync(join(folder, '1.json'), 'utf8')).toBe(body(1));
});

test('bodies of a monitor that firescribe.yml describes are tried, too; an `each` that picks nothing is said once', () => {
  const section = jsonWebhooksSection.parse({
    uptime: { secret: 'UPTIME_SECRET', each: '$.checks[?@.state == "dwon"]', key: '$.id', title: '$.id' },
  });
  const own = jsonWebhooks(section, { UPTIME_SECRET: 'a-secret-that-is-long-enough' }).webhooks;
  const folder = temporaryFolder('own-payloads');
  const body = (state: string) => JSON.stringify({ checks: [{ id: 'shop', state }] });
  writeFileSync(join(folder, '1.json'), body('up'));
  writeFileSync(join(folder, '2.json'), body('up'));
  expect(payloadsIn(folder, 'uptime', { now: 0, own })).toMatchObject({
    told: [],
    troubles: [expect.stringMatching(/"dwon".* picked none of the 1 that stand there/)],
  });
  expect(() => payloadsIn(folder, 'uptime', { now: 0 })).toThrow(
    /One of firescribe.yml counts once its secret/,
  );
  writeFileSync(join(folder, '3.json'), body('dwon'));
  expect(payloadsIn(folder, 'uptime', { now: 0, own }).told).toMatchObject([{ signal: { title: 'shop' } }]);
});

test('as typed: a changed file is tried on bodies of a folder; a wrong one is refused with its line', async () => {
  const folder = temporaryFolder('rules-typed');
  const labels = { alertname: 'Down', severity: 'critical', service: 'checkout' };
  const one = { status: 'firing', labels, startsAt: '2026-11-22T14:00:00Z', fingerprint: 'f1' };
  writeFileSync(join(folder, '1.json'), JSON.stringify({ version: '4', alerts: [one] }));
  const rule = (expression: string) =>
    `routing:\n  rules:\n    - name: quiet\n      when: { expression: ${expression} }\n      do: record\n`;
  writeFileSync(join(folder, 'changed.yml'), rule('signal.service == "checkout"'));
  writeFileSync(join(folder, 'wrong.yml'), rule('signl.service == "checkout"'));
  const run = (config: string) =>
    runToEnd(['rules', 'test', '--config', config, '--payloads', '.'], {}, folder);
  const [tried, refused] = await Promise.all([run('changed.yml'), run('wrong.yml')]);
  expect(tried).toMatchObject({ code: 0, stderr: '' });
  expect(tried.stdout).toContain('1 signals; 1 would be treated differently.');
  expect(tried.stdout).toMatch(/Down +checkout +opens an incident .* +only recorded \(quiet\)/);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(
    'wrong.yml:4: routing.rules.0.when.expression: column 1 of the expression: Unknown variable: signl',
  );
});
