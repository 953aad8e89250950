import { declared, minutes } from '../incident/fixtures/given.ts';
import type { Signal } from '../incident/values.ts';
import { FIELDS, type Shape } from './expression-fields.ts';
import { eventFacts, incidentFacts } from './facts.ts';
import { factsOf } from './rules.ts';

/** Names at every depth that is ours; what is open stays closed here. */
function namesIn(shape: Shape, facts: unknown): unknown {
  return typeof shape === 'object'
    ? Object.fromEntries(
        Object.entries(facts as object).map(([name, value]) => [name, namesIn(shape[name] ?? 'dyn', value)]),
      )
    : 'any';
}

const allOf = (shape: Shape): unknown =>
  typeof shape === 'object'
    ? Object.fromEntries(Object.entries(shape).map(([name, inner]) => [name, allOf(inner)]))
    : 'any';

test('the fields that are checked are those that an expression sees', () => {
  const world = declared({ service: 'checkout-api' });
  const [event] = world.events;
  const signal: Signal = {
    ...{ vendor: 'alertmanager', dedupeKey: 'k', state: 'firing', title: 'Slow', labels: { env: 'prod' } },
    ...{ links: { runbook: 'r', source: 's', dashboard: 'd' }, startsAt: 5 },
  };
  const seen = {
    signal: factsOf(signal),
    incident: incidentFacts(world.state(), minutes(1)),
    event: event && eventFacts(event),
  };
  expect(namesIn(FIELDS, seen)).toEqual(allOf(FIELDS));
});
