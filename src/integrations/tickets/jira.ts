// Jira Cloud (REST v3) as a ticket tracker: issues made once, found again by a label, followed by status category.
import { z } from 'zod';
import { type Deps, vendor } from '../vendor.ts';
import { laterWhereUnclear } from './after-a-lost-answer.ts';
import { jiraOver } from './jira-client.ts';
import { assigneeOf, findIssue, type JiraDesk, makeIssue, oneLine, SUMMARY_LENGTH } from './jira-create.ts';
import { createFields, FIELDS_FIX, fieldWords, missingFields } from './jira-fields.ts';
import { issue, LOOKED_AT, ticketOf, unlessGone } from './jira-issue.ts';
import { moveIssue } from './jira-transitions.ts';
import type { Ticket, TicketChange, TicketSeen, Tickets, TicketWish } from './port.ts';

const address = z.url({ protocol: /^https?$/, error: 'use a whole address: https://acme.atlassian.net' });
const settings = z.object({
  url: address.transform((url) => url.replace(/\/+$/, '')),
  email: z.string('set it to the account’s address'),
  token: z.string('make a token at https://id.atlassian.com/manage-profile/security/api-tokens'),
  project: z.string('set it to the key of the project that tickets go to: OPS'),
  type: z.string().default('Task'),
  apiUrl: address.optional(),
});
type Settings = z.infer<typeof settings>;

const CREDENTIALS =
  'See that JIRA_EMAIL and JIRA_API_TOKEN belong to one account, and that it may browse and create issues in the project. Tokens are made at https://id.atlassian.com/manage-profile/security/api-tokens.';

/** Jira takes this many at a time (its docs, "Bulk fetch issues"). */
const LOOKED_AT_ONCE = 100;
type Desk = JiraDesk & { site: string };
type JiraTickets = Tickets & { tryIt(): Promise<string | undefined> };

/** Jira tells of fields under their ids: `{"errors": {"duedate": "…"}}`. */
const refusal = z.object({
  errorMessages: z.array(z.string()).nullish(),
  errors: z.record(z.string(), z.string()).nullish(),
});

function reasonOf(body: unknown): string | undefined {
  const { errorMessages, errors } = refusal.safeParse(body).data ?? {};
  const told = Object.entries(errors ?? {}).map(([field, why]) => `${field}: ${why}`);
  return [...(errorMessages ?? []), ...told].join('; ') || undefined;
}

function create(given: Settings, { http }: Deps): JiraTickets {
  const { url, email, token, apiUrl, project, type } = given;
  const basic = Buffer.from(`${email}:${token}`).toString('base64');
  const jira = jiraOver(
    http({
      vendor: 'Jira',
      baseUrl: apiUrl ?? url,
      urlVariable: apiUrl === undefined ? 'JIRA_URL' : 'JIRA_API_URL',
      credentials: CREDENTIALS,
      authorize: () => ({ authorization: `Basic ${basic}` }),
      reasonOf,
    }),
  );
  const desk: Desk = { jira, project, type, site: url };
  return {
    create: (wish) => makeOnce(desk, wish),
    link: (id, to) => link(desk, id, to),
    change: (id, wanted) => change(desk, id, wanted),
    move: (id, to) => moveIssue(jira, { id, to, read: () => read(desk, id) }),
    look: (ids) => look(desk, ids),
    tryIt: () => tryIt(desk),
  };
}

async function makeOnce(desk: Desk, wish: TicketWish) {
  const before = wish.again ? await findIssue(desk, wish) : undefined;
  if (before) {
    return read(desk, before.id);
  }
  const { made, remark } = await laterWhereUnclear(() => makeIssue(desk, wish));
  // What is there is there: that it could not be read back is no reason to make another.
  const ticket = await read(desk, made.id).catch(() => ticketOf(desk.site, { ...made, fields: {} }));
  return remark === '' ? ticket : { ...ticket, remark };
}

