// What can happen to messages, as facts; part of every incident's events.
import type { Actor, FileRef, MessagePlace } from './values.ts';

/** See `events.ts`: `data` stays, `content` can be erased. */
export type MessageShapes = {
  'message-posted': {
    data: {
      place: MessagePlace;
      /** `ts` of the thread's parent, for a reply. */
      thread?: string;
      broadcast?: boolean;
      author: Actor;
      subtype?: string;
      /** Slack's `edited.ts` where the message had been edited before we saw it. */
      revision?: string;
      files: FileRef[];
      /** Found by comparing with the channel's history, not told at the time. */
      recovered?: boolean;
      /** An import from another place. */
      permalink?: string;
    };
    /** `raw`: kept for kinds of message that we do not know. */
    content: { text: string; raw?: unknown };
  };
  /**
   * Another text of a message. `revision` tells its place among the texts; where it is the message's own `ts`, this is the
   * first text, told after a later one.
   */
  'message-edited': {
    data: { place: MessagePlace; revision: string; files: FileRef[]; recovered?: boolean };
    content: { text: string };
  };
  'message-deleted': { data: { place: MessagePlace; recovered?: boolean }; content: null };
  'message-pinned': {
    data: {
      place: MessagePlace;
      by: Actor;
      how: 'emoji' | 'shortcut' | 'slack';
      /** True where no other pin of this message stood: it is one more pinned message. */
      first?: boolean;
    };
    content: null;
  };
  'message-unpinned': {
    data: {
      place: MessagePlace;
      by: Actor;
      how: 'emoji' | 'shortcut' | 'slack';
      /** True where this was the last pin that stood. */
      last?: boolean;
    };
    content: null;
  };
  /** A message of another channel, copied as evidence by the shortcut or by a declaration. */
  'evidence-copied': {
    data: { place: MessagePlace; author: Actor; permalink?: string; files: FileRef[]; pinned: boolean };
    content: { text: string };
  };
};
