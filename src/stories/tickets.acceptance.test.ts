// A follow-up on its way: into a ticket by one click, to its end in Jira, and back into the review.
import { type JiraStandIn, openJira } from '../emulator/vendors/jira.ts';
import { type Scene, scene } from './scene.ts';

const MINUTE = 60_000;

let jira: JiraStandIn;

beforeEach(async () => {
  jira = await openJira();
});

afterEach(async () => {
  await jira.close();
  expect(jira.violations).toEqual([]);
});

const env = () => ({
  JIRA_URL: jira.url,
  JIRA_EMAIL: jira.account.email,
  JIRA_API_TOKEN: jira.account.token,
  JIRA_PROJECT: 'SHOP',
  JIRA_WEBHOOK_SECRET: 'story-jira-secret-1',
});

const FOLLOW_UP = '/incident followup Raise the pool size @bo by 2026-12-04';

/** The message about the follow-up, as it is now. */
const shown = ({ slack }: Scene, channel: string) =>
  slack.see.messages(channel).find(({ text }) => text.startsWith('Follow-up: '));

test('by one click a follow-up becomes a ticket; closed in Jira it is done here, and the review says so', async () => {
  const story = await scene({ env: env() });
  const { bo, declare, said, later, resolve, review, incident, settled, slack, nothingElse } = story;
  const channel = await declare();
  await bo.slash(channel, FOLLOW_UP);
  const message = await said(channel, /^Follow-up: \*Raise the pool size\*, <@U\w+>, due 2026-12-04/);
  await bo.click(message, 'Make a ticket in Jira');
  await settled();
  const [ticket] = jira.issues();
  expect(ticket).toMatchObject({
    key: 'SHOP-1',
    summary: 'Raise the pool size',
    assignee: 'acc-bo',
    due: '2026-12-04',
  });
  expect(ticket?.links).toEqual([expect.objectContaining({ title: 'INC-1 Checkout is slow' })]);
  expect(shown(story, channel)?.text).toMatch(/browse\/SHOP-1\|SHOP-1> \(To Do\)$/);
  await resolve(channel);
  expect((await review(channel)).canvas?.markdown).toMatch(
    /Raise the pool size.*\[SHOP-1\]\(.*\).*To Do.*\| open \|/,
  );
  await jira.set('SHOP-1', { status: 'In Review' });
  await later(11 * MINUTE);
  expect(shown(story, channel)?.text).toContain('(In Review)');
  await jira.set('SHOP-1', { status: 'Done' });
  await later(11 * MINUTE);
  expect((await incident(channel)).items).toMatchObject([{ done: true, ticket: { state: 'done' } }]);
  await said(channel, /Follow-up done, says Jira: Raise the pool size/);
  await later(2 * MINUTE);
  const { canvas, markdown, document } = await review(channel);
  for (const written of [canvas?.markdown, markdown]) {
    expect(written).toMatch(
      /Raise the pool size.*\[SHOP-1\]\(http.*\/browse\/SHOP-1\) \(Done\).*\| done\s+\|/,
    );
  }
  const items = document.sections.find(({ id }) => id === 'action-items');
  expect(items?.table?.rows[0]?.links).toEqual({ 'SHOP-1': expect.stringContaining('/browse/SHOP-1') });
  // Both are at their end: nobody asks any more.
  const asked = jira.asked.length;
  await later(60 * MINUTE);
  expect(jira.asked.length).toBe(asked);
  expect(slack.see.messages(channel).filter(({ text }) => text.includes('SHOP-1'))).toHaveLength(1);
  await nothingElse();
});

test('Jira is down during the click: the incident goes on, the card says what is missing, one ticket afterwards', async () => {
  const story = await scene({ env: env() });
  const { bo, declare, card, said, later, resolve, review, nothingElse } = story;
  const channel = await declare();
  await bo.slash(channel, FOLLOW_UP);
  const message = await said(channel, /^Follow-up: /);
  jira.lagBehind();
  // The first attempt takes effect, and its answer is lost; then nothing works for a while.
  jira.trouble({ kind: 'answer_lost' }, { times: 1, path: '/rest/api/3/issue', method: 'POST' });
  await bo.click(message, 'Make a ticket in Jira');
  await later(10_000);
  jira.trouble({ kind: 'down' });
  await later(5 * MINUTE);
  expect((await card(channel)).words).toContain(
    'Missing for now: ticket (Jira). It is tried again by itself.',
  );
  expect(shown(story, channel)?.text).toContain('a ticket in Jira is on its way');
  await bo.slash(channel, '/incident status mitigated');
  await said(channel, /Status: \*mitigated\*/);
  await said('incidents', /Status: \*mitigated\*/);
  jira.mend();
  jira.catchUp();
  await later(10 * MINUTE);
  expect(jira.issues()).toHaveLength(1);
  expect((await card(channel)).words).not.toContain('Missing');
  expect(shown(story, channel)?.text).toContain('SHOP-1> (To Do)');
  await resolve(channel);
  await review(channel);
  await nothingElse();
});

test('a workflow writes a follow-up down and has its ticket made', async () => {
  const file = () => `workflows:
  own:
    learn: { when: status-changed, if: event.data.to == "resolved", do: [{ ticket: "Review the alerts of INC-{number}" }] }
`;
  const { declare, said, resolve, review, settled, nothingElse } = await scene({ env: env(), file });
  const channel = await declare();
  await resolve(channel);
  await said(channel, /^Follow-up: \*Review the alerts of INC-1\*/);
  await settled();
  expect(jira.issues()).toMatchObject([{ key: 'SHOP-1', summary: 'Review the alerts of INC-1' }]);
  await review(channel);
  await nothingElse();
});
