import type { Overview, ShownChannel } from '../client-api/shapes.ts';
import { completionFor, usageOf } from './completion.ts';
import { typedFrom } from './typed.ts';

const person = { tz: 'UTC', guest: false, external: false };
const room: Omit<ShownChannel, 'id' | 'name'> = {
  kind: 'public',
  topic: '',
  purpose: '',
  archived: false,
  general: false,
  member: true,
  members: [],
  latest: '',
  canvases: [],
};

const overview: Overview = {
  me: 'U1',
  team: { id: 'T1', name: 'acme', domain: 'acme' },
  users: [
    { id: 'U1', name: 'ana', realName: 'Ana Ruiz', ...person },
    { id: 'U2', name: 'bo', realName: 'Bo Larsen', ...person },
  ],
  groups: [{ id: 'S1', handle: 'oncall', name: 'On call' }],
  channels: [
    { ...room, id: 'C1', name: 'incidents' },
    { ...room, id: 'C2', name: 'inc-old', archived: true },
  ],
  apps: [],
  commands: [{ command: '/incident', description: 'Incidents', usageHint: 'declare | help', appId: 'A1' }],
  shortcuts: [],
};

const emoji = { fire: '🔥', pushpin: '📌' };
const offers = (before: string) =>
  completionFor(before, overview, emoji)?.suggestions.map(({ insert }) => insert);

test('a slash at the start offers the commands with their usage', () => {
  expect(completionFor('/inc', overview, emoji)).toEqual({
    from: 0,
    suggestions: [{ insert: '/incident ', label: '/incident declare | help', detail: 'Incidents' }],
  });
  expect(offers('see /inc')).toBeUndefined();
});

test('behind a command its usage stands', () => {
  expect(usageOf('/incident dec', overview)).toEqual({ command: '/incident', usage: 'declare | help' });
  expect(usageOf('/inc', overview)).toBeUndefined();
});

test('people are found by handle, first or last name, groups by handle', () => {
  expect(offers('ask @lar')).toEqual(['@bo ']);
  expect(offers('@an')).toEqual(['@ana ']);
  expect(offers('@onc')).toEqual(['@oncall ']);
});

test('an address is no mention', () => {
  expect(offers('ana@bo')).toBeUndefined();
});

test('archived channels are not offered', () => {
  expect(offers('#inc')).toEqual(['#incidents ']);
});

test('emoji need two letters, so that times stay times', () => {
  expect(offers('at 14:0')).toBeUndefined();
  expect(offers(':fi')).toEqual([':fire: ']);
});

test('a stored text is edited as it was typed', () => {
  expect(
    typedFrom('<@U2> see <#C1|incidents>, <!subteam^S1> <!here>: 1 &lt; 2 <https://a.b/c>', overview),
  ).toBe('@bo see #incidents, @oncall @here: 1 < 2 https://a.b/c');
});
