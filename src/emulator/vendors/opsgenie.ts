// An Opsgenie account: people, schedules, alerts; its writes are taken with 202 and done, or refused, a moment later.
import type { Asked, Reply } from './exchange.ts';
import { openStandIn, type RequestCheck, type Route, type StandIn } from './stand-in.ts';

/** `email` names the person; times in ISO 8601. */
export type GeniePeriod = { email: string; start: string; end: string };

export type GenieAlert = {
  id: string;
  alias: string;
  message: string;
  description: string;
  status: 'open' | 'closed';
  acknowledged: boolean;
  acknowledgedBy?: string;
  responders: { type: string; id: string }[];
};

export type OpsgenieStandIn = StandIn & {
  apiKey: string;
  alerts: readonly GenieAlert[];
  /** One for each time that somebody's telephone rang, with the message. */
  rang: readonly string[];
  addUser(id: string, email: string): void;
  addSchedule(schedule: { id: string; name: string; periods: readonly GeniePeriod[] }): void;
  acknowledge(alias: string, email: string): void;
  close(): Promise<void>;
  closeAlert(alias: string): void;
  forget(alias: string): void;
  /** How often a request is asked about before it is done: 404 until then. */
  takesLooks(count: number): void;
  /** The next write is taken, and then not done, for this reason. */
  failsLater(reason: string): void;
};

type Account = {
  apiKey: string;
  users: Map<string, string>;
  schedules: { id: string; name: string; periods: readonly GeniePeriod[] }[];
  alerts: GenieAlert[];
  rang: string[];
  requests: Map<string, { looks: number; status: string; success: boolean }>;
  looks: number;
  failure?: string;
};

const wrapped = (data: unknown): Reply => ({ status: 200, json: { data, took: 0.01, requestId: 'r' } });
const NOT_FOUND: Reply = { status: 404, json: { message: 'Not found', took: 0.01, requestId: 'r' } };

function guarded(account: Account, answer: Route['answer']): Route['answer'] {
  return (asked) =>
    asked.headers.authorization === `GenieKey ${account.apiKey}`
      ? answer(asked)
      : { status: 403, json: { message: 'Could not authenticate', took: 0, requestId: 'r' } };
}

/** Taken now; done at once here, and told of after a few looks. */
function taken(account: Account, status: string, work: () => void): Reply {
  const id = `request-${account.requests.size + 1}`;
  const { failure } = account;
  account.failure = undefined;
  if (failure === undefined) {
    work();
  }
  account.requests.set(id, {
    looks: account.looks,
    status: failure ?? status,
    success: failure === undefined,
  });
  return { status: 202, json: { result: 'Request will be processed', took: 0.1, requestId: id } };
}

function look(account: Account, { params }: Asked): Reply {
  const request = account.requests.get(params.id ?? '');
  if (!request || request.looks > 0) {
    if (request) {
      request.looks -= 1;
    }
    return NOT_FOUND;
  }
  const { success, status } = request;
  return wrapped({ success, isSuccess: success, status, action: 'Any', processedAt: '2026-11-22T14:00:00Z' });
}

type Wanted = {
  message: string;
  alias?: string;
  description?: string;
  responders?: { type: string; id: string }[];
};

/** One open alert for an alias; a second one is counted, and rings nowhere. */
function create(account: Account, { body }: Asked): Reply {
  const wanted = body as Wanted;
  if (wanted.message.length > 130) {
    return { status: 422, json: { message: 'message is too long', took: 0, requestId: 'r' } };
  }
  return taken(account, 'Created alert', () => {
    const alias = wanted.alias ?? `alias-${account.alerts.length}`;
    if (account.alerts.some((alert) => alert.alias === alias && alert.status === 'open')) {
      return;
    }
    account.alerts.push({
      id: `alert-${account.alerts.length + 1}`,
      alias,
      message: wanted.message,
      description: wanted.description ?? '',
      status: 'open',
      acknowledged: false,
      responders: wanted.responders ?? [],
    });
    account.rang.push(wanted.message);
  });
}

const alertBy = (account: Account, { params, query }: Asked) =>
  account.alerts.findLast((alert) =>
    query.get('identifierType') === 'alias' ? alert.alias === params.id : alert.id === params.id,
  );

function act(account: Account, asked: Asked, change: Partial<GenieAlert>): Reply {
  const alert = alertBy(account, asked);
  return taken(account, 'Done', () => void (alert && Object.assign(alert, change)));
}

