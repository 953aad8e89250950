// Whatever order deliveries come in, and however often, an open incident tells the same of its alerts.
import type { Signal } from '../incident/values.ts';
import { fc } from '../lib/fixtures/chance.ts';
import { defaultPolicy } from '../policy/defaults.ts';
import type { Policy } from '../policy/policy.ts';
import { Routing } from '../policy/routing.ts';
import { alert, ana, openHouse, origin, START, telling } from './fixtures/house.ts';

type Alerts = readonly { name: string; ends: boolean; began: number }[];

const tellings = (alerts: Alerts): Signal[] =>
  alerts.flatMap(({ name, ends, began }) => {
    const signal = alert(name, {
      service: 'checkout',
      team: 'payments',
      dedupeKey: `${name}@${began}`,
      startsAt: START - began,
      labels: { alertname: name },
    });
    return ends ? [signal, { ...signal, state: 'resolved' as const, endsAt: START }] : [signal];
  });

/** Told in these deliveries, one after another, to an incident that Ana declared. */
async function derived(deliveries: readonly Signal[][], policy: Policy) {
  const house = openHouse({ policy });
  try {
    await house.engine.handle({
      type: 'declare',
      wish: { kind: 'real', title: 'Slow', private: false, service: 'checkout', team: 'payments' },
      asking: house.asking(ana),
    });
    for (const [index, signals] of deliveries.entries()) {
      await house.engine.receive(telling(...signals), origin(`d${index}`));
      if (index % 2 === 0) {
        await house.engine.routed();
      }
    }
    await house.engine.routed();
    const incidents = await house.engine.questions.list({}, { kind: 'operator' });
    return incidents.map(({ counts, status, beganGuess, keyTimes }) => ({
      counts,
      status,
      beganGuess,
      detected: keyTimes.detected?.at,
    }));
  } finally {
    await house.engine.stop();
    await house.close();
  }
}

const alerts = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
    ends: fc.boolean(),
    began: fc.integer({ min: 1, max: 60_000 }),
  }),
  { minLength: 1, maxLength: 6, selector: ({ name, began }) => `${name}${began}` },
);

test.each<[string, unknown]>([
  ['without any rules', {}],
  ['by team', { group: { by: 'team' } }],
  ['with a rule that attaches', { rules: [{ name: 'join', do: 'attach' }], flapping: { times: 2 } }],
])('%s', async (_how, routing) => {
  const policy = { ...defaultPolicy, routing: Routing.parse(routing) };
  await fc.assert(
    fc.asyncProperty(alerts, fc.infiniteStream(fc.nat(97)), async (given, chance) => {
      const next = () => Number(chance.next().value);
      const once = tellings(given);
      const doubled = [...once, ...once.filter(() => next() % 2 === 0)];
      const shuffled = doubled.map((signal) => ({ signal, at: next() })).sort((a, b) => a.at - b.at);
      const deliveries: Signal[][] = [];
      for (const { signal } of shuffled) {
        const open = deliveries.at(-1);
        open && next() % 3 === 0 ? open.push(signal) : deliveries.push([signal]);
      }
      expect(await derived(deliveries, policy)).toEqual(await derived([once], policy));
    }),
    { numRuns: 6 },
  );
});
