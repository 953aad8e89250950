// What Jira’s stand-in answers about issues: made, changed, searched, moved, linked.
import type { Asked, Reply } from './exchange.ts';
import { fieldsOf, textOf } from './fields.ts';
import {
  issueBy,
  type JiraIssue,
  no,
  PROJECT,
  type Site,
  STATUSES,
  shown,
  statusOf,
  wrongFields,
} from './jira-site.ts';

export function create(site: Site, { body }: Asked): Reply {
  const fields = fieldsOf(fieldsOf(body).fields);
  const wrong = wrongFields(site, fields);
  if (Object.keys(wrong).length > 0) {
    return no(400, wrong);
  }
  site.newest += 1;
  const id = String(10_000 + site.newest);
  const key = `${PROJECT}-${site.newest}`;
  const { summary, description, labels, assignee, duedate, issuetype, project: _project, ...more } = fields;
  site.issues.set(id, {
    id,
    key,
    summary: String(summary),
    description,
    labels: Array.isArray(labels) ? labels.map(String) : [],
    status: 'To Do',
    assignee: textOf(fieldsOf(assignee).accountId) ?? null,
    due: textOf(duedate) ?? null,
    type: String(fieldsOf(issuetype).name),
    fields: more,
    links: [],
  });
  if (!site.lagging) {
    site.searchable.add(id);
  }
  return { status: 201, json: { id, key, self: `https://acme.example/rest/api/3/issue/${id}` } };
}

export function edit(site: Site, issue: JiraIssue, { body }: Asked): Reply {
  const fields = fieldsOf(fieldsOf(body).fields);
  const hidden = Object.keys(fields).find((name) => site.hidden.has(name));
  if (hidden) {
    return no(400, {
      [hidden]: `Field '${hidden}' cannot be set. It is not on the appropriate screen, or unknown.`,
    });
  }
  issue.summary = textOf(fields.summary) ?? issue.summary;
  issue.due = fields.duedate === undefined ? issue.due : (textOf(fields.duedate) ?? null);
  issue.assignee =
    fields.assignee === undefined ? issue.assignee : (textOf(fieldsOf(fields.assignee).accountId) ?? null);
  return { status: 204 };
}

/** `project = "SHOP" AND labels = "…"`: bounded, as the newer search demands. Fields that are not named do not come. */
export function search(site: Site, { body }: Asked): Reply {
  const { jql, fields } = fieldsOf(body);
  const [, project, label] = /^project = "([^"]+)" AND labels = "([^"]+)"$/.exec(String(jql)) ?? [];
  if (!project) {
    return no(400, {}, 'Unbounded JQL queries are not allowed here. Please add a search restriction.');
  }
  const wanted = Array.isArray(fields) ? fields.map(String) : [];
  const issues = [...site.issues.values()]
    .filter(({ id, labels }) => site.searchable.has(id) && labels.includes(String(label)))
    .map((issue) => (wanted.length > 0 ? shown(site, issue, wanted) : { id: issue.id }));
  return { status: 200, json: { issues, isLast: true } };
}

export function bulk(site: Site, { body }: Asked): Reply {
  const { issueIdsOrKeys, fields } = fieldsOf(body);
  const asked = Array.isArray(issueIdsOrKeys) ? issueIdsOrKeys.map(String) : [];
  if (asked.length > 100) {
    return no(400, {}, 'A maximum of 100 issues can be requested.');
  }
  const wanted = Array.isArray(fields) ? fields.map(String) : [];
  const issues = asked.flatMap((id) => {
    const issue = issueBy(site, id);
    return issue ? [shown(site, issue, wanted)] : [];
  });
  return { status: 200, json: { issues, issueErrors: [] } };
}

const leaves = (site: Site, from: string) =>
  Object.keys(STATUSES).filter(
    (to) => to !== from && (site.transitions?.some(([a, b]) => a === from && b === to) ?? true),
  );

const idOfStatus = (name: string) => String(Object.keys(STATUSES).indexOf(name) + 11);

export function transitions(site: Site, issue: JiraIssue): Reply {
  const all = leaves(site, issue.status).map((name) => ({
    id: idOfStatus(name),
    name: `To ${name}`,
    to: statusOf(name),
  }));
  return { status: 200, json: { expand: 'transitions', transitions: all } };
}

export function transit(site: Site, issue: JiraIssue, { body }: Asked): Reply {
  const id = fieldsOf(fieldsOf(body).transition).id;
  const to = leaves(site, issue.status).find((name) => idOfStatus(name) === id);
  if (to === undefined) {
    return no(400, {}, 'It seems that you have tried to perform an illegal workflow operation.');
  }
  issue.status = to;
  return { status: 204 };
}

export function remoteLink(issue: JiraIssue, { body }: Asked): Reply {
  const { globalId, object } = fieldsOf(body);
  const { url, title } = fieldsOf(object);
  const link = { globalId: String(globalId), url: String(url), title: String(title) };
  const before = issue.links.findIndex((one) => one.globalId === link.globalId);
  issue.links.splice(before === -1 ? issue.links.length : before, before === -1 ? 0 : 1, link);
  return {
    status: before === -1 ? 201 : 200,
    json: { id: 10000 + issue.links.length, self: 'https://acme.example/link' },
  };
}

/** Addresses that people hide are searched all the same, and not shown. */
export function assignable(site: Site, { query }: Asked): Reply {
  const asked = (query.get('query') ?? '').toLowerCase();
  const known = site.people.filter(
    ({ email, name }) => email.toLowerCase().includes(asked) || name === asked,
  );
  const json = known.map(({ accountId, name, email, hidden }) => ({
    accountId,
    accountType: 'atlassian',
    active: true,
    displayName: name,
    ...(hidden ? {} : { emailAddress: email }),
  }));
  return { status: 200, json };
}

export function createScreen(site: Site): Reply {
  const ours = ['summary', 'issuetype', 'project', 'description', 'labels', 'assignee', 'duedate'];
  const fields = [
    ...ours
      .filter((id) => !site.hidden.has(id))
      .map((id, at) => ({ fieldId: id, key: id, name: id, required: at < 3, hasDefaultValue: false })),
    ...[...site.required].map(([id, name]) => ({
      fieldId: id,
      key: id,
      name,
      required: true,
      hasDefaultValue: false,
    })),
  ];
  return { status: 200, json: { startAt: 0, maxResults: 200, total: fields.length, fields } };
}
