import { specCheck } from '../../emulator/vendors/openapi.ts';
import { openPagerDuty, type PagerDutyStandIn } from '../../emulator/vendors/pagerduty.ts';
import type { RequestCheck } from '../../emulator/vendors/stand-in.ts';
import { manualClock } from '../../lib/clock.ts';
import { createHttp } from '../../lib/http.ts';
import { silentLog } from '../../lib/log.ts';
import { onCallContract } from './contract.ts';
import { pagerduty } from './pagerduty.ts';
import { NOBODY_THERE, type OnCall } from './port.ts';

type Fields = Record<string, unknown>;

/** Examples are skipped: some hold words that look like references (OVERLAY: "examples"). */
function withoutExamples(value: unknown): void {
  if (typeof value === 'object' && value !== null) {
    const fields = value as Fields;
    for (const name of ['example', 'examples']) {
      if (name in fields && !('type' in fields && name === 'properties')) {
        delete fields[name];
      }
    }
    Object.values(fields).forEach(withoutExamples);
  }
}

function mended(document: Fields): void {
  withoutExamples(document);
  // The schema says object; the file's own example of a new incident, and the interface, have a text.
  const { schemas } = document.components as { schemas: { IncidentBody: { properties: Fields } } };
  schemas.IncidentBody.properties.details = { type: 'string' };
}

const rest = specCheck('pagerduty-rest.json', { mend: mended });
const events = specCheck('pagerduty-events-v2.json', { prefix: '/v2', mend: withoutExamples });
const bySpec: RequestCheck = (asked) => (asked.path.startsWith('/v2/') ? events?.(asked) : rest?.(asked));

const AT = Date.parse('2026-11-24T02:00:00Z');
const UNTIL = Date.parse('2026-11-30T08:00:00Z');
const iso = (at: number) => new Date(at).toISOString();

const people = [
  { id: 'PUANA', name: 'Ana', email: 'ana@example.com' },
  { id: 'PUBO', name: 'Bo', email: 'Bo@example.com' },
  { id: 'PUCHIDI', name: 'Chidi', email: 'chidi@example.com' },
].map((user) => ({ ...user, email: user.email.toLowerCase() }));

let duty: PagerDutyStandIn;

async function furnished(): Promise<PagerDutyStandIn> {
  duty = await openPagerDuty({ check: bySpec });
  people.forEach(duty.addUser);
  const shifts = [
    { user: 'PUBO', start: iso(AT - 86_400_000), end: iso(UNTIL) },
    { user: 'PUCHIDI', start: iso(UNTIL), end: iso(UNTIL + 7 * 86_400_000) },
  ];
  duty.addSchedule('PSCHED1', shifts);
  duty.addSchedule('PSCHED3', shifts, { legacy: false });
  duty.addPolicy('PPOLICY', [
    { user: 'PUANA', level: 2, start: null, end: null },
    { user: 'PUBO', level: 1, start: iso(AT - 86_400_000), end: iso(UNTIL) },
    { user: 'PUBO', level: 3, start: null, end: null },
    { user: 'PUCHIDI', level: 1, start: iso(UNTIL), end: iso(UNTIL + 7 * 86_400_000) },
  ]);
  return duty;
}

function port(more: Record<string, string> = {}): OnCall {
  const env = {
    PAGERDUTY_API_TOKEN: duty.token,
    PAGERDUTY_API_URL: duty.url,
    PAGERDUTY_EVENTS_URL: duty.url,
    ...more,
  };
  const problems: string[] = [];
  const configured = pagerduty.read(env, problems);
  expect(problems).toEqual([]);
  const clock = manualClock(AT);
  const http = createHttp({ clock, log: silentLog, waitsMs: [1, 1] });
  return configured!.create({ http, clock, log: silentLog });
}

const REST = { PAGERDUTY_FROM: 'ana@example.com', PAGERDUTY_SERVICE_ID: 'PSERVICE' };
const EVENTS = { PAGERDUTY_ROUTING_KEY: '0123456789abcdef0123456789abcdef' };

function subjectOver(schedule: string, env: Record<string, string>, waking: string) {
  return async () => {
    const standIn = await furnished();
    const found = (ref: string) =>
      standIn.incidents.find(({ id, incident_key }) => id === ref || ref === `event:${incident_key}`);
    const standings = { triggered: 'waiting', acknowledged: 'acknowledged', resolved: 'over' } as const;
    return {
      port: port(env),
      standIn,
      schedule,
      at: AT,
      until: UNTIL,
      waking,
      rang: () => standIn.rang.length,
      standing: (ref: string) => standings[found(ref)?.status ?? 'resolved'],
      acknowledgeThere: (ref: string) => standIn.acknowledge(found(ref)!.id, 'PUBO'),
      resolveThere: (ref: string) => standIn.resolve(found(ref)!.id),
      forget: (ref: string) => standIn.forget(found(ref)!.id),
      close: standIn.close,
    };
  };
}

