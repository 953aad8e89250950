import { ana, declared, says } from '../incident/fixtures/given.ts';
import { metricsOf } from '../incident/metrics.ts';
import type { Section } from './document.ts';
import { keepGrounded } from './grounded.ts';
import { fact, gather, type Material, quote } from './material.ts';
import { openQuestions } from './sections/open-questions.ts';

function material(): Material {
  const world = declared();
  says(world, 4, 'restarted db-1, error rate is 2 %', ana);
  const incident = world.state();
  const metrics = metricsOf(incident).map((metric) => ({ ...metric, text: '' }));
  return gather({ incident, entries: world.entries(), events: world.events, metrics }, {});
}

/** A section that says one true thing and two that its evidence does not hold. */
function forged(from: Material): Section {
  const message = from.entries.find(({ kind }) => kind === 'message')!;
  return {
    id: 'impact',
    title: 'Impact',
    statements: [
      fact('The error rate was 2 %.', [message.id]),
      fact('The error rate was 20 %.', [message.id]),
      quote(from, message, 'restarted db-2'),
    ],
  };
}

test('a sentence that its evidence does not hold is taken out and becomes an open question', () => {
  const from = material();
  const { sections, removed } = keepGrounded(from, [forged(from)]);
  expect(sections[0]?.statements.map(({ text }) => text)).toEqual(['The error rate was 2 %.']);
  expect(removed.map(({ missing }) => missing)).toEqual(['20', 'restarted db-2']);
  const asked = openQuestions(from, removed).table?.rows.map(({ cells }) => [cells[0], cells[2]]);
  expect(asked).toContainEqual([
    'Is this so? “The error rate was 20 %.” Its evidence does not hold “20”.',
    'Ana',
  ]);
});
