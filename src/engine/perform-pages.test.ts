import { openPagerDuty, type PagerDutyStandIn } from '../emulator/vendors/pagerduty.ts';
import type { CommandType, Wish } from '../incident/commands.ts';
import type { PageTarget } from '../incident/page-values.ts';
import { createEmbedded } from '../integrations/on-call/embedded.ts';
import { pagerduty } from '../integrations/on-call/pagerduty.ts';
import { Rotations } from '../integrations/on-call/rotations.ts';
import { createHttp } from '../lib/http.ts';
import { silentLog } from '../lib/log.ts';
import { REACTIONS } from '../workflows/catalog.ts';
import type { EffectKind } from '../workflows/effects.ts';
import { ana, bo, type House, openHouse, START } from './fixtures/house.ts';
import type { Faces, OnCallDesk } from './on-call-desk.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { onCallPerformers } from './perform-on-call.ts';
import type { Performers } from './performer.ts';

const MINUTE = 60_000;
const payments: PageTarget = {
  kind: 'schedule',
  vendor: 'rotations',
  schedule: 'payments',
  label: 'Payments',
};
const policyOfDuty: PageTarget = {
  kind: 'schedule',
  vendor: 'pagerduty',
  schedule: 'PPOLICY',
  label: 'Search',
};

let duty: PagerDutyStandIn;
let house: House;
let outbox: Outbox;
let incident: string;
let desk: OnCallDesk;

/** The chat knows Ana and Bo. */
const faces: Faces = {
  byEmail: async (email) => [ana, bo].find(({ name }) => email === `${name?.toLowerCase()}@example.com`),
  byId: async (id) => {
    const actor = [ana, bo].find((one) => one.id === id || one.id.endsWith(`/${id}`));
    return actor && { actor, email: `${actor.name?.toLowerCase()}@example.com` };
  },
  person: async (id) => [ana, bo].find((one) => one.id === id) ?? { kind: 'person', id },
};

const rotations = Rotations.parse({
  payments: { people: ['bo@example.com'] },
  strangers: { people: ['x@example.com'] },
});

/** Everything that is said in Slack is nobody's business here. */
const idle: Performers = Object.fromEntries(
  (
    [
      'message.post',
      'page.direct',
      'channel.open',
      'channel.invite',
      'card.refresh',
      'operators.tell',
    ] as EffectKind[]
  ).map((kind) => [kind, async () => undefined]),
);

beforeEach(async () => {
  duty = await openPagerDuty();
  duty.addUser({ id: 'PUANA', name: 'Ana', email: 'ana@example.com' });
  duty.addUser({ id: 'PUBO', name: 'Bo', email: 'bo@example.com' });
  duty.addPolicy('PPOLICY', [{ user: 'PUBO', start: null, end: null }]);
  house = openHouse({ reactions: REACTIONS });
  const { engine, timeline, clock } = house;
  const env = {
    PAGERDUTY_API_TOKEN: duty.token,
    PAGERDUTY_API_URL: duty.url,
    PAGERDUTY_FROM: 'ana@example.com',
    PAGERDUTY_SERVICE_ID: duty.service,
  };
  const http = createHttp({ clock, log: silentLog, waitsMs: [1, 1] });
  const port = pagerduty.read(env, [])!.create({ http, clock, log: silentLog });
  const embedded = createEmbedded({ rotations: () => rotations, zone: () => 'UTC' });
  desk = {
    engine,
    vendors: [
      { id: 'pagerduty', label: 'PagerDuty', port },
      { id: 'rotations', label: 'firescribe.yml', port: embedded },
    ],
    faces,
    linkTo: () => 'https://acme.slack.example/archives/C1',
    policy: () => house.policy,
    clock,
    log: silentLog,
  };
  outbox = createOutbox({
    timeline,
    engine,
    performers: { ...idle, ...onCallPerformers(desk) },
    clock,
    log: silentLog,
  });
  await outbox.start();
  ({ incident } = await house.declare());
});

afterEach(async () => {
  await outbox.stop();
  await house.close();
  await duty.close();
});

const ask = <T extends CommandType>(type: T, wish: Wish<T>) =>
  house.engine.handle({ type, incident, wish, asking: house.asking(ana) });
const state = async () => (await house.engine.questions.incident(incident, { kind: 'operator' }))!;
const events = async (type: string) =>
  (await house.engine.questions.events(incident)).filter((event) => event.type === type);

async function page(target: PageTarget, why?: string) {
  await ask('page', { target, ...(why ? { why } : {}) });
  await outbox.idle();
}

async function later(ms: number) {
  const end = house.clock.now() + ms;
  for (let next = await house.timeline.nextEffectAt(); next !== undefined && next <= end; ) {
    house.clock.moveTo(Math.max(next, house.clock.now() + 1));
    await outbox.tick();
    await outbox.idle();
    next = await house.timeline.nextEffectAt();
  }
  house.clock.moveTo(end);
}

test('whoever is on call by the file is woken through the pager that knows their address', async () => {
  await page(payments, 'nobody can pay');
  expect(duty.incidents).toMatchObject([{ assigned: ['PUBO'], title: 'INC-1 Checkout is slow' }]);
  expect(duty.incidents[0]?.details).toContain('Ana asks for you in INC-1 (SEV-3): nobody can pay');
  expect(duty.incidents[0]?.details).toContain('https://acme.slack.example/archives/C1');
  expect((await state()).pages).toMatchObject([{ state: 'paged', who: 'Bo', ref: 'PINC001' }]);
});