describe('a schedule, paged over REST', () => onCallContract(subjectOver('PSCHED1', REST, '/incidents')));
describe('a schedule of the new kind', () => onCallContract(subjectOver('PSCHED3', REST, '/incidents')));
describe('what PagerDuty alone has', () => {
  beforeEach(furnished);
  afterEach(async () => {
    await duty.close();
    expect(duty.violations).toEqual([]);
  });

  const page = (target: Parameters<NonNullable<OnCall['pager']>['page']>[0]['target'], env = REST) =>
    port(env).pager?.page({ target, title: 'INC-1 Down', incidentKey: 'firescribe/INC-1/p1' });

  test('of a policy each person is named once, at their most urgent level', async () => {
    const shifts = await port().onCall({ schedule: 'PPOLICY', at: AT });
    expect(shifts.map(({ who, level }) => [who.name, level])).toEqual([
      ['Bo', 1],
      ['Ana', 2],
    ]);
    expect(shifts[1]).not.toHaveProperty('to');
  });

  test('next of a policy is the next at its first level', async () => {
    expect(await port().next({ schedule: 'PPOLICY', at: AT })).toMatchObject([{ who: { name: 'Chidi' } }]);
  });

  test('a policy is paged as such, so that its own rules go on', async () => {
    await page({ kind: 'schedule', id: 'PPOLICY' });
    expect(duty.incidents).toMatchObject([{ assigned: ['PPOLICY'] }]);
  });

  test('a schedule is paged by whoever is on call', async () => {
    expect(await page({ kind: 'schedule', id: 'PSCHED3' })).toMatchObject({ people: [{ name: 'Bo' }] });
    expect(duty.incidents).toMatchObject([{ assigned: ['PUBO'] }]);
  });

  test('a person is found by address, whatever its capitals', async () => {
    await page({ kind: 'people', people: [{ email: 'CHIDI@example.com' }] });
    expect(duty.incidents).toMatchObject([{ assigned: ['PUCHIDI'] }]);
  });

  test('a stranger is said, and nobody else is woken', async () => {
    await expect(page({ kind: 'people', people: [{ email: 'x@example.com' }] })).rejects.toMatchObject({
      permanent: true,
      code: NOBODY_THERE,
    });
    expect(duty.rang).toEqual([]);
  });

  test('a user without a record wakes nobody and breaks nothing', async () => {
    duty.trouble({
      kind: 'changed',
      change: (json) => ({
        ...(json as object),
        oncalls: [{ user: null, escalation_level: null, start: null }],
      }),
    });
    expect(await port().onCall({ schedule: 'PSCHED1', at: AT })).toEqual([]);
  });

  test('a status that nobody knows is one that waits', async () => {
    const paged = await page({ kind: 'schedule', id: 'PPOLICY' });
    duty.trouble({
      kind: 'changed',
      change: (json) => ({ incident: { ...(json as { incident: object }).incident, status: 'snoozed' } }),
    });
    expect(await port(REST).pager?.state(paged?.ref ?? '')).toEqual({ state: 'waiting' });
  });

  test('without a service or an integration it knows who is on call, and pages nobody', async () => {
    expect(port().pager).toBeUndefined();
    expect(await port().check()).toContain('PAGERDUTY_FROM');
  });

  test('doctor says which user is unknown', async () => {
    const strange = port({ ...REST, PAGERDUTY_FROM: 'nobody@example.com' });
    await expect(strange.check()).rejects.toThrow('PAGERDUTY_FROM');
  });

  test('doctor tries the routing key with the end of a page that never was', async () => {
    await port(EVENTS).check();
    expect(duty.rang).toEqual([]);
    await expect(port({ PAGERDUTY_ROUTING_KEY: 'f'.repeat(32) }).check()).rejects.toThrow('routing key');
  });

  test('over the Events interface the key is the dedup key, and a second page does not ring', async () => {
    const paged = await page({ kind: 'schedule', id: 'PPOLICY' }, EVENTS as never);
    await page({ kind: 'schedule', id: 'PPOLICY' }, EVENTS as never);
    expect(duty.incidents).toMatchObject([{ incident_key: 'firescribe/INC-1/p1' }]);
    await port(EVENTS).pager?.resolve(paged?.ref ?? '');
    expect(duty.incidents).toMatchObject([{ status: 'resolved' }]);
    expect(port(EVENTS).pager?.reachesPeople).toBe(false);
  });
});
