// Webhooks accepted (verified, parsed, on disk, and routed beside it), over a bare handler that verifies an HMAC and inserts one row.
import { join } from 'node:path';
import type { BareTask } from './bare-webhook.ts';
import { startHand } from './child.ts';
import type { Figure, Row } from './figure.ts';
import { freePort, openOffice } from './office.ts';
import { figures, median } from './statistics.ts';
import type { WebhookAnswer, WebhookTask } from './webhook-load.ts';

const GOAL = 1;
const SECRET = 'bench-webhook-secret';

export const webhook: Figure = {
  name: 'webhook',
  async run({ webhook: { connections, requests, rounds } }, tell): Promise<Row[]> {
    const office = await openOffice();
    const load = startHand<WebhookTask, WebhookAnswer>(new URL('./webhook-load.ts', import.meta.url));
    const bare = startHand<BareTask, true>(new URL('./bare-webhook.ts', import.meta.url));
    try {
      const port = await freePort();
      await bare.ask({ file: join(office.folder, 'bare.db'), port, secret: SECRET });
      const app = await office.start({ env: { ALERTMANAGER_WEBHOOK_SECRET: SECRET } });
      const ours = `${await app.listening}/webhooks/alertmanager`;
      const monitor = { secret: SECRET, service: 'checkout' };
      const shoot = (url: string) => load.ask({ url, monitor, connections, requests });
      const pairs: { ours: number; bare: number }[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        const theirs = await shoot(`http://127.0.0.1:${port}/`);
        const own = await shoot(ours);
        tell(
          `webhook: ${figures(own.perSecond)} of ${figures(theirs.perSecond)} a second` +
            ` (load ${figures(own.busy, 2)} and ${figures(theirs.busy, 2)} of a core)`,
        );
        pairs.push({ ours: own.perSecond, bare: theirs.perSecond });
      }
      // The first is to warm up.
      const taken = pairs.slice(1);
      const ratio = median(taken.map((pair) => pair.ours / pair.bare));
      return [
        {
          figure: `webhooks accepted, ${connections} connections, over bare Express and SQLite`,
          measured: `${figures(ratio, 2)} (${figures(median(taken.map((pair) => pair.ours)))} a second)`,
          goal: `≥ ${figures(GOAL, 1)}`,
          ok: ratio >= GOAL,
        },
      ];
    } finally {
      await load.close();
      await bare.close();
      await office.close();
    }
  },
};
