// A private incident from its declaration to its review, while Dev, who is not of it, tries everything: no word of it reaches Dev or a vendor.
import { everythingSeenBy } from './outsider.ts';
import { type Scene, scene } from './scene.ts';
import { openVendorHouse, type VendorHouse } from './vendor-house.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Each is said once, at another place of the incident. */
const PLANTED = ['zebra', 'okapi', 'narwhal', 'quokka', 'pangolin', 'axolotl', 'gecko', 'walrus'];

const heard = (text: string) => PLANTED.filter((word) => text.toLowerCase().includes(word));

let vendors: VendorHouse;

beforeEach(async () => {
  vendors = await openVendorHouse();
});

afterEach(() => vendors.close());

const file = ({ people: { bo } }: { people: { bo: string } }) => `
services:
  payroll-api: { people: [${bo}, S0EVERYONE] }
tickets: { create: at-once }
workflows:
  own:
    told:
      when: [incident-declared, status-changed]
      do:
        - announce: "INC-{number}: {title}"
        - webhook: { url: "${vendors.hook}", secret: NODE_ENV }
`;

/** Notes, an update, an item for Dev, and Chidi who is paged in and taken out again. */
async function workInside(story: Scene, channel: string) {
  const { ana, bo, chidi, dev, slack, said, whispered, later, settled } = story;
  await ana.say(channel, 'the okapi file stands on the intranet');
  await bo.slash(channel, '/incident note narwhal was told by telephone');
  await whispered(bo, /Noted for INC-1/);
  await bo.slash(channel, '/incident impact axolotl customers');
  await said(channel, /axolotl/);
  await bo.slash(channel, '/incident update the gecko file is being taken down');
  await said(channel, /gecko/);
  await bo.slash(channel, `/incident followup Rotate the quokka keys <@${dev.id}> by 2026-11-24`);
  await said(channel, /^Follow-up: .*quokka/);
  await bo.slash(channel, '/incident catchup');
  await whispered(bo, /in short/);
  await bo.slash(channel, '/incident handover');
  await whispered(bo, /Handover of INC-1/);
  await bo.slash(channel, `/incident page <@${chidi.id}> pangolin`);
  await whispered(bo, /Paging/);
  await said(channel, /Paged .* through \*PagerDuty\*/);
  await later(MINUTE);
  expect(slack.see.members(channel)).toContain(chidi.id);
  chidi.home();
  await slack.idle();
  expect(JSON.stringify(slack.see.home(chidi.id))).toContain('Zebra');
  await ana.kick(channel, chidi.id);
  await settled();
  expect(JSON.stringify(slack.see.home(chidi.id))).not.toContain('Zebra');
}

async function tryEverything({ dev, whispered }: Scene, channel: string) {
  const tries: [string, RegExp][] = [
    ['list', /No incident is open/],
    ['list all', /There is no incident yet/],
    ['INC-1 status', /There is no INC-1 that you can see/],
    ['INC-1 note hello', /There is no INC-1 that you can see/],
    ['search okapi', /Nothing that you may read says this/],
    ['status', /no incident is open/],
    ['tasks', /no incident is open/],
  ];
  await expect(dev.join(channel)).rejects.toThrow();
  for (const [line, answer] of tries) {
    await dev.slash('general', `/incident ${line}`);
    await whispered(dev, answer);
  }
}

test('declared private: Dev finds, hears and sees nothing of it, and neither does a vendor', async () => {
  const story = await scene({ env: vendors.env, file });
  const { ana, bo, dev, slack, said, whispered, later, channelOf, incident, card, alert } = story;
  dev.home();
  await ana.slash(
    'incidents',
    '/incident declare Zebra salaries leaked --private --sev 2 --service payroll-api',
  );
  await whispered(ana, /INC-1 is declared as SEV-2\. It is private: announced nowhere/);
  const channel = await channelOf(1);
  expect(slack.see.channel(channel)).toMatchObject({ kind: 'private', name: 'inc-20261122-private-1' });
  expect(
    slack.see
      .members(channel)
      .map((id) => slack.see.user(id).name)
      .sort(),
  ).toEqual(['ana', 'bo', 'firescribe']);
  expect((await card(channel)).words).toMatch(/\*Private\.\* It is seen by whoever is in this channel/);

  await workInside(story, channel);
  await tryEverything(story, channel);
  dev.home();
  await dev.slash('general', '/incident declare');
  await alert({ labels: { alertname: 'PayrollDown', severity: 'critical', service: 'payroll-api' } });
  const other = await channelOf(2);
  await said('incidents', /^INC-2 /);
  await card(other);
  await said(other, /Nobody has said how bad this is/);
  await said('incidents', /Workflow “told”/);
  expect((await incident(channel)).counts.signals).toBe(0);

  await bo.slash(channel, '/incident resolve walrus access removed');
  await said(channel, /Bo resolved this incident/);
  expect((await story.review(channel)).canvas?.markdown).toMatch(/okapi[\s\S]*walrus/);
  await ana.slash(channel, '/incident postmortem export');
  await whispered(ana, /INC-1 is private.*`private: \{documents: full\}` in firescribe\.yml allows it/);
  await later(4 * DAY);
  dev.home();
  await slack.idle();

  expect(heard(everythingSeenBy(slack, 'ana'))).toEqual(PLANTED);
  expect(heard(everythingSeenBy(slack, 'dev'))).toEqual([]);
  expect(heard(vendors.told())).toEqual([]);
  expect(heard(story.logLines().join('\n'))).toEqual([]);
  // The tracker and the webhook hear of INC-2 alone.
  expect(vendors.counts()).toMatchObject({ jira: 0, model: 0, sleuth: 1, hook: 1 });
  expect(vendors.told()).not.toMatch(/"number\\*":1\b/);
  expect(vendors.told()).toContain('INC-1 a private incident');
  await said(other, /nobody has acknowledged this alert yet/);
  await said(other, /Could not be brought in: the group S0EVERYONE/);
  await story.nothingElse();
});
