// Our sentence about an item: brought up to date wherever it says something that is so no more.
import { bo, declared, placeAt, type World } from '../incident/fixtures/given.ts';
import { asked, kinds, only, openedChannel } from './fixtures/asked.ts';
import { refreshItem } from './show-items.ts';

const firescribe = { by: { kind: 'firescribe' as const, id: 'firescribe' } };

/** Two items, each with its sentence in the channel. */
function withItems(): World {
  const world = openedChannel(declared());
  for (const [index, text] of ['Raise the pool', 'Add an alert'].entries()) {
    const { facts } = world.when('add-item', { kind: 'follow-up', text }, { by: bo });
    world.when('record-post', { fact: facts[0]?.id ?? '', place: placeAt(index + 1) }, firescribe);
  }
  return world;
}

test('a change is shown where the item stands, and at no other', () => {
  const wishes = asked(withItems(), (world) => world.when('finish-item', { item: '2' }), [refreshItem]);
  expect(only(wishes, 'item.refresh')).toMatchObject({
    payload: { item: '2' },
    target: 'item:incident/i1:2',
  });
});

test('words that are erased go from our sentence, too', () => {
  const world = withItems();
  const entry = world.state().items[0]?.addedBy ?? '';
  const wishes = asked(world, (it) => it.when('redact', { entry }, { by: bo }), [refreshItem]);
  expect(only(wishes, 'item.refresh').payload).toEqual({ item: '1' });
});

test('a ticket that was given up: whoever waits for one has its button back', () => {
  const failed = (kind: string) =>
    asked(
      withItems(),
      (world) =>
        world.when('record-failure', { kind, effect: 'e/1', permanent: true, why: 'down' }, firescribe),
      [refreshItem],
    );
  expect(kinds(failed('ticket.create'))).toEqual(['item.refresh', 'item.refresh']);
  expect(failed('graph.draw')).toEqual([]);
});
