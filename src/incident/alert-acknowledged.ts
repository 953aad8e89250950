// An alert that was acknowledged where it came from: somebody is on it, so the incident is acknowledged, too.
import { type Decide, NOTHING, one } from './decision.ts';

/**
 * Only what nobody has acknowledged yet changes: one that we caused there ourselves comes back here and finds nothing to do. It
 * cannot have been before the incident was declared, by clocks that differ, nor later than now.
 */
export const acknowledgeAlert: Decide<'acknowledge-alert'> = ({ asking, wish }, { state, lookups }) =>
  state.status === 'detected'
    ? one(
        lookups,
        'status-changed',
        { from: 'detected', to: 'acknowledged', rule: wish.rule },
        {},
        { occurredAt: Math.max(state.declaredAt, Math.min(asking.at, lookups.now)) },
      )
    : NOTHING;
