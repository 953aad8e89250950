// What workflows do, in the few words of an entry.
import type { WorkflowAct } from './workflow-events.ts';

const WORDS: { [A in WorkflowAct['do']]: string } = {
  post: 'a message',
  announce: 'a word under the announcement',
  invite: 'people brought in',
  severity: 'the severity',
  status: 'the status',
  role: 'a role',
  task: 'a task',
  followup: 'a follow-up',
  ticket: 'a follow-up with a ticket',
  page: 'a page',
  webhook: 'a webhook',
  run: 'another workflow',
};

/** What it does in a few words: `a message, the severity`. */
export const actWords = (does: readonly WorkflowAct[]) =>
  [...new Set(does.map((act) => WORDS[act.do]))].join(', ');
