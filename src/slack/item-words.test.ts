import { bo, declared } from '../incident/fixtures/given.ts';
import { defaultPolicy } from '../policy/defaults.ts';
import { itemMessage } from './item-words.ts';

test('what the configuration gave an item is said in one sentence', () => {
  const world = declared();
  world.when('add-item', { kind: 'follow-up', text: 'raise the pool size', owner: bo });
  const state = world.state();
  const [item] = state.items;
  const said = (byPolicy: string[]) => JSON.stringify(itemMessage(state, item!, defaultPolicy, byPolicy));
  expect(said(['owner', 'due'])).toContain('Its owner and date: as actionItems of firescribe.yml has it');
  expect(said(['due'])).toContain('Its date: as actionItems of firescribe.yml has it');
  expect(said([])).not.toContain('actionItems');
});
