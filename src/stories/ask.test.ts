// Ask: what the record leaves open is asked of those who were there, in their own working hours, and stands in the review.
import { scene } from './scene.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test('a suspicion is asked about on Monday morning, answered without a name, and stands in the canvas', async () => {
  const at = await scene();
  const { slack, clock, bo, chidi, alert, channelOf, card, said, whispered, later, resolve } = at;
  await alert({ startsAt: new Date(clock.now() - 12 * MINUTE).toISOString() });
  const channel = await channelOf(1);
  await card(channel);
  await said('incidents', /^INC-1 /);
  await said(channel, /Nobody has said how bad this is/);
  await bo.slash(channel, '/incident role commander');
  await said(channel, /\*Commander\*:/);
  await whispered(bo, /You have the role/);
  await chidi.join(channel);
  await chidi.say(channel, 'maybe the connection pool of checkout is exhausted');
  await later(9 * MINUTE);
  await resolve(channel);
  await at.review(channel);
  const sheet = () => slack.see.messages(channel).findLast(({ text }) => /^Key times and/.test(text));
  const sheetWords = () => JSON.stringify(sheet());
  expect(sheetWords()).toMatch(/\*\d questions for those who were there\*.*Chidi: At .*pool of checkout/);

  // Sunday: nobody is written to. Bo leaves out all but the one to Chidi.
  await bo.click({ channel, ts: sheet()?.ts ?? '' }, 'ask:open');
  const blocks = JSON.stringify(slack.see.modals(bo.id).at(-1)?.content);
  const fields = [...new Set(blocks.match(/question:\d/g))].filter((field) => field !== 'question:0');
  const emptied = Object.fromEntries(fields.map((field) => [field, '']));
  await bo.submit(emptied);
  expect((await whispered(bo, /Asked for the postmortem of INC-1/)).words).toContain('Chidi Mon 09:00');
  expect(sheetWords()).toContain('1 question asked, 0 answered. Nobody is reminded.');
  await later(10 * HOUR);
  await at.stop();
  await at.start();
  await later(8 * HOUR);
  // Nine in Lagos is eight in the morning UTC.
  const question = await whispered(chidi, /Bo asks you a question for the postmortem of INC-1/);
  expect(new Date(Number(question.ts) * 1000).toISOString().slice(0, 16)).toBe('2026-11-23T08:00');
  expect(question.words).toContain('What pointed there');

  await chidi.click(question, 'answer:open');
  await chidi.submit({ answer: 'The pool graph was flat at 50 for ten minutes.' });
  await at.settled();
  const told = slack.see.messages(question.channel).map(({ blocks }) => JSON.stringify(blocks));
  expect(told).toEqual([expect.stringContaining('✓ Answered, quoted without your name.')]);
  await later(2 * MINUTE);
  const { markdown, log } = await at.review(channel);
  expect(markdown).toMatch(/asked what pointed there:.*flat at 50 for ten minutes.*a responder/i);
  expect(log).toMatch(/a responder \(answer\): The pool graph was flat/);
  expect(sheetWords()).toContain('1 question asked, 1 answered. Nobody is reminded.');
  await later(72 * HOUR);
  await at.nothingElse();
});
