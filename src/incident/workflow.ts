// Workflows as facts: that one ran and what it does, and that somebody stepped in.
import { requireRight } from './allowed.ts';
import { type Decide, one } from './decision.ts';
import type { WorkflowAct } from './events.ts';

export const recordWorkflow: Decide<'record-workflow'> = ({ wish }, { lookups }) => {
  const { title, texts, ...data } = wish;
  return one(lookups, 'workflow-ran', data, { title, texts });
};

export const overrideStep: Decide<'override-step'> = ({ wish, asking }, { state, lookups, policy }) => {
  requireRight(policy, asking, 'run-workflow', state);
  return one(lookups, 'step-overridden', wish, null);
};

const WORDS: { [A in WorkflowAct['do']]: string } = {
  post: 'a message',
  announce: 'a word under the announcement',
  invite: 'people brought in',
  severity: 'the severity',
  status: 'the status',
  role: 'a role',
  task: 'a task',
  followup: 'a follow-up',
  page: 'a page',
  webhook: 'a webhook',
  run: 'another workflow',
};

/** What it does in a few words: `a message, the severity`. */
export const actWords = (does: readonly WorkflowAct[]) =>
  [...new Set(does.map((act) => WORDS[act.do]))].join(', ');
