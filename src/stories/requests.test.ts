// Requests that are broken, too large, forged, or sent again: refused or taken once, and the app goes on.
import { signed } from '../emulator/signature.ts';
import { alert as firing, message } from '../webhooks/fixtures/alertmanager.ts';
import { WEBHOOK_SECRET } from './cast.ts';
import { scene } from './scene.ts';

const MINUTE = 60_000;

/** As Slack would post it. */
async function post(url: string, body: string, headers: Record<string, string>): Promise<number> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  await answer.arrayBuffer();
  return answer.status;
}

test('over HTTP only what Slack signed lately is taken, and what it sends again is taken once', async () => {
  const { declare, company, slackEvents, entries, ana, logged, nothingElse } = await scene({ mode: 'http' });
  const url = slackEvents();
  const { signingSecret, appId, teamId } = company.app;
  const channel = await declare();
  const event = (text: string, ts: string) =>
    JSON.stringify({
      type: 'event_callback',
      team_id: teamId,
      api_app_id: appId,
      event_id: `Ev${ts}`,
      event_time: 1_795_356_000,
      event: { type: 'message', channel, user: ana.id, text, ts, event_ts: ts, channel_type: 'channel' },
    });
  const good = event('signed by Slack', '1795356100.000100');
  const statuses = {
    forged: await post(url, event('forged', '1795356101.000100'), signed('not-the-secret', good)),
    unsigned: await post(url, event('unsigned', '1795356102.000100'), {}),
    old: await post(url, good, signed(signingSecret, good, Date.now() - 6 * MINUTE)),
    good: await post(url, good, signed(signingSecret, good)),
    again: await post(url, good, signed(signingSecret, good)),
    broken: await post(url, '{"type": "event_callba', signed(signingSecret, '{"type": "event_callba')),
  };
  expect(statuses).toMatchObject({ forged: 401, unsigned: 401, old: 401, good: 200, again: 200 });
  expect(statuses.broken).toBeGreaterThanOrEqual(400);
  const huge = `{"type":"event_callback","filler":"${'x'.repeat(12 * 1024 * 1024)}"}`;
  expect(await post(url, huge, signed(signingSecret, huge))).toBe(413);
  await logged(/signature|timestamp|parse|request/i);
  await ana.say(channel, 'still here');
  const told = (await entries(channel)).filter(({ kind }) => kind === 'message');
  expect(told.map(({ text }) => text).sort()).toEqual(['signed by Slack', 'still here']);
  await nothingElse();
});

test('webhooks that are forged, broken, huge or not understood open nothing; one sent twice opens one incident', async () => {
  const { app, clock, slack, channelOf, card, said, later, nothingElse } = await scene();
  const url = `${app().web.url}/webhooks/alertmanager`;
  const secret = { authorization: `Bearer ${WEBHOOK_SECRET}` };
  const startsAt = new Date(clock.now()).toISOString();
  const body = JSON.stringify(message([firing({ startsAt })]));
  expect(await post(url, body, {})).toBe(401);
  expect(await post(url, body, { authorization: 'Bearer guess' })).toBe(401);
  expect(await post(url, body.slice(0, 40), secret)).toBe(400);
  await said('incidents', /alertmanager.*not JSON/i);
  expect(await post(url, `"${'x'.repeat(3 * 1024 * 1024)}"`, secret)).toBe(413);
  expect(await post(`${app().web.url}/webhooks/nobody`, body, secret)).toBe(404);
  await later(MINUTE);
  expect(slack.see.channels().filter(({ name }) => name.startsWith('inc-'))).toEqual([]);
  expect(await post(url, '{"version":"4","alerts":"none"}', secret)).toBe(202);
  expect(await post(url, body, secret)).toBe(200);
  expect(await post(url, body, secret)).toBe(200);
  const channel = await channelOf(1);
  expect((await card(channel)).words).toMatch(/1 alert, 1 firing/);
  await said('incidents', /^INC-1 /);
  await said(channel, /Nobody has said how bad this is/);
  expect(slack.see.channels().filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1);
  await nothingElse();
});
