// Asana's stand-in: one project with sections, people, tasks, and webhooks with their handshake. Answers are compact unless fields are asked for.
import { createHmac, randomBytes } from 'node:crypto';
import type { Asked, Reply } from './exchange.ts';
import { type Fields, fieldsOf, isFields, textOf } from './fields.ts';
import { specCheck } from './openapi.ts';
import { openStandIn, type RequestCheck, type Route, type StandIn } from './stand-in.ts';

export type AsanaPerson = { gid: string; name: string; email: string };

export type AsanaTask = {
  gid: string;
  name: string;
  notes: string;
  completed: boolean;
  assignee: string | null;
  due: string | null;
  section: string;
  modifiedAt: number;
};

export type AsanaStandIn = StandIn & {
  account: { token: string; project: string };
  apiUrl: string;
  tasks(): AsanaTask[];
  people: readonly AsanaPerson[];
  /** Somebody works in Asana itself. Webhooks follow, where somebody listens. */
  set(gid: string, change: Partial<Pick<AsanaTask, 'completed' | 'assignee' | 'section'>>): Promise<void>;
  remove(gid: string): Promise<void>;
};

const ACCOUNT = { token: 'asana-token-0123456789', project: '1200000000000001' };
/** Ana, Bo and Chidi have accounts. */
const PEOPLE: readonly AsanaPerson[] = [
  { gid: '2001', name: 'Ana', email: 'ana@example.com' },
  { gid: '2002', name: 'Bo', email: 'bo@example.com' },
  { gid: '2003', name: 'Chidi', email: 'chidi@example.com' },
];

type Hook = { target: string; secret: string };
type Office = { tasks: Map<string, AsanaTask>; hooks: Hook[]; newest: number };

const no = (status: number, message: string): Reply => ({ status, json: { errors: [{ message }] } });
const unknown = (what: string) => no(404, `${what}: Not a recognized ID`);

/** Compact by default: `opt_fields` names what else comes. */
function shown(task: AsanaTask, { query }: Asked): Fields {
  const person = PEOPLE.find(({ gid }) => gid === task.assignee);
  const all: Fields = {
    name: task.name,
    notes: task.notes,
    completed: task.completed,
    due_on: task.due,
    permalink_url: `https://app.asana.example/0/${ACCOUNT.project}/${task.gid}`,
    assignee: person ? { gid: person.gid, name: person.name, resource_type: 'user' } : null,
    memberships: [{ project: { gid: ACCOUNT.project }, section: { gid: '31', name: task.section } }],
  };
  const wanted = new Set(
    (query.get('opt_fields') ?? 'name').split(',').map((one) => one.split('.')[0] ?? ''),
  );
  const fields = Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)));
  return { gid: task.gid, resource_type: 'task', ...fields };
}

function write(task: AsanaTask, data: Fields): Reply | undefined {
  const { assignee } = data;
  if (typeof assignee === 'string' && !PEOPLE.some(({ gid }) => gid === assignee)) {
    return no(400, 'assignee: Not a recognized ID');
  }
  task.name = textOf(data.name) ?? task.name;
  task.notes = textOf(data.notes) ?? task.notes;
  task.completed = typeof data.completed === 'boolean' ? data.completed : task.completed;
  task.assignee = assignee === undefined ? task.assignee : (textOf(assignee) ?? null);
  task.due = data.due_on === undefined ? task.due : (textOf(data.due_on) ?? null);
  task.modifiedAt = Date.now();
  return undefined;
}

function create(office: Office, asked: Asked): Reply {
  const data = fieldsOf(fieldsOf(asked.body).data);
  if (!Array.isArray(data.projects) || data.projects[0] !== ACCOUNT.project) {
    return no(400, 'projects: Not a recognized ID');
  }
  office.newest += 1;
  const gid = String(1_300_000_000_000_000 + office.newest);
  const task: AsanaTask = {
    gid,
    name: '',
    notes: '',
    completed: false,
    assignee: null,
    due: null,
    section: 'To do',
    modifiedAt: Date.now(),
  };
  const wrong = write(task, data);
  if (!wrong) {
    office.tasks.set(gid, task);
  }
  return wrong ?? { status: 201, json: { data: shown(task, asked) } };
}

/** Pages of the project's tasks; `modified_since` is honoured by the machine's own clock, and by no story's. */
function list({ tasks }: Office, asked: Asked): Reply {
  const limit = Number(asked.query.get('limit') ?? 20);
  const from = Number(asked.query.get('offset') ?? 0);
  if (asked.query.get('project') !== ACCOUNT.project) {
    return unknown('project');
  }
  const all = [...tasks.values()];
  const data = all.slice(from, from + limit).map((task) => shown(task, asked));
  const next = from + limit < all.length ? { offset: String(from + limit), path: '/', uri: '/' } : null;
  return { status: 200, json: { data, next_page: next } };
}

