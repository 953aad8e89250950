// Puts a workspace together from its parts: state, clock, faults, limits, sockets, delivery, server.
import { type Clock, systemClock } from '../lib/clock.ts';
import { type Log, silentLog } from '../lib/log.ts';
import { type Patience, patienceOf } from '../lib/patience.ts';
import { mayKnow } from './delivery/audience.ts';
import { openSocketHub, type SocketHub } from './delivery/sockets.ts';
import { type RunningDelivery, startDelivery } from './delivery/start.ts';
import { openTransport } from './delivery/transport.ts';
import { type FaultBook, openFaultBook } from './faults.ts';
import { paceOf } from './pace.ts';
import { mountApi } from './server/api.ts';
import type { CallRecord } from './server/calls.ts';
import { type Limits, startLimits } from './server/limits.ts';
import { routes } from './server/routes.ts';
import { type WebServer, webServer } from './server/start.ts';
import { openWatch, type Watch } from './watch.ts';
import { idsFrom, type Workspace } from './workspace.ts';
import { emptyWorld, type World } from './world.ts';

export type EmulatorOptions = {
  /** 0, the default: any free one. */
  port?: number;
  /** Story time: ts, trigger ids, rate windows, the wait between retries. */
  clock?: Clock;
  log?: Log;
  plan?: 'paid' | 'free';
  /** A workspace of an Enterprise Grid organisation, into which alone the app is installed. */
  grid?: boolean;
  teamDomain?: string;
  /** How long an app may take to acknowledge: Slack's three seconds unless a test ends them by hand. */
  ackPatience?: Patience | undefined;
  /** How long answers and events are under way; see `Pace`. As long as the wire takes unless said. */
  latency?: string;
};

export type Parts = {
  workspace: Workspace;
  watch: Watch;
  web: WebServer;
  hub: SocketHub;
  delivery: RunningDelivery;
  faultBook: FaultBook;
  limits: Limits;
  calls: CallRecord;
  ackPatience: Patience;
};

const ACK_MS = 3_000;

export function assemble(options: EmulatorOptions): Parts {
  const clock = options.clock ?? systemClock;
  const domain = options.teamDomain ?? 'acme';
  const newId = idsFrom(domain);
  const world = emptyWorld({
    id: newId('T'),
    name: domain,
    domain,
    plan: options.plan ?? 'paid',
    ...(options.grid ? { enterprise: { id: newId('E'), name: `${domain} Inc` } } : {}),
  });
  const faultBook = openFaultBook();
  const limits = startLimits(clock);
  const pace = paceOf(options.latency);
  const calls: CallRecord = { list: [], open: 0 };
  const web = webServer(faultBook.isDown);
  const ackPatience = options.ackPatience ?? patienceOf(ACK_MS);
  const watch = openWatch(world, () => delivery.waiting() + calls.open);
  const woken = () => watch.changed({ kind: 'delivery' });
  const { isDown } = faultBook;
  const hub = openSocketHub({ server: web.server, url: web.url, newId, isDown, changed: woken });
  const transport = openTransport(hub, isDown, ackPatience);
  const delivery = startDelivery({
    world,
    clock,
    faults: faultBook,
    pace,
    transport,
    newId,
    changed: woken,
    acknowledged: ({ type, channel, ts }) =>
      typeof channel === 'string' && typeof ts === 'string' && type === 'message'
        ? watch.changed({ kind: 'acknowledged', channel, ts })
        : undefined,
  });
  const workspace: Workspace = {
    world,
    clock,
    log: options.log ?? silentLog,
    delivery,
    url: web.url,
    historyMode: () => limits.history,
    canvasWays: faultBook.canvasWays,
    openSocket: hub.ticketFor,
    newId,
    changed: watch.changed,
    emit: emitter(world, delivery),
  };
  mountApi(web.app, { workspace, limits, faults: faultBook, pace, calls });
  for (const add of routes) {
    add(web.app, workspace);
  }
  return { workspace, watch, web, hub, delivery, faultBook, limits, calls, ackPatience };
}

function emitter(world: World, delivery: RunningDelivery): Workspace['emit'] {
  return (event, place = {}) => {
    for (const app of world.apps.values()) {
      if (!app.uninstalled && mayKnow(app, event, place)) {
        delivery.deliverEvent(app, event);
      }
    }
  };
}
