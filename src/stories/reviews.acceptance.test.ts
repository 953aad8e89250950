// From the draft to a published review, as responders see it: key times confirmed, wording looked at, readers told.
import { lintMarkdown } from '../ops/lint.ts';
import { checkoutLatency } from './checkout-latency.ts';
import { play } from './play.ts';
import { type Scene, scene } from './scene.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The sheet in the thread of the review's message, as it stands now. */
function sheet({ slack }: Scene, channel: string): string {
  const found = slack.see
    .messages(channel)
    .filter(({ text }) => /^Key times and publishing/.test(text))
    .at(-1);
  return JSON.stringify(found ?? '');
}

const sheetMessage = ({ slack }: Scene, channel: string) => {
  const found = slack.see.messages(channel).filter(({ text }) => /^Key times and publishing/.test(text));
  return { channel, ts: found.at(-1)?.ts ?? '' };
};

/** An alert that began twelve minutes before, led by Bo, and over. */
async function over(at: Scene): Promise<string> {
  const { alert, clock, channelOf, card, said, bo, ana, whispered, later, resolve } = at;
  await alert({ startsAt: new Date(clock.now() - 12 * MINUTE).toISOString() });
  const channel = await channelOf(1);
  await card(channel);
  await said('incidents', /^INC-1 /);
  await said(channel, /Nobody has said how bad this is/);
  await bo.slash(channel, '/incident role commander');
  await said(channel, /\*Commander\*:/);
  await whispered(bo, /You have the role/);
  await ana.say(channel, 'the cause: the pool was cut from 50 to 5 by the deploy at 13:40');
  await later(9 * MINUTE);
  await resolve(channel);
  return channel;
}

test('key times come with the draft, quietly; one press confirms them with the guess, and then it can be published', async () => {
  const at = await scene();
  const { bo, chidi, later, review, said, whispered, incident, entries, nothingElse } = at;
  const channel = await over(at);
  const { message } = await review(channel);
  expect(sheet(at, channel)).toMatch(/\*began\* not recorded; a guess: .*the alert’s own start/);
  expect(sheet(at, channel)).toContain('Nobody has confirmed these times yet');
  await chidi.slash(channel, '/incident postmortem publish');
  const gate = await whispered(chidi, /Nobody has confirmed the key times of INC-1/);
  expect(gate.words).toContain('Confirm, with the guess');
  await bo.click(sheetMessage(at, channel), 'review:confirm');
  await whispered(bo, /key times of INC-1 are confirmed/);
  expect(sheet(at, channel)).toContain('Confirmed by Bo');
  expect(sheet(at, channel)).not.toContain('Confirm, with');
  expect((await incident(channel)).keyTimes.began).toMatchObject({ set: true });
  await later(2 * MINUTE);
  expect(
    (await review(channel)).document.metrics.find(({ id }) => id === 'time-to-resolve')?.seconds,
  ).toBeGreaterThan(20 * 60);
  await chidi.click(message, 'review:submit');
  await said(channel, /Chidi put the review of INC-1 up for reading/);
  await bo.click(message, 'review:publish');
  await whispered(bo, /INC-1 is published/);
  await said(channel, /Bo published the review of INC-1: /);
  const told = await said('incidents', /Bo published the review of INC-1/);
  expect([told.threadTs !== undefined, told.words.includes('announce the published review')]).toEqual([
    true,
    true,
  ]);
  expect(sheet(at, channel)).toMatch(/It is published, by Bo/);
  await expect(bo.click(message, 'review:publish')).rejects.toThrow('nothing called "review:publish"');
  await bo.slash(channel, '/incident postmortem publish');
  await whispered(bo, /published already: by Bo/);
  const steps = (await entries(channel)).filter(({ type }) => type.startsWith('review-'));
  expect(steps.map(({ text }) => text)).toEqual([
    expect.stringMatching(/Chidi put draft \d in review/),
    expect.stringMatching(/Bo published draft \d/),
    expect.stringMatching(/Review kept as it was published/),
  ]);
  await nothingElse();
});

