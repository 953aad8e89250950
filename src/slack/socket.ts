// One socket of Socket Mode: opened, given up where it stays silent, closed with a goodbye.
import type { SocketModeReceiver } from '@slack/bolt';
import { WebAPIPlatformError, WebAPIRequestError } from '@slack/web-api';
import { awaited, patienceOf } from '../lib/patience.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { failureOf } from './client.ts';
import { OPEN_SOCKET, vendorError } from './slack-errors.ts';

/** A socket that opens and stays silent is given up. */
const HELLO_MS = 20_000;
const GOODBYE_MS = 2_000;

type Socket = SocketModeReceiver['client'];

/**
 * Opens one socket; rejects where Slack is away. The library's own way of connecting again gives up for good after a failed
 * call and leaves an unhandled rejection (socket-mode 3.1, `delayReconnectAttempt`), so it is switched off and we do it.
 */
export async function openSocket(client: Socket, onLost: () => void): Promise<void> {
  client.removeAllListeners('disconnected');
  let timer: NodeJS.Timeout | undefined;
  let broken: unknown;
  const note = (error: unknown) => {
    broken = error;
  };
  client.on('error', note);
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('Slack opened a socket and said nothing.')), HELLO_MS);
  });
  try {
    await Promise.race([client.start(), tooLong]);
  } catch (error) {
    await closeSocket(client);
    throw told(error ?? notOpened(broken));
  } finally {
    clearTimeout(timer);
    client.off('error', note);
  }
  client.once('disconnected', onLost);
}

/** The library rejects without a word where the socket itself cannot be opened; its `error` event came before. */
function notOpened(broken: unknown): VendorError {
  const why =
    broken instanceof Error ? ` (${(broken.cause as Error | undefined)?.message || broken.message})` : '';
  return new VendorError(
    `Slack gave an address for a socket, and it could not be opened${why}. Let this machine reach *.slack.com on port 443 with WebSockets, too; a proxy is named by HTTPS_PROXY. SLACK_MODE=http needs no socket.`,
    { permanent: false, code: 'connection', cause: broken },
  );
}

/** What Slack said of the app-level token, or of our asking for a socket, with the fix; other errors as they are. */
function told(error: unknown): unknown {
  return error instanceof WebAPIPlatformError || error instanceof WebAPIRequestError
    ? vendorError(failureOf(OPEN_SOCKET, error))
    : error;
}

/** Says goodbye and waits for the answer, but not for long. */
export async function closeSocket(client: Socket): Promise<void> {
  client.removeAllListeners('disconnected');
  await awaited(client.disconnect(), patienceOf(GOODBYE_MS));
}
