// Being connected to Slack, and staying so: a Slack that is down never stops the process.
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
  /** The socket broke. */
  lost(): void;
  /** Slack said that the token is no good. */
  refused(why: string): void;
};

export type ConnectionSetup = {
  /** Asks Slack who we are. */
  identify: () => Promise<unknown>;
  /** Begins to receive; resolves when events can come. */
  open: () => Promise<unknown>;
  close: () => Promise<unknown>;
  now: () => number;
  /** Told of each connection; `first` at the first one. */
  onConnected: (first: boolean) => void;
  log: Log;
};

/** Waits are wire time: the story's clock may stand still. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A refused token is mended by people. */
const REFUSED_WAIT_MS = 60_000;

const AWAY =
  'Slack cannot be reached or refuses us. Everything else goes on: alerts are recorded, the command line works; what is to be posted waits.';
const REFUSED = 'Slack refuses the token. Nothing is lost: what is to be posted waits for a new one.';

function healthOf(now: () => number) {
  let health: Health = { state: 'connecting', since: now() };
  return {
    now: () => health,
    is: (...states: Health['state'][]) => states.includes(health.state),
    become(state: Health['state'], why?: string) {
      if (health.state !== state || health.why !== why) {
        health = { state, since: now(), ...(why ? { why } : {}) };
      }
    },
  };
}

/** One timer at a time, that does not keep the process alive. */
function oneTimer() {
  let timer: NodeJS.Timeout | undefined;
  return {
    in(ms: number, task: () => Promise<void>) {
      clearTimeout(timer);
      timer = setTimeout(() => void task(), ms);
      timer.unref();
    },
    cancel: () => clearTimeout(timer),
  };
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

export function createConnection(setup: ConnectionSetup): Connection {
  const { log } = setup;
  const health = healthOf(setup.now);
  const timer = oneTimer();
  let connectedBefore = false;
  let wait = FIRST_WAIT_MS;

  async function attempt(): Promise<void> {
    try {
      await setup.identify();
      await setup.open();
      if (health.is('stopped')) {
        await setup.close();
        return;
      }
      wait = FIRST_WAIT_MS;
      health.become('connected');
      log.info({}, 'Connected to Slack.');
      setup.onConnected(!connectedBefore);
      connectedBefore = true;
    } catch (error) {
      later(error);
    }
  }

  function later(error: unknown): void {
    if (health.is('stopped')) {
      return;
    }
    const bad = error instanceof VendorError && isTokenTrouble(error.code);
    const why = error instanceof Error ? error.message : String(error);
    health.become(bad ? 'refused' : 'connecting', why);
    wait = bad ? REFUSED_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS);
    log.error({ why, nextTryInMs: wait }, AWAY);
    timer.in(wait, attempt);
  }

  /** The socket may be open still: only whether the token is good again is asked. */
  async function lookAgain(): Promise<void> {
    const good = await succeeds(setup.identify());
    if (!health.is('refused')) {
      return;
    }
    if (good) {
      health.become('connected');
      log.info({}, 'Slack accepts the token again.');
    } else {
      timer.in(REFUSED_WAIT_MS, lookAgain);
    }
  }

  return {
    start: attempt,
    health: health.now,
    refused(why) {
      if (health.is('connected')) {
        health.become('refused', why);
        log.error({ why }, REFUSED);
        timer.in(REFUSED_WAIT_MS, lookAgain);
      }
    },
    lost() {
      if (health.is('connected', 'refused')) {
        health.become('connecting', 'The connection to Slack was lost.');
        log.warn({}, 'The connection to Slack was lost; connecting again.');
        timer.cancel();
        void attempt();
      }
    },
    async stop() {
      const wasOpen = health.is('connected', 'refused');
      health.become('stopped');
      timer.cancel();
      if (wasOpen) {
        await setup.close();
      }
    },
  };
}
