// The same incident where one thing or another is slow and people do not wait for it: nothing is lost, said twice or left behind.
import { type JiraStandIn, openJira } from '../emulator/vendors/jira.ts';
import { openPagerDuty, type PagerDutyStandIn } from '../emulator/vendors/pagerduty.ts';
import { openZoom, type ZoomStandIn } from '../emulator/vendors/zoom.ts';
import type { Company } from './cast.ts';
import { scene } from './scene.ts';

let vendors: { zoom: ZoomStandIn; duty: PagerDutyStandIn; jira: JiraStandIn };

beforeEach(async () => {
  const [zoom, duty, jira] = await Promise.all([openZoom(), openPagerDuty(), openJira()]);
  vendors = { zoom, duty, jira };
  duty.addUser({ id: 'PUANA', name: 'Ana', email: 'ana@example.com' });
  duty.addUser({ id: 'PUBO', name: 'Bo', email: 'bo@example.com' });
});

afterEach(async () => {
  await Promise.all(Object.values(vendors).map((vendor) => vendor.close()));
});

const env = ({ zoom, duty, jira }: typeof vendors) => ({
  ZOOM_ACCOUNT_ID: zoom.account.accountId,
  ZOOM_CLIENT_ID: zoom.account.clientId,
  ZOOM_CLIENT_SECRET: zoom.account.clientSecret,
  ZOOM_USER: zoom.account.user,
  ZOOM_API_URL: zoom.apiUrl,
  ZOOM_TOKEN_URL: zoom.tokenUrl,
  PAGERDUTY_API_TOKEN: duty.token,
  PAGERDUTY_API_URL: duty.url,
  PAGERDUTY_FROM: 'ana@example.com',
  PAGERDUTY_SERVICE_ID: duty.service,
  JIRA_URL: jira.url,
  JIRA_EMAIL: jira.account.email,
  JIRA_API_TOKEN: jira.account.token,
  JIRA_PROJECT: 'SHOP',
});

const file = ({ people: { bo, chidi } }: Company) => `
tickets: { create: at-once, closeThere: on }
workflows:
  own:
    hello:
      title: Hello
      when: incident-declared
      do:
        - post: "INC-{number}: the checklist is on the wall"
        - announce: "INC-{number} has begun"
        - invite: [${chidi}]
        - role: { role: commander, to: ${bo} }
`;

test.each([
  ['Slack makes channels and posts slowly', 'conversations.create=600,chat.postMessage=80', 0],
  ['vendors are slow', '', 300],
])(
  '%s: an alert, its people, page, bridge and ticket, to the review',
  async (_what, latency, vendorsTake) => {
    const at = await scene({ env: env(vendors), file, latency });
    for (const { trouble } of Object.values(vendors)) {
      trouble({ kind: 'slow', ms: vendorsTake });
    }
    const { ana, bo, chidi, slack, said, whispered } = at;
    const { zoom, duty, jira } = vendors;
    await at.alert();
    await at.app().core.engine.routed();
    for (const line of [
      'update we are on it',
      `page <@${bo.id}> nobody can pay`,
      'followup Raise the pool size @bo by 2026-12-04',
      'task Halve it @bo',
      'bridge',
    ]) {
      await ana.slash('incidents', `/incident INC-1 ${line}`);
    }
    await bo.slash('incidents', '/incident INC-1 task done 1');
    const channel = await at.channelOf(1);
    await at.card(channel);
    for (const words of [/^INC-1 /, /we are on it/, /INC-1 has begun/]) {
      await said('incidents', words);
    }
    for (const words of [
      /Nobody has said how bad this is/,
      /the checklist is on the wall/,
      /\*Update\* by Ana/,
      /^Follow-up: \*Raise the pool size\*.* — done .*\|SHOP-1> \(Done\)/,
      /^Task: \*Halve it\*/,
      /Paged <@U\w+> through \*PagerDuty\*/,
      /\|Join the bridge>/,
    ]) {
      await said(channel, words);
    }
    for (const words of [/Follow-up done, says Bo/, /^\*Commander\*: <@U\w+>/]) {
      // Said where the channel was there before; else the card and the item's message show it from the start.
      await said(channel, words).catch(() => undefined);
    }
    for (const words of [/update is sent/, /^Paging/, /^Added: 1/, /^Added: 2/, /A bridge is being made/]) {
      await whispered(ana, words);
    }
    await whispered(bo, /^Done: Raise the pool size/);
    await whispered(bo, /You have the role \*Commander\*/);
    expect(slack.see.members(channel).sort()).toEqual([at.bot, ana.id, bo.id, chidi.id].sort());
    await at.resolve(channel);
    await at.review(channel);
    await bo.slash(channel, '/incident close');
    await said(channel, /Status: \*closed\*/);
    expect([zoom.meetings(), duty.incidents, jira.issues()]).toMatchObject([
      [],
      [{ status: 'resolved' }],
      [{ summary: 'Raise the pool size', status: 'Done' }],
    ]);
    await at.nothingElse();
  },
);
