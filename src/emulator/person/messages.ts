// What a person does with messages: says, edits, deletes, reacts, pins.
import { randomUUID } from 'node:crypto';
import { deleteMessage, editMessage } from '../acts/change-message.ts';
import { pinMessage, react, unpinMessage, unreact } from '../acts/marks.ts';
import { addMessage, isNotice } from '../acts/post.ts';
import { SlackError } from '../errors.ts';
import { addFile, shareFiles } from '../files/acts.ts';
import { threadParent } from '../methods/channel-rules.ts';
import { asPerson } from '../refusals.ts';
import { LONGEST_TEXT, richText, typedText } from '../text.ts';
import type { Workspace } from '../workspace.ts';
import type { Channel, Message, User } from '../world.ts';
import { channelFor, messageFor, openChannelFor } from './find.ts';

export type SayOptions = {
  /** The ts of the thread. */
  thread?: string;
  /** Also send to the channel. */
  broadcast?: boolean;
  files?: { name: string; mimetype: string; bytes: Uint8Array }[];
};

export type MessageActs = {
  /** @returns ts. `channel` everywhere: id, name or #name. */
  say(channel: string, text: string, options?: SayOptions): Promise<string>;
  edit(channel: string, ts: string, text: string): Promise<void>;
  delete(channel: string, ts: string): Promise<void>;
  react(channel: string, ts: string, emoji: string): Promise<void>;
  unreact(channel: string, ts: string, emoji: string): Promise<void>;
  pin(channel: string, ts: string): Promise<void>;
  unpin(channel: string, ts: string): Promise<void>;
};

export function messageActs(workspace: Workspace, user: User): MessageActs {
  const at = (id: string, ts: string): [Channel, Message] => {
    const channel = openChannelFor(workspace, user, id);
    return [channel, messageFor(channel, ts)];
  };
  return {
    say: asPerson((id: string, text: string, options: SayOptions = {}) =>
      say(workspace, user, id, text, options),
    ),
    edit: asPerson((id: string, ts: string, text: string) => edit(workspace, user, at(id, ts), text)),
    delete: asPerson((id: string, ts: string) => {
      const channel = channelFor(workspace, user, id);
      deleteMessage(
        workspace,
        channel,
        own(messageFor(channel, ts), user, 'cant_delete_message', user.admin),
      );
    }),
    react: asPerson((id: string, ts: string, emoji: string) => react(workspace, ...at(id, ts), user, emoji)),
    unreact: asPerson((id: string, ts: string, emoji: string) =>
      unreact(workspace, ...at(id, ts), user, emoji),
    ),
    pin: asPerson((id: string, ts: string) => pinMessage(workspace, ...at(id, ts), user)),
    unpin: asPerson((id: string, ts: string) => unpinMessage(workspace, ...at(id, ts), user)),
  };
}

function say(workspace: Workspace, user: User, id: string, text: string, options: SayOptions): string {
  const channel = openChannelFor(workspace, user, id);
  const threadTs = options.thread ? threadParent(channel, options.thread).ts : undefined;
  if (options.files?.length) {
    const files = options.files.map((file) =>
      addFile(workspace, { ...file, id: workspace.newId('F'), user: user.id }),
    );
    const share = {
      by: user,
      channel,
      files,
      comment: typedText(workspace.world, text),
      ...(threadTs ? { threadTs } : {}),
    };
    return shareFiles(workspace, share).ts;
  }
  const broadcast = threadTs !== undefined && options.broadcast === true;
  const message = addMessage(workspace, channel, {
    user: user.id,
    ...typed(workspace, text),
    clientMsgId: randomUUID(),
    ...(threadTs ? { threadTs } : {}),
    ...(broadcast ? { broadcast, subtype: 'thread_broadcast' } : {}),
  });
  return message.ts;
}

function edit(workspace: Workspace, user: User, [channel, message]: [Channel, Message], text: string): void {
  own(message, user, 'cant_update_message', false);
  editMessage(workspace, channel, message, typed(workspace, text), user.id);
}

/** As the client sends it: mentions resolved, and a rich_text block beside the text. */
function typed(workspace: Workspace, text: string): Pick<Message, 'text' | 'blocks'> {
  const stored = typedText(workspace.world, text.trim());
  if (stored === '') {
    throw new SlackError('no_text');
  }
  if (stored.length > LONGEST_TEXT) {
    throw new SlackError('msg_too_long');
  }
  return { text: stored, blocks: [richText(stored, workspace.newId('b').slice(-5))] };
}

/** Administrators may delete what others wrote; nobody edits it. Lines Slack wrote belong to nobody. */
function own(message: Message, user: User, refusal: string, evenOthers: boolean): Message {
  if (isNotice(message) || (message.user !== user.id && !evenOthers)) {
    throw new SlackError(refusal);
  }
  return message;
}
