// Manners: no ping by foreign words, no crowd of messages before people speak, nobody called back who left.
import { scene } from './scene.ts';

const MINUTE = 60_000;

test('words of alerts and people can ping nobody, wherever the bot repeats them', async () => {
  const { alert, bo, slack, bot, channelOf, card, said, resolve, review, later, nothingElse } = await scene();
  const words = 'Down <!channel> <!here> <@U0123ABC> <https://evil.example|click> *now*';
  await alert({ annotations: { summary: words } });
  const channel = await channelOf(1);
  await card(channel);
  await said(channel, /Nobody has said how bad this is/);
  await said('incidents', /^INC-1 /);
  await bo.slash(channel, `/incident title Again: ${words}`);
  await said(channel, /changed the title/);
  await later(MINUTE);
  await resolve(channel, words);
  await review(channel);
  const ours = slack.see
    .channels()
    .flatMap(({ id }) => slack.see.messages(id))
    .filter(({ user, fields }) => user === bot && !fields)
    .map(({ text, blocks }) => [text, blocks]);
  // Plain text objects are shown as they are: Slack reads no markup in them.
  const formatted = JSON.stringify(ours, (_name, value) => (value?.type === 'plain_text' ? null : value));
  expect(formatted.match(/<!(channel|here)>|<@U0123ABC>|<https:..evil[^>]*\|/g)).toBeNull();
  expect(slack.see.topic(channel)).not.toMatch(/<!|<@/);
  await nothingElse();
});

test('before anybody speaks at most three messages of the bot stand in the channel', async () => {
  const { alert, bo, slack, bot, channelOf, said, card, later, nothingElse } = await scene();
  await alert();
  const channel = await channelOf(1);
  await said(channel, /Nobody has said how bad this is/);
  await said('incidents', /^INC-1 /);
  await alert({ fingerprint: 'second', severity: 'p2' });
  await said(channel, /which is SEV-2 here/);
  await alert({ fingerprint: 'third', severity: 'p1' });
  await said(channel, /which is SEV-1 here/);
  await later(10 * MINUTE);
  await said(channel, /nobody has acknowledged this alert yet/);
  await card(channel);
  const ours = slack.see.messages(channel).filter(({ user, fields }) => user === bot && !fields);
  expect(ours.filter(({ threadTs }) => !threadTs).map(({ text }) => text)).toHaveLength(3);
  await bo.say(channel, 'here I am');
  await bo.slash(channel, '/incident title Payments fail');
  expect((await said(channel, /Payments fail/)).threadTs).toBeUndefined();
  await nothingElse();
});

test('whoever does something in the channel is there: nobody is asked by name who looks at the alert', async () => {
  const { alert, bo, clock, incident, channelOf, said, card, later, nothingElse } = await scene();
  await alert();
  const channel = await channelOf(1);
  await card(channel);
  await said(channel, /Nobody has said how bad this is/);
  await said('incidents', /^INC-1 /);
  await later(MINUTE);
  const at = clock.now();
  await bo.slash(channel, '/incident task look at the pool');
  await said(channel, /look at the pool/);
  await later(10 * MINUTE);
  expect((await incident(channel)).keyTimes.acknowledged).toMatchObject({ at, by: { name: 'Bo' } });
  await nothingElse();
});

test('who left the channel is not called back', async () => {
  const { declare, bo, slack, company, said, later, nothingElse } = await scene({
    file: ({ people }) => `teams:\n  payments:\n    people: [${people.bo}, ${people.chidi}]\n`,
  });
  const channel = await declare();
  await bo.leave(channel);
  await later(MINUTE);
  await slack.as('ana').slash(channel, '/incident team payments');
  await said(channel, /set the team to \*payments\*/i);
  expect(slack.see.members(channel)).toContain(company.people.chidi);
  expect(slack.see.members(channel)).not.toContain(company.people.bo);
  await nothingElse();
});
