// Which fields Jira wants on a new issue: said by name before anything is made, and where a refusal names them by id.
import { z } from 'zod';
import { VendorError } from '../../lib/vendor-error.ts';
import type { Jira } from './jira-client.ts';

const typesPage = z.object({
  issueTypes: z.array(
    z.object({ id: z.string(), name: z.string(), subtask: z.boolean().nullish().catch(undefined) }),
  ),
});
const fieldsPage = z.object({
  fields: z.array(
    z.object({
      fieldId: z.string().nullish(),
      key: z.string().nullish(),
      name: z.string().nullish(),
      required: z.boolean().nullish(),
      hasDefaultValue: z.boolean().nullish(),
    }),
  ),
});

export type JiraField = { id: string; name: string; required: boolean };

/** Far more than a project has. */
const PAGE = 200;

/** The fields of an issue type's create screen. @throws VendorError where project or type are not there, with the types that are */
export async function createFields(jira: Jira, project: string, type: string): Promise<JiraField[]> {
  const projectIdOrKey = encodeURIComponent(project);
  const { issueTypes } = await jira
    .ask(typesPage, (calls, client) =>
      calls.getCreateIssueMetaIssueTypes(client, { projectIdOrKey, maxResults: PAGE }),
    )
    .catch((error: unknown) => {
      throw noProject(error, project);
    });
  const found = issueTypes.find(({ id, name }) => id === type || name.toLowerCase() === type.toLowerCase());
  if (!found) {
    const names = issueTypes.filter(({ subtask }) => !subtask).map(({ name }) => name);
    throw new VendorError(
      `Jira's project ${project} has no issue type “${type}”. Set JIRA_ISSUE_TYPE, or tickets.type of firescribe.yml, to one of: ${names.join(', ') || 'none that this account may create'}.`,
      { permanent: true, code: 'no_type' },
    );
  }
  const page = await jira.ask(fieldsPage, (calls, client) =>
    calls.getCreateIssueMetaIssueTypeId(client, { projectIdOrKey, issueTypeId: found.id, maxResults: PAGE }),
  );
  return page.fields.flatMap(({ fieldId, key, name, required, hasDefaultValue }) => {
    const id = fieldId ?? key;
    return id ? [{ id, name: name || id, required: required === true && hasDefaultValue !== true }] : [];
  });
}

function noProject(error: unknown, project: string): unknown {
  if (!(error instanceof VendorError && ['not_found', 'rejected'].includes(error.code))) {
    return error;
  }
  return new VendorError(
    `Jira has no project ${project} in which this account may create issues. Set JIRA_PROJECT, or tickets.project of firescribe.yml, to a project's key.`,
    { permanent: true, code: 'no_project', cause: error },
  );
}

/** What we fill by ourselves, and what Jira does. */
const FILLED = new Set(['summary', 'description', 'issuetype', 'project', 'labels', 'reporter']);

/** Required, and nobody fills them. `given`: ids of further fields that the configuration fills. */
export function missingFields(fields: readonly JiraField[], given: readonly string[]): JiraField[] {
  return fields.filter(({ id, required }) => required && !FILLED.has(id) && !given.includes(id));
}

/** `“Team” (customfield_10010)`, several with commas between. */
export const fieldWords = (fields: readonly JiraField[]) =>
  fields.map(({ id, name }) => `“${name}”${name === id ? '' : ` (${id})`}`).join(', ');

export const FIELDS_FIX = 'Give each a default in Jira, or write it under tickets.fields of firescribe.yml.';

/** The refusal of a new issue, with the names of its fields in place of their ids. Never makes it worse. */
export async function namedRefusal(
  jira: Jira,
  error: VendorError,
  { project, type }: { project: string; type: string },
): Promise<VendorError> {
  try {
    const fields = await createFields(jira, project, type);
    const names = new Map(fields.map(({ id, name }) => [id, name]));
    const told = error.message.replace(/\bcustomfield_\d+(?=: )/g, (id) =>
      names.has(id) ? `“${names.get(id)}” (${id})` : id,
    );
    const fix = told === error.message ? '' : ` ${FIELDS_FIX}`;
    return new VendorError(`${told}${fix}`, { permanent: true, code: error.code, cause: error });
  } catch (worse) {
    return worse instanceof VendorError && ['no_type', 'no_project'].includes(worse.code) ? worse : error;
  }
}