test('a person is woken by the address in their profile', async () => {
  await page({ kind: 'person', who: bo });
  expect(duty.incidents).toMatchObject([{ assigned: ['PUBO'] }]);
});

test('a process that is killed between the vendor’s answer and the record wakes nobody a second time', async () => {
  await ask('page', { target: policyOfDuty });
  const [asked] = await events('page-asked');
  const effect = {
    kind: 'person.page',
    key: 'k',
    stream: incident,
    payload: { page: asked!.id },
    attempt: 1,
  } as const;
  const dying: OnCallDesk = {
    ...desk,
    engine: { ...desk.engine, handle: () => Promise.reject(new Error('killed')) },
  };
  await expect(onCallPerformers(dying)['person.page']?.(effect)).rejects.toThrow('killed');
  await onCallPerformers(desk)['person.page']?.({ ...effect, attempt: 2 });
  await outbox.idle();
  expect(duty.rang).toHaveLength(1);
  expect(await events('person-paged')).toHaveLength(1);
});

test('people whom the pager does not know are written to instead', async () => {
  duty.trouble({ kind: 'changed', change: () => ({ users: [] }) }, { path: '/users' });
  await page(payments);
  expect(duty.rang).toEqual([]);
  expect(await events('person-paged')).toMatchObject([
    { data: { pager: false, vendor: { id: 'slack' }, people: [{ slack: bo.id }] } },
  ]);
});

test('somebody whom nobody knows is a failure that says so', async () => {
  await page({ ...payments, schedule: 'strangers' } as PageTarget);
  expect((await events('effect-failed'))[0]?.content).toMatchObject({
    why: expect.stringContaining('x@example.com has no account'),
  });
  expect((await state()).pages).toMatchObject([{ state: 'given-up' }]);
});

test('a vendor that is named and not connected is said with what to do', async () => {
  await page({ kind: 'schedule', vendor: 'opsgenie', schedule: 'x', label: 'Mail' });
  expect((await events('effect-failed'))[0]?.content).toMatchObject({
    why: expect.stringContaining('.env.example'),
  });
});

test('a page that nobody answers for ten minutes is said once; a later answer is taken all the same', async () => {
  await page(policyOfDuty);
  await later(11 * MINUTE);
  expect(await events('page-unanswered')).toHaveLength(1);
  expect((await state()).pages).toMatchObject([{ state: 'unanswered' }]);
  await ask('acknowledge-page', { page: (await state()).pages![0]!.id, there: false });
  expect((await state()).pages).toMatchObject([{ state: 'acknowledged' }]);
});

test('somebody who takes it there is named here within a minute, once', async () => {
  await page(policyOfDuty);
  duty.acknowledge('PINC001', 'PUBO');
  await later(11 * MINUTE);
  expect(await events('page-acknowledged')).toMatchObject([{ data: { there: true, by: { id: bo.id } } }]);
  expect(await events('page-unanswered')).toEqual([]);
});

test('a vendor that comes back within ten minutes wakes once; what it kept is said once', async () => {
  duty.trouble({ kind: 'status', status: 503 });
  await page(policyOfDuty);
  await later(3 * MINUTE);
  expect(await events('page-troubled')).toHaveLength(1);
  duty.mend();
  await later(5 * MINUTE);
  expect(duty.rang).toHaveLength(1);
  expect(await events('person-paged')).toHaveLength(1);
});

test('after ten minutes nobody is woken any more, even though the vendor is back', async () => {
  duty.trouble({ kind: 'down' });
  await page(policyOfDuty);
  house.clock.moveTo(START + 30 * MINUTE);
  duty.mend();
  await outbox.tick();
  await outbox.idle();
  expect(duty.rang).toEqual([]);
  expect(await events('effect-failed')).toHaveLength(1);
});

test('an incident that ends before anybody was reached wakes nobody; what was opened is ended there', async () => {
  duty.trouble({ kind: 'down' });
  await page(policyOfDuty);
  await ask('resolve', { text: 'rolled back' });
  duty.mend();
  await later(5 * MINUTE);
  expect(duty.rang).toEqual([]);
  await ask('reopen', { reason: 'again' });
  await later(2 * MINUTE);
  await page({ ...policyOfDuty, label: 'Search again' } as PageTarget);
  await ask('resolve', { text: 'rolled back' });
  await later(MINUTE);
  expect(duty.incidents).toMatchObject([{ status: 'resolved' }]);
});

test('a page whose answer was lost, for an incident that ended meanwhile, is taken back there', async () => {
  duty.trouble({ kind: 'answer_lost' }, { times: 1, path: '/incidents', method: 'POST' });
  await page(policyOfDuty);
  expect(duty.incidents).toMatchObject([{ status: 'triggered' }]);
  await ask('resolve', { text: 'rolled back' });
  await later(MINUTE);
  expect(duty.incidents).toMatchObject([{ status: 'resolved' }]);
  expect(duty.rang).toHaveLength(1);
});