function update(task: AsanaTask, asked: Asked): Reply {
  const wrong = write(task, fieldsOf(fieldsOf(asked.body).data));
  return wrong ?? { status: 200, json: { data: shown(task, asked) } };
}

const bySign = (secret: string, body: string) => createHmac('sha256', secret).update(body).digest('hex');

/** While the request is still open the target has to echo the secret (Asana's docs, "Webhooks"). */
async function hook({ hooks }: Office, { body }: Asked): Promise<Reply> {
  const target = String(fieldsOf(fieldsOf(body).data).target);
  const secret = randomBytes(32).toString('hex');
  const answer = await fetch(target, { method: 'POST', headers: { 'x-hook-secret': secret } });
  if (![200, 204].includes(answer.status) || answer.headers.get('x-hook-secret') !== secret) {
    return no(400, 'The remote server did not respond with the handshake secret.');
  }
  hooks.push({ target, secret });
  return { status: 201, json: { data: { gid: '4000', target, active: true }, 'X-Hook-Secret': secret } };
}

async function tell({ hooks }: Office, action: string, gid: string): Promise<void> {
  for (const { target, secret } of hooks) {
    const events = [
      { action, resource: { gid, resource_type: 'task' }, created_at: new Date().toISOString(), user: null },
    ];
    const body = JSON.stringify({ events });
    const headers = { 'content-type': 'application/json', 'x-hook-signature': bySign(secret, body) };
    await fetch(target, { method: 'POST', body, headers });
  }
}

function userBy(id: string): Reply {
  const person = PEOPLE.find(({ gid, email }) => gid === id || email === id.toLowerCase());
  return id === 'me'
    ? { status: 200, json: { data: { gid: '1', name: 'Firescribe' } } }
    : person
      ? { status: 200, json: { data: { gid: person.gid, name: person.name } } }
      : unknown('user');
}

function routesOf(office: Office): Route[] {
  const at = '/api/1.0';
  const onTask = (act: (task: AsanaTask, asked: Asked) => Reply) => (asked: Asked) => {
    const task = office.tasks.get(asked.params.id ?? '');
    return task ? act(task, asked) : unknown('task');
  };
  const project = { gid: ACCOUNT.project, name: 'Reliability', archived: false };
  const routes: Route[] = [
    { method: 'GET', path: `${at}/users/:id`, answer: ({ params }) => userBy(params.id ?? '') },
    {
      method: 'GET',
      path: `${at}/projects/:id`,
      answer: ({ params }) =>
        params.id === ACCOUNT.project ? { status: 200, json: { data: project } } : unknown('project'),
    },
    { method: 'POST', path: `${at}/tasks`, answer: (asked) => create(office, asked) },
    { method: 'GET', path: `${at}/tasks`, answer: (asked) => list(office, asked) },
    {
      method: 'GET',
      path: `${at}/tasks/:id`,
      answer: onTask((task, asked) => ({ status: 200, json: { data: shown(task, asked) } })),
    },
    { method: 'PUT', path: `${at}/tasks/:id`, answer: onTask(update) },
    { method: 'POST', path: `${at}/webhooks`, answer: (asked) => hook(office, asked) },
  ];
  return routes.map((route) => ({
    ...route,
    answer: (asked) =>
      asked.headers.authorization === `Bearer ${ACCOUNT.token}`
        ? route.answer(asked)
        : no(401, 'Not Authorized'),
  }));
}

/** Places that say `nullable` and no type, which no judge understands: either as they are, or null (seen in the file itself). */
function mend(part: unknown): void {
  if (Array.isArray(part)) {
    part.forEach(mend);
  } else if (isFields(part)) {
    Object.values(part).forEach(mend);
    if (part.nullable === true && part.type === undefined) {
      const { nullable: _said, ...rest } = part;
      for (const name of Object.keys(part)) {
        delete part[name];
      }
      part.anyOf = [rest, { type: 'null' }];
    }
  }
}

let read: { check: RequestCheck | undefined } | undefined;

export async function openAsana({ port }: { port?: number } = {}): Promise<AsanaStandIn> {
  const office: Office = { tasks: new Map(), hooks: [], newest: 0 };
  read ??= { check: specCheck('asana_oas.yaml', { prefix: '/api/1.0', mend }) };
  const { check } = read;
  const standIn = await openStandIn({
    name: 'asana',
    routes: routesOf(office),
    ...(check ? { check } : {}),
    ...(port === undefined ? {} : { port }),
  });
  return {
    ...standIn,
    account: ACCOUNT,
    apiUrl: `${standIn.url}/api/1.0`,
    tasks: () => [...office.tasks.values()],
    people: PEOPLE,
    async set(gid, change) {
      Object.assign(office.tasks.get(gid) ?? {}, change);
      await tell(office, 'changed', gid);
    },
    async remove(gid) {
      office.tasks.delete(gid);
      await tell(office, 'deleted', gid);
    },
  };
}
