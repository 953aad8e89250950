// Everything that one person could ever see of the workspace, and everything that vendors were ever told, as text to look for words in.
import { mayRead } from '../emulator/canvas/access.ts';
import { maySeeChannel } from '../emulator/client-api/overview.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { maySee } from '../emulator/files/sight.ts';

/**
 * What stands before somebody now, and whatever the bot ever put there: in channels they may look into (also what was changed or
 * taken away since), for them alone, on their Home tab, in their forms; and files and canvases that they may open.
 */
export function everythingSeenBy(slack: Emulator, name: string): string {
  const { workspace, see } = slack;
  const { world } = workspace;
  const user = see.user(name);
  const channels = see.channels().filter((channel) => maySeeChannel(channel, user));
  const isHis = (channel: unknown) =>
    channels.some(({ id, name: word }) => channel === id || channel === word);
  const told = slack.calls.filter(({ args }) =>
    args.user === undefined && args.user_id === undefined
      ? isHis(args.channel ?? args.channel_id)
      : [args.user, args.user_id].includes(user.id),
  );
  return JSON.stringify([
    channels.map(({ id, name: word, topic, purpose, bookmarks }) => [
      ...[word, topic, purpose, bookmarks],
      ...[see.messages(id), see.deleted(id), see.ephemerals(user.id, id)],
    ]),
    told.map(({ method, args }) => [method, args]),
    [see.home(user.id), see.modals(user.id)],
    see.files().filter((file) => maySee(world, file, user.id)),
    see.canvases().filter(({ id }) => {
      const canvas = world.canvases.get(id);
      return canvas && mayRead(world, canvas, user.id);
    }),
  ]);
}
