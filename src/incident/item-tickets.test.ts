import { defaultPolicy } from '../policy/defaults.ts';
import { declared, type World } from './fixtures/given.ts';
import { driftOf, isFollowed } from './item-tickets.ts';
import { ticketKey } from './keys.ts';
import type { TicketFacts } from './values.ts';

const policy = {
  ...defaultPolicy,
  tickets: { ...defaultPolicy.tickets, tracker: { id: 'jira', label: 'Jira' } },
};
const jira = { id: 'jira', label: 'Jira' };
const bo = { id: 'acc-bo', name: 'Bo' };
const ticket: TicketFacts = {
  id: '10001',
  key: 'SHOP-1',
  url: 'https://acme.example/browse/SHOP-1',
  state: 'open',
  status: 'To Do',
  assignee: bo,
};

function linked(more: Partial<typeof policy.tickets> = {}): World {
  const world = declared({}, { ...policy, tickets: { ...policy.tickets, ...more } });
  world.when('add-item', { kind: 'follow-up', text: 'Raise the pool size' });
  world.when('request-ticket', { item: '1' });
  world.when('record-ticket', { item: '1', vendor: jira, ticket });
  return world;
}

const item = (world: World) => world.state().items[0]!;
const types = (world: World) => world.last.facts.map(({ type }) => type);
const seen = (world: World, change: Partial<TicketFacts>, more = {}) =>
  world.when('record-ticket-state', { item: '1', id: '10001', ticket: { ...ticket, ...change }, ...more });

test('pressed twice a ticket is asked for once; one that is there is not asked for again', () => {
  const world = declared({}, policy);
  world.when('add-item', { kind: 'follow-up', text: 'Raise the pool size' });
  world.when('request-ticket', { item: '1' });
  expect(world.when('request-ticket', { item: '1' }).facts).toEqual([]);
  world.when('record-ticket', { item: '1', vendor: jira, ticket });
  expect(world.refusal('request-ticket', { item: '1' })).toContain('SHOP-1');
  expect(world.refusal('request-ticket', { item: '7' })).toContain('no action item 7');
});

test('without a tracker the refusal says how to get one', () => {
  const world = declared();
  world.when('add-item', { kind: 'follow-up', text: 'Raise the pool size' });
  expect(world.refusal('request-ticket', { item: '1' })).toContain('No ticket tracker is connected');
});

test('what was given up may be asked for anew', () => {
  const world = declared({}, policy);
  world.when('add-item', { kind: 'follow-up', text: 'Raise the pool size' });
  const [asked] = world.when('request-ticket', { item: '1' }).facts;
  const failure = { kind: 'ticket.create', permanent: true, why: 'No such project' };
  world.when('record-failure', { ...failure, effect: 'e999999/make the ticket/0' });
  expect(item(world).ticketAsked).toBe(asked?.id);
  world.when('record-failure', { ...failure, effect: `${asked?.id}/make the ticket/0` });
  expect(item(world).ticketAsked).toBeUndefined();
  expect(world.when('request-ticket', { item: '1' }).facts).toHaveLength(1);
});

test('a ticket is linked once, and found by its name at the tracker', () => {
  const world = linked();
  expect(world.when('record-ticket', { item: '1', vendor: jira, ticket }).facts).toEqual([]);
  expect(world.keys.get(ticketKey('jira', '10001'))).toEqual({ item: '1' });
  expect(world.entries().map(({ text }) => text)).toContain('Action item 1 is SHOP-1 in Jira');
});

test('how it is told to be is news once', () => {
  const world = linked();
  seen(world, { status: 'In Review', state: 'doing' });
  expect(types(world)).toEqual(['ticket-changed']);
  seen(world, { status: 'In Review', state: 'doing' });
  expect(types(world)).toEqual([]);
});

