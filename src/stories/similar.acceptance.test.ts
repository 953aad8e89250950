// What happened before: a new incident's card names those that were like it, and what was never done after them.
import { scene } from './scene.ts';

const MINUTE = 60_000;

test('the card names like incidents of the past with their open follow-ups; those that are private are named to nobody', async () => {
  const story = await scene();
  const past = async (title: string) => {
    const channel = await story.declare(`${title} --sev 2 --service checkout-api`);
    await story.bo.slash(channel, '/incident followup Alert on the age of the certificate @bo by 2026-12-01');
    await story.said(channel, /Alert on the age/);
    await story.resolve(channel);
    await story.review(channel);
    return channel;
  };
  const known = await past('Certificate of the payment gateway expired');
  const hidden = await past('Certificate expired again at payment');
  await story.ana.makePrivate(hidden);
  await story.said(hidden, /made this channel private/);
  const again = await story.declare('Payment certificate expires --sev 2 --service checkout-api');
  await story.later(MINUTE);
  const { words } = await story.card(again);
  expect(words).toMatch(
    /Like this before: INC-1 Certificate of the payment gateway expired, 1 follow-up never done <[^|]*\|review>/,
  );
  expect(words).not.toContain('INC-2');
  expect((await story.incident(again)).similar).toEqual([1]);
  expect((await story.incident(known)).similar ?? []).toEqual([]);
  await story.ana.makePrivate(known);
  await story.said(known, /made this channel private/);
  await story.later(MINUTE);
  expect((await story.card(again)).words).not.toContain('Like this before');
  await story.review(hidden);
  await story.nothingElse();
});

test('it is switched off by its name', async () => {
  const story = await scene({ env: { STEPS_OFF: 'note similar incidents' } });
  const channel = await story.declare('Payment certificate expired --sev 2');
  await story.resolve(channel);
  await story.review(channel);
  const again = await story.declare('Payment certificate expired --sev 2');
  await story.later(MINUTE);
  expect((await story.card(again)).words).not.toContain('Like this before');
});
