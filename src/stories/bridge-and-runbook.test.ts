// A place to talk and a page that says what to do: there by themselves, late where a vendor is away, and never twice.
import { type ConfluenceStandIn, openConfluence } from '../emulator/vendors/confluence.ts';
import { openZoom, type ZoomStandIn } from '../emulator/vendors/zoom.ts';
import { scene } from './scene.ts';

const MINUTE = 60_000;

let zoom: ZoomStandIn;
let wiki: ConfluenceStandIn;
beforeEach(async () => {
  [zoom, wiki] = await Promise.all([openZoom(), openConfluence()]);
  const step = (text: string) => ({
    type: 'listItem',
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  });
  const steps = { type: 'orderedList', content: ['Look at the pool', 'Roll back', 'Tell support'].map(step) };
  const doc = { type: 'doc', version: 1, content: [steps] };
  wiki.addPage({ title: 'Checkout is slow', labels: ['runbook', 'checkout-api'], doc });
});
afterEach(async () => {
  await zoom.close();
  await wiki.close();
});

const vendors = () => ({
  ZOOM_ACCOUNT_ID: zoom.account.accountId,
  ZOOM_CLIENT_ID: zoom.account.clientId,
  ZOOM_CLIENT_SECRET: zoom.account.clientSecret,
  ZOOM_USER: zoom.account.user,
  ZOOM_API_URL: zoom.apiUrl,
  ZOOM_TOKEN_URL: zoom.tokenUrl,
  CONFLUENCE_URL: wiki.site,
  CONFLUENCE_EMAIL: wiki.account.email,
  CONFLUENCE_TOKEN: wiki.account.token,
});
const alert = { name: 'CheckoutSlow', service: 'checkout-api', annotations: { summary: 'Checkout is slow' } };

test('an alert opens an incident: the bridge and the runbook are there, and its steps are ticked off', async () => {
  const story = await scene({ env: vendors() });
  await story.alert(alert);
  const channel = await story.channelOf(1);
  const card = await story.card(channel);
  const [meeting] = zoom.meetings();
  expect(card.words).toContain('Join the bridge');
  expect(card.words).toContain('Runbook steps');
  expect(card.words).toContain('Checkout is slow');
  const bookmarks = story.slack.see.bookmarks(channel).map(({ title, link }) => [title, link]);
  expect(bookmarks).toEqual([
    ['Join the bridge', `https://zoom.example/j/${meeting?.id}?pwd=${meeting?.password}`],
  ]);
  await story.said('incidents', /^INC-1 /);
  await story.said(channel, /Nobody has said how bad this is/);
  await story.bo.slash(channel, '/incident bridge');
  expect((await story.whispered(story.bo, /Join the bridge/)).words).toContain('STEPS_OFF=make a bridge');
  await story.bo.slash(channel, '/incident runbook');
  const steps = await story.said(channel, /0 of 3 steps done/);
  await story.bo.click({ channel, ts: steps.ts }, 'runbook:step:r1:2', ['2']);
  await story.later(MINUTE);
  const ticked = story.slack.see.messages(channel).find(({ ts }) => ts === steps.ts);
  expect(JSON.stringify(ticked?.blocks)).toMatch(/1 of 3 steps done[\s\S]*Bo, 22 Nov 2026/);
  await story.ana.click({ channel, ts: steps.ts }, 'runbook:step:r1:2', []);
  const told = (await story.entries(channel)).filter(({ kind }) => kind === 'runbook');
  expect(told.map(({ author, text }) => [author.name, text])).toEqual([
    ['Bo', 'Runbook step 2 done: Roll back'],
    ['Ana', 'Runbook step 2 not done after all: Roll back'],
  ]);
  await story.nothingElse();
});

test('the vendors are down for five minutes: the incident goes on, what is missing is said, it comes later, nothing twice', async () => {
  const story = await scene({ env: vendors() });
  zoom.trouble({ kind: 'answer_lost' }, { times: 1, path: '/v2/users/', method: 'POST' });
  zoom.trouble({ kind: 'down' }, { path: '/v2/' });
  wiki.trouble({ kind: 'status', status: 503 });
  await story.alert(alert);
  const channel = await story.channelOf(1);
  await story.said('incidents', /^INC-1 /);
  await story.said(channel, /Nobody has said how bad this is/);
  await story.later(2 * MINUTE);
  expect((await story.card(channel)).words).toContain(
    'Missing for now: bridge (Zoom), runbook (Confluence). It is tried again by itself.',
  );
  await story.bo.slash(channel, '/incident status identified the pool is exhausted');
  await story.said(channel, /Status: \*identified\*/);
  await story.later(3 * MINUTE);
  zoom.mend();
  wiki.mend();
  await story.later(2 * MINUTE);
  const card = await story.card(channel);
  expect(card.words).toContain('Join the bridge');
  expect(card.words).toContain('Checkout is slow');
  expect(card.words).not.toContain('Missing for now');
  expect(zoom.meetings()).toHaveLength(1);
  const record = await story
    .app()
    .core.engine.questions.events(`incident/${(await story.incident(channel)).id}`);
  expect(JSON.stringify(record)).not.toMatch(/host-credential|token-/);
  expect(story.slack.see.bookmarks(channel)).toHaveLength(1);
  const incident = await story.incident(channel);
  expect(incident).toMatchObject({ status: 'identified', missing: {}, runbooks: [{ steps: 3 }] });
  await story.nothingElse();
});

test('Zoom refuses us: that is said with what to do, and once it is mended a press on Home brings the bridge', async () => {
  const story = await scene({ env: vendors() });
  zoom.trouble(
    { kind: 'status', status: 401, json: { code: 124, message: 'Invalid access token.' } },
    { path: '/v2/' },
  );
  const channel = await story.declare('Checkout is slow --sev 2 --service checkout-api');
  await story.said(
    channel,
    /Zoom answered .* with 401: Invalid access token\. See that the app of ZOOM_ACCOUNT_ID/,
  );
  expect((await story.card(channel)).words).toContain(
    'Could not be had: bridge (Zoom). Firescribe’s Home tab says why',
  );
  await story.logged(/an effect is given up/);
  zoom.mend();
  story.bo.home();
  await story.settled();
  await story.bo.click({ view: story.bo.home()?.id ?? '' }, 'Try again');
  expect((await story.card(channel)).words).toContain('Join the bridge');
  expect((await story.card(channel)).words).not.toContain('Could not be had');
  expect(zoom.meetings()).toHaveLength(1);
  await story.nothingElse();
});

test('no account anywhere: the channel’s own huddle, and the alert’s own runbook', async () => {
  const story = await scene();
  await story.alert({ ...alert, annotations: { summary: 'Slow', runbook_url: 'https://wiki.example/slow' } });
  const channel = await story.channelOf(1);
  const { runbooks, bridge } = await story.incident(channel);
  expect(bridge?.joinUrl).toBe(`https://app.slack.com/huddle/${story.company.app.teamId}/${channel}`);
  expect(runbooks).toMatchObject([{ url: 'https://wiki.example/slow', steps: 0 }]);
  await story.card(channel);
  await story.said('incidents', /^INC-1 /);
  await story.said(channel, /Nobody has said how bad this is/);
  await story.nothingElse();
});
