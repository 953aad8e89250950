// Stakeholders wait: whoever leads is reminded by name, until there is an update or an end.
import { scene } from './scene.ts';

const MINUTE = 60_000;

test('an update that is due is asked for once in each interval, by name; one that is posted begins the wait anew', async () => {
  const file = () => 'severities: {sev-1: , sev-2: {updateEvery: 30m}, sev-3: {default: true}}';
  const story = await scene({ file });
  const channel = await story.declare('Checkout is slow --sev 2');
  await story.bo.slash(channel, '/incident role commander me');
  await story.said(channel, /Commander/);
  await story.whispered(story.bo, /You have the role/);
  await story.later(29 * MINUTE);
  await story.bo.slash(channel, '/incident update Payments fail; we are on it');
  await story.said(channel, /Payments fail/);
  await story.said('incidents', /Payments fail/);
  await story.later(29 * MINUTE);
  await story.later(2 * MINUTE);
  const { words } = await story.said(channel, /[Ss]takeholders have had no update since/);
  expect(words).toMatch(/<@U\w+>: stakeholders .* SEV-2 has one every 30 min: `\/incident update`/);
  expect(words).toMatch(/It is said again when the next one is due\. To switch it off, .*remind of updates/s);
  await story.later(30 * MINUTE);
  await story.said(channel, /[Ss]takeholders have had no update since/);
  await story.resolve(channel);
  await story.review(channel);
  await story.later(60 * MINUTE);
  await story.nothingElse();
});

test('where a team has a channel, its incidents are announced there and nowhere else; made private, they leave it', async () => {
  const file = () =>
    'teams: {payments: {channel: payments-incidents}}\nservices: {pay-api: {team: payments}}';
  const story = await scene({ file });
  story.slack.addChannel({ name: 'payments-incidents', members: [] });
  await story.ana.slash('general', '/incident declare Payments fail --sev 2 --service pay-api');
  await story.whispered(story.ana, /INC-1/);
  const channel = await story.channelOf(1);
  await story.card(channel);
  await story.said('payments-incidents', /^INC-1 Payments fail/);
  await story.bo.slash(channel, '/incident status mitigated');
  await story.said(channel, /mitigated/);
  await story.said('payments-incidents', /mitigated/);
  await story.ana.makePrivate(channel);
  await story.said(channel, /made this channel private/);
  await story.later(MINUTE);
  expect(JSON.stringify(story.slack.see.messages('payments-incidents'))).not.toContain('Payments fail');
  await story.nothingElse();
});