test('a message that a published review rests on is edited and another deleted: said once, listed with its places', async () => {
  const at = await scene();
  const { declare, ana, bo, later, resolve, review, said, whispered, nothingElse } = at;
  const channel = await declare('Checkout is slow --sev 3');
  await later(MINUTE);
  const edited = await ana.say(channel, 'root cause: the deploy at 14:10 broke the pool');
  const deleted = await ana.say(channel, 'rolled back to v2.40, errors are gone');
  const beside = await ana.say(channel, 'thanks all');
  await later(5 * MINUTE);
  await resolve(channel);
  await review(channel);
  await bo.slash(channel, '/incident times confirm');
  await whispered(bo, /are confirmed/);
  await bo.slash(channel, '/incident postmortem publish');
  await whispered(bo, /is published/);
  await said(channel, /Bo published/);
  await said('incidents', /Bo published/);
  await ana.edit(channel, beside, 'thank you all');
  await ana.edit(channel, edited, 'root cause: the deploy at 14:20 broke the pool');
  const flag = await said(channel, /rests on was edited since/);
  await ana.delete(channel, deleted);
  await later(2 * MINUTE);
  await review(channel);
  await bo.click(flag, 'review:status');
  const status = await whispered(bo, /How the postmortem of INC-1 stands/);
  expect(status.words).toMatch(/⚑ <http[^|]*\|a message> it rests on was edited later.*contributing factors/);
  expect(status.words).toMatch(/⚑ a message it rests on was deleted later/);
  expect(status.words).not.toContain('errors are gone');
  expect(status.words).toMatch(/Draft \d is newer than what was published \(draft 1\)/);
  expect(sheet(at, channel)).toContain('was edited later');
  await nothingElse();
});

test('a contradiction is named, and can be published with both values shown', async () => {
  const at = await scene();
  const { declare, ana, bo, later, resolve, review, said, whispered, nothingElse } = at;
  const channel = await declare('Mail is slow --sev 3');
  await ana.say(channel, 'mail is slow for everybody');
  await later(30 * MINUTE);
  await resolve(channel);
  await review(channel);
  await bo.slash(channel, '/incident times began 09:20 because the graph says so');
  await whispered(bo, /\*began\* is/);
  await later(2 * MINUTE);
  await review(channel);
  expect(sheet(at, channel)).toMatch(/⚠ \*detected\* .* lies before \*began\*/);
  await bo.slash(channel, '/incident times confirm');
  await whispered(bo, /both values/);
  await bo.slash(channel, '/incident postmortem publish');
  await whispered(bo, /is published/);
  const told = await said(channel, /Bo published the review/);
  expect(told.words).toContain('lies before began');
  await said('incidents', /Bo published the review/);
  expect((await review(channel)).markdown).toContain('Contradiction: detected lies before impact began');
  await nothingElse();
});

test('what people write in the canvas is looked at, found beside it, and can be let stand with a reason', async () => {
  const at = await scene();
  const { ana, bo, review, whispered, nothingElse } = at;
  const channel = await over(at);
  const { canvas } = await review(channel);
  expect(sheet(at, channel)).toContain('*Wording*: nothing to look at.');
  expect(sheet(at, channel)).toMatch(/\*Still missing\*: Nothing is said to have gone well \(P1\)/);
  const markdown = '## Lessons\n\nThe on-call should have looked earlier, and it is their own fault.';
  await ana.editCanvas(canvas?.id ?? '', { operation: 'insert_at_end', markdown });
  await bo.click(sheetMessage(at, channel), 'review:check');
  await at.settled();
  expect(sheet(at, channel)).toMatch(/\*2 wordings to look at\* \(B3, B8\)/);
  expect(sheet(at, channel)).toMatch(/B3, a wish in hindsight: “should have looked” \(Lessons\)/);
  await bo.slash(channel, '/incident postmortem waive B3');
  await whispered(bo, /needs a reason/);
  await bo.slash(channel, '/incident postmortem waive B3 their own words, kept on purpose');
  await whispered(bo, /B3 is let stand/);
  await at.settled();
  expect(sheet(at, channel)).toMatch(/\*1 wording to look at\* \(B8\)\. Let stand: B3/);
  await bo.slash(channel, '/incident times confirm');
  await whispered(bo, /are confirmed/);
  await bo.slash(channel, '/incident postmortem publish');
  await whispered(bo, /is published/);
  expect((await at.said(channel, /Bo published/)).words).toContain('1 wording to look at (B8)');
  await at.said('incidents', /Bo published/);
  await nothingElse();
});

