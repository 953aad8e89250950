// Prometheus beside the demo's story: its figures get worse when an alert began and better when somebody says so.
import { openPrometheus } from '../emulator/vendors/prometheus.ts';
import type { Engine } from '../engine/engine-port.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { Policy } from '../policy/policy.ts';

type Trouble = { from: number; to: number };

export type Figures = {
  /** For PROMETHEUS_URL. */
  url: string;
  /** Every query of the configuration is measured from now on, and follows what happens to incidents. */
  follow(engine: Pick<Engine, 'onCommit'>, policy: Policy): void;
  close(): Promise<void>;
};

/** The expression of the alert that the demo's button fires. */
export const SEARCH_ERRORS = 'search_errors / search_requests > 0.05';

const GOOD = 0.4;
const BAD = 2.7;
/** A minute before somebody says that it is over, the figures already are. */
const SAID_LATE_MS = 60_000;
/** Errors are shares: a twenty-fifth of seconds is about right. */
const AS_SHARE = 25;

/** Looks measured, and is the same at every look. */
const noise = (at: number) => 1 + 0.12 * Math.sin(at / 47_000) * Math.sin(at / 13_000);

function troubleIn(troubles: Map<string, Trouble>, event: IncidentEvent): void {
  if (event.type === 'signal-attached') {
    const from = event.data.signal.startsAt;
    const known = troubles.get(event.stream);
    troubles.set(event.stream, { from: Math.min(from, known?.from ?? from), to: known?.to ?? Infinity });
  }
  const over = event.type === 'status-changed' && ['mitigated', 'resolved'].includes(event.data.to);
  const open = troubles.get(event.stream);
  if (over && open?.to === Infinity) {
    troubles.set(event.stream, { ...open, to: event.occurredAt - SAID_LATE_MS });
  }
}

export async function openFigures(): Promise<Figures> {
  const standIn = await openPrometheus();
  const troubles = new Map<string, Trouble>();
  const seconds = (at: number) => {
    const bad = [...troubles.values()].some(({ from, to }) => at >= from && at < to);
    return (bad ? BAD : GOOD) * noise(at);
  };
  return {
    url: standIn.url,
    follow(engine, policy) {
      for (const { query } of policy.services.flatMap(({ queries }) => queries)) {
        standIn.measures(query, [{ labels: {}, at: seconds }]);
      }
      standIn.measures(SEARCH_ERRORS.split(' > ')[0] ?? '', [
        { labels: { service: 'search-api' }, at: (at) => seconds(at) / AS_SHARE },
      ]);
      engine.onCommit((events) => {
        for (const event of events) {
          troubleIn(troubles, event);
        }
      });
    },
    close: standIn.close,
  };
}
