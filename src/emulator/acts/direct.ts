// Direct messages: the conversation between these people, opened if it was not yet.
import type { Workspace } from '../workspace.ts';
import type { Channel } from '../world.ts';
import { newChannel } from './channels.ts';

/** The conversation of exactly these people, if there is one. */
export function findDirect(workspace: Workspace, people: string[]): Channel | undefined {
  const wanted = [...new Set(people)].sort().join();
  return [...workspace.world.channels.values()].find(
    (channel) =>
      (channel.kind === 'im' || channel.kind === 'mpim') && [...channel.members].sort().join() === wanted,
  );
}

/** `people`: everybody in it, the opener first. Two make a direct message, more a group one. */
export function openDirect(workspace: Workspace, people: string[]): Channel {
  const members = [...new Set(people)];
  const found = findDirect(workspace, members);
  if (found) {
    return found;
  }
  const names = members.map((id) => workspace.world.users.get(id)?.name ?? id);
  const kind = members.length > 2 ? 'mpim' : 'im';
  const name = kind === 'mpim' ? `mpdm-${names.join('--')}-1` : '';
  const channel = newChannel(workspace, kind, name, members[0] ?? '');
  channel.members.push(...members);
  return channel;
}
