import { reaction } from '../../workflows/reaction.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

const HOUR = 3_600_000;

let desk: DeedDesk;

beforeEach(async () => {
  const asking = reaction('ask for a leader', ['incident-declared'], ({ occurredAt }) => [
    { kind: 'roles.nag', payload: { round: 0 }, dueAt: occurredAt + HOUR },
  ]);
  desk = openDesk({}, [asking]);
  await desk.declare();
});

afterEach(() => desk.close());

const stored = async () => {
  const [effect] = await desk.house.timeline.listEffects({ kind: 'roles.nag', limit: 1 });
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
    ({ kind }) => kind === 'roles.nag',
  );
};

const overridden = async () => {
  const { stream } = await stored();
  return (await desk.house.engine.questions.ofType(stream, 'step-overridden', 9)).map(({ data }) => data.how);
};

test('what waits is skipped, once', async () => {
  expect(await press('steps:skip')).toContain('Skipped: ask for a leader.');
  expect(await press('steps:skip')).toContain('It was skipped already.');
  expect(await press('steps:now')).toContain('It was skipped already.');
  expect(await overridden()).toEqual(['skipped']);
  desk.house.clock.moveBy(2 * HOUR);
  expect(await lease()).toBeUndefined();
});

test('what is hurried is done, once: then a press is told so, and the record says nothing else', async () => {
  expect(await press('steps:now')).toContain('Done now: ask for a leader.');
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
  const thrice = reaction('ask for a leader', ['incident-declared'], ({ occurredAt }) =>
    [3, 1, 2].map((hours) => ({
      kind: 'roles.nag',
      payload: { round: 0 },
      dueAt: occurredAt + hours * HOUR,
    })),
  );
  await desk.close();
  desk = openDesk({}, [thrice]);
  await desk.declare();
  const words = wordsIn(await desk.type('UANA', 'steps'));
  expect(words.match(/ask for a leader/g)).toHaveLength(1);
  expect(words).toMatch(/waits until .*, and 2 more later/);
});

test('what comes to nothing by now does not wait for anybody, and is not hurried', async () => {
  await desk.type('UANA', 'resolve it was the cache');
  expect(wordsIn(await desk.type('UANA', 'steps'))).not.toContain('ask for a leader');
  expect(await press('steps:now')).toContain('Nothing is left to do in this step: it is over.');
  expect(await overridden()).toEqual([]);
});

test('a reminder that ended is not offered again where nothing is to be reminded of', async () => {
  await press('steps:now');
  const { timeline } = desk.house;
  await timeline.finishEffect((await lease()) ?? { id: 0, attempts: 0 }, { status: 'done', now: 1 });
  expect(wordsIn(await desk.type('UANA', 'steps'))).toContain('*ask for a leader*  ·  done');
  await desk.type('UANA', 'resolve it was the cache');
  expect(wordsIn(await desk.type('UANA', 'steps'))).not.toContain('ask for a leader');
});

test('nobody is asked for a leader where somebody leads', async () => {
  expect(wordsIn(await desk.type('UANA', 'steps'))).toContain('ask for a leader');
  await desk.type('UBO', 'role commander');
  expect(wordsIn(await desk.type('UANA', 'steps'))).not.toContain('ask for a leader');
  expect(await press('steps:now')).toContain('Nothing is left to do in this step: somebody leads.');
});

test('a workflow of one’s own is called by its title', async () => {
  const running = reaction('run a workflow', ['incident-declared'], ({ id, occurredAt }) => [
    {
      kind: 'workflow.run',
      payload: { workflow: 'stuck', event: id, repeats: 0 },
      dueAt: occurredAt + HOUR,
    },
  ]);
  await desk.close();
  const own = { id: 'stuck', title: 'Not mitigated after an hour', when: [], once: true, do: [] };
  desk = openDesk({ workflows: [own] }, [running]);
  await desk.declare();
  expect(wordsIn(await desk.type('UANA', 'steps'))).toContain('run a workflow: Not mitigated after an hour');
});
