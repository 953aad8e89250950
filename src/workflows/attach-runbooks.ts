// Has runbooks looked for: those of the service, and the one that an alert names. Their steps come when somebody asks.
import type { Incident } from '../incident/state.ts';
import { serviceByWord } from '../policy/services.ts';
import { hasChannel } from './in-channel.ts';
import { reaction } from './reaction.ts';

/** An incident holds a handful of runbooks; alert number twenty brings none that is of use. */
const ALERTS_LOOKED_AT = 20;

export const attachRunbooks = reaction(
  'attach runbooks',
  ['incident-declared', 'service-changed'],
  (_event, after, { policy }) => {
    if (after.kind === 'imported' || after.service === undefined) {
      return [];
    }
    const known = serviceByWord(policy, after.service);
    if (after.private && !known) {
      // A service that nobody configured is people's own words: no vendor is asked for them.
      return [];
    }
    const service = { id: after.service, label: known?.label ?? after.service };
    const because = `it is of ${service.id}`;
    const runbooks = [...(known?.runbooks ?? [])];
    return [{ kind: 'runbook.find', payload: { service, runbooks, because } }];
  },
);

export const attachAlertsRunbook = reaction(
  'attach the alert’s runbook',
  ['signal-attached'],
  (event, after) => {
    const url = event.content?.links.runbook;
    if (after.kind === 'imported' || url === undefined || after.counts.signals > ALERTS_LOOKED_AT) {
      return [];
    }
    const known = after.runbooks?.some((one) => one.url === url);
    const payload = { runbooks: [], because: 'an alert names it', alert: event.id };
    return known ? [] : [{ kind: 'runbook.find', payload }];
  },
);

export const postRunbook = reaction(
  'post the steps of a runbook',
  ['runbook-requested'],
  ({ data }, after) =>
    hasChannel(after) ? [{ kind: 'runbook.post', payload: { runbook: data.runbook } }] : [],
  { at: 'channel-opened', on: ['runbook-requested'] },
);

const isPosted = ({ runbooks = [] }: Incident, runbook: string) =>
  runbooks.some(({ id, place }) => id === runbook && place !== undefined);

export const refreshRunbook = reaction(
  'refresh the steps of a runbook',
  ['runbook-step-done', 'runbook-step-undone', 'entry-redacted'],
  (event, after) => {
    const touched =
      event.type === 'entry-redacted' ? (after.runbooks ?? []).map(({ id }) => id) : [event.data.runbook];
    return touched
      .filter((runbook) => hasChannel(after) && isPosted(after, runbook))
      .map((runbook) => ({
        kind: 'runbook.refresh' as const,
        payload: { runbook },
        target: `runbook:${event.stream}/${runbook}`,
      }));
  },
);
