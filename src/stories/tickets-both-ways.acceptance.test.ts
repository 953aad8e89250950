// Items and tickets in step: what is changed here is there, what is changed there is here, and nothing goes round in circles.
import { openAsana } from '../emulator/vendors/asana.ts';
import { type JiraStandIn, openJira } from '../emulator/vendors/jira.ts';
import { type Scene, scene } from './scene.ts';

const MINUTE = 60_000;
const SECRET = 'story-jira-secret-1';

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
  JIRA_WEBHOOK_SECRET: SECRET,
});

const FOLLOW_UP = '/incident followup Raise the pool size @bo by 2026-12-04';

async function withTicket(story: Scene): Promise<string> {
  const channel = await story.declare('Checkout is slow --sev 3');
  await story.bo.slash(channel, FOLLOW_UP);
  await story.bo.click(await story.said(channel, /^Follow-up: /), 'Make a ticket in Jira');
  await story.settled();
  return channel;
}

const shown = ({ slack }: Scene, channel: string) =>
  slack.see.messages(channel).find(({ text }) => text.startsWith('Follow-up: '))?.text ?? '';

test('by policy follow-ups become tickets at the resolve; done here is closed there, and open again likewise', async () => {
  const file = () => 'tickets: { create: at-resolve, closeThere: on, type: Bug }';
  const story = await scene({ env: env(), file });
  const { ana, bo, declare, said, resolve, review, later, incident, settled, whispered, nothingElse } = story;
  const channel = await declare();
  await bo.slash(channel, FOLLOW_UP);
  await bo.slash(channel, '/incident task Roll back');
  await said(channel, /^Follow-up: /);
  await said(channel, /^Task: /);
  await settled();
  expect(jira.issues()).toEqual([]);
  await resolve(channel);
  await review(channel);
  expect(jira.issues().map(({ key, type }) => `${key} ${type}`)).toEqual(['SHOP-1 Bug']);
  const message = story.slack.see.messages(channel).find(({ text }) => text.startsWith('Follow-up: '));
  expect(JSON.stringify(message?.blocks)).toMatch(
    /make tickets of follow-ups.*tickets\.create of firescribe\.yml/,
  );
  await ana.slash(channel, '/incident followup done 1');
  await said(channel, /Follow-up done, says Ana/);
  await settled();
  expect(jira.issues()[0]?.status).toBe('Done');
  await ana.slash(channel, '/incident followup reopen 1');
  await said(channel, /Follow-up open again, says Ana/);
  await settled();
  expect(jira.issues()[0]?.status).toBe('To Do');
  await later(25 * MINUTE);
  expect((await incident(channel)).items[0]).toMatchObject({ done: false, ticket: { state: 'open' } });
  await review(channel);
  await ana.slash(channel, '/incident timeline all');
  await whispered(ana, /SHOP-1 in Jira, by the rule “make tickets of follow-ups”/);
  await nothingElse();
});

test('a webhook of Jira is a hint: what is true is asked for at once; others leave no trace', async () => {
  const story = await scene({ env: env() });
  const { app, said, incident, settled, nothingElse } = story;
  const channel = await withTicket(story);
  const hooks = `${app().web.url}/webhooks/jira`;
  jira.listen(hooks, 'another-secret-of-16');
  await jira.set('SHOP-1', { status: 'Done' });
  await settled();
  expect((await incident(channel)).items[0]?.done).toBe(false);
  jira.listen(hooks, SECRET);
  const asked = jira.asked.length;
  await jira.set('SHOP-1', { status: 'Done' });
  await settled();
  await said(channel, /Follow-up done, says Jira/);
  expect(jira.asked.slice(asked).map(({ path }) => path)).toEqual(['/rest/api/3/issue/bulkfetch']);
  const version = (await incident(channel)).version;
  await jira.set('SHOP-1', { summary: 'Raise the pool size of checkout' });
  await settled();
  expect((await incident(channel)).version).toBe(version);
  await nothingElse();
});

