import type { IncidentEvent } from '../incident/events.ts';
import {
  alerted,
  bo,
  chidi,
  declared,
  latencyHigh,
  minutes,
  type World,
} from '../incident/fixtures/given.ts';
import { defaultPolicy as policy } from '../policy/defaults.ts';
import { mootNow } from './moot.ts';
import { bringPeopleAlong, tellOthers } from './tell-others.ts';

const ten = { ...declared().state(), id: 'i10', number: 10 };
const context = { policy, now: minutes(9) };
const last = (world: World) => world.events.at(-1) as IncidentEvent;
const told = (world: World) => tellOthers.react(last(world), world.state(), context).length > 0;

function merged(): World {
  const world = alerted();
  world.others.set('incident/i10', ten);
  world.when('add-item', { kind: 'follow-up', text: 'Raise the pool size', owner: chidi, due: '2026-12-01' });
  world.when('merge', { into: 'incident/i10' });
  return world;
}

test('the one that goes on is told of the merge, of its end, and of what becomes of the alerts', () => {
  const world = merged();
  expect(told(world)).toBe(true);
  world.when('reopen', { reason: 'another one' });
  expect(told(world)).toBe(true);
  world.when('change-status', { status: 'identified' });
  expect(told(world)).toBe(false);
  world.when('resolve-signal', { signal: { ...latencyHigh, state: 'resolved' } });
  expect(told(world)).toBe(true);
  const alone = alerted();
  alone.when('resolve-signal', { signal: { ...latencyHigh, state: 'resolved' } });
  expect(told(alone)).toBe(false);
});

test('items of a duplicate are as good as ever: their owners are reminded', () => {
  const payload = { item: merged().state().items[0]?.id ?? '', due: '2026-12-01', round: 0 };
  const moot = (world: World) => mootNow({ kind: 'item.remind', payload, attempt: 1 }, world.state());
  expect(moot(merged())).toBeUndefined();
  const external = merged();
  external.when('reopen', { reason: 'another one' });
  external.when('cancel', { reason: 'external' });
  expect(moot(external)).toBe('nothing is overdue any more');
});

test('people of the duplicate are brought in where there is a channel', () => {
  const world = declared();
  const absorbed = {
    ...{ number: 12, incident: 'incident/i12', people: [bo.id] },
    severity: world.state().severity,
    had: { messages: 0, pins: 0, alerts: 0, openItems: 0 },
  };
  world.when('record-absorbed', absorbed);
  const event = last(world);
  expect(bringPeopleAlong.react(event, world.state(), context)).toEqual([]);
  const channel = { team: 'T1', id: 'C1', name: 'inc-42' };
  world.when('record-channel', { channel, adopted: false });
  expect(bringPeopleAlong.react(event, world.state(), context)).toEqual([
    {
      kind: 'channel.invite',
      payload: {
        invite: [{ who: bo.id, because: 'was in INC-12, which was merged into this one' }],
        asked: true,
      },
    },
  ]);
  expect(bringPeopleAlong.react(event, { ...world.state(), private: true }, context)).toEqual([]);
});
