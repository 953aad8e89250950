// When every alert of an incident is over: proposes that it is mitigated, or has that done, as the rule that opened it says.
import { isOpen } from '../incident/lifecycle.ts';
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

export const settleAlerts = reaction(
  'see to it when all alerts are over',
  ['signal-attached', 'signal-resolved'],
  (event, after, { now }) => {
    const { onAlertsOver, alertsOver, status } = after;
    if (!onAlertsOver || alertsOver?.event !== event.id || !isOpen(status) || status === 'mitigated') {
      return [];
    }
    const dueAt = now + onAlertsOver.afterMs;
    return onAlertsOver.do === 'mitigate'
      ? [{ kind: 'alerts.settle', payload: { event: event.id }, dueAt }]
      : [{ kind: 'message.post', payload: { event: event.id, about: 'alerts-over' }, dueAt }];
  },
);

export const sayFlapping = reaction(
  'say that an alert flaps',
  ['signal-attached'],
  (event, after) =>
    isLive(after) && event.data.flapping !== undefined
      ? [{ kind: 'message.post', payload: { event: event.id, about: 'flapping' } }]
      : [],
  { at: 'channel-opened', on: ['signal-attached'] },
);