test('title, owner and date are carried there; what somebody changes there shows here', async () => {
  const story = await scene({ env: env() });
  const { ana, company, later, settled, whispered, nothingElse } = story;
  const channel = await withTicket(story);
  await ana.slash(channel, '/incident tasks');
  await ana.click(await whispered(ana, /1\. Raise the pool size/), 'Change');
  await ana.submit({ text: 'Double the pool size', owner: company.people.chidi, due: '2026-12-05' });
  await story.said(channel, /Follow-up changed: \*Double the pool size\*/);
  await settled();
  expect(jira.issues()[0]).toMatchObject({
    summary: 'Double the pool size',
    assignee: 'acc-chidi',
    due: '2026-12-05',
  });
  await jira.set('SHOP-1', { assignee: 'acc-ana' });
  await later(11 * MINUTE);
  expect(shown(story, channel)).toContain('⚠ the ticket is Ana’s, Chidi owns the item');
  await jira.remove('SHOP-1');
  await later(11 * MINUTE);
  await ana.slash(channel, '/incident tasks');
  const list = await whispered(ana, /Double the pool size.*⚠ the ticket was deleted, the item is open/);
  await ana.click(list, 'Make a ticket in Jira');
  await settled();
  expect(jira.issues().map(({ key }) => key)).toEqual(['SHOP-2']);
  expect(shown(story, channel)).toContain('SHOP-2> (To Do)');
  await nothingElse();
});

test('a project that wants more says so with the field’s name, and the button comes back', async () => {
  jira.require('customfield_10010', 'Team');
  const story = await scene({ env: env() });
  const { logged, said, settled, nothingElse } = story;
  const trouble = logged(/an effect is given up/);
  const channel = await withTicket(story);
  await trouble;
  await said(channel, /“Team” \(customfield_10010\): Team is required/);
  await settled();
  const message = story.slack.see.messages(channel).find(({ text }) => text.startsWith('Follow-up: '));
  expect(JSON.stringify(message?.blocks)).toContain('Make a ticket in Jira');
  await nothingElse();
});

test('Asana makes up the secret of its webhook during the handshake, and its events are hints, too', async () => {
  const asana = await openAsana();
  const given = {
    ASANA_TOKEN: asana.account.token,
    ASANA_PROJECT: asana.account.project,
    ASANA_URL: asana.apiUrl,
  };
  const story = await scene({ env: { ...given, ASANA_WEBHOOK_SECRET: 'handshake' } });
  const { bo, app, declare, said, later, settled, incident, nothingElse } = story;
  const channel = await declare('Checkout is slow --sev 3');
  await bo.slash(channel, FOLLOW_UP);
  await bo.click(await said(channel, /^Follow-up: /), 'Make a ticket in Asana');
  await settled();
  const [task] = asana.tasks();
  expect(task).toMatchObject({ name: 'Raise the pool size', assignee: '2002', due: '2026-12-04' });
  const data = { resource: asana.account.project, target: `${app().web.url}/webhooks/asana` };
  const made = await fetch(`${asana.apiUrl}/webhooks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${asana.account.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ data }),
  });
  expect(made.status).toBe(201);
  // Until the operator has written the secret down, what Asana sends is refused, and the tasks are looked at all the same.
  await asana.set(task?.gid ?? '', { completed: true });
  await settled();
  expect((await incident(channel)).items[0]?.done).toBe(false);
  await later(11 * MINUTE);
  await said(channel, /Follow-up done, says Asana/);
  expect(asana.violations).toEqual([]);
  await asana.close();
  await nothingElse();
});

test('owners hear of what is overdue in their own working hours, three times, and then no more', async () => {
  const story = await scene();
  const { bo, declare, said, later, clock, whispered, nothingElse, slack } = story;
  const channel = await declare('Checkout is slow --sev 3');
  await bo.slash(channel, FOLLOW_UP);
  await said(channel, /^Follow-up: /);
  const times: string[] = [];
  for (let day = 0; day < 40; day += 1) {
    await later(24 * 60 * MINUTE);
    const direct = slack.see.channels().filter(({ kind }) => kind === 'im');
    const told = direct
      .flatMap(({ id }) => slack.see.messages(id))
      .filter(({ text }) => /was due/.test(text));
    times.splice(0, times.length, ...told.map(({ ts }) => new Date(Number(ts) * 1000).toISOString()));
  }
  // Bo is in New York: nine o'clock there is two in the afternoon UTC. 4 December 2026 is a Friday.
  expect(times.map((at) => at.slice(0, 13))).toEqual(['2026-12-07T14', '2026-12-09T14', '2026-12-16T14']);
  await whispered(bo, /was due 2026-12-04/);
  await whispered(bo, /Reminder 2 of 3/);
  const last = await whispered(bo, /This is the last reminder.*actionItems\.reminders/s);
  await bo.click(last, 'Done');
  await said(channel, /Follow-up done, says Bo/);
  expect(clock.now()).toBeGreaterThan(Date.UTC(2026, 11, 31));
  await nothingElse();
});