test('closed there it is done here, by the tracker; opened there again, so is it here', () => {
  const world = linked();
  seen(world, { status: 'Done', state: 'done' });
  expect(types(world)).toEqual(['ticket-changed', 'item-done']);
  expect(world.events.at(-1)).toMatchObject({
    actor: { kind: 'monitor', name: 'Jira' },
    data: { ticket: 'SHOP-1' },
  });
  expect(isFollowed(item(world))).toBe(false);
  seen(world, { status: 'To Do', state: 'open' });
  expect(types(world)).toEqual(['ticket-changed', 'item-reopened']);
});

test('only a turn there moves anything here: a ticket that stays closed closes nothing again', () => {
  const world = linked();
  seen(world, { status: 'Done', state: 'done' });
  world.when('reopen-item', { item: '1' });
  seen(world, { status: 'Done', state: 'done', assignee: { id: 'acc-ana', name: 'Ana' } });
  expect(types(world)).toEqual(['ticket-changed']);
  expect(item(world).done).toBe(false);
  expect(driftOf(item(world))).toBe('the ticket is closed, the item is open');
});

test('where the configuration says so, it is shown and not followed', () => {
  const world = linked({ closeHere: false });
  seen(world, { status: 'Done', state: 'done' });
  expect(types(world)).toEqual(['ticket-changed']);
  expect(driftOf(item(world))).toBe('the ticket is closed, the item is open');
});

test('what does not fit is said: done here and open there, given to somebody else, deleted', () => {
  const world = linked();
  expect(driftOf(item(world))).toBeUndefined();
  seen(world, { assignee: { id: 'acc-ana', name: 'Ana' } });
  expect(driftOf(item(world))).toBe('the ticket is Ana’s, nobody owns the item');
  seen(world, { assignee: { id: 'acc-ana', name: 'Ana' } }, { carried: true });
  expect(driftOf(item(world))).toBeUndefined();
  const owner = { kind: 'person', id: 'T1/U9', name: 'Dev' } as const;
  world.when('change-item', { item: '1', owner });
  seen(world, { assignee: undefined }, { carried: true, remark: 'Nobody is assigned.' });
  expect(driftOf(item(world))).toBe('nobody is assigned in Jira');
  world.when('finish-item', { item: '1' });
  expect(driftOf(item(world))).toBe('the item is done, the ticket is open');
  expect(isFollowed(item(world))).toBe(true);
  world.when('reopen-item', { item: '1' });
  world.when('record-ticket-state', { item: '1', id: '10001', gone: true });
  expect(driftOf(item(world))).toBe('the ticket was deleted, the item is open');
  expect(isFollowed(item(world))).toBe(false);
  expect(world.when('request-ticket', { item: '1' }).facts).toHaveLength(1);
});

test('news of another ticket than the item has is no news', () => {
  const world = linked();
  expect(world.when('record-ticket-state', { item: '1', id: '666', gone: true }).facts).toEqual([]);
  expect(world.when('record-ticket-state', { item: '9', id: '10001', gone: true }).facts).toEqual([]);
});

test('what nobody gave an item, the configuration does, and that is on record', () => {
  const actionItems = { ...policy.actionItems, ownerRole: 'commander', dueAfterMs: 14 * 24 * 3_600_000 };
  const world = declared({}, { ...policy, actionItems });
  world.when('assign-role', { role: 'commander', to: { kind: 'person', id: 'T1/U3', name: 'Chidi' } });
  world.when('add-item', { kind: 'follow-up', text: 'Raise the pool size' });
  world.when('add-item', { kind: 'task', text: 'Roll back' });
  expect(world.state().items).toMatchObject([
    { owner: { name: 'Chidi' }, due: '2026-12-06' },
    { owner: { name: 'Chidi' } },
  ]);
  expect(world.state().items[1]?.due).toBeUndefined();
  const given = world.events.flatMap((event) => (event.type === 'item-added' ? [event.data.byPolicy] : []));
  expect(given).toEqual([['owner', 'due'], ['owner']]);
});
