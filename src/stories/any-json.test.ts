// A monitor that we know nothing of: a few lines in firescribe.yml, and what it sends opens, ends and fires again.
import { type Scene, scene } from './scene.ts';

const MINUTE = 60_000;
const SECRET = 'the-secret-of-the-probe';

const file = () => `
webhooks:
  probe:
    label: Our own probe
    secret: PROBE_WEBHOOK_SECRET
    each: $.checks[*]
    key: [probe, $.name]
    title: $.says
    severity: $.level
    severities: { bad: critical }
    service: $.for
    startedAt: $.since
    endedAt: $.until
    resolved: { path: $.up, is: true }
`;

/** Resolves with the status of the answer. */
async function probeSays({ app }: Scene, ...checks: Record<string, unknown>[]): Promise<number> {
  const answer = await fetch(`${app().web.url}/webhooks/probe`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SECRET}` },
    body: JSON.stringify({ checks }),
  });
  return answer.status;
}

test('what a monitor of one’s own sends opens an incident, is noted when it ends, and joins again when it comes back', async () => {
  const stage = await scene({ file, env: { PROBE_WEBHOOK_SECRET: SECRET } });
  const { clock, channelOf, card, said, entries, later, nothingElse } = stage;
  const seconds = () => Math.floor(clock.now() / 1_000);
  const check = { name: 'shop', says: 'The shop does not answer', level: 'bad', for: 'shop' };

  expect(await probeSays(stage, { ...check, since: seconds() })).toBe(200);
  const channel = await channelOf(1);
  await said(channel, /Nobody has said how bad this is/);
  await said('incidents', /^INC-1 .*The shop does not answer/);
  expect((await card(channel)).words).toMatch(/1 alert, 1 firing/);

  // It says so every minute while it lasts: that is one alert.
  const since = seconds() - 60;
  await later(MINUTE);
  await probeSays(stage, { ...check, since });
  await probeSays(stage, { ...check, up: true, until: seconds() });
  await later(MINUTE);
  expect((await card(channel)).words).toMatch(/1 alert, none firing/);

  await probeSays(stage, { ...check, since: seconds() });
  await later(MINUTE);
  expect((await card(channel)).words).toMatch(/2 alerts, 1 firing/);
  const alerts = (await entries(channel)).filter(({ kind }) => kind === 'alert');
  expect(alerts.map(({ text }) => text.replace(/: .*/, ''))).toEqual(['Alert', 'Alert resolved', 'Alert']);
  await nothingElse();
});

test('what its mapping does not fit is kept, and the operators are told what to mend', async () => {
  const stage = await scene({ file, env: { PROBE_WEBHOOK_SECRET: SECRET } });
  expect(await probeSays(stage, { nothing: 'known' })).toBe(202);
  await stage.said('incidents', /from probe could not be understood.*webhooks\.probe/);
  await stage.nothingElse();
});
