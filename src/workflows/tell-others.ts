// Tells another incident what was said of the two of them: each has a record of its own.
import { reaction } from './reaction.ts';

export const tellOthers = reaction(
  'tell the other incident',
  ['incident-related', 'incident-unrelated'],
  ({ id, data }) => (data.mutual ? [{ kind: 'other.tell', payload: { event: id } }] : []),
);
