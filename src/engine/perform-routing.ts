// What routing puts off until its time: alerts that a mute held back, and incidents whose alerts have all been over for a while.
import { asFirescribe } from '../incident/actors.ts';
import type { Clock } from '../lib/clock.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { endOfWindow } from '../workflows/muting.ts';
import type { Engine } from './engine-port.ts';
import type { Performers } from './performer.ts';

export function routingPerformers({
  engine,
  clock,
}: {
  engine: Pick<Engine, 'handle' | 'unmute'>;
  clock: Pick<Clock, 'now'>;
}): Performers {
  return {
    async 'signal.unmute'({ payload }) {
      const early = endOfWindow(payload.window) - clock.now();
      if (early > 0) {
        throw new VendorError('The mute is not over yet.', {
          permanent: false,
          code: 'not_now',
          retryAfterMs: early,
        });
      }
      await engine.unmute(payload.window);
    },
    async 'alerts.settle'({ key, stream, payload }) {
      await engine.handle({
        type: 'settle-alerts',
        incident: stream,
        wish: { event: payload.event },
        asking: asFirescribe(clock.now(), { kind: 'effect', key: `${key}/settled` }),
      });
    },
  };
}
