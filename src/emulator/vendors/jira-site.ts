// What stands in Jira’s stand-in: people, issues, a workflow; how an issue is shown, and what is wrong with a new one.
import type { Reply } from './exchange.ts';
import { type Fields, fieldsOf, isFields, textOf } from './fields.ts';

export type JiraPerson = { accountId: string; name: string; email: string; hidden?: boolean };

export type JiraIssue = {
  id: string;
  key: string;
  summary: string;
  description: unknown;
  labels: string[];
  /** Name of one of the statuses. */
  status: string;
  assignee: string | null;
  due: string | null;
  type: string;
  fields: Fields;
  links: { globalId: string; url: string; title: string }[];
};

export const PROJECT = 'SHOP';
export const TYPES = [
  { id: '10001', name: 'Task', subtask: false },
  { id: '10002', name: 'Bug', subtask: false },
  { id: '10003', name: 'Sub-task', subtask: true },
];
export const STATUSES: Readonly<Record<string, string>> = {
  'To Do': 'new',
  'In Progress': 'indeterminate',
  'In Review': 'indeterminate',
  "Won't do": 'done',
  Done: 'done',
};

export type Site = {
  issues: Map<string, JiraIssue>;
  searchable: Set<string>;
  lagging: boolean;
  people: JiraPerson[];
  required: Map<string, string>;
  hidden: Set<string>;
  transitions?: readonly [string, string][];
  hook?: { url: string; secret: string };
  newest: number;
};

export const no = (status: number, errors: Record<string, string>, ...errorMessages: string[]): Reply => ({
  status,
  json: { errorMessages, errors },
});
export const missing = () => no(404, {}, 'Issue does not exist or you do not have permission to see it.');

export const statusOf = (name: string) => ({
  name,
  statusCategory: { id: 2, key: STATUSES[name] ?? 'new', name },
});

export function shown(site: Site, issue: JiraIssue, wanted: readonly string[]) {
  const person = site.people.find(({ accountId }) => accountId === issue.assignee);
  const all: Fields = {
    status: statusOf(issue.status),
    assignee: person ? { accountId: person.accountId, displayName: person.name, active: true } : null,
    summary: issue.summary,
    duedate: issue.due,
    labels: issue.labels,
  };
  const fields = Object.fromEntries(wanted.map((name) => [name, all[name] ?? null]));
  return { id: issue.id, key: issue.key, self: `https://acme.example/rest/api/3/issue/${issue.id}`, fields };
}

const isDocument = (value: unknown) =>
  isFields(value) && value.type === 'doc' && value.version === 1 && Array.isArray(value.content);

/** What Jira refuses at a new issue, field by field. */
export function wrongFields(site: Site, fields: Fields): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (fieldsOf(fields.project).key !== PROJECT) {
    wrong.project = 'valid project is required';
  }
  const type = fieldsOf(fields.issuetype);
  if (!TYPES.some(({ id, name }) => type.id === id || type.name === name)) {
    wrong.issuetype = 'Specify a valid issue type';
  }
  const summary = textOf(fields.summary);
  if (!summary || summary.length > 255 || summary.includes('\n')) {
    wrong.summary = 'You must specify a summary of the issue.';
  }
  if (fields.description !== undefined && !isDocument(fields.description)) {
    wrong.description = 'Operation value must be an Atlassian Document (see the Atlassian Document Format)';
  }
  const unknown = isFields(fields.assignee) ? fields.assignee.accountId : undefined;
  if (unknown !== undefined && !site.people.some(({ accountId }) => accountId === unknown)) {
    wrong.assignee = 'The user cannot be assigned issues.';
  }
  for (const name of Object.keys(fields).filter((one) => site.hidden.has(one))) {
    wrong[name] = `Field '${name}' cannot be set. It is not on the appropriate screen, or unknown.`;
  }
  for (const [id, name] of site.required) {
    if (fields[id] === undefined) {
      wrong[id] = `${name} is required.`;
    }
  }
  return wrong;
}

export function issueBy({ issues }: Site, idOrKey: string): JiraIssue | undefined {
  return issues.get(idOrKey) ?? [...issues.values()].find(({ key }) => key === idOrKey);
}
