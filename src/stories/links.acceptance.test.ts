// Pages and incidents that people link: in the channel, on the card, in the review; and off again, for good where one was redacted.
import { onDisk } from './on-disk.ts';
import { scene } from './scene.ts';

const MINUTE = 60_000;

test('a link is said, stands on the card and in the review; what was redacted is gone from all of them', async () => {
  const { ana, bo, bot, slack, later, said, whispered, card, ...story } = await scene();
  const channel = await story.declare();
  await bo.slash(channel, '/incident link https://grafana.example.com/d/checkout Checkout <!channel> board');
  expect((await said(channel, /Bo linked/)).words).toContain(
    'Bo linked <https://grafana.example.com/d/checkout|Checkout &lt;!channel&gt; board>.',
  );
  const ts = await ana.say(
    channel,
    `<@${bot}> link https://example.com/zebra?token=s3cr3tValue99 Zebra files`,
  );
  const withSecret = await said(channel, /Ana linked Zebra files \(no link/);
  await whispered(ana, /looks like a secret/);
  await later(MINUTE);
  expect((await card(channel)).words).toMatch(/Links: Zebra files \(no link.* {2}· .*\|Checkout/s);
  await ana.slash(channel, `/incident redact ${slack.url}/archives/${channel}/p${ts.replace('.', '')}`);
  await ana.click(await whispered(ana, /Redact this message/), 'redact:confirm');
  await later(MINUTE);
  const words = slack.see.messages(channel).find((message) => message.ts === withSecret.ts)?.text;
  expect(words).toBe('Ana linked [redacted].');
  expect((await card(channel)).words).toMatch(/Links: <https:\/\/grafana[^·]*board>/);
  expect((await card(channel)).words).not.toMatch(/zebra/i);
  await story.resolve(channel);
  const { markdown, log } = await story.review(channel);
  expect(markdown).toMatch(/Supporting data.*board: .*https:\/\/grafana\.example\.com\/d\/checkout/s);
  expect(markdown + log).not.toMatch(/zebra/i);
  expect(onDisk(story.app, 'zebra')).toBe(0);
  await story.nothingElse();
});

test('incidents that have to do with each other stand on each other’s cards and in both reviews, until one is taken off or made private', async () => {
  const { ana, bo, later, said, whispered, card, ...story } = await scene();
  const one = await story.declare('Checkout is slow --sev 2');
  const two = await story.declare('Search is slow --sev 2');
  const three = await story.declare('Payroll leaks --sev 2');
  await bo.slash(one, '/incident link INC-2');
  await said(one, /INC-2 \(<#.*>\) has to do with this incident, says Bo/);
  await said(two, /INC-1 \(<#.*>\) has to do with this incident, says Bo/);
  await bo.slash(three, '/incident link INC-1');
  await said(three, /INC-1/);
  await said(one, /INC-3/);
  await later(MINUTE);
  expect((await card(two)).words).toMatch(/Has to do with: INC-1 Checkout is slow \(acknowledged\)/);
  expect((await card(one)).words).toMatch(/Has to do with: INC-2 Search is slow.*INC-3 Payroll leaks/);

  await ana.makePrivate(three);
  await said(three, /made this channel private/);
  await later(MINUTE);
  expect((await card(one)).words).not.toContain('Payroll');
  expect((await card(three)).words).toMatch(/Has to do with: INC-1/);
  await bo.slash(two, '/incident link INC-3');
  await whispered(bo, /INC-3 is private, and a private incident is named in no other record/);

  await story.resolve(one);
  expect((await story.review(one)).markdown).toMatch(
    /Supporting data.*- INC-2 has to do with this incident\./s,
  );
  await bo.slash(two, '/incident unlink INC-1');
  await whispered(bo, /not linked to INC-2 any more/);
  await later(MINUTE);
  expect((await card(two)).words).not.toContain('Has to do with');
  expect((await story.incident(one)).related).toMatchObject([{ number: 3 }]);
  await story.nothingElse();
});
