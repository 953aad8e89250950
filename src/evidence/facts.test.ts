import { alerted, bo, minutes, says } from '../incident/fixtures/given.ts';
import { metricsOf } from '../incident/metrics.ts';
import { factsOf } from './facts.ts';
import { zoned } from './zoned.ts';

test('facts are numbered, carry their figures, and name the events they rest on', () => {
  const world = alerted();
  says(world, 3, 'looking');
  const place = { by: bo, at: minutes(47), source: { kind: 'command', key: 'c' } } as const;
  world.when('resolve', { text: 'restarted' }, place);
  const incident = world.state();
  const facts = factsOf({
    incident,
    entries: world.entries(),
    metrics: metricsOf(incident),
    clock: zoned('UTC'),
  });
  expect(facts.map(({ id }) => id)).toEqual(facts.map((_, index) => `F${index + 1}`));
  expect(facts.find(({ text }) => text === 'Detected to resolved: 47 min')?.evidence.length).toBe(2);
  expect(facts.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['severity: SEV-3', 'resolved: 2026-11-22 14:47', 'messages: 1 by 1 authors']),
  );
});

test('what is not recorded is no fact', () => {
  const incident = alerted().state();
  const facts = factsOf({ incident, entries: [], metrics: metricsOf(incident), clock: zoned('UTC') });
  expect(facts.filter(({ text }) => /^(began|mitigated|resolved|Time to resolve)/.test(text))).toEqual([]);
});
