import { reaction } from '../../workflows/reaction.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

const HOUR = 3_600_000;

let desk: DeedDesk;

beforeEach(async () => {
  const archiving = reaction('archive the channel', ['incident-declared'], ({ id, occurredAt }) => [
    { kind: 'channel.archive', payload: { event: id }, dueAt: occurredAt + HOUR },
  ]);
  desk = openDesk({}, [archiving]);
  await desk.declare();
});

afterEach(() => desk.close());

const stored = async () => {
  const [effect] = await desk.house.timeline.listEffects({ kind: 'channel.archive', limit: 1 });
  if (!effect) {
    throw new Error('Nothing waits.');
  }
  return effect;
};

const press = async (button: string) =>
  wordsIn(await desk.press('UANA', button, String((await stored()).id)));

const lease = async () => {
  const { timeline, clock } = desk.house;
  return (await timeline.leaseEffects({ now: clock.now(), leaseMs: 30_000, limit: 9 })).find(
    ({ kind }) => kind === 'channel.archive',
  );
};

const overridden = async () => {
  const { stream } = await stored();
  return (await desk.house.engine.questions.ofType(stream, 'step-overridden', 9)).map(({ data }) => data.how);
};

test('what waits is skipped, once', async () => {
  expect(await press('steps:skip')).toContain('Skipped: archive the channel.');
  expect(await press('steps:skip')).toContain('It was skipped already.');
  expect(await press('steps:now')).toContain('It was skipped already.');
  expect(await overridden()).toEqual(['skipped']);
  desk.house.clock.moveBy(2 * HOUR);
  expect(await lease()).toBeUndefined();
});

test('what is hurried is done, once: then a press is told so, and the record says nothing else', async () => {
  expect(await press('steps:now')).toContain('Done now: archive the channel.');
  const leased = await lease();
  for (const button of ['steps:skip', 'steps:now', 'steps:again']) {
    expect(await press(button)).toContain('It is being done already');
  }
  expect(
    await desk.house.timeline.finishEffect(leased ?? { id: 0, attempts: 0 }, { status: 'done', now: 1 }),
  ).toBe(true);
  expect(await press('steps:skip')).toContain('It is done already.');
  expect(await overridden()).toEqual(['done-now']);
});

test('steps of one name that wait alike are one line, for the next of them', async () => {
  const thrice = reaction('archive the channel', ['incident-declared'], ({ id, occurredAt }) =>
    [3, 1, 2].map((hours) => ({
      kind: 'channel.archive',
      payload: { event: id },
      dueAt: occurredAt + hours * HOUR,
    })),
  );
  await desk.close();
  desk = openDesk({}, [thrice]);
  await desk.declare();
  const words = wordsIn(await desk.type('UANA', 'steps'));
  expect(words.match(/archive the channel/g)).toHaveLength(1);
  expect(words).toMatch(/waits until .*, and 2 more later/);
});
