// Asana as a ticket tracker, over plain HTTP: why not through its own client is in docs/decisions/0015-tickets.md.
import { z } from 'zod';
import type { Http } from '../../lib/http.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import { type Deps, vendor } from '../vendor.ts';
import { laterWhereUnclear } from './after-a-lost-answer.ts';
import type { Ticket, TicketChange, TicketOwner, TicketSeen, Tickets, TicketWish } from './port.ts';

const gid = z.string().regex(/^\d+$/, 'copy the number out of the project’s address in Asana');
const settings = z.object({
  token: z.string('make a personal access token at https://app.asana.com/0/my-apps'),
  project: gid,
  url: z.url({ protocol: /^https?$/, error: 'use a whole address' }).default('https://app.asana.com/api/1.0'),
});
type Settings = z.infer<typeof settings>;

const CREDENTIALS =
  'Set ASANA_TOKEN to a personal access token of an account that may edit the project. They are made at https://app.asana.com/0/my-apps.';

/** Without these Asana answers with ids and names alone. */
const OPT_FIELDS =
  'name,completed,permalink_url,assignee,assignee.name,memberships.project,memberships.section.name';

const task = z.object({
  gid: z.string(),
  completed: z.boolean().nullish(),
  permalink_url: z.string().nullish(),
  assignee: z.object({ gid: z.string(), name: z.string().nullish() }).nullish(),
  memberships: z
    .array(z.object({ section: z.object({ name: z.string().nullish() }).nullish() }))
    .nullish()
    .catch(undefined),
});
const inData = <T>(shape: z.ZodType<T>) => z.object({ data: shape });
const taskPage = z.object({
  data: z.array(z.object({ gid: z.string(), notes: z.string().nullish() })),
  next_page: z.object({ offset: z.string() }).nullish(),
});

/** Clocks differ, and Asana's search of what was changed is asked from a little before. */
const BEFORE_MS = 10 * 60_000;
const PAGES = 20;
/** Asana limits how many of a caller's requests run at a time. */
const AT_ONCE = 4;
const NAME_LENGTH = 1_000;
const SHOWN_DIGITS = 6;

type Desk = { asana: Http; project: string };
type AsanaTickets = Tickets & { tryIt(): Promise<string | undefined> };

/** Which column of its board it stands in says more than "open". */
function ticketOf({
  gid: id,
  completed,
  permalink_url: url,
  assignee,
  memberships,
}: z.infer<typeof task>): Ticket {
  const section = memberships?.find((one) => one.section?.name)?.section?.name;
  return {
    id,
    // People know tasks by their names; the end of the number tells two of them apart.
    key: `Asana ${id.slice(-SHOWN_DIGITS)}`,
    url: url || `https://app.asana.com/0/0/${id}`,
    state: completed ? 'done' : 'open',
    status: completed ? 'Complete' : (section ?? 'Incomplete'),
    ...(assignee ? { assignee: { id: assignee.gid, name: assignee.name || assignee.gid } } : {}),
  };
}

const pathOf = (id: string) => `tasks/${encodeURIComponent(id)}`;

async function read({ asana }: Desk, id: string): Promise<Ticket> {
  const query = { opt_fields: OPT_FIELDS };
  return ticketOf((await asana.json({ method: 'GET', path: pathOf(id), query }, inData(task))).data);
}

async function write({ asana }: Desk, id: string, data: Record<string, unknown>): Promise<Ticket> {
  const query = { opt_fields: OPT_FIELDS };
  const request = { method: 'PUT', path: pathOf(id), query, json: { data } } as const;
  return ticketOf((await asana.json(request, inData(task))).data);
}

/** Its key stands in its notes: a personal token has no other place for it, and the search belongs to paid plans. */
async function find({ asana, project }: Desk, wish: TicketWish): Promise<string | undefined> {
  let offset: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const query = {
      project: wish.project ?? project,
      modified_since: new Date(wish.askedAt - BEFORE_MS).toISOString(),
      opt_fields: 'notes',
      limit: 100,
      offset,
    };
    const answer = await asana.json({ method: 'GET', path: 'tasks', query }, taskPage);
    const left = answer.data.find(({ notes }) => notes?.includes(wish.key));
    offset = answer.next_page?.offset;
    if (left || !offset) {
      return left?.gid;
    }
  }
  return undefined;
}

type Assigned = { assignee?: string | null; remark?: string };

async function assigneeOf({ asana }: Desk, owner: TicketOwner | null | undefined): Promise<Assigned> {
  if (!owner) {
    return owner === null ? { assignee: null } : {};
  }
  const { name, email } = owner;
  if (email === undefined) {
    return { assignee: null, remark: `Nobody is assigned: ${name}’s e-mail address is not known here.` };
  }
  try {
    const path = `users/${encodeURIComponent(email)}`;
    const request = { method: 'GET', path, pathShown: 'users/…' } as const;
    const { data } = await asana.json(request, inData(z.object({ gid: z.string() })));
    return { assignee: data.gid };
  } catch (error) {
    if (error instanceof VendorError && ['not_found', 'rejected', 'forbidden'].includes(error.code)) {
      return {
        assignee: null,
        remark: `Nobody is assigned: Asana knows nobody by ${name}’s e-mail address.`,
      };
    }
    throw error;
  }
}

