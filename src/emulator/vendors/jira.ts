// Jira Cloud's stand-in: one site with a project, its workflow, people and issues. Rules that its specification leaves out are here.
import { createHmac, randomUUID } from 'node:crypto';
import type { Asked, Reply } from './exchange.ts';
import {
  assignable,
  bulk,
  create,
  createScreen,
  edit,
  remoteLink,
  search,
  transit,
  transitions,
} from './jira-issues.ts';
import {
  issueBy,
  type JiraIssue,
  type JiraPerson,
  missing,
  no,
  PROJECT,
  type Site,
  shown,
  TYPES,
} from './jira-site.ts';
import { jiraCheck } from './jira-spec.ts';
import { openStandIn, type Route, type StandIn } from './stand-in.ts';

export type JiraStandIn = StandIn & {
  account: { email: string; token: string };
  issues(): JiraIssue[];
  people: JiraPerson[];
  /** Somebody works in Jira itself. Webhooks follow, where somebody listens. */
  set(key: string, change: Partial<Pick<JiraIssue, 'status' | 'assignee' | 'summary'>>): Promise<void>;
  remove(key: string): Promise<void>;
  /** New issues are not found by a search until `catchUp`. */
  lagBehind(): void;
  catchUp(): void;
  /** Fields that the project wants besides ours, by id. */
  require(id: string, name: string): void;
  /** A field that is not on the create screen. */
  hide(field: string): void;
  /** Which statuses may be left for which; all for all where it was not said. */
  only(transitions: readonly [from: string, to: string][]): void;
  /** A webhook as an administrator sets it up. */
  listen(url: string, secret: string): void;
};

const ACCOUNT = { email: 'firescribe@acme.example', token: 'jira-token-0123456789' };

function routesOf(site: Site): Route[] {
  const at = '/rest/api/3';
  const onIssue = (act: (issue: JiraIssue, asked: Asked) => Reply) => (asked: Asked) => {
    const issue = issueBy(site, asked.params.id ?? '');
    return issue ? act(issue, asked) : missing();
  };
  const types = {
    status: 200,
    json: { startAt: 0, maxResults: 200, total: TYPES.length, issueTypes: TYPES },
  };
  const gone = no(
    410,
    {},
    'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.',
  );
  const inProject = (answer: () => Reply) => (asked: Asked) =>
    asked.params.project === PROJECT ? answer() : no(404, {}, 'No project could be found with that key.');
  const wantedIn = ({ query }: Asked) => (query.get('fields') ?? '').split(',').filter(Boolean);
  const routes: Route[] = [
    {
      method: 'GET',
      path: `${at}/myself`,
      answer: () => ({ status: 200, json: { accountId: 'bot', active: true } }),
    },
    { method: 'POST', path: `${at}/issue`, answer: (asked) => create(site, asked) },
    { method: 'POST', path: `${at}/issue/bulkfetch`, answer: (asked) => bulk(site, asked) },
    { method: 'POST', path: `${at}/search/jql`, answer: (asked) => search(site, asked) },
    { method: 'GET', path: `${at}/search`, answer: () => gone },
    { method: 'POST', path: `${at}/search`, answer: () => gone },
    {
      method: 'GET',
      path: `${at}/issue/createmeta/:project/issuetypes`,
      answer: inProject(() => types),
    },
    {
      method: 'GET',
      path: `${at}/issue/createmeta/:project/issuetypes/:type`,
      answer: inProject(() => createScreen(site)),
    },
    {
      method: 'GET',
      path: `${at}/issue/:id`,
      answer: onIssue((issue, asked) => ({ status: 200, json: shown(site, issue, wantedIn(asked)) })),
    },
    { method: 'PUT', path: `${at}/issue/:id`, answer: onIssue((issue, asked) => edit(site, issue, asked)) },
    {
      method: 'GET',
      path: `${at}/issue/:id/transitions`,
      answer: onIssue((issue) => transitions(site, issue)),
    },
    {
      method: 'POST',
      path: `${at}/issue/:id/transitions`,
      answer: onIssue((issue, asked) => transit(site, issue, asked)),
    },
    { method: 'POST', path: `${at}/issue/:id/remotelink`, answer: onIssue(remoteLink) },
    { method: 'GET', path: `${at}/user/assignable/search`, answer: (asked) => assignable(site, asked) },
  ];
  return routes.map((route) => ({
    ...route,
    answer: (asked) =>
      isKnown(asked)
        ? route.answer(asked)
        : no(401, {}, 'Client must be authenticated to access this resource.'),
  }));
}

const isKnown = ({ headers }: Asked) =>
  headers.authorization === `Basic ${Buffer.from(`${ACCOUNT.email}:${ACCOUNT.token}`).toString('base64')}`;

/** Signed where a secret was set, as Jira's docs on webhooks say; the header's name has no `-256`. */
async function tell({ hook, ...site }: Site, event: string, issue: JiraIssue): Promise<void> {
  if (!hook) {
    return;
  }
  const body = JSON.stringify({
    timestamp: Date.now(),
    webhookEvent: event,
    issue: shown(site, issue, ['status', 'assignee', 'summary']),
    changelog: { id: '1', items: [{ field: 'status', fieldtype: 'jira', toString: issue.status }] },
  });
  const signature = createHmac('sha256', hook.secret).update(body).digest('hex');
  await fetch(hook.url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-hub-signature': `sha256=${signature}`,
      'x-atlassian-webhook-identifier': randomUUID(),
    },
  });
}

/** Ana, Bo and Chidi have accounts; Bo hides his address. */
const PEOPLE: readonly JiraPerson[] = [
  { accountId: 'acc-ana', name: 'Ana', email: 'ana@example.com' },
  { accountId: 'acc-bo', name: 'Bo', email: 'bo@example.com', hidden: true },
  { accountId: 'acc-chidi', name: 'Chidi', email: 'chidi@example.com' },
];

export async function openJira({ port }: { port?: number } = {}): Promise<JiraStandIn> {
  const site: Site = {
    issues: new Map(),
    searchable: new Set(),
    lagging: false,
    people: structuredClone([...PEOPLE]),
    required: new Map(),
    hidden: new Set(),
    newest: 0,
  };
  const check = jiraCheck();
  const standIn = await openStandIn({
    name: 'jira',
    routes: routesOf(site),
    ...(check ? { check } : {}),
    ...(port === undefined ? {} : { port }),
  });
  return { ...standIn, ...actsIn(site) };
}

function actsIn(site: Site): Omit<JiraStandIn, keyof StandIn> {
  const issueOf = (key: string) => {
    const issue = issueBy(site, key);
    if (!issue) {
      throw new Error(`There is no ${key}.`);
    }
    return issue;
  };
  return {
    account: ACCOUNT,
    issues: () => [...site.issues.values()],
    people: site.people,
    async set(key, change) {
      const issue = Object.assign(issueOf(key), change);
      await tell(site, 'jira:issue_updated', issue);
    },
    async remove(key) {
      const issue = issueOf(key);
      site.issues.delete(issue.id);
      site.searchable.delete(issue.id);
      await tell(site, 'jira:issue_deleted', issue);
    },
    lagBehind() {
      site.lagging = true;
    },
    catchUp() {
      site.lagging = false;
      for (const id of site.issues.keys()) {
        site.searchable.add(id);
      }
    },
    require: (id, name) => void site.required.set(id, name),
    hide: (field) => void site.hidden.add(field),
    only(transitions) {
      site.transitions = transitions;
    },
    listen(url, secret) {
      site.hook = { url, secret };
    },
  };
}
