// Who is named in the configuration and is not there to be brought in.
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { manualClock } from '../lib/clock.ts';
import { silentLog } from '../lib/log.ts';
import { defaultPolicy } from '../policy/defaults.ts';
import type { Policy } from '../policy/policy.ts';
import { checkPeople, type LookingUp, namedIn } from './check-people.ts';
import { SCOPES } from './checklist.ts';
import { createClient } from './client.ts';

const clock = manualClock(Date.UTC(2026, 10, 22, 12));
let slack: Emulator;
beforeEach(async () => {
  slack = await startEmulator({ clock });
});
afterEach(() => slack.close());

function checked(policy: Partial<Policy>, patience?: LookingUp) {
  const { botToken } = slack.installApp({
    display_information: { name: 'Firescribe' },
    features: { bot_user: { display_name: 'firescribe' } },
    oauth_config: { scopes: { bot: Object.keys(SCOPES) } },
    settings: { socket_mode_enabled: true },
  });
  const setup = { token: botToken, apiUrl: slack.apiUrl, clock, log: silentLog };
  const client = createClient({ ...setup, onTokenTrouble: () => undefined });
  return checkPeople({ slack: client, policy: { ...defaultPolicy, ...policy } }, patience);
}

const service = (id: string, people: string[]) => ({ id, label: id, people, labels: [] }) as never;
const team = service;

test('everybody who is there is there, and nobody named is nothing to look up', async () => {
  const ana = slack.addUser({ name: 'ana', realName: 'Ana' });
  const payments = slack.addUserGroup({ handle: 'payments', name: 'Payments', users: [ana] });
  expect(await checked({ responders: [ana, payments], services: [service('checkout', [ana])] })).toEqual([
    { what: 'Everybody who is named is there', ok: true },
  ]);
  expect(await checked({})).toEqual([]);
});

test('who does not exist, has left, or is in a group without people, is named with where it stands', async () => {
  const bo = slack.addUser({ name: 'bo', realName: 'Bo' });
  slack.deactivateUser(bo);
  const empty = slack.addUserGroup({ handle: 'nobody', name: 'Nobody', users: [] });
  const [check] = await checked({
    responders: ['U0123ABCD'],
    services: [service('checkout', ['U0123ABCD', bo])],
    teams: [team('payments', ['S0NOGROUP', empty])],
  });
  expect(check?.ok).toBe(false);
  for (const words of [
    'RESPONDERS, services.checkout.people: Slack knows nobody called U0123ABCD. ',
    `services.checkout.people: the account of Bo (${bo}) is deactivated.`,
    'teams.payments.people: Slack knows no user group S0NOGROUP. ',
    `teams.payments.people: nobody is in the user group @nobody (${empty}).`,
  ]) {
    expect(check?.fix).toContain(words);
  }
});

test('of more people than Slack answers about in a minute all are looked up by who waits, and counted by who does not', async () => {
  const crowd = Array.from({ length: 63 }, (_, n) => slack.addUser({ name: `p${n}`, realName: `P ${n}` }));
  expect(await checked({ responders: crowd })).toEqual([
    {
      what: 'Of 63 people who are named the first 60 are there; `firescribe doctor` at the machine looks up the other 3, too',
      ok: true,
    },
  ]);
  const responders = ['U0123ABCD', ...crowd, 'U0456EFGH'];
  const [some] = await checked({ responders });
  expect(some?.fix).toMatch(
    /called U0123ABCD\..* Of 65 people the first 60 were looked up; .* looks up all\.$/,
  );
  const told: string[] = [];
  const [all] = await checked({ responders }, { pauseMs: 0, tell: (words) => void told.push(words) });
  expect(all?.fix).toContain('called U0456EFGH');
  expect(told.at(-1)).toBe('64 of 65 people looked up');
});

test('a Slack that will not say is no fault of those who are named', async () => {
  slack.faults.api('users.info', { kind: 'ratelimited', retryAfter: 30 });
  expect(await checked({ responders: ['U0123ABCD'] })).toEqual([
    {
      what: 'Everybody who is named can be looked up',
      ok: false,
      fix: expect.stringContaining('users.info'),
    },
  ]);
});

test('each id is looked up once, wherever it is named', () => {
  const [one, ...others] = namedIn({
    ...defaultPolicy,
    responders: ['U1'],
    services: [service('a', ['T1/U1'])],
    teams: [team('b', ['U1', 'U1'])],
  });
  expect(one).toEqual({ id: 'U1', settings: ['RESPONDERS', 'services.a.people', 'teams.b.people'] });
  expect(others).toEqual([]);
});
