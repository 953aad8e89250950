// Making an issue in Jira once: looked for by its label, assigned by e-mail, and made without what the project's screen lacks.
import { z } from 'zod';
import { VendorError } from '../../lib/vendor-error.ts';
import type { Jira } from './jira-client.ts';
import { jiraDocument } from './jira-document.ts';
import { namedRefusal } from './jira-fields.ts';
import { idOf } from './jira-issue.ts';
import type { TicketOwner, TicketWish } from './port.ts';

/** On every ticket of ours, beside the label that names it alone. */
const LABEL = 'firescribe';
/** Jira's own bound on a summary, and on the title of a link. */
export const SUMMARY_LENGTH = 255;
/** Left out where a project's create screen does not have them. */
const OPTIONAL = ['duedate', 'assignee', 'labels'] as const;

const created = z.object({ id: idOf, key: z.string() });
const found = z.object({ issues: z.array(z.object({ id: idOf, key: z.string() })) });
const people = z.array(
  z.object({
    accountId: z.string(),
    accountType: z.string().nullish(),
    active: z.boolean().nullish(),
    displayName: z.string().nullish(),
    emailAddress: z.string().nullish(),
  }),
);

type Assigned = { accountId?: string; remark?: string };
type Fields = Record<string, unknown>;
/** Where tickets go that name no place. */
export type JiraDesk = { jira: Jira; project: string; type: string };

export const oneLine = (title: string) => title.replace(/\s+/g, ' ').trim().slice(0, SUMMARY_LENGTH);

/** By the label that only this ticket has. */
export async function findIssue({ jira, project }: JiraDesk, wish: TicketWish) {
  const jql = `project = ${quoted(wish.project ?? project)} AND labels = ${quoted(wish.key)}`;
  const { issues } = await jira.ask(
    found,
    (calls, client) =>
      calls.searchAndReconsileIssuesUsingJqlPost(client, { jql, fields: ['status'], maxResults: 2 }),
    { repeatable: true },
  );
  return issues[0];
}

/** Words in JQL stand in quotation marks, with the backslash before marks of their own. */
const quoted = (words: string) => `"${words.replace(/["\\]/g, '\\$&')}"`;

/** `remark`: what it had to be made without; empty where nothing is to be said. */
export async function makeIssue(desk: JiraDesk, wish: TicketWish) {
  const { project = desk.project, type = desk.type } = wish;
  const { accountId, remark = '' } = await assigneeOf(desk, wish.owner, { project });
  const from = { words: `From ${wish.from.name}`, ...(wish.from.url ? { url: wish.from.url } : {}) };
  const fields: Fields = {
    ...wish.fields,
    project: /^\d+$/.test(project) ? { id: project } : { key: project },
    issuetype: /^\d+$/.test(type) ? { id: type } : { name: type },
    summary: oneLine(wish.title),
    description: jiraDocument(wish.description, from),
    labels: [LABEL, wish.key],
    ...(accountId ? { assignee: { accountId } } : {}),
    ...(wish.due ? { duedate: wish.due } : {}),
  };
  const made = await makeWithout(desk, fields, { project, type });
  return { made: made.issue, remark: [remark, made.remark].filter(Boolean).join(' ') };
}

/** Where Jira refuses a field that a ticket can do without, it is made without it, and that is said. */
async function makeWithout({ jira }: JiraDesk, fields: Fields, where: { project: string; type: string }) {
  const left = { ...fields };
  const without: string[] = [];
  for (;;) {
    try {
      const made = await jira.ask(created, (calls, client) =>
        calls.createIssue(client, { fields: left } as Parameters<typeof calls.createIssue>[1]),
      );
      const named = without.join(', ');
      const remark = named && `Jira did not take ${named}: the create screen of ${where.project} lacks it.`;
      return { issue: made, remark };
    } catch (error) {
      const refused = error instanceof VendorError && error.code === 'rejected' ? error : undefined;
      const field = OPTIONAL.find((name) => name in left && refused?.message.includes(`${name}: `));
      if (!refused || !field) {
        throw refused ? await namedRefusal(jira, refused, where) : error;
      }
      delete left[field];
      without.push(field);
    }
  }
}

/** Whoever has this address there, and may be given issues. Addresses may be hidden: one person found is that person. */
export async function assigneeOf(
  { jira }: Pick<JiraDesk, 'jira'>,
  owner: TicketOwner | null | undefined,
  place: { project: string } | { issueId: string },
): Promise<Assigned> {
  if (!owner) {
    return {};
  }
  const { name, email } = owner;
  if (email === undefined) {
    return { remark: `Nobody is assigned: ${name}’s e-mail address is not known here.` };
  }
  const all = await jira.ask(people, (calls, client) =>
    calls.findAssignableUsers(client, { query: email, ...place, maxResults: 10 }),
  );
  const real = all.filter(
    ({ active, accountType }) => active !== false && (accountType ?? 'atlassian') === 'atlassian',
  );
  const same = real.find(({ emailAddress }) => emailAddress?.toLowerCase() === email.toLowerCase());
  const only = real.length === 1 && !real[0]?.emailAddress ? real[0] : undefined;
  const accountId = (same ?? only)?.accountId;
  return accountId
    ? { accountId }
    : { remark: `Nobody is assigned: Jira knows nobody by ${name}’s e-mail address who may be given it.` };
}