const backLink = ({ name, url }: TicketWish['from']) => `From ${name}${url ? `: ${url}` : ''}`;

async function make(desk: Desk, wish: TicketWish) {
  const { assignee, remark } = await assigneeOf(desk, wish.owner);
  const data = {
    ...wish.fields,
    name: wish.title.replace(/\s+/g, ' ').trim().slice(0, NAME_LENGTH),
    notes: [...wish.description, `${backLink(wish.from)}\n${wish.key}`].join('\n\n'),
    projects: [wish.project ?? desk.project],
    ...(assignee ? { assignee } : {}),
    ...(wish.due ? { due_on: wish.due } : {}),
  };
  const request = {
    method: 'POST',
    path: 'tasks',
    query: { opt_fields: OPT_FIELDS },
    json: { data },
  } as const;
  const made = await desk.asana.json(request, inData(task));
  return { ...ticketOf(made.data), ...(remark ? { remark } : {}) };
}

async function create(desk: Desk, wish: TicketWish): Promise<Ticket & { remark?: string }> {
  const before = wish.again ? await find(desk, wish) : undefined;
  return before ? read(desk, before) : laterWhereUnclear(() => make(desk, wish));
}

/** A task has no links to other places: the incident stands in its notes. */
async function link(
  { asana }: Desk,
  id: string,
  { url, title }: { url: string; title: string },
): Promise<void> {
  const shape = inData(z.object({ notes: z.string().nullish() }));
  const { data } = await asana.json(
    { method: 'GET', path: pathOf(id), query: { opt_fields: 'notes' } },
    shape,
  );
  if (!data.notes?.includes(url)) {
    const notes = [data.notes, backLink({ name: title, url })].filter(Boolean).join('\n\n');
    await asana.done({ method: 'PUT', path: pathOf(id), json: { data: { notes } } });
  }
}

async function change(desk: Desk, id: string, { title, owner, due }: TicketChange) {
  const { assignee, remark } = await assigneeOf(desk, owner);
  const data = {
    ...(title === undefined ? {} : { name: title }),
    ...(due === undefined ? {} : { due_on: due }),
    ...(assignee === undefined ? {} : { assignee }),
  };
  const ticket = Object.keys(data).length > 0 ? await write(desk, id, data) : await read(desk, id);
  return { ...ticket, ...(remark ? { remark } : {}) };
}

async function lookAt(desk: Desk, id: string): Promise<TicketSeen> {
  try {
    return { id, gone: false, ticket: await read(desk, id) };
  } catch (error) {
    if (error instanceof VendorError && ['not_found', 'gone'].includes(error.code)) {
      return { id, gone: true };
    }
    throw error;
  }
}

/** One by one: there is no call for several of one's own choice. */
async function look(desk: Desk, ids: readonly string[]): Promise<TicketSeen[]> {
  const seen: TicketSeen[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    seen.push(...(await Promise.all(ids.slice(from, from + AT_ONCE).map((id) => lookAt(desk, id)))));
  }
  return seen;
}

/** Makes nothing: a task would be announced to the project's people. */
async function tryIt({ asana, project }: Desk): Promise<string | undefined> {
  const shape = inData(z.object({ name: z.string().nullish(), archived: z.boolean().nullish() }));
  await asana.done({ method: 'GET', path: 'users/me' });
  const path = `projects/${encodeURIComponent(project)}`;
  const { data } = await asana.json({ method: 'GET', path, query: { opt_fields: 'name,archived' } }, shape);
  return data.archived ? `The project ${data.name ?? project} of ASANA_PROJECT is archived.` : undefined;
}

function open({ token, project, url }: Settings, { http }: Deps): AsanaTickets {
  const asana = http({
    vendor: 'Asana',
    baseUrl: url,
    urlVariable: 'ASANA_URL',
    credentials: CREDENTIALS,
    authorize: () => ({ authorization: `Bearer ${token}` }),
  });
  const desk: Desk = { asana, project };
  return {
    create: (wish) => create(desk, wish),
    link: (id, to) => link(desk, id, to),
    change: (id, wanted) => change(desk, id, wanted),
    async move(id, to) {
      const now = await read(desk, id);
      const completed = to === 'done';
      return (now.state === 'done') === completed ? now : write(desk, id, { completed });
    },
    look: (ids) => look(desk, ids),
    tryIt: () => tryIt(desk),
  };
}

export const asana = vendor<Settings, Tickets>({
  id: 'asana',
  label: 'Asana',
  settings: settings as z.ZodType<Settings>,
  env: { ASANA_TOKEN: 'token', ASANA_PROJECT: 'project', ASANA_URL: 'url' },
  required: ['ASANA_TOKEN', 'ASANA_PROJECT'],
  create: open,
  check: (port) => (port as AsanaTickets).tryIt(),
});
