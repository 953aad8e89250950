import { SocketModeReceiver } from '@slack/bolt';
import { startEmulator } from '../emulator/emulator.ts';
import { silentLog } from '../lib/log.ts';
import { clientOptions, libraryLog } from './client.ts';
import { isTokenTrouble } from './slack-errors.ts';
import { openSocket } from './socket.ts';

function clientAt(apiUrl: string) {
  const { logger: _own, ...options } = clientOptions(apiUrl, silentLog);
  return new SocketModeReceiver({
    appToken: 'xapp-wrong',
    logger: libraryLog(silentLog),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: options },
  }).client;
}

const opening = (apiUrl: string) => openSocket(clientAt(apiUrl), () => undefined).catch((error) => error);

test('an app-level token that Slack does not accept is told by its variable, as trouble of the token', async () => {
  const slack = await startEmulator();
  const error = await opening(slack.apiUrl);
  await slack.close();
  expect(error.message).toMatch(
    /does not accept the app-level token[.] .*connections:write.*SLACK_APP_TOKEN/,
  );
  expect(isTokenTrouble(error.code)).toBe(true);
});

test('a Slack that cannot be reached is no trouble of the token', async () => {
  const error = await opening('http://127.0.0.1:9/api/');
  expect(error.message).toMatch(/could not be reached/);
  expect(error.message).not.toContain('TOKEN');
});
