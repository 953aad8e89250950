import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';
import { openSlackHouse } from '../fixtures/slack-house.ts';

describe('at a desk', () => {
  let desk: DeedDesk;
  beforeEach(() => {
    desk = openDesk();
  });
  afterEach(() => desk.close());

  test.each(['UANA', 'UCHIDI'])('%s, an admin or whoever installed it, is told', async (user) => {
    const answer = await desk.type(user, 'doctor');
    expect(wordsIn(answer)).toContain('Trying what Firescribe needs');
    const followed = answer.kind === 'private' ? await answer.later?.() : undefined;
    expect(followed?.text).toBe('Firescribe runs; 1 of 3 things are missing.');
    expect(JSON.stringify(followed?.blocks)).toContain('⬜ Somebody is named to respond. Set RESPONDERS.');
    expect(JSON.stringify(followed?.blocks)).toContain('✅ Nothing was given up');
  });

  test('others are told who may, and what works', async () => {
    const answer = await desk.type('UBO', 'doctor');
    expect(wordsIn(answer)).toContain('Only admins of this workspace');
    expect(wordsIn(answer)).toContain('npm run firescribe -- doctor');
    expect(answer).not.toHaveProperty('later');
  });
});

test('in a workspace it really tries, and the answer follows for whoever asked alone', async () => {
  const { slack, close } = await openSlackHouse();
  const asked = await slack.as('ana').slash('incidents', '/incident doctor');
  expect(asked.text).toContain('Trying what Firescribe needs');
  const found = await slack.until(
    () =>
      slack.see.ephemerals('ana', 'incidents').find(({ text }) => /^Firescribe (?:runs|is ready)/.test(text)),
    { what: 'what was found' },
  );
  expect(JSON.stringify(found.blocks)).toMatch(/The bot token works.*All scopes are granted/);
  await close();
});
