// Workflows as facts: that one ran and what it does, and that somebody stepped in.
import { requireRight } from './allowed.ts';
import { type Decide, one } from './decision.ts';

export const recordWorkflow: Decide<'record-workflow'> = ({ wish }, { lookups }) => {
  const { title, texts, ...data } = wish;
  return one(lookups, 'workflow-ran', data, { title, texts });
};

export const overrideStep: Decide<'override-step'> = ({ wish, asking }, { state, lookups, policy }) => {
  requireRight(policy, asking, 'run-workflow', state);
  return one(lookups, 'step-overridden', wish, null);
};
