// Being connected to Slack, and staying so: a Slack that is down never stops the process.
import type { SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { isTokenTrouble } from './slack-errors.ts';

export type Health = {
  state: 'connecting' | 'connected' | 'refused' | 'stopped';
  /** ms since 1970. */
  since: number;
  /** A sentence with the fix, where it is not connected. */
  why?: string;
};

export type Connection = {
  /** Resolves when the first attempt has succeeded or failed; attempts go on by themselves. */
  start(): Promise<void>;
  stop(): Promise<void>;
  health(): Health;
  /** Slack said that the token is no good. */
  refused(why: string): void;
};

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A refused token is mended by people. */
const REFUSED_WAIT_MS = 60_000;
/** A socket that opens and stays silent is given up. */
const HELLO_MS = 20_000;
const GOODBYE_MS = 2_000;

type Socket = SocketModeReceiver['client'];

/**
 * `identify` asks Slack who we are. `open` begins to receive and resolves when events can come; `close` ends that.
 * `onConnected` is told of each connection, `first` at the first one. Waits are wire time: the story's clock may stand still.
 */
export function createConnection(setup: {
  identify: () => Promise<unknown>;
  open: () => Promise<unknown>;
  close: () => Promise<unknown>;
  now: () => number;
  onConnected: (first: boolean) => void;
  log: Log;
}): Connection & { lost(): void } {
  const { log } = setup;
  let health: Health = { state: 'connecting', since: setup.now() };
  let connectedBefore = false;
  let timer: NodeJS.Timeout | undefined;
  let wait = FIRST_WAIT_MS;

  function become(state: Health['state'], why?: string): void {
    if (health.state !== state || health.why !== why) {
      health = { state, since: setup.now(), ...(why ? { why } : {}) };
    }
  }

  async function attempt(): Promise<void> {
    try {
      await setup.identify();
      await setup.open();
      if (health.state === 'stopped') {
        await setup.close();
        return;
      }
      wait = FIRST_WAIT_MS;
      become('connected');
      log.info({}, 'Connected to Slack.');
      setup.onConnected(!connectedBefore);
      connectedBefore = true;
    } catch (error) {
      later(error);
    }
  }

  function later(error: unknown): void {
    if (health.state === 'stopped') {
      return;
    }
    const bad = error instanceof VendorError && isTokenTrouble(error.code);
    const why = error instanceof Error ? error.message : String(error);
    become(bad ? 'refused' : 'connecting', why);
    wait = bad ? REFUSED_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS);
    log.error(
      { why, nextTryInMs: wait },
      'Slack cannot be reached or refuses us. Everything else goes on: alerts are recorded, the command line works; what is to be posted waits.',
    );
    timer = setTimeout(() => void attempt(), wait);
    timer.unref();
  }

  return {
    start: attempt,
    health: () => health,
    refused(why) {
      if (health.state !== 'refused' && health.state !== 'stopped') {
        become('refused', why);
        log.error(
          { why },
          'Slack refuses the token. Nothing is lost: what is to be posted waits for a new one.',
        );
      }
    },
    lost() {
      if (health.state === 'stopped' || health.state === 'connecting') {
        return;
      }
      become('connecting', 'The connection to Slack was lost.');
      log.warn({}, 'The connection to Slack was lost; connecting again.');
      void attempt();
    },
    async stop() {
      const wasOpen = health.state === 'connected' || health.state === 'refused';
      become('stopped');
      clearTimeout(timer);
      if (wasOpen) {
        await setup.close();
      }
    },
  };
}

/**
 * Opens one socket; rejects where Slack is away. The library's own way of connecting again gives up for good after a failed
 * call and leaves an unhandled rejection (socket-mode 3.1, `delayReconnectAttempt`), so it is switched off and we do it.
 */
export async function openSocket(client: Socket, onLost: () => void): Promise<void> {
  client.removeAllListeners('disconnected');
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('Slack opened a socket and said nothing.')), HELLO_MS);
  });
  try {
    await Promise.race([client.start(), tooLong]);
  } catch (error) {
    await closeSocket(client);
    throw error;
  } finally {
    clearTimeout(timer);
  }
  client.once('disconnected', onLost);
}

/** Says goodbye and waits for the answer, but not for long. */
export async function closeSocket(client: Socket): Promise<void> {
  client.removeAllListeners('disconnected');
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, GOODBYE_MS);
  });
  await Promise.race([client.disconnect(), enough]);
  clearTimeout(timer);
}
