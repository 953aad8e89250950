import { ana, minutes, nothingYet, type World } from '../incident/fixtures/given.ts';
import { defaultPolicy } from '../policy/defaults.ts';
import type { Policy } from '../policy/policy.ts';
import { serviceOf } from '../policy/services.ts';
import { asked, kinds, only, openedChannel } from './fixtures/asked.ts';
import { findOnCall, inviteOnCall, sayOnCallUnknown, tellOfStrangers } from './invite-on-call.ts';

const STEPS = [findOnCall, inviteOnCall, sayOnCallUnknown, tellOfStrangers];
const policy: Policy = {
  ...defaultPolicy,
  services: [
    serviceOf('checkout-api', { label: 'Checkout', onCall: 'payments' }),
    serviceOf('search', { team: 'finders' }),
    serviceOf('mail'),
  ],
  teams: [{ id: 'finders', label: 'Finders', people: [], onCall: 'pagerduty:P1' }],
  responders: ['U9'],
};
const monitor = { kind: 'monitor' as const, id: 'alertmanager' };

function declared(service: string, kind: 'real' | 'drill' = 'real'): World {
  const world = nothingYet(policy);
  world.when('declare', { kind, title: 'Down', private: false, service }, { by: monitor, at: minutes(0) });
  return world;
}

const about = {
  vendor: { id: 'rotations', label: 'firescribe.yml' },
  schedule: 'payments',
  label: 'Checkout',
};
const until = Date.UTC(2026, 10, 23, 9);

test.each([
  ['checkout-api', { vendor: 'rotations', schedule: 'payments', label: 'Checkout' }],
  ['search', { vendor: 'pagerduty', schedule: 'P1', label: 'Finders' }],
])('for %s the schedule of the service, else of its team, is asked', (service, wanted) => {
  expect(only(asked(declared(service), undefined, STEPS), 'on-call.find').payload).toEqual(wanted);
});

test('a service without a schedule asks nobody', () => {
  expect(asked(declared('mail'), undefined, STEPS)).toEqual([]);
});

test('where a schedule decides, the responders are not called at declare; where none does, they are', () => {
  const invited = (service: string) =>
    declared(service).events.flatMap((event) =>
      event.type === 'incident-declared' ? event.data.invite : [],
    );
  expect(invited('checkout-api')).toEqual([]);
  expect(invited('mail')).toMatchObject([{ who: 'U9' }]);
});

test.each(['find out who is on call', 'invite who is on call'])(
  'with the step “%s” switched off the responders are called, so that somebody comes',
  (step) => {
    const world = nothingYet({ ...policy, stepsOff: [step] });
    world.when(
      'declare',
      { kind: 'real', title: 'Down', private: false, service: 'checkout-api' },
      { by: monitor },
    );
    expect(world.events[0]).toMatchObject({ data: { invite: [{ who: 'U9' }] } });
  },
);

test('whoever is on call is invited as soon as both they and the channel are known, in either order', () => {
  const people = [{ name: 'Bo', slack: 'T1/U2', until }];
  const found = (world: World) => world.when('record-on-call', { ...about, people });
  const first = declared('checkout-api');
  expect(asked(first, found, [inviteOnCall])).toEqual([]);
  expect(only(asked(first, openedChannel, [inviteOnCall]), 'channel.invite').payload).toEqual({
    invite: [{ who: 'T1/U2', because: 'is on call for Checkout until Mon 09:00' }],
    somebody: true,
  });
  const second = openedChannel(declared('checkout-api'));
  expect(kinds(asked(second, found, [inviteOnCall]))).toEqual(['channel.invite']);
});

test('somebody without an account here is told to the operators, and the responders come', () => {
  const world = openedChannel(declared('checkout-api'));
  const people = [{ name: 'Bo', email: 'bo@example.com' }];
  const wishes = asked(world, (it) => it.when('record-on-call', { ...about, people }), STEPS);
  expect(only(wishes, 'channel.invite').payload.invite).toMatchObject([{ who: 'U9' }]);
  expect(only(wishes, 'operators.tell').payload.text).toContain('bo@example.com is on call for Checkout');
});

test('where nobody can be named it is said, and the responders come', () => {
  const world = openedChannel(declared('checkout-api'));
  const wishes = asked(
    world,
    (it) => it.when('record-on-call-unknown', { ...about, why: 'It is down.' }),
    STEPS,
  );
  expect(kinds(wishes)).toEqual(['channel.invite', 'message.post on-call']);
});

test('a changed service asks anew; what is over asks nobody', () => {
  const world = openedChannel(declared('mail'));
  const change = (it: World) => it.when('change-service', { service: 'search' }, { by: ana });
  expect(kinds(asked(world, change, [findOnCall]))).toEqual(['on-call.find']);
  world.when('resolve', { text: 'done' });
  const again = (it: World) => it.when('change-service', { service: 'checkout-api' }, { by: ana });
  expect(asked(world, again, [findOnCall])).toEqual([]);
});