const link = ({ jira }: Desk, id: string, { key, url, title }: { key: string; url: string; title: string }) =>
  jira.tell((calls, client) =>
    calls.createOrUpdateRemoteIssueLink(client, {
      issueIdOrKey: encodeURIComponent(id),
      globalId: key,
      relationship: 'follows from',
      object: { url, title: title.slice(0, SUMMARY_LENGTH) },
    }),
  );

async function change(desk: Desk, id: string, { title, owner, due }: TicketChange) {
  const { accountId, remark } = await assigneeOf(desk, owner, { issueId: id });
  const nobody = owner !== undefined && accountId === undefined;
  const fields = {
    ...(title === undefined ? {} : { summary: oneLine(title) }),
    ...(due === undefined ? {} : { duedate: due }),
    ...(accountId ? { assignee: { accountId } } : {}),
    // Better nobody than whoever had it before.
    ...(nobody ? { assignee: null } : {}),
  };
  if (Object.keys(fields).length > 0) {
    await desk.jira.tell((calls, client) =>
      calls.editIssue(client, { issueIdOrKey: encodeURIComponent(id), fields }),
    );
  }
  return { ...(await read(desk, id)), ...(remark ? { remark } : {}) };
}

async function look(desk: Desk, ids: readonly string[]): Promise<TicketSeen[]> {
  const seen = new Map<string, Ticket>();
  for (let from = 0; from < ids.length; from += LOOKED_AT_ONCE) {
    for (const ticket of await readMany(desk, ids.slice(from, from + LOOKED_AT_ONCE))) {
      seen.set(ticket.id, ticket);
    }
  }
  return Promise.all(
    ids.map(async (id) => {
      // One that did not come along may be deleted, or the answer was not whole: it is asked for alone.
      const ticket = seen.get(id) ?? (await unlessGone(read(desk, id)));
      return ticket ? { id, gone: false as const, ticket } : { id, gone: true as const };
    }),
  );
}

async function read({ jira, site }: Desk, id: string): Promise<Ticket> {
  const answer = await jira.ask(issue, (calls, client) =>
    calls.getIssue(client, { issueIdOrKey: encodeURIComponent(id), fields: [...LOOKED_AT] }),
  );
  return ticketOf(site, answer);
}

async function readMany({ jira, site }: Desk, ids: readonly string[]): Promise<Ticket[]> {
  const { issues } = await jira.ask(
    z.object({ issues: z.array(issue) }),
    (calls, client) => calls.bulkFetchIssues(client, { issueIdsOrKeys: [...ids], fields: [...LOOKED_AT] }),
    { repeatable: true },
  );
  return issues.map((one) => ticketOf(site, one));
}

/** Makes nothing: a ticket would be announced to people. */
async function tryIt({ jira, project, type }: Desk): Promise<string | undefined> {
  await jira.ask(z.object({ accountId: z.string() }), (calls, client) => calls.getCurrentUser(client));
  const fields = await createFields(jira, project, type);
  const missing = missingFields(fields, []);
  const labels = fields.some(({ id }) => id === 'labels');
  return (
    [
      missing.length > 0
        ? `The project ${project} wants ${fieldWords(missing)} on each ${type}. ${FIELDS_FIX}`
        : '',
      labels
        ? ''
        : `Put labels on the create screen of ${project}: a ticket whose answer is lost is found by its label.`,
    ]
      .filter(Boolean)
      .join(' ') || undefined
  );
}

export const jira = vendor<Settings, Tickets>({
  id: 'jira',
  label: 'Jira',
  settings: settings as z.ZodType<Settings>,
  env: {
    JIRA_URL: 'url',
    JIRA_EMAIL: 'email',
    JIRA_API_TOKEN: 'token',
    JIRA_PROJECT: 'project',
    JIRA_ISSUE_TYPE: 'type',
    JIRA_API_URL: 'apiUrl',
  },
  required: ['JIRA_URL', 'JIRA_EMAIL', 'JIRA_API_TOKEN', 'JIRA_PROJECT'],
  create,
  check: (port) => (port as JiraTickets).tryIt(),
});
