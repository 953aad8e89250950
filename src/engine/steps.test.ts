import type { NewEffect } from '../timeline/port.ts';
import { type House, openHouse, START } from './fixtures/house.ts';
import { createSteps, RESTORED, SKIPPED, type Steps } from './steps.ts';

const HOUR = 3_600_000;
const operator = { kind: 'operator' } as const;

let house: House;
let steps: Steps;
let incident: string;
beforeEach(async () => {
  house = openHouse();
  steps = createSteps(house.timeline, house.clock);
  ({ incident } = await house.declare());
});
afterEach(() => house.close());

/** Effects of the incident, as automatic steps ask for them. */
async function asked(effects: readonly Partial<NewEffect>[], stream = incident): Promise<void> {
  const whole = effects.map((one, n) => ({
    ...{ key: `${stream}/${one.kind}/${n}`, kind: 'message.post', payload: {}, dueAt: START },
    ...one,
  }));
  const { version = 0 } = (await house.timeline.readState(stream)) ?? {};
  const add = { stream, expectedVersion: version, events: [], effects: whole, at: house.clock.now() };
  expect(await house.timeline.append(add)).toMatchObject({ ok: true });
}

const lease = (limit = 1_000) =>
  house.timeline.leaseEffects({ now: house.clock.now(), leaseMs: 30_000, limit });

async function performAll(): Promise<void> {
  for (const effect of await lease()) {
    await house.timeline.finishEffect(effect, { status: 'done', now: house.clock.now() });
  }
}

const shown = async () => (await steps.of(incident)).map(({ name, status }) => `${name}: ${status}`);

test('steps are shown however much was said in the incident: what waits first, then what ended last', async () => {
  await asked(Array.from({ length: 520 }, () => ({})));
  await asked([{ kind: 'bridge.open' }]);
  await performAll();
  house.clock.moveBy(1_000);
  await asked([{ kind: 'graph.draw', key: 'graph', dueAt: START }]);
  await performAll();
  await asked([
    { kind: 'channel.archive', dueAt: START + 24 * HOUR },
    { kind: 'webhook.call', dueAt: START + HOUR },
  ]);
  expect(await shown()).toEqual([
    'call a webhook: waiting',
    'archive the channel: waiting',
    'draw the graph: done',
    'make a bridge: done',
  ]);
});

test('what waits is skipped or done at once; what is being done is left alone, and done once', async () => {
  await asked([
    { kind: 'webhook.call' },
    { kind: 'channel.archive', dueAt: START + 24 * HOUR, notAfter: START + 25 * HOUR },
    { kind: 'bridge.open', dueAt: START + HOUR },
  ]);
  const [call] = await lease();
  const [bridge, archive] = await steps.of(incident);
  const id = call?.id ?? 0;
  expect(await steps.find(incident, id)).toMatchObject({ status: 'running' });
  expect([await steps.skip(id), await steps.doNow(id)]).toEqual([false, false]);
  expect([await steps.doNow(archive?.id ?? 0), await steps.skip(bridge?.id ?? 0)]).toEqual([true, true]);
  expect(await house.timeline.finishEffect(call ?? { id, attempts: 1 }, { status: 'done', now: START })).toBe(
    true,
  );
  expect((await lease()).map(({ kind }) => kind)).toEqual(['channel.archive']);
  expect(await steps.find(incident, bridge?.id ?? 0)).toMatchObject({ status: 'skipped' });
  expect(await steps.find('incident/other', id)).toBeUndefined();
});

test('however much was skipped, and failed where the viewer may not look, the newest failure is told', async () => {
  const secret = await house.engine.handle({
    type: 'declare',
    wish: { kind: 'real', title: 'Leak', private: true },
    asking: house.asking({ kind: 'person', id: 'T1/UBO' }),
  });
  await asked(Array.from({ length: 205 }, () => ({ dueAt: START + 1 })));
  await house.timeline.parkEffects({ now: START, error: SKIPPED });
  await asked([{ kind: 'postmortem.deliver', dueAt: START + HOUR }]);
  await house.timeline.parkEffects({ now: START + 1, error: 'Slack refused.' });
  await asked(
    Array.from({ length: 205 }, () => ({})),
    secret.incident,
  );
  await house.timeline.parkEffects({ now: START + 2, error: 'Slack refused.' });
  const dev = { kind: 'person', id: 'T1/UDEV', grants: [] } as const;
  expect(await house.engine.questions.failedEffects(dev)).toMatchObject([
    { kind: 'postmortem.deliver', why: 'Slack refused.' },
  ]);
  const all = await house.engine.questions.failedEffects(operator);
  expect([all.length, all[0]?.incident?.number]).toEqual([200, 2]);
});

test('what came back with a restored backup waits, and did not fail; a failure of long ago is still found', async () => {
  await asked([{ kind: 'postmortem.deliver' }]);
  await house.timeline.parkEffects({ now: START, error: 'Slack refused.' });
  const [old] = await house.engine.questions.failedEffects(operator);
  await asked([{ kind: 'update.remind' }, { kind: 'update.remind' }]);
  await house.timeline.parkEffects({ now: START + 1, error: RESTORED });
  const { questions } = house.engine;
  expect(await questions.failedEffects(operator)).toEqual([old]);
  expect(await questions.restoredEffects(operator)).toBe(2);
  await asked(Array.from({ length: 205 }, () => ({})));
  await house.timeline.parkEffects({ now: START + 2, error: 'Slack refused.' });
  expect((await questions.failedEffects(operator)).map(({ id }) => id)).not.toContain(old?.id);
  expect(await questions.failedEffect(old?.id ?? 0, operator)).toEqual(old);
  expect(await questions.failedEffect(9_999, operator)).toBeUndefined();
});
