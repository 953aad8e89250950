import { declared } from '../incident/fixtures/given.ts';
import { manualClock } from '../lib/clock.ts';
import { defaultPolicy } from '../policy/defaults.ts';
import { renderMessage } from './messages.ts';

const announced = (narrator?: { label: string; seconds: number }) => {
  const world = declared();
  const stage = { policy: defaultPolicy, clock: manualClock(0), ...(narrator ? { narrator } : {}) };
  return JSON.stringify(renderMessage('draft', world.events[0]!, world.state(), stage));
};

test('a draft that waits for a narrator says for whom, and how long at most', () => {
  const said = announced({ label: 'Anthropic', seconds: 20 });
  expect(said).toContain('Anthropic is asked for some of its sentences');
  expect(said).toContain('within 20 seconds, with or without them');
});

test('without one it says nothing of it', () => {
  expect(announced()).toMatch(/Drafting the postmortem from everything that is on record here…"/);
});
