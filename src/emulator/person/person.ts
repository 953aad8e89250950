// A person at a Slack client: everything they can do there.
import { changeProfile, type ProfileChange } from '../acts/people.ts';
import { findUser } from '../install.ts';
import { type AppActs, appActs } from '../interactions/app-acts.ts';
import { asPerson } from '../refusals.ts';
import type { Workspace } from '../workspace.ts';
import { type ChannelActs, channelActs } from './channels.ts';
import { type MessageActs, messageActs } from './messages.ts';

/** Each act rejects with the words Slack's client would show when it is refused. */
export type Person = { id: string; changeProfile(change: ProfileChange): Promise<void> } & MessageActs &
  ChannelActs &
  AppActs;

/** By id or name. */
export function asPersonIn(workspace: Workspace, idOrName: string): Person {
  const user = findUser(workspace, idOrName);
  return {
    id: user.id,
    changeProfile: asPerson((change: ProfileChange) => changeProfile(workspace, user, change)),
    ...messageActs(workspace, user),
    ...channelActs(workspace, user),
    ...appActs(workspace, user),
  };
}
