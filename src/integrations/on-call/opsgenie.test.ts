import { specCheck } from '../../emulator/vendors/openapi.ts';
import { type OpsgenieStandIn, openOpsgenie } from '../../emulator/vendors/opsgenie.ts';
import { openStandIn } from '../../emulator/vendors/stand-in.ts';
import { manualClock } from '../../lib/clock.ts';
import { createHttp } from '../../lib/http.ts';
import { silentLog } from '../../lib/log.ts';
import { onCallContract } from './contract.ts';
import { opsgenie } from './opsgenie.ts';
import { NOBODY_THERE, type OnCall } from './port.ts';

const AT = Date.parse('2026-11-24T02:00:00Z');
const UNTIL = Date.parse('2026-11-30T08:00:00Z');
const WEEK = 7 * 86_400_000;
const iso = (at: number) => new Date(at).toISOString();
const SCHEDULE = { id: '11111111-2222-3333-4444-555555555555', name: 'Payments primary' };

const check = specCheck('opsgenie.json');

let genie: OpsgenieStandIn;

async function furnished(): Promise<OpsgenieStandIn> {
  genie = await openOpsgenie(check ? { check } : {});
  genie.addUser('user-bo', 'bo@example.com');
  genie.addUser('user-chidi', 'chidi@example.com');
  genie.addSchedule({
    ...SCHEDULE,
    periods: [
      { email: 'bo@example.com', start: iso(AT - 86_400_000), end: iso(UNTIL) },
      { email: 'chidi@example.com', start: iso(UNTIL), end: iso(UNTIL + WEEK) },
    ],
  });
  return genie;
}

function port(env: Record<string, string>): OnCall {
  const problems: string[] = [];
  const configured = opsgenie.read(env, problems);
  expect(problems).toEqual([]);
  const clock = manualClock(AT);
  const http = createHttp({ clock, log: silentLog, waitsMs: [1, 1] });
  return configured!.create({ http, clock, log: silentLog, pause: async () => undefined });
}

const here = () => port({ OPSGENIE_API_KEY: genie.apiKey, OPSGENIE_API_URL: genie.url });

describe('Opsgenie', () =>
  onCallContract(async () => {
    const standIn = await furnished();
    const found = (alias: string) => standIn.alerts.find((alert) => alert.alias === alias);
    return {
      port: here(),
      standIn,
      schedule: SCHEDULE.name,
      at: AT,
      until: UNTIL,
      waking: '/v2/alerts',
      rang: () => standIn.rang.length,
      standing(alias: string) {
        const alert = found(alias);
        return !alert || alert.status === 'closed' ? 'over' : alert.acknowledged ? 'acknowledged' : 'waiting';
      },
      acknowledgeThere: (alias: string) => standIn.acknowledge(alias, 'bo@example.com'),
      resolveThere: standIn.closeAlert,
      forget: standIn.forget,
      close: standIn.close,
    };
  }));

