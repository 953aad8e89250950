// A signal that routing cannot digest: operators hear of it, and what comes behind it opens its incident all the same.
import type { Signal } from '../incident/values.ts';
import { scene } from './scene.ts';

const SECRET = 'the-secret-of-new-relic';

test('a poisonous signal, then a critical alert of another service: the incident opens, and operators know of the other', async () => {
  const stage = await scene({ env: { NEWRELIC_WEBHOOK_SECRET: SECRET } });
  const { alert, app, clock, channelOf, card, said, logged, restart, nothingElse } = stage;
  const poison = {
    vendor: 'newrelic',
    dedupeKey: 'n1',
    state: 'firing',
    title: 'Nobody can read me',
    severity: {},
    labels: {},
    links: {},
    startsAt: clock.now(),
  } as unknown as Signal;
  const origin = {
    vendor: 'newrelic',
    key: 'n1',
    raw: '{}',
    actor: { kind: 'monitor', id: 'newrelic' },
  } as const;
  await app().core.engine.receive([{ kind: 'signal', signal: poison }], origin);
  await logged(/could not be routed together/);
  await logged(/could not be routed; trying again/);
  await logged(/could not be routed and is set aside/);
  await alert({ service: 'search', name: 'SearchDown', annotations: { summary: 'Search is down' } });
  await said(
    'incidents',
    /A signal from newrelic could not be routed.*not a function.*the next start tries it again/,
  );
  await said('incidents', /^INC-1 .*Search is down/);
  await card(await channelOf(1));
  await said(await channelOf(1), /Nobody has said how bad this is/);
  const health = await (await fetch(`${app().web.url}/health`)).json();
  expect(health).toMatchObject({
    ok: true,
    parts: { signals: expect.stringMatching(/1 could not be routed.*`firescribe inbox retry`/) },
  });
  await restart();
  await logged(/still cannot be routed/);
  await nothingElse();
});

test('a body of prototype words is an alert like any other', async () => {
  const { app, said, nothingElse } = await scene({ env: { NEWRELIC_WEBHOOK_SECRET: SECRET } });
  const body = { id: 'n1', state: 'ACTIVATED', title: 'Disk is filling', priority: '__proto__' };
  const answer = await fetch(`${app().web.url}/webhooks/newrelic`, {
    method: 'POST',
    headers: { 'x-firescribe-secret': SECRET },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  await said('incidents', /Disk is filling/);
  await nothingElse();
});
