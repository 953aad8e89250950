import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { SocketModeReceiver } from '@slack/bolt';
import { startEmulator } from '../emulator/emulator.ts';
import { silentLog } from '../lib/log.ts';
import { goThroughProxy, proxyInUse } from '../lib/proxy.ts';
import { clientOptions, libraryLog } from './client.ts';
import { isTokenTrouble } from './slack-errors.ts';
import { closeSocket, openSocket } from './socket.ts';

function clientAt(apiUrl: string, appToken = 'xapp-wrong') {
  const { logger: _own, ...options } = clientOptions(apiUrl, silentLog);
  return new SocketModeReceiver({
    appToken,
    logger: libraryLog(silentLog),
    dispatcher: proxyInUse(),
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

/** A Slack that answers with this socket's address whatever it is asked. */
async function slackWithSocketAt(url: string): Promise<{ server: Server; apiUrl: string }> {
  const server = createServer((_request, response) => response.end(JSON.stringify({ ok: true, url })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/` };
}

test('a socket that cannot be opened, though Slack answers, is told with what is in its way', async () => {
  const { server, apiUrl } = await slackWithSocketAt('ws://127.0.0.1:9/link');
  const error = await opening(apiUrl);
  server.close();
  expect(error.message).toMatch(/could not be opened [(].*[)].*HTTPS_PROXY/);
  expect(isTokenTrouble(error.code)).toBe(false);
});

/** A proxy that leads whatever name is asked for to this machine. */
async function proxyHere(): Promise<{ asked: string[]; server: Server; url: string }> {
  const asked: string[] = [];
  const server = createServer();
  server.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    const there = connect(Number(url.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(there).pipe(socket);
    });
    there.on('error', () => socket.destroy());
    socket.on('error', () => there.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { asked, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('where the environment names a proxy, the socket goes through it as well as the call that asks for one', async () => {
  const slack = await startEmulator();
  const { port } = new URL(slack.url);
  const app = slack.installApp({
    settings: { socket_mode_enabled: true },
    display_information: { name: 'Scribe' },
  });
  const { openSocket: ticketFor } = slack.workspace;
  slack.workspace.openSocket = (of) => ticketFor(of).replace('127.0.0.1', 'slack.test');
  const proxy = await proxyHere();
  goThroughProxy({ HTTP_PROXY: proxy.url });
  const client = clientAt(`http://slack.test:${port}/api/`, app.appToken);
  await openSocket(client, () => undefined);
  await closeSocket(client);
  proxy.server.close();
  await slack.close();
  expect(proxy.asked).toEqual([`slack.test:${port}`, `slack.test:${port}`]);
});