test('a review that is due is asked for twice, by name and by day, and then no more', async () => {
  const file = () => 'severities:\n  sev-1:\n  sev-2: { postmortemDue: 1d }\n  sev-3: { default: true }\n';
  const at = await scene({ file });
  const { declare, bo, said, whispered, later, resolve, review, incident, nothingElse } = at;
  const channel = await declare('Checkout is slow --sev 2');
  await bo.slash(channel, '/incident role commander');
  await said(channel, /\*Commander\*:/);
  await whispered(bo, /You have the role/);
  await later(5 * MINUTE);
  await resolve(channel);
  const { message } = await review(channel);
  expect((await incident(channel)).review).toMatchObject({ owner: { name: 'Bo' } });
  expect(sheet(at, channel)).toMatch(/Owner: <@U\w+>, due /);
  await later(20 * HOUR);
  const first = await said(channel, /: the postmortem of INC-1 is due/);
  expect([first.words.includes(`<@${bo.id}>`), first.words.includes('once more')]).toEqual([true, true]);
  await later(30 * HOUR);
  const last = await said(channel, /: the postmortem of INC-1 was due/);
  expect(last.words).toContain('the last reminder');
  await later(200 * HOUR);
  void message;
  await nothingElse();
});

test('the review of the story that the demo plays has no wording to look at, in strict mode', async () => {
  const at = await scene();
  const { slack, clock, company, app, review } = at;
  // The story is played at once on a clock that stands while it waits: nobody would let a limit pass.
  slack.faults.rateLimits(false);
  const theatre = { slack, clock, company, webhooks: app().web.url, zone: 'Europe/Berlin' };
  const channel = await play(checkoutLatency, theatre);
  await at.settled();
  const { markdown } = await review(channel);
  const found = lintMarkdown('postmortem.md', markdown, { strict: true });
  expect(
    found.filter(({ rule }) => rule.startsWith('B')).map(({ rule, quoted }) => `${rule} ${quoted}`),
  ).toEqual([]);
  expect(sheet(at, channel)).toContain('*Wording*: nothing to look at.');
});

test('where the canvas cannot be read its draft is checked, and nothing else stops', async () => {
  const at = await scene();
  const { slack, bo, declare, later, resolve, review, said, whispered, nothingElse } = at;
  const channel = await declare('Mail is slow --sev 3');
  await bo.slash(channel, '/incident followup Be more careful @bo');
  await said(channel, /Follow-up: \*Be more careful\*/);
  await whispered(bo, /It asks people to try harder/);
  await later(MINUTE);
  slack.faults.api('conversations.canvases.create', { kind: 'error', error: 'canvas_disabled_user_team' });
  await resolve(channel);
  await review(channel);
  expect(sheet(at, channel)).toMatch(/\*2 wordings to look at\* \(B11, B12\)/);
  await nothingElse();
});

test('reopened, the sheet says so; resolved again, the review begins anew with a sheet of its own', async () => {
  const at = await scene();
  const { slack, ana, bo, declare, later, resolve, review, said, whispered, nothingElse } = at;
  const channel = await declare('Mail is slow --sev 3');
  await later(MINUTE);
  await resolve(channel);
  await review(channel);
  await bo.slash(channel, '/incident times confirm');
  await whispered(bo, /are confirmed/);
  await later(20 * MINUTE);
  await ana.slash(channel, '/incident reopen it is back');
  await said(channel, /it is back/);
  await said('incidents', /it is back/);
  await at.settled();
  expect(sheet(at, channel)).toContain('INC-1 is open again');
  await later(5 * MINUTE);
  await resolve(channel, 'rolled back for good');
  await review(channel);
  const sheets = slack.see.messages(channel).filter(({ text }) => /^Key times and publishing/.test(text));
  expect(sheets).toHaveLength(2);
  expect(sheet(at, channel)).toContain('Nobody has confirmed these times yet');
  await nothingElse();
});
