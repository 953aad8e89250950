import { declared, type World } from '../incident/fixtures/given.ts';
import { defaultPolicy } from '../policy/defaults.ts';
import type { TicketPolicy } from '../policy/section-tickets.ts';
import { REMINDER_DAYS, remindOverdue } from './remind-overdue.ts';
import { carryToTicket, moveTicket, ticketFollowUps } from './tickets.ts';

const ticket = { id: '7', key: 'SHOP-7', url: 'https://a.example', state: 'open', status: 'To Do' } as const;
const tracker = { id: 'jira', label: 'Jira' };
const policyOf = (more: Partial<TicketPolicy>) => ({
  ...defaultPolicy,
  tickets: { ...defaultPolicy.tickets, tracker, ...more },
});

/** What these steps wish for after everything that has happened last. */
function wished(world: World, after = world.state()) {
  const context = { policy: world.policy, now: world.events.at(-1)!.recordedAt };
  const last = world.events.slice(-world.last.facts.length);
  return [ticketFollowUps, carryToTicket, moveTicket].flatMap((step) =>
    last.filter(({ type }) => step.on.includes(type)).flatMap((event) => step.react(event, after, context)),
  );
}

test.each([
  ['on-request', 0, 0],
  ['at-resolve', 0, 1],
  ['at-once', 1, 1],
] as const)('%s: %i when added, %i at the resolve', (create, added, resolved) => {
  const world = declared({}, policyOf({ create }));
  world.when('add-item', { kind: 'task', text: 'Roll back' });
  expect(wished(world)).toEqual([]);
  world.when('add-item', { kind: 'follow-up', text: 'Raise the pool size' });
  expect(wished(world)).toHaveLength(added);
  world.when('resolve', { text: 'done' });
  expect(wished(world).filter(({ once }) => once === 'ticket:2')).toHaveLength(
    create === 'at-resolve' ? resolved : 0,
  );
  world.when('add-item', { kind: 'follow-up', text: 'Add an alert' });
  expect(wished(world)).toHaveLength(create === 'on-request' ? 0 : 1);
});

test('of drills and of what is private nothing leaves by itself', () => {
  const world = declared({}, policyOf({ create: 'at-once' }));
  world.when('add-item', { kind: 'follow-up', text: 'Raise the pool size' });
  expect(wished(world)).toHaveLength(1);
  expect(wished(world, { ...world.state(), private: true })).toEqual([]);
  expect(wished(world, { ...world.state(), kind: 'drill' })).toEqual([]);
});

test.each([
  ['off', 0, 0],
  ['neutral', 0, 1],
  ['full', 1, 1],
] as const)('private, with tickets %s: %i made by itself, %i changes carried', (tickets, made, carried) => {
  const policy = policyOf({ create: 'at-once' });
  const world = declared({ private: true }, { ...policy, private: { ...policy.private, tickets } });
  world.when('add-item', { kind: 'follow-up', text: 'Raise the pool size' });
  expect(wished(world)).toHaveLength(made);
  world.when('record-ticket', { item: '1', vendor: tracker, ticket });
  world.when('change-item', { item: '1', text: 'Rotate the keys' });
  expect(wished(world)).toHaveLength(carried);
});

test('a ticket that is asked for in private is refused with what would allow it', () => {
  const world = declared({ private: true }, policyOf({}));
  world.when('add-item', { kind: 'follow-up', text: 'Raise the pool size' });
  expect(world.refusal('request-ticket', { item: '1' })).toBe(
    'INC-42 is private, so its items become no tickets; `private: {tickets: neutral}` in firescribe.yml allows it.',
  );
});

test('what is changed here is carried there, and closed there only where it is configured and was not closed there first', () => {
  for (const [closeThere, moves] of [
    [true, 1],
    [false, 0],
  ] as const) {
    const world = declared({}, policyOf({ closeThere }));
    world.when('add-item', { kind: 'follow-up', text: 'Raise the pool size' });
    world.when('record-ticket', { item: '1', vendor: tracker, ticket });
    world.when('change-item', { item: '1', due: '2026-12-01' });
    expect(wished(world)).toMatchObject([{ kind: 'ticket.change' }]);
    world.when('finish-item', { item: '1' });
    expect(wished(world)).toHaveLength(moves);
    world.when('reopen-item', { item: '1' });
    world.when('record-ticket-state', {
      item: '1',
      id: '7',
      ticket: { ...ticket, state: 'done', status: 'Done' },
    });
    expect(world.state().items[0]?.done).toBe(true);
    expect(wished(world)).toEqual([]);
  }
});

const reminders = (world: World) =>
  remindOverdue.react(world.events.at(-1)!, world.state(), { policy: world.policy, now: 0 });

test('an item with an owner and a date has three reminders, and others have none', () => {
  const owner = { kind: 'person', id: 'T1/U2', name: 'Bo' } as const;
  const world = declared();
  world.when('add-item', { kind: 'follow-up', text: 'Raise the pool size', owner, due: '2026-12-04' });
  expect(reminders(world).map(({ dueAt }) => new Date(dueAt ?? 0).toISOString().slice(0, 10))).toEqual([
    '2026-12-05',
    '2026-12-09',
    '2026-12-16',
  ]);
  expect(reminders(world)).toHaveLength(REMINDER_DAYS.length);
  world.when('add-item', { kind: 'follow-up', text: 'Add an alert', owner });
  expect(reminders(world)).toEqual([]);
  world.when('add-item', { kind: 'follow-up', text: 'Add an alert', due: '2026-12-04' });
  expect(reminders(world)).toEqual([]);
});

test('reminders can be switched off', () => {
  const owner = { kind: 'person', id: 'T1/U2', name: 'Bo' } as const;
  const world = declared({}, { ...defaultPolicy, actionItems: { reminders: false } });
  world.when('add-item', { kind: 'follow-up', text: 'Raise the pool size', owner, due: '2026-12-04' });
  expect(reminders(world)).toEqual([]);
});
