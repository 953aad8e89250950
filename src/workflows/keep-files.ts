// Keeps the files of messages, so that they outlive the platform's retention.
import { reaction } from './reaction.ts';

export const keepFiles = reaction(
  'keep files',
  ['message-posted', 'message-edited', 'evidence-copied'],
  (event) =>
    event.data.files
      .filter((file) => file.sha256 === undefined && file.notKept === undefined)
      .map((file) => ({
        kind: 'file.keep',
        payload: { event: event.id, file: file.id },
        // An edit tells of the same files again.
        once: `file:${file.id}`,
      })),
);
