import { type MeetStandIn, openGoogleMeet } from '../../emulator/vendors/google-meet.ts';
import { systemClock } from '../../lib/clock.ts';
import { createHttp } from '../../lib/http.ts';
import { silentLog } from '../../lib/log.ts';
import { bridgesContract } from './contract.ts';
import { googleMeet } from './google-meet.ts';

const envOf = (standIn: MeetStandIn) => ({
  GOOGLE_SERVICE_ACCOUNT: standIn.keyFile,
  GOOGLE_MEET_USER: standIn.user,
  GOOGLE_MEET_API_URL: standIn.url,
});

bridgesContract({
  name: 'Google Meet',
  finds: false,
  deletes: false,
  async open(deps) {
    const standIn = await openGoogleMeet();
    return {
      port: googleMeet.read(envOf(standIn), [])!.create(deps),
      standIn,
      meetings: () => standIn.spaces().map(({ name }) => name),
      enter: standIn.enter,
      occupied: () =>
        standIn
          .spaces()
          .filter(({ active }) => active)
          .map(({ name }) => name),
      expireTokens: standIn.expireTokens,
      tokensGranted: standIn.tokensGranted,
      path: '/v2/spaces',
      secrets: ['PRIVATE KEY', 'token-'],
    };
  },
});

describe('Google Meet alone', () => {
  let standIn: MeetStandIn;
  const deps = {
    http: createHttp({ clock: systemClock, log: silentLog, waitsMs: [1, 1] }),
    clock: systemClock,
    log: silentLog,
  };
  const wish = { key: 'k-1', topic: 'INC-7', chat: { team: 'T1', channel: 'C1' }, again: false };
  beforeEach(async () => {
    standIn = await openGoogleMeet();
  });
  afterEach(() => standIn.close());

  test('people of the company walk in; the token may come from another address than the key file’s', async () => {
    const key = { ...JSON.parse(standIn.keyFile), token_uri: 'https://nobody.example/token' };
    const env = {
      ...envOf(standIn),
      GOOGLE_SERVICE_ACCOUNT: JSON.stringify(key),
      GOOGLE_TOKEN_URL: standIn.tokenUrl,
    };
    await googleMeet.read(env, [])!.create(deps).open(wish);
    expect(standIn.spaces()).toMatchObject([{ accessType: 'TRUSTED' }]);
  });

  test('a person whom the account may not act for is told with where that is set', async () => {
    const env = { ...envOf(standIn), GOOGLE_MEET_USER: 'somebody@acme.example' };
    await expect(googleMeet.read(env, [])!.create(deps).open(wish)).rejects.toThrow(
      /Client is unauthorized\. Let the service account of GOOGLE_SERVICE_ACCOUNT act for GOOGLE_MEET_USER/,
    );
  });

  test('a key file that is none is refused at the start, without a word of what it holds', () => {
    const problems: string[] = [];
    expect(
      googleMeet.read({ ...envOf(standIn), GOOGLE_SERVICE_ACCOUNT: '{"private_key": "hush"}' }, problems),
    ).toBeUndefined();
    expect(problems).toEqual([expect.stringMatching(/^GOOGLE_SERVICE_ACCOUNT: give the key file/)]);
    expect(problems.join()).not.toContain('hush');
  });
});
