// A PagerDuty account: users, schedules of both generations, policies, incidents; and how often somebody was woken.
import type { Asked, Reply } from './exchange.ts';
import { openStandIn, type RequestCheck, type Route, type StandIn } from './stand-in.ts';

export type DutyUser = { id: string; name: string; email: string };
/** `start` and `end` as PagerDuty writes them; null for whoever is always on call. */
export type DutyShift = { user: string; level?: number; start: string | null; end: string | null };

export type DutyIncident = {
  id: string;
  incident_key: string;
  title: string;
  details: string;
  status: 'triggered' | 'acknowledged' | 'resolved';
  /** Ids of the users, or of the policy. */
  assigned: string[];
  acknowledgedBy?: string;
};

export type PagerDutyStandIn = StandIn & {
  token: string;
  routingKey: string;
  service: string;
  incidents: readonly DutyIncident[];
  /** One for each time that somebody's telephone rang, with the title. */
  rang: readonly string[];
  addUser(user: DutyUser): void;
  /** `legacy: false`: a schedule of the new kind, which the old address refuses. */
  addSchedule(id: string, shifts: readonly DutyShift[], options?: { legacy?: boolean }): void;
  addPolicy(id: string, shifts: readonly DutyShift[]): void;
  /** Somebody takes or ends it on their telephone. */
  acknowledge(incident: string, user: string): void;
  resolve(incident: string): void;
  /** Somebody deletes it. */
  forget(incident: string): void;
};

type Account = {
  token: string;
  routingKey: string;
  service: string;
  users: Map<string, DutyUser>;
  schedules: Map<string, { shifts: readonly DutyShift[]; legacy: boolean }>;
  policies: Map<string, readonly DutyShift[]>;
  incidents: DutyIncident[];
  rang: string[];
};

const refused = (status: number, message: string): Reply => ({
  status,
  json: { error: { code: 2001, message, errors: [message] } },
});
const NOT_FOUND: Reply = { status: 404, json: { error: { code: 2100, message: 'Not Found' } } };

const userRecord = ({ id, name, email }: DutyUser) => ({
  id,
  type: 'user',
  summary: name,
  name,
  email,
  time_zone: null,
});

function guarded(account: Account, answer: Route['answer']): Route['answer'] {
  return (asked) =>
    asked.headers.authorization === `Token token=${account.token}`
      ? answer(asked)
      : { status: 401, json: { error: { code: 2006, message: 'Unauthorized' } } };
}

const overlaps = (shift: DutyShift, since: number, until: number) =>
  (shift.start === null || Date.parse(shift.start) < until) &&
  (shift.end === null || Date.parse(shift.end) > since);

function oncalls(account: Account, { query }: Asked): Reply {
  const since = Date.parse(query.get('since') ?? '') || Date.now();
  const until = Date.parse(query.get('until') ?? '') || since + 1000;
  const of = (kind: 'schedule' | 'policy', id: string) =>
    kind === 'schedule' ? account.schedules.get(id)?.shifts : account.policies.get(id);
  const asked = [
    ...query.getAll('schedule_ids[]').map((id) => ['schedule', id] as const),
    ...query.getAll('escalation_policy_ids[]').map((id) => ['policy', id] as const),
  ];
  const records = asked.flatMap(([kind, id]) =>
    (of(kind, id) ?? [])
      .filter((shift) => overlaps(shift, since, until))
      .map((shift) => ({
        user: userRecord(account.users.get(shift.user)!),
        schedule: kind === 'schedule' ? { id, type: scheduleType(account, id), summary: id } : null,
        escalation_policy: { id: kind === 'policy' ? id : 'PANY', type: 'escalation_policy_reference' },
        escalation_level: shift.level ?? 1,
        start: shift.start,
        end: shift.end,
      })),
  );
  const [limit, offset] = [Number(query.get('limit') ?? 25), Number(query.get('offset') ?? 0)];
  const page = records.slice(offset, offset + limit);
  return {
    status: 200,
    json: { oncalls: page, limit, offset, more: offset + limit < records.length, total: null },
  };
}

