import { defaultPolicy } from '../policy/defaults.ts';
import type { Command, Lookups } from './commands.ts';
import { decide } from './decide.ts';
import type { IncidentEvent } from './events.ts';
import { fold } from './evolve.ts';
import { ana, bo, declared, latencyHigh, placeAt, start } from './fixtures/given.ts';
import { needs } from './needs.ts';
import { upcast } from './upcast.ts';

const lookups: Lookups = { keys: new Map(), events: new Map(), nextNumber: 1, now: start, newId: () => 'e1' };
const asking = { by: bo, grants: [], at: start, source: { kind: 'command' as const, key: 'k' } };

test('a command about an incident that is not there is refused with where to look', () => {
  const command: Command = { type: 'resolve', wish: {}, asking };
  expect(() => decide(command, undefined, lookups, defaultPolicy)).toThrow(
    '`/incident list` shows the open ones',
  );
});

test('a stream that does not begin with its declaration is an error', () => {
  const [, ...rest] = [...declared().events, ...declared().events].map((event) => ({
    ...event,
    type: 'note-added',
  }));
  expect(() => fold(rest as IncidentEvent[])).toThrow('begins with note-added');
  expect(fold([])).toBeUndefined();
});

test('a declaration needs a number, and its alert’s row', () => {
  const wish = { kind: 'real' as const, title: 'x', private: false, signal: latencyHigh };
  expect(needs({ type: 'declare', wish, asking })).toEqual({
    keys: ['signal:alertmanager/f1/1'],
    events: [],
    number: true,
  });
});

test('a reply needs the facts of its parent as well', () => {
  const message = { place: placeAt(3), thread: placeAt(1).ts, author: ana, text: 'x', files: [] };
  expect(needs({ type: 'record-message', wish: message, asking }).keys).toEqual([
    `message:T1/C1/${placeAt(3).ts}`,
    `message:T1/C1/${placeAt(1).ts}`,
  ]);
});

test('what is counted per incident is kept under the incident’s number', () => {
  const { state } = declared();
  const member: Command = { type: 'record-member', wish: { who: ana, joined: true }, asking };
  expect(needs(member, state()).keys).toEqual(['member:42/T1/U1']);
  expect(needs({ type: 'resolve', wish: {}, asking }, state())).toEqual({ keys: [], events: [] });
  expect(needs({ type: 'redact', wish: { entry: 'e7' }, asking }, state())).toEqual({
    keys: [],
    events: ['e7'],
  });
});

test('an event of today stays as it is; one of a newer Firescribe is refused', () => {
  const event = declared().events[0]!;
  expect(upcast(event)).toBe(event);
  expect(() => upcast({ ...event, v: 99 })).toThrow('written by a newer Firescribe');
  expect(() => upcast({ ...event, v: 0 })).toThrow('was never written');
});
