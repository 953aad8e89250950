// Has the bytes erased that were kept of redacted words: files of the message, and drafts that may quote them.
import { reaction } from './reaction.ts';

export const eraseFiles = reaction('erase redacted files', ['entry-redacted'], (event) => [
  { kind: 'file.erase', payload: { event: event.id } },
]);
