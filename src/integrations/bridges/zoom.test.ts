import { openZoom, type ZoomStandIn } from '../../emulator/vendors/zoom.ts';
import { systemClock } from '../../lib/clock.ts';
import { createHttp } from '../../lib/http.ts';
import { silentLog } from '../../lib/log.ts';
import type { Deps } from '../vendor.ts';
import { bridgesContract } from './contract.ts';
import { zoom } from './zoom.ts';

const envOf = ({ account, apiUrl, tokenUrl }: ZoomStandIn) => ({
  ZOOM_ACCOUNT_ID: account.accountId,
  ZOOM_CLIENT_ID: account.clientId,
  ZOOM_CLIENT_SECRET: account.clientSecret,
  ZOOM_USER: account.user,
  ZOOM_API_URL: apiUrl,
  ZOOM_TOKEN_URL: tokenUrl,
});

function portOf(env: Record<string, string>, deps: Deps) {
  const problems: string[] = [];
  const port = zoom.read(env, problems)?.create(deps);
  if (!port) {
    throw new Error(problems.join('\n'));
  }
  return port;
}

bridgesContract({
  name: 'Zoom',
  finds: true,
  deletes: true,
  async open(deps) {
    const standIn = await openZoom();
    return {
      port: portOf(envOf(standIn), deps),
      standIn,
      meetings: () => standIn.meetings().map(({ id }) => String(id)),
      enter: standIn.enter,
      occupied: () =>
        standIn
          .meetings()
          .filter(({ state }) => state === 'started')
          .map(({ id }) => String(id)),
      expireTokens: standIn.expireTokens,
      tokensGranted: standIn.tokensGranted,
      path: '/v2/users/',
      secrets: ['host-credential', standIn.account.clientSecret, 'token-'],
    };
  },
});

describe('Zoom alone', () => {
  let standIn: ZoomStandIn;
  const deps = {
    http: createHttp({ clock: systemClock, log: silentLog, waitsMs: [1, 1] }),
    clock: systemClock,
    log: silentLog,
  };
  const wish = { key: 'k-1', topic: 'INC-7 Checkout', chat: { team: 'T1', channel: 'C1' }, again: false };
  afterEach(() => standIn.close());

  test('at night there is no host: nobody waits for one, and nobody is let in by hand', async () => {
    standIn = await openZoom();
    const { dialIn, passcode, id } = await portOf(envOf(standIn), deps).open({
      ...wish,
      topic: 'x'.repeat(500),
    });
    expect(standIn.meetings()[0]?.settings).toMatchObject({ join_before_host: true, waiting_room: false });
    expect(dialIn).toEqual([{ number: '+49 69 0000 0000', country: 'DE', code: `${id}, 123456` }]);
    expect(passcode).toBe(`pw${id}`);
  });

  test('a lost meeting is found among hundreds', async () => {
    standIn = await openZoom();
    const port = portOf(envOf(standIn), deps);
    for (let count = 0; count < 320; count += 1) {
      await port.open({ ...wish, key: `other-${count}` });
    }
    const { id } = await port.open({ ...wish, key: 'the-one' });
    expect((await port.open({ ...wish, key: 'the-one', again: true })).id).toBe(id);
    expect(standIn.meetings()).toHaveLength(321);
  });

  test('a token that is near its end is not used any more', async () => {
    standIn = await openZoom({ livesS: 59 });
    const port = portOf(envOf(standIn), deps);
    await port.open(wish);
    await port.open({ ...wish, key: 'k-2' });
    expect(standIn.tokensGranted()).toBe(2);
  });

  test('a wrong secret is told with where to look, and is not in the sentence', async () => {
    standIn = await openZoom();
    const port = portOf({ ...envOf(standIn), ZOOM_CLIENT_SECRET: 'not-the-secret-of-this-app' }, deps);
    await expect(port.open(wish)).rejects.toThrow(
      /Zoom answered POST .*with 400: Invalid client_id or client_secret\. See that the app of ZOOM_ACCOUNT_ID/,
    );
    await expect(port.open(wish)).rejects.not.toThrow('not-the-secret');
  });

  test('half a configuration is no configuration', async () => {
    standIn = await openZoom();
    const { ZOOM_CLIENT_SECRET: _left, ...env } = envOf(standIn);
    const problems: string[] = [];
    expect(zoom.read(env, problems)).toBeUndefined();
    expect(problems).toEqual([expect.stringContaining('ZOOM_CLIENT_SECRET: it is missing')]);
    expect(zoom.read({}, problems)).toBeUndefined();
    expect(problems).toHaveLength(1);
  });
});
