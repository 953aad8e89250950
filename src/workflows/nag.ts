// Says once more, by name, that an alert's incident waits for somebody. No pager: people keep theirs.
import { reaction } from './reaction.ts';

const PATIENCE = 5 * 60_000;

export const nagOnce = reaction(
  'nag once when nobody acknowledges',
  ['incident-declared'],
  (event, after, { now }) =>
    after.kind === 'real' && event.data.status === 'detected'
      ? [{ kind: 'acknowledge.nag', payload: { event: event.id }, dueAt: now + PATIENCE, once: 'nag' }]
      : [],
);
