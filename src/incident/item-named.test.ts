// Facts of items and their tickets, told with the item's words.
import { defaultPolicy } from '../policy/defaults.ts';
import { declared } from './fixtures/given.ts';
import { withItemNamed } from './item-named.ts';

test('whatever is told of an item or its ticket names it by its words, and not by its number', () => {
  const tickets = { ...defaultPolicy.tickets, tracker: { id: 'jira', label: 'Jira' } };
  const world = declared({}, { ...defaultPolicy, tickets });
  const items = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((n) => `Item of the day ${n}`);
  for (const text of items) {
    world.when('add-item', { kind: 'follow-up', text });
  }
  world.when('request-ticket', { item: '1' });
  world.when('request-ticket', { item: '11' });
  world.when('finish-item', { item: '1' });
  const told = world.entries().map((entry) => withItemNamed(entry, world.state()));
  expect(told.slice(-3)).toEqual([
    'A ticket was asked for action item “Item of the day 1”',
    'A ticket was asked for action item “Item of the day 11”',
    'Action item “Item of the day 1” is done',
  ]);
});
