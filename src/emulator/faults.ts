// Faults a test can order: of Web API calls, of event deliveries, of sockets, of the whole platform.
import type { Response } from 'express';
import type { CanvasWays } from './canvas/ways.ts';
import { seededChance } from './pace.ts';
import type { HistoryMode, Limits } from './server/limits.ts';

export type ApiFault =
  /** Real milliseconds before the call is looked at. */
  | { kind: 'latency'; ms: number }
  | { kind: 'ratelimited'; retryAfter: number }
  | { kind: 'status'; status: number }
  /** A refusal with this code, whatever the call says. */
  | { kind: 'error'; error: string; extra?: Record<string, unknown> }
  /** The connection stays open and nothing comes; the call has no effect. */
  | { kind: 'no_answer' }
  /** The connection is cut before the call has any effect. */
  | { kind: 'reset' }
  /** The call takes effect, then the connection is cut. */
  | { kind: 'answer_lost' };

export type EventFault =
  /** Delivered twice; with `newId`, under two event ids, as has been seen of Slack. */
  | { kind: 'duplicate'; newId?: boolean }
  /** Held back until the next event of this app has been sent. */
  | { kind: 'reorder' }
  /** Story milliseconds. */
  | { kind: 'delay'; ms: number }
  | { kind: 'lose' };

/** Which occasions: the next `times` (default: all until cleared), or a share of them (0 to 1, from a fixed seed). */
export type Occasions = { times?: number; rate?: number; app?: string };

/** Takes the fault back. */
export type Undo = () => void;

export type Faults = {
  /** `method`: a name, or '*' for all. */
  api(method: string, fault: ApiFault, on?: Occasions): Undo;
  /** `type`: of the event, such as 'message', or '*'. */
  events(type: string, fault: EventFault, on?: Occasions): Undo;
  /** Sockets: asked to reconnect (Slack's warning first, then the frame), told the link is off, or cut. */
  sockets: { warn(): void; refresh(): void; disable(): void; cut(): void };
  /** Sends the events still held back by `reorder`. */
  release(): void;
  /** Nothing can be reached by apps: API, files and hooks 503, sockets cut, no deliveries; the client page stays. Events of that time are retried as usual. */
  down(): void;
  up(): void;
  /** Rate limits are counted unless switched off. */
  rateLimits(on: boolean): void;
  /** Until told otherwise. */
  canvases(ways: CanvasWays): void;
  historyMode(mode: HistoryMode): void;
  /** Takes back every fault of calls and events, ends `down`. */
  clear(): void;
};

type Order<Fault> = { match: string; fault: Fault; left: number; rate: number; app: string | undefined };

export type FaultBook = {
  takeApi(method: string, appId: string | undefined): ApiFault | undefined;
  takeEvent(type: string, appId: string): EventFault | undefined;
  /** Keeps a connection open without an answer until it breaks or the emulator closes. */
  hold(response: Response): Promise<void>;
  isDown(): boolean;
  canvasWays(): CanvasWays;
  setCanvasWays(ways: CanvasWays): void;
  /** Breaks the connections held. */
  close(): void;
  api: Faults['api'];
  events: Faults['events'];
  setDown(down: boolean): void;
  clear(): void;
};

export function openFaultBook(): FaultBook {
  let apiOrders: Order<ApiFault>[] = [];
  let eventOrders: Order<EventFault>[] = [];
  let down = false;
  let ways: CanvasWays = {};
  const held = new Set<Response>();
  const chance = seededChance(20_261_122);

  function take<Fault>(orders: Order<Fault>[], name: string, app: string | undefined): Fault | undefined {
    const order = orders.find(
      (each) =>
        each.left > 0 &&
        (each.match === '*' || each.match === name) &&
        (each.app === undefined || each.app === app) &&
        (each.rate >= 1 || chance() < each.rate),
    );
    if (order) {
      order.left -= 1;
    }
    return order?.fault;
  }

  return {
    takeApi: (method, appId) => take(apiOrders, method, appId),
    takeEvent: (type, appId) => take(eventOrders, type, appId),
    api(match, fault, on = {}) {
      const order = orderOf(match, fault, on);
      apiOrders.push(order);
      return () => {
        apiOrders = apiOrders.filter((each) => each !== order);
      };
    },
    events(match, fault, on = {}) {
      const order = orderOf(match, fault, on);
      eventOrders.push(order);
      return () => {
        eventOrders = eventOrders.filter((each) => each !== order);
      };
    },
    hold(response) {
      held.add(response);
      return new Promise((resolve) => {
        response.once('close', () => {
          held.delete(response);
          resolve();
        });
      });
    },
    isDown: () => down,
    canvasWays: () => ways,
    setCanvasWays(given) {
      ways = given;
    },
    setDown(value) {
      down = value;
    },
    clear() {
      apiOrders = [];
      eventOrders = [];
      ways = {};
      down = false;
    },
    close() {
      for (const response of held) {
        response.destroy();
      }
    },
  };
}

function orderOf<Fault>(match: string, fault: Fault, on: Occasions): Order<Fault> {
  return { match, fault, left: on.times ?? Number.POSITIVE_INFINITY, rate: on.rate ?? 1, app: on.app };
}

/** The part a test sees. */
export function faultsOf(
  book: FaultBook,
  limits: Limits,
  sockets: Faults['sockets'],
  release: () => void,
): Faults {
  return {
    api: book.api,
    events: book.events,
    sockets,
    release,
    down() {
      book.setDown(true);
      sockets.cut();
    },
    up: () => book.setDown(false),
    rateLimits: (on) => limits.enable(on),
    canvases: book.setCanvasWays,
    historyMode(mode) {
      limits.history = mode;
    },
    clear: () => book.clear(),
  };
}
