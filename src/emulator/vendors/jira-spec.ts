// Jira's own specification as a judge of requests, where it is at hand, with what it has wrong mended.
import { type Fields, fieldsOf } from './fields.ts';
import { specCheck } from './openapi.ts';
import type { RequestCheck } from './stand-in.ts';

/** One line for each mend, with its evidence. */
function mend(document: Fields): void {
  const paths = fieldsOf(document.paths);
  // Answers 410 in life since 2025, and is still described (Atlassian's changelog, CHANGE-2046).
  delete paths['/rest/api/3/search'];
  // A tracker that takes anything as an update takes a description in plain words, which Jira refuses in life.
  const schemas = fieldsOf(fieldsOf(document.components).schemas);
  fieldsOf(schemas.IssueUpdateDetails).additionalProperties = false;
}

let read: { check: RequestCheck | undefined } | undefined;

/** The file has megabytes: it is read once. */
export function jiraCheck(): RequestCheck | undefined {
  read ??= { check: specCheck('jira-v3.json', { mend }) };
  return read.check;
}