const scheduleBy = (account: Account, { params, query }: Asked) => {
  const type = query.get('identifierType') ?? query.get('scheduleIdentifierType') ?? 'id';
  return account.schedules.find((one) => one[type === 'name' ? 'name' : 'id'] === params.id);
};

function onCalls(account: Account, asked: Asked): Reply {
  const schedule = scheduleBy(account, asked);
  const at = Date.parse(asked.query.get('date') ?? '') || Date.now();
  const on = schedule?.periods.filter(({ start, end }) => Date.parse(start) <= at && at < Date.parse(end));
  return schedule
    ? wrapped({
        _parent: { id: schedule.id, name: schedule.name, enabled: true },
        onCallRecipients: on?.map(({ email }) => email),
      })
    : NOT_FOUND;
}

function timeline(account: Account, asked: Asked): Reply {
  const schedule = scheduleBy(account, asked);
  const at = Date.parse(asked.query.get('date') ?? '') || Date.now();
  const periods = schedule?.periods
    .filter(({ end }) => Date.parse(end) > at)
    .map(({ email, start, end }) => ({
      startDate: start,
      endDate: end,
      type: 'default',
      recipient: { id: account.users.get(email), name: email, type: 'user' },
    }));
  return schedule
    ? wrapped({ _parent: { id: schedule.id }, finalTimeline: { rotations: [{ id: 'r1', periods }] } })
    : NOT_FOUND;
}

function routesOf(account: Account): Route[] {
  const route = (method: string, path: string, answer: Route['answer']) => ({
    method,
    path,
    answer: guarded(account, answer),
  });
  return [
    route('GET', '/v2/schedules', () => wrapped(account.schedules.map(({ id, name }) => ({ id, name })))),
    route('GET', '/v2/schedules/:id', (asked) => {
      const found = scheduleBy(account, asked);
      return found ? wrapped({ id: found.id, name: found.name }) : NOT_FOUND;
    }),
    route('GET', '/v2/schedules/:id/on-calls', (asked) => onCalls(account, asked)),
    route('GET', '/v2/schedules/:id/timeline', (asked) => timeline(account, asked)),
    route('GET', '/v2/users/:id', ({ params }) => {
      const id = account.users.get(params.id ?? '');
      return id ? wrapped({ id, username: params.id }) : NOT_FOUND;
    }),
    route('GET', '/v2/alerts/requests/:id', (asked) => look(account, asked)),
    route('POST', '/v2/alerts', (asked) => create(account, asked)),
    route('GET', '/v2/alerts/:id', (asked) => {
      const found = alertBy(account, asked);
      const { acknowledgedBy, ...alert } = found ?? {};
      return found ? wrapped({ ...alert, report: acknowledgedBy ? { acknowledgedBy } : null }) : NOT_FOUND;
    }),
    route('POST', '/v2/alerts/:id/acknowledge', (asked) =>
      act(account, asked, { acknowledged: true, acknowledgedBy: 'api@example.com' }),
    ),
    route('POST', '/v2/alerts/:id/close', (asked) => act(account, asked, { status: 'closed' })),
  ];
}

export async function openOpsgenie(options: { check?: RequestCheck } = {}): Promise<OpsgenieStandIn> {
  const account: Account = {
    apiKey: 'genie-key-0001',
    users: new Map(),
    schedules: [],
    alerts: [],
    rang: [],
    requests: new Map(),
    looks: 0,
  };
  const standIn = await openStandIn({ name: 'opsgenie', routes: routesOf(account), ...options });
  const alert = (alias: string) => {
    const found = account.alerts.find((one) => one.alias === alias);
    if (!found) {
      throw new Error(`There is no alert ${alias}.`);
    }
    return found;
  };
  const { apiKey, alerts, rang } = account;
  return {
    ...standIn,
    ...{ apiKey, alerts, rang },
    addUser: (id, email) => void account.users.set(email, id),
    addSchedule: (schedule) => void account.schedules.push(schedule),
    acknowledge: (alias, email) =>
      void Object.assign(alert(alias), { acknowledged: true, acknowledgedBy: email }),
    closeAlert: (alias) => void Object.assign(alert(alias), { status: 'closed' }),
    forget: (alias) => void account.alerts.splice(account.alerts.indexOf(alert(alias)), 1),
    takesLooks(count) {
      account.looks = count;
    },
    failsLater(reason) {
      account.failure = reason;
    },
  };
}
