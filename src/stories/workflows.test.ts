// Users' own workflows and the built-in steps, as responders see them.
import type { Company } from './cast.ts';
import { type Scene, scene } from './scene.ts';

const MINUTE = 60_000;

const OWN = `workflows:
  own:
    worst:
      title: For the worst
      when: severity-changed
      if: incident.severity.rank == 1
      do:
        - post: "This is {severity}: {title} <!channel>"
        - task: Write to the customers
        - run: quiet
    quiet: { do: [{ announce: "INC-{number} is being led by {commander}" }] }
    stuck:
      when: incident-declared
      if: incident.status != "resolved"
      after: 30m
      do: [{ post: "Still open after {minutes} minutes." }]
`;

const lead = async ({ bo, said, whispered }: Scene, channel: string) => {
  await bo.slash(channel, '/incident role commander');
  await said(channel, /\*Commander\*:/);
  await whispered(bo, /You have the role/);
};

test('a raise of severity runs a workflow: it says so once, under its name, and pings nobody', async () => {
  const at = await scene({ file: () => OWN });
  const { declare, bo, said, entries, nothingElse } = at;
  const channel = await declare('Payments fail --sev 2');
  await lead(at, channel);
  await bo.slash(channel, '/incident severity 1');
  await said(channel, /SEV-1/);
  await said('incidents', /SEV-1/);
  const post = await said(channel, /^This is SEV-1: Payments fail &lt;!channel&gt;/);
  expect(post.words).toContain('workflows.own.worst.enabled');
  await said(channel, /Write to the customers/);
  await said('incidents', /INC-1 is being led by Bo/);
  const ran = (await entries(channel)).filter(({ type }) => type === 'workflow-ran');
  expect(ran.map(({ text, author }) => [text, author.name])).toEqual([
    ['Workflow For the worst: a message, a task, another workflow', 'Workflow “For the worst”'],
    ['Workflow quiet: a word under the announcement', 'Workflow “quiet”'],
  ]);
  await bo.slash(channel, '/incident severity 2');
  await said(channel, /SEV-2/);
  await bo.slash(channel, '/incident severity 1');
  await said(channel, /SEV-1/);
  await said('incidents', /SEV-1/);
  await nothingElse();
});

test('one that waits asks again when its time has come; a person may skip it before', async () => {
  const at = await scene({ file: () => OWN });
  const { declare, bo, said, later, resolve, review, entries, whispered, nothingElse } = at;
  const first = await declare('Search is slow --sev 3');
  await lead(at, first);
  await resolve(first);
  await review(first);
  const second = await declare('Checkout is slow --sev 3');
  await lead(at, second);
  await later(31 * MINUTE);
  await said(second, /Still open after 30 minutes/);
  const third = await declare('Mail is slow --sev 3');
  await lead(at, third);
  await bo.slash(third, '/incident steps');
  const list = await whispered(bo, /Automatic steps/);
  await bo.click(list, 'Skip');
  await later(31 * MINUTE);
  expect((await entries(third)).map(({ text }) => text)).toContain(
    'The automatic step “run a workflow: stuck” was skipped',
  );
  await nothingElse();
});

test('while nobody leads somebody is asked for twice, by a button, and then no more', async () => {
  const { declare, chidi, said, whispered, later, nothingElse } = await scene({ env: { STEPS_OFF: '' } });
  const channel = await declare('Checkout is slow --sev 1');
  await later(11 * MINUTE);
  await said(channel, /Nobody is Commander yet/);
  await later(20 * MINUTE);
  const last = await said(channel, /Nobody is Commander yet/);
  expect(last.words).toContain('the last time');
  await chidi.click(last, 'I am Commander');
  await said(channel, /\*Commander\*:/);
  await whispered(chidi, /You have the role/);
  await later(120 * MINUTE);
  await nothingElse();
});

/** Everything in it needs a place in Slack, and the first two places are not there yet when an incident is declared. */
const AT_ONCE = ({ people: { bo, chidi } }: Company) => `
workflows:
  own:
    hello:
      title: Hello
      when: incident-declared
      do:
        - post: "{title}: the checklist is on the wall"
        - announce: "INC-{number} has begun"
        - invite: [${bo}]
        - task: Look at the wall
        - role: { role: commander, to: ${chidi} }
`;

test('what a declaration sets off is said and done when there is a place for it, however long Slack takes', async () => {
  const at = await scene({ file: AT_ONCE });
  const { alert, slackDown, slackUp, later, channelOf, card, said, whispered, incident, slack } = at;
  await slackDown();
  await alert();
  await at.app().settled();
  expect((await at.app().core.engine.questions.byNumber(1, { kind: 'operator' }))?.roles).toMatchObject({
    commander: { who: { id: `${at.company.app.teamId}/${at.chidi.id}` } },
  });
  await slackUp();
  await later(5 * MINUTE);
  const channel = await channelOf(1);
  await card(channel);
  await said('incidents', /^INC-1 /);
  await said(channel, /the checklist is on the wall/);
  await said('incidents', /INC-1 has begun/);
  await said(channel, /Look at the wall/);
  await whispered(at.chidi, /You have the role/);
  await said(channel, /Nobody has said how bad this is/);
  await said(channel, /nobody has acknowledged this alert yet/);
  expect(slack.see.members(channel)).toEqual(expect.arrayContaining([at.bo.id, at.chidi.id]));
  expect(await incident(channel)).toMatchObject({ itemCounts: { tasks: 1 } });
  await at.nothingElse();
});
