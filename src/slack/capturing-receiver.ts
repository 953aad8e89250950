// A receiver that takes each event to disk before Bolt sees it. Bolt acknowledges events before its listeners run, so this is the only place.
import type { App, Receiver } from '@slack/bolt';
import type { Capture } from './capture.ts';

/**
 * Wraps `processEvent` for HTTP and Socket Mode alike: the commit first, then Bolt, which acknowledges. A commit that fails
 * rejects: over HTTP that is a 500, over Socket Mode no ack, and Slack delivers again. Commands and presses pass untouched;
 * what nobody listens for is acknowledged here (Bolt would ask each listener in turn, for every message).
 */
export function capturing(receiver: Receiver, capture: Pick<Capture, 'take'>): Receiver {
  return {
    init(app) {
      const processEvent: App['processEvent'] = async (event) => {
        const forUsAlone = await capture.take(event.body);
        await (forUsAlone ? event.ack() : app.processEvent(event));
      };
      receiver.init(Object.create(app, { processEvent: { value: processEvent } }));
    },
    start: (...args) => receiver.start(...args),
    stop: (...args) => receiver.stop(...args),
  };
}
