import { reaction } from '../../workflows/reaction.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(() => {
  const telling = reaction('tell operators', ['incident-declared'], () => [
    { kind: 'operators.tell', payload: { text: 'a test', about: 'a test' } },
  ]);
  desk = openDesk({}, [telling]);
});

afterEach(() => desk.close());

test('what failed is put back; what did not fail is not', async () => {
  await desk.declare();
  const now = desk.house.clock.now();
  const [effect] = await desk.house.timeline.leaseEffects({
    now,
    limit: 1,
    leaseMs: 30_000,
  });
  if (!effect) {
    throw new Error('Nothing was to be done.');
  }
  expect(wordsIn(await desk.press('UANA', 'effect:retry', String(effect.id)))).toContain(
    'no longer among what failed',
  );
  await desk.house.timeline.finishEffect(effect, { status: 'parked', now, error: 'the channel is gone' });
  expect(wordsIn(await desk.press('UANA', 'effect:retry', String(effect.id)))).toContain(
    'It is tried again now',
  );
  expect(desk.retried).toEqual([effect.id]);
});