describe('what Opsgenie alone has', () => {
  beforeEach(furnished);
  afterEach(async () => {
    await genie.close();
    expect(genie.violations).toEqual([]);
  });

  const page = (
    target: Parameters<NonNullable<OnCall['pager']>['page']>[0]['target'],
    title = 'INC-1 Down',
  ) => here().pager!.page({ target, title, incidentKey: 'firescribe/INC-1/p1' });

  test('a write is followed until it is done', async () => {
    genie.takesLooks(2);
    await page({ kind: 'schedule', id: SCHEDULE.id });
    expect(genie.alerts).toMatchObject([
      { alias: 'firescribe/INC-1/p1', responders: [{ type: 'schedule', id: SCHEDULE.id }] },
    ]);
  });

  test('a write that is taken and then not done is a failure with its reason', async () => {
    genie.failsLater('The integration is switched off');
    await expect(page({ kind: 'schedule', id: SCHEDULE.name })).rejects.toThrow('switched off');
    expect(genie.rang).toEqual([]);
  });

  test('one whose outcome is never told may have rung, and is looked for before it is sent again', async () => {
    genie.takesLooks(50);
    await expect(page({ kind: 'schedule', id: SCHEDULE.name })).rejects.toMatchObject({
      permanent: false,
      unknownOutcome: true,
    });
    await page({ kind: 'schedule', id: SCHEDULE.name });
    expect(genie.rang).toHaveLength(1);
  });

  test('people are woken by their id there', async () => {
    await page({ kind: 'people', people: [{ email: 'chidi@example.com' }] });
    expect(genie.alerts).toMatchObject([{ responders: [{ type: 'user', id: 'user-chidi' }] }]);
  });

  test('a stranger is said, and nobody else is woken', async () => {
    await expect(page({ kind: 'people', people: [{ email: 'x@example.com' }] })).rejects.toMatchObject({
      code: NOBODY_THERE,
      permanent: true,
    });
    expect(genie.rang).toEqual([]);
  });

  test('a long title is cut to what it takes', async () => {
    await page({ kind: 'schedule', id: SCHEDULE.name }, 'x'.repeat(500));
    expect(genie.alerts[0]?.message).toHaveLength(130);
  });

  test('who is on call is known even where the end of the turn is not', async () => {
    genie.trouble({ kind: 'status', status: 500 }, { path: `/v2/schedules/${SCHEDULE.id}/timeline` });
    const [first] = await here().onCall({ schedule: SCHEDULE.name, at: AT });
    expect(first).toEqual({ who: { email: 'bo@example.com' } });
  });

  test('recipients that are null are nobody', async () => {
    genie.trouble(
      { kind: 'changed', change: () => ({ data: { onCallRecipients: null }, took: 0, requestId: 'r' }) },
      { path: `/v2/schedules/${SCHEDULE.id}/on-calls` },
    );
    expect(await here().onCall({ schedule: SCHEDULE.name, at: AT })).toEqual([]);
  });
});

test('its successor is reached by another base address, names accounts, and asks the site who they are', async () => {
  const site = await openStandIn({
    routes: [
      {
        method: 'GET',
        path: '/rest/api/3/user',
        answer: () => ({
          status: 200,
          json: { accountId: 'acc-1', displayName: 'Bo', emailAddress: 'bo@example.com' },
        }),
      },
    ],
  });
  const operations = await openStandIn({
    routes: [
      {
        method: 'GET',
        path: '/jsm/ops/api/cloud-1/v1/schedules',
        answer: () => ({ status: 200, json: { values: [SCHEDULE] } }),
      },
      {
        method: 'GET',
        path: `/jsm/ops/api/cloud-1/v1/schedules/${SCHEDULE.id}/on-calls`,
        answer: () => ({ status: 200, json: { onCallParticipants: [{ id: 'acc-1', type: 'user' }] } }),
      },
    ],
  });
  const successor = port({
    OPSGENIE_API_KEY: 'atlassian-token',
    OPSGENIE_API_URL: `${operations.url}/jsm/ops/api/cloud-1`,
    OPSGENIE_EMAIL: 'ops@example.com',
    OPSGENIE_SITE_URL: site.url,
  });
  const found = await successor.onCall({ schedule: SCHEDULE.name, at: AT });
  await Promise.all([site.close(), operations.close()]);
  expect(found).toEqual([{ who: { name: 'Bo', email: 'bo@example.com' } }]);
  expect(operations.asked[0]?.headers.authorization).toMatch(/^Basic /);
});

test('its successor without the address of the token is refused at the start', () => {
  const problems: string[] = [];
  opsgenie.read(
    { OPSGENIE_API_KEY: 'atlassian-token', OPSGENIE_API_URL: 'https://api.example.com/jsm/ops/api/1' },
    problems,
  );
  expect(problems).toEqual([expect.stringContaining('OPSGENIE_EMAIL')]);
});
