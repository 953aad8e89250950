// HTTP mode's own server, from when it listens until its last request is answered or cut.
import type { Server } from 'node:http';
import type { HTTPReceiver } from '@slack/bolt';
import type { Log } from '../lib/log.ts';
import { portTrouble } from '../lib/port-trouble.ts';

/** What is being answered may finish within this time (Slack waits three seconds for an ack); wire time. */
const LAST_ANSWERS_MS = 1_000;

/** A request that was never read to its end keeps its connection, and would hold up the stop for good. */
export function createListening(receiver: HTTPReceiver, log: Log) {
  let server: Pick<Server, 'address' | 'closeAllConnections'> | undefined;
  return {
    port(): number | undefined {
      const address = server?.address();
      return typeof address === 'object' ? address?.port : undefined;
    },
    async start(port: number): Promise<void> {
      try {
        server = await receiver.start(port);
      } catch (error) {
        throw portTrouble(error, port, 'Set SLACK_PORT to a free one.');
      }
    },
    async stop(): Promise<void> {
      const cut = setTimeout(() => server?.closeAllConnections(), LAST_ANSWERS_MS);
      await receiver.stop().catch((error: unknown) => log.debug({ error }, 'The port was not open.'));
      clearTimeout(cut);
    },
  };
}
