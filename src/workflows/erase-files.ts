// Has the bytes erased that nobody should read any more: files of redacted messages, and reviews that newer ones replace.
import { reaction } from './reaction.ts';

export const eraseFiles = reaction(
  'erase redacted and replaced files',
  ['entry-redacted', 'postmortem-drafted', 'review-kept', 'review-sifted'],
  (event) => [{ kind: 'file.erase', payload: { event: event.id } }],
);