const scheduleType = (account: Account, id: string) =>
  account.schedules.get(id)?.legacy ? 'schedule_reference' : 'schedule_v3_reference';

function incidentRecord(account: Account, incident: DutyIncident) {
  const by = incident.acknowledgedBy && account.users.get(incident.acknowledgedBy);
  return {
    id: incident.id,
    type: 'incident',
    html_url: `https://acme.pagerduty.example/incidents/${incident.id}`,
    status: incident.status,
    title: incident.title,
    incident_key: incident.incident_key,
    resolved_at: null,
    priority: null,
    acknowledgements: by ? [{ at: '2026-11-22T14:00:00Z', acknowledger: userRecord(by) }] : [],
  };
}

type Wanted = {
  incident: {
    title: string;
    incident_key?: string;
    service: { id: string };
    body?: { details?: string };
    assignments?: { assignee: { id: string } }[];
    escalation_policy?: { id: string };
    status?: 'acknowledged' | 'resolved';
  };
};

/** Reads must come from somebody: PagerDuty docs, "From header". */
const fromSomebody = (account: Account, { headers }: Asked) =>
  [...account.users.values()].some(({ email }) => email === headers.from);

function create(account: Account, asked: Asked): Reply {
  const { incident } = asked.body as Wanted;
  if (!fromSomebody(account, asked)) {
    return refused(400, 'Requester User Not Found');
  }
  if (incident.service.id !== account.service) {
    return refused(400, 'Service Not Found');
  }
  const key = incident.incident_key ?? `key-${account.incidents.length}`;
  if (account.incidents.some((one) => one.incident_key === key && one.status !== 'resolved')) {
    return refused(400, 'Open incident with matching dedup key already exists on this service');
  }
  const assigned = incident.escalation_policy
    ? [incident.escalation_policy.id]
    : (incident.assignments ?? []).map(({ assignee }) => assignee.id);
  const made = ring(account, { key, title: incident.title, details: incident.body?.details ?? '', assigned });
  return { status: 201, json: { incident: incidentRecord(account, made) } };
}

function ring(
  account: Account,
  { key, title, details, assigned }: { key: string; title: string; details: string; assigned: string[] },
): DutyIncident {
  const id = `PINC${String(account.incidents.length + 1).padStart(3, '0')}`;
  const made: DutyIncident = { id, incident_key: key, title, details, status: 'triggered', assigned };
  account.incidents.push(made);
  account.rang.push(title);
  return made;
}

function change(account: Account, asked: Asked): Reply {
  const incident = account.incidents.find(({ id }) => id === asked.params.id);
  if (!incident) {
    return NOT_FOUND;
  }
  if (!fromSomebody(account, asked)) {
    return refused(400, 'Requester User Not Found');
  }
  const { status } = (asked.body as Wanted).incident;
  incident.status = status ?? incident.status;
  const by = [...account.users.values()].find(({ email }) => email === asked.headers.from)?.id;
  if (status === 'acknowledged' && by) {
    incident.acknowledgedBy = by;
  }
  return { status: 200, json: { incident: incidentRecord(account, incident) } };
}

type Event = {
  routing_key: string;
  event_action: 'trigger' | 'acknowledge' | 'resolve';
  dedup_key: string;
  payload?: { summary: string; custom_details?: { details?: string } };
};

function enqueue(account: Account, { body }: Asked): Reply {
  const event = body as Event;
  if (event.routing_key !== account.routingKey) {
    return { status: 400, json: { status: 'invalid event', message: 'Invalid routing key', errors: [] } };
  }
  const open = account.incidents.find(
    (one) => one.incident_key === event.dedup_key && one.status !== 'resolved',
  );
  if (event.event_action === 'trigger' && !open) {
    const details = event.payload?.custom_details?.details ?? '';
    ring(account, { key: event.dedup_key, title: event.payload?.summary ?? '', details, assigned: [] });
  } else if (open && event.event_action !== 'trigger') {
    open.status = event.event_action === 'resolve' ? 'resolved' : 'acknowledged';
  }
  return { status: 202, json: { status: 'success', message: 'Event processed', dedup_key: event.dedup_key } };
}

