// The delivery of a running workspace: repeats events as Slack does, plays faults, counts what is under way.
import type { Clock } from '../../lib/clock.ts';
import type { Delivery, SlackEvent } from '../delivery.ts';
import type { FaultBook } from '../faults.ts';
import type { Pace } from '../pace.ts';
import type { App, World } from '../world.ts';
import { type EventEnvelope, envelopeOf } from './envelope.ts';
import type { Transport } from './transport.ts';

/** Slack's docs: nearly at once, after one minute, after five. Story time. */
const RETRY_AFTER_MS = [0, 60_000, 300_000];

export type DeliveryParts = {
  world: World;
  clock: Clock;
  faults: FaultBook;
  pace: Pace;
  transport: Transport;
  newId: (prefix: string) => string;
  changed: () => void;
  /** Told of each event that an app acknowledged. */
  acknowledged?: (event: SlackEvent) => void;
};

export type RunningDelivery = Delivery & {
  /** Sends the events that the fault `reorder` still holds back. */
  release(): void;
};

type Held = { app: App; envelope: EventEnvelope };

export function startDelivery(parts: DeliveryParts): RunningDelivery {
  const timers = openTimers(parts.clock);
  const counter = openCounter(parts.changed);
  let heldBack: Held[] = [];

  async function send(app: App, envelope: EventEnvelope, num = 0, reason = ''): Promise<void> {
    const retry = num > 0 ? { num, reason } : undefined;
    const answer = await counter.counted(async () => {
      await parts.pace.way('events');
      return parts.transport.event(app, envelope, retry);
    });
    if (answer.ok) {
      parts.acknowledged?.(envelope.event);
    }
    const wait = RETRY_AFTER_MS[num];
    if (!answer.ok && !answer.noRetry && wait !== undefined) {
      timers.later(wait, () => void send(app, envelope, num + 1, answer.reason));
    }
  }

  function release(app?: App): void {
    const due = heldBack.filter((each) => app === undefined || each.app === app);
    heldBack = heldBack.filter((each) => !due.includes(each));
    for (const each of due) {
      void send(each.app, each.envelope);
    }
  }

  function deliverEvent(app: App, event: SlackEvent): void {
    const envelope = envelopeOf(parts, app, event);
    const fault = parts.faults.takeEvent(event.type, app.id);
    switch (fault?.kind) {
      case 'lose':
        return;
      case 'reorder':
        heldBack.push({ app, envelope });
        return;
      case 'delay':
        timers.later(fault.ms, () => void send(app, envelope));
        return;
      case 'duplicate':
        void send(app, fault.newId ? { ...envelope, event_id: parts.newId('Ev') } : envelope);
    }
    void send(app, envelope);
    release(app);
  }

  return {
    deliverEvent,
    release: () => release(),
    waiting: counter.count,
    deliverInteraction: (app, payload) => counter.counted(() => parts.transport.interaction(app, payload)),
    deliverCommand: (app, form) => counter.counted(() => parts.transport.command(app, form)),
    async close() {
      timers.stop();
    },
  };
}

function openCounter(changed: () => void) {
  let waiting = 0;
  return {
    count: () => waiting,
    async counted<T>(work: () => Promise<T>): Promise<T> {
      waiting += 1;
      try {
        return await work();
      } finally {
        waiting -= 1;
        changed();
      }
    },
  };
}

/** Timers on the story clock that can be stopped together; what is due at once runs at once. */
function openTimers(clock: Clock) {
  const cancels = new Set<() => void>();
  let stopped = false;
  return {
    later(ms: number, task: () => void): void {
      if (stopped) {
        return;
      }
      if (ms === 0) {
        task();
        return;
      }
      const cancel = clock.at(clock.now() + ms, () => {
        cancels.delete(cancel);
        task();
      });
      cancels.add(cancel);
    },
    stop(): void {
      stopped = true;
      for (const cancel of cancels) {
        cancel();
      }
    },
  };
}
