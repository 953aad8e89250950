import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../config.ts';
import { openPagerDuty, type PagerDutyStandIn } from '../emulator/vendors/pagerduty.ts';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { checkOnCall } from './doctor-on-call.ts';
import { checkVendors } from './doctor-vendors.ts';

let folder: string;
let duty: PagerDutyStandIn;

beforeEach(async () => {
  folder = temporaryFolder('doctor');
  duty = await openPagerDuty();
  duty.addUser({ id: 'PUBO', name: 'Bo', email: 'bo@example.com' });
  duty.addSchedule('PSCHED', [{ user: 'PUBO', start: null, end: null }]);
});
afterEach(() => duty.close());

function config(onCall: string) {
  const file = join(folder, 'firescribe.yml');
  writeFileSync(
    file,
    `services:\n  mail: { onCall: weekly }\n  shop: { label: Shop, onCall: "${onCall}" }\nrotations:\n  weekly: { people: [ana@example.com] }\n`,
  );
  return loadConfig({
    FIRESCRIBE_CONFIG: file,
    PAGERDUTY_API_TOKEN: duty.token,
    PAGERDUTY_API_URL: duty.url,
    PAGERDUTY_FROM: 'bo@example.com',
    PAGERDUTY_SERVICE_ID: duty.service,
  });
}

test('each schedule is asked who is on call, and nobody is woken', async () => {
  const checked = config('pagerduty:PSCHED');
  expect(await checkOnCall(checked)).toEqual([
    { what: 'It is known who is on call for mail: ana@example.com', ok: true },
    { what: 'It is known who is on call for Shop: Bo', ok: true },
  ]);
  expect(await checkVendors(checked.integrations)).toContainEqual({ what: 'PagerDuty works', ok: true });
  expect(duty.rang).toEqual([]);
});

test('a schedule that is not there, and a vendor that is not connected, are said with what to do', async () => {
  expect((await checkOnCall(config('pagerduty:PNOWHERE')))[1]).toMatchObject({
    ok: false,
    fix: expect.stringContaining('PNOWHERE'),
  });
  expect((await checkOnCall(config('opsgenie:Shop')))[1]).toMatchObject({
    ok: false,
    fix: expect.stringContaining('.env.example'),
  });
});

test('a rotation that is not in the file is refused with its line', () => {
  expect(() => config('weakly')).toThrow(/firescribe\.yml:3: services\.shop\.onCall: .*did you mean weekly/);
});
