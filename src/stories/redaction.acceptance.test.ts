// What is redacted is gone wherever it was written: the channel's name, the alert as it came in, lines that were refused.
import { verifyRecord } from '../ops/verify.ts';
import { onDisk } from './on-disk.ts';
import { type Scene, scene } from './scene.ts';

const MINUTE = 60_000;

/** Opens the form of `redact` and sends it with this choice; the person is told what was reached. */
async function redact(it: Scene, channel: string, values: Record<string, string>): Promise<string> {
  await it.ana.slash(channel, '/incident redact');
  await it.ana.submit({ ...values, reason: 'a customer’s name' });
  return (await it.whispered(it.ana, /Redacted: /)).words;
}

test('an alert whose words name a customer: title, channel name, labels, description and raw delivery are gone', async () => {
  const it = await scene();
  const { alert, ana, clock, slack, channelOf, said, card, later, incident } = it;
  const startsAt = new Date(clock.now()).toISOString();
  const told = {
    startsAt,
    annotations: {
      summary: 'Zebra cannot pay',
      description: 'ZEBRA GmbH sees errors',
      runbook_url: 'https://runbooks.example.com/zebra',
    },
    labels: { tenant: 'zebra-77' },
  };
  await alert(told);
  const channel = await channelOf(1);
  await said(channel, /Nobody has said how bad this is/);
  await said('incidents', /^INC-1 Zebra/);
  await ana.say(channel, 'looking');
  expect(slack.see.channel(channel)?.name).toBe('inc-20261122-zebra-cannot-pay');
  expect(onDisk(it.app, 'zebra')).toBeGreaterThan(5);

  const answer = await redact(it, channel, { entry: 'alert: Alert: Zebra cannot pay' });
  expect(answer).toMatch(/labels, description and links.*as it came in; one whole delivery/s);
  expect(answer).toMatch(/it becomes #inc-20261122-1\..*Out of reach: .*old name/s);
  await alert({ ...told, status: 'resolved', endsAt: new Date(clock.now() + MINUTE).toISOString() });
  await later(MINUTE);

  expect(onDisk(it.app, 'zebra')).toBe(0);
  expect(slack.see.channel(channel)?.name).toBe('inc-20261122-1');
  expect((await incident(channel)).channel?.name).toBe('inc-20261122-1');
  const shown = [
    (await card(channel)).words,
    slack.see.topic(channel),
    JSON.stringify(slack.see.messages('incidents')),
    JSON.stringify(await it.entries(channel)),
  ];
  expect(shown.join()).not.toMatch(/zebra/i);
  expect((await verifyRecord({ database: it.app().core.database })).problems).toEqual([]);
  await it.nothingElse();
});

test('a message that an incident was declared from and a task was made of takes title, channel name and task with it', async () => {
  const it = await scene();
  const { ana, bo, slack, whispered, channelOf, card, said, later, incident } = it;
  const ts = await bo.say('general', 'Zebra GmbH cannot pay');
  await ana.messageShortcut('general', ts, 'declare_from_message');
  await ana.submit({});
  await whispered(ana, /INC-1 is declared/);
  const channel = await channelOf(1);
  await card(channel);
  await said('incidents', /^INC-1 Zebra/);
  await said(channel, /Nobody has said how bad this is/);
  const told = await bo.say(channel, 'call Zebra back');
  await ana.messageShortcut(channel, told, 'make_task');
  await ana.submit({ owner: bo.id });
  await said(channel, /Task: \*call Zebra back\*/);
  await ana.slash(channel, '/incident task Prepare a notice');
  await said(channel, /Prepare a notice/);
  const general = slack.see.channel('general')?.id;
  for (const [where, which] of [
    [general, ts],
    [channel, told],
  ]) {
    const link = `${slack.url}/archives/${where}/p${which?.replace('.', '')}`;
    await ana.slash(channel, `/incident redact ${link}`);
    await ana.click(await whispered(ana, /Redact this message/), 'redact:confirm');
    await later(MINUTE);
  }
  expect(onDisk(it.app, 'zebra')).toBe(0);
  expect(slack.see.channel(channel)?.name).toBe('inc-20261122-1');
  const { title, items } = await incident(channel);
  expect([title.text, ...items.map(({ text }) => text.text)]).toEqual([
    '[redacted]',
    '[redacted]',
    'Prepare a notice',
  ]);
  expect((await verifyRecord({ database: it.app().core.database })).problems).toEqual([]);
  await it.nothingElse();
});

test('a slip in lines that were refused, outside incidents and by mention, is erased', async () => {
  const it = await scene();
  const { ana, bot, slack, declare, whispered, later } = it;
  const channel = await declare();
  await ana.slash('general', '/incident delcare the password is zebra-1');
  await whispered(ana, /There is no command “delcare”/);
  const ts = await ana.say(channel, `<@${bot}> frobnicate the password is zebra-2`);
  await whispered(ana, /There is no command “frobnicate”/);
  await later(MINUTE);
  expect(onDisk(it.app, 'zebra')).toBeGreaterThan(3);

  const line = '/incident delcare the password is zebra-1';
  expect(await redact(it, 'general', { line })).toContain('the line is gone from the record');
  await ana.slash(channel, `/incident redact ${slack.url}/archives/${channel}/p${ts.replace('.', '')}`);
  await ana.click(await whispered(ana, /Redact this message/), 'redact:confirm');
  await later(MINUTE);
  const answers = slack.see.ephemerals('ana', channel).map(({ text }) => text);
  expect(answers.join()).toMatch(/With it went .*lines? in which it was typed as a command/);
  expect(onDisk(it.app, 'zebra')).toBe(0);
  expect((await verifyRecord({ database: it.app().core.database })).problems).toEqual([]);
  await it.nothingElse();
});

test('what Firescribe itself said of redacted words is written anew: in the channel, under the announcement, on the review', async () => {
  const it = await scene();
  const { bo, bot, slack, declare, said, later, resolve } = it;
  const channel = await declare('Zebra cannot pay --sev 2');
  await bo.slash(channel, '/incident status mitigated zebra moved to another shard');
  await said(channel, /zebra moved/);
  await said('incidents', /zebra moved/);
  await bo.slash(channel, '/incident update Zebra is told');
  await said(channel, /Zebra is told/);
  await said('incidents', /Zebra is told/);
  await later(MINUTE);
  await resolve(channel, 'rolled back');
  await it.review(channel);
  const ours = (where: string) =>
    JSON.stringify(slack.see.messages(where).filter(({ user, fields }) => user === bot && !fields));
  expect(ours(channel)).toMatch(/zebra/i);
  await redact(it, channel, { entry: 'declared: Incident started: Zebra cannot pay' });
  const status = 'status: Status changed from acknowledged to mitigated: zebra moved to anot…';
  await redact(it, channel, { entry: status });
  await redact(it, channel, { entry: 'update: Update: Zebra is told' });
  await later(2 * MINUTE);
  expect(ours(channel)).not.toMatch(/zebra/i);
  expect(ours(channel)).toContain('Status: *mitigated*');
  expect(ours('incidents')).not.toMatch(/zebra/i);
  const canvases = slack.see.canvases(channel).map(({ title, markdown }) => [title, markdown]);
  expect(canvases).toHaveLength(1);
  expect(JSON.stringify(canvases)).not.toMatch(/zebra/i);
  const attached = slack.see.files().map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
  expect(attached.join('\n')).not.toMatch(/zebra/i);
  await it.review(channel);
  await it.nothingElse();
});

test('nobody redacts, or is shown, what somebody else typed outside incidents', async () => {
  const { ana, bo, whispered, nothingElse } = await scene();
  await ana.slash('general', '/incident delcare the password is zebra-1');
  await whispered(ana, /There is no command “delcare”/);
  await bo.slash('general', '/incident redact');
  await whispered(bo, /This is not an incident channel, and no incident is open/);
  await nothingElse();
});