const there = (found: unknown, json: unknown): Reply => (found ? { status: 200, json } : NOT_FOUND);

function routesOf(account: Account): Route[] {
  const get = (path: string, answer: Route['answer']) => ({
    method: 'GET',
    path,
    answer: guarded(account, answer),
  });
  return [
    get('/oncalls', (asked) => oncalls(account, asked)),
    get('/users', ({ query }) => {
      const wanted = query.get('query')?.toLowerCase() ?? '';
      const users = [...account.users.values()].filter((user) => user.email.toLowerCase().includes(wanted));
      return { status: 200, json: { users: users.map(userRecord), more: false } };
    }),
    get('/services/:id', ({ params }) =>
      there(params.id === account.service, { service: { id: params.id } }),
    ),
    get('/schedules/:id', ({ params: { id = '' } }) => {
      const found = account.schedules.get(id);
      return found && !found.legacy
        ? refused(400, 'This schedule is managed by the v3 API')
        : there(found, { schedule: { id } });
    }),
    get('/v3/schedules/:id', ({ params: { id = '' } }) => {
      const found = account.schedules.get(id);
      return there(found && !found.legacy, { schedule: { id, type: 'schedule_v3' } });
    }),
    get('/escalation_policies/:id', ({ params: { id = '' } }) =>
      there(account.policies.has(id), { escalation_policy: { id } }),
    ),
    get('/incidents', ({ query }) => {
      const key = query.get('incident_key');
      const found = account.incidents.filter((one) => one.incident_key === key).reverse();
      return {
        status: 200,
        json: { incidents: found.map((one) => incidentRecord(account, one)), more: false },
      };
    }),
    get('/incidents/:id', ({ params }) => {
      const found = account.incidents.find(({ id }) => id === params.id);
      return there(found, { incident: found && incidentRecord(account, found) });
    }),
    { method: 'POST', path: '/incidents', answer: guarded(account, (asked) => create(account, asked)) },
    { method: 'PUT', path: '/incidents/:id', answer: guarded(account, (asked) => change(account, asked)) },
    { method: 'POST', path: '/v2/enqueue', answer: (asked) => enqueue(account, asked) },
  ];
}

export async function openPagerDuty(options: { check?: RequestCheck } = {}): Promise<PagerDutyStandIn> {
  const account: Account = {
    token: 'pagerduty-token-1',
    routingKey: '0123456789abcdef0123456789abcdef',
    service: 'PSERVICE',
    users: new Map(),
    schedules: new Map(),
    policies: new Map(),
    incidents: [],
    rang: [],
  };
  const standIn = await openStandIn({ name: 'pagerduty', routes: routesOf(account), ...options });
  const incident = (id: string) => {
    const found = account.incidents.find((one) => one.id === id);
    if (!found) {
      throw new Error(`There is no incident ${id}.`);
    }
    return found;
  };
  const { token, routingKey, service, incidents, rang } = account;
  return {
    ...standIn,
    ...{ token, routingKey, service, incidents, rang },
    addUser: (user) => void account.users.set(user.id, user),
    addSchedule: (id, shifts, { legacy = true } = {}) => void account.schedules.set(id, { shifts, legacy }),
    addPolicy: (id, shifts) => void account.policies.set(id, shifts),
    acknowledge: (id, user) =>
      void Object.assign(incident(id), { status: 'acknowledged', acknowledgedBy: user }),
    resolve: (id) => void Object.assign(incident(id), { status: 'resolved' }),
    forget: (id) => void account.incidents.splice(account.incidents.indexOf(incident(id)), 1),
  };
}
