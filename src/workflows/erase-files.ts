// Has the bytes erased that nobody should read any more: files of redacted messages, and drafts that a newer one replaces.
import { reaction } from './reaction.ts';

export const eraseFiles = reaction(
  'erase redacted and replaced files',
  ['entry-redacted', 'postmortem-drafted'],
  (event) => [{ kind: 'file.erase', payload: { event: event.id } }],
);
