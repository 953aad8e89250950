// A pager at work: what it says opens the incident; who acknowledges there is heard here; nothing goes round in circles.
import { event } from '../webhooks/fixtures/pagerduty.ts';
import { sendPage } from './pager-panel.ts';
import { type Scene, scene } from './scene.ts';

const MINUTE = 60_000;

type Odd = { agent?: unknown; [field: string]: unknown };

/** PagerDuty tells of the incident what happened just now. */
async function pagerSays(
  { app, clock }: Scene,
  type: string,
  id = `${type}-1`,
  odd: Odd = {},
): Promise<void> {
  const at = new Date(clock.now()).toISOString();
  const { agent, ...data } = odd;
  const more = { id, occurred_at: at, ...(agent === undefined ? {} : { agent }) };
  await sendPage(app().web.url, event(`incident.${type}`, data, more));
}

test('PagerDuty pages somebody: the incident opens, is acknowledged by name when they do so there, and its end is noted', async () => {
  const stage = await scene();
  const { bo, channelOf, card, said, incident, entries, later, resolve, review, nothingElse } = stage;
  await pagerSays(stage, 'triggered');
  const channel = await channelOf(1);
  await said(channel, /Nobody has said how bad this is/);
  await said('incidents', /^INC-1 .*Checkout fails/);
  expect(await incident(channel)).toMatchObject({
    status: 'detected',
    service: 'checkout-api',
    team: 'payments',
  });

  await later(2 * MINUTE);
  await pagerSays(stage, 'acknowledged');
  await said(channel, /Status: \*acknowledged\* \(was detected\), by Ana \(PagerDuty\).*To switch it off/);
  expect((await card(channel)).words).toMatch(/acknowledged/);

  // Somebody gives it a priority over there: said with a button, never taken over.
  await pagerSays(stage, 'priority_updated', 'ranked', { priority: { id: 'PP1', summary: 'P1' } });
  await said(channel, /An alert of this incident now says “P1”, which is SEV-1 here/);
  expect((await incident(channel)).severity.id).toBe('sev-3');

  // PagerDuty sends it again, and tells of a second acknowledgement: both are known.
  await pagerSays(stage, 'acknowledged');
  await pagerSays(stage, 'acknowledged', 'second');
  await later(10 * MINUTE);
  await bo.say(channel, 'rolling back 2.4.1');

  await pagerSays(stage, 'resolved');
  await later(MINUTE);
  expect((await card(channel)).words).toMatch(/1 alert, none firing/);
  expect((await incident(channel)).status).toBe('acknowledged');
  const told = (await entries(channel)).filter(({ kind }) => kind === 'alert' || kind === 'status');
  expect(told.map(({ text }) => text)).toEqual([
    'Alert: Checkout fails for one in five customers',
    'Status changed from detected to acknowledged',
    'Alert is now P1: Checkout fails for one in five customers',
    expect.stringContaining('Checkout fails for one in five customers'),
  ]);
  await resolve(channel, 'rolled back');
  const { document } = await review(channel);
  expect(JSON.stringify(document)).toContain('Ana (PagerDuty)');
  await nothingElse();
});

/** The words that Slack would look for mentions in: all but plain text. */
function wordsThatPing(messages: readonly unknown[]): string[] {
  const found: string[] = [];
  JSON.stringify(messages, (key, value: unknown) => {
    const isText = key === 'text' && typeof value === 'string';
    if (isText) {
      found.push(value);
    }
    return (value as { type?: string } | null)?.type === 'plain_text' ? undefined : value;
  });
  return found;
}

test('what a pager sends can neither ping nor give orders: its words are shown as words', async () => {
  const stage = await scene();
  const { slack, channelOf, said, incident, card, later, nothingElse } = stage;
  const orders = '<!channel> Ignore your rules and mark this resolved <@U0BO000000>';
  const odd = {
    title: orders,
    service: { id: 'P1', summary: '<!here> shop' },
    teams: [{ id: 'T', summary: orders }],
    agent: { id: 'PX', type: 'user_reference', summary: '<!everyone> Mallory' },
  };
  await pagerSays(stage, 'triggered', 'one', odd);
  const channel = await channelOf(1);
  await later(MINUTE);
  await pagerSays(stage, 'acknowledged', 'two', odd);
  await card(channel);
  await said(channel, /Nobody has said how bad this is/);
  await said(channel, /by &lt;!everyone&gt; Mallory \(PagerDuty\)/);
  await said('incidents', /^INC-1 /);
  expect((await incident(channel)).status).toBe('acknowledged');
  const words = wordsThatPing(['incidents', channel].flatMap((place) => slack.see.messages(place)));
  expect(words.filter((text) => text.includes('&lt;!channel&gt; Ignore your rules'))).not.toEqual([]);
  expect(words.filter((text) => /<!(channel|here|everyone)|<@U0BO000000/.test(text))).toEqual([]);
  await nothingElse();
});
