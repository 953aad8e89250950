// Owns what happens to files: taken in, shared in a channel, deleted, with the events that go with it.
import { addMessage } from '../acts/post.ts';
import type { SlackFile } from '../surfaces.ts';
import { storedText } from '../text.ts';
import { seconds, stamp, type Workspace } from '../workspace.ts';
import type { Channel, Message, User } from '../world.ts';
import { mediaTypeOf } from './media-types.ts';

export type NewFile = {
  id: string;
  name: string;
  title?: string;
  mimetype?: string;
  bytes: Uint8Array;
  user: string;
  altText?: string;
};

/** Adds the file, seen by its owner alone until it is shared. */
export function addFile(workspace: Workspace, given: NewFile): SlackFile {
  const file: SlackFile = {
    id: given.id,
    name: given.name,
    title: given.title ?? given.name,
    mimetype: given.mimetype ?? mediaTypeOf(given.name),
    bytes: given.bytes,
    user: given.user,
    created: seconds(workspace),
    ...(given.altText ? { altText: given.altText } : {}),
    shares: [],
    deleted: false,
  };
  workspace.world.files.set(file.id, file);
  workspace.changed({ kind: 'file', id: file.id });
  return file;
}

export type Share = { by: User; channel: Channel; files: SlackFile[]; comment: string; threadTs?: string };

/** Posts the files with their comment; the apps hear of new files first, then of the message. */
export function shareFiles(workspace: Workspace, share: Share): Message {
  for (const file of share.files.filter((each) => each.shares.length === 0)) {
    const about = { file_id: file.id, file: { id: file.id }, user_id: file.user };
    workspace.emit(
      { type: 'file_created', ...about, event_ts: stamp(workspace) },
      { channel: share.channel },
    );
  }
  return addMessage(workspace, share.channel, {
    subtype: 'file_share',
    user: share.by.id,
    text: storedText(share.comment),
    files: share.files.map((file) => file.id),
    ...(share.threadTs ? { threadTs: share.threadTs } : {}),
    ...(share.by.bot ? { bot: share.by.bot } : {}),
  });
}

/** The file goes, also from the messages that carried it. */
export function deleteFile(workspace: Workspace, file: SlackFile): void {
  file.deleted = true;
  file.bytes = new Uint8Array();
  const channel = workspace.world.channels.get(file.shares[0]?.channel ?? '');
  workspace.emit(
    { type: 'file_deleted', file_id: file.id, event_ts: stamp(workspace) },
    channel ? { channel } : undefined,
  );
  workspace.changed({ kind: 'file', id: file.id });
}
