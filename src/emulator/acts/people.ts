// What an administrator, or the person themselves, changes about people and user groups, with the events that tell of it.
import { groupJson } from '../render/group.ts';
import { userJson } from '../render/user.ts';
import { seconds, stamp, type Workspace } from '../workspace.ts';
import type { User, UserGroup } from '../world.ts';

/** `displayName`: empty means that clients show the real name. `tz`: IANA. */
export type ProfileChange = { realName?: string; displayName?: string; tz?: string; email?: string };

export function changeProfile(workspace: Workspace, user: User, change: ProfileChange): void {
  Object.assign(user, change);
  tellUser(workspace, 'user_change', user);
}

/** Somebody new. People of other organisations do not join the workspace, they only appear in it. */
export function tellJoined(workspace: Workspace, user: User): void {
  if (!user.external) {
    tellUser(workspace, 'team_join', user);
  }
}

/** As an administrator does it: the account stays known, its places in channels and groups go without a word there. */
export function deactivateUser(workspace: Workspace, user: User): void {
  user.deleted = true;
  for (const channel of workspace.world.channels.values()) {
    if (channel.kind === 'public' || channel.kind === 'private') {
      channel.members = channel.members.filter((id) => id !== user.id);
    }
  }
  tellUser(workspace, 'user_change', user);
  for (const group of workspace.world.groups.values()) {
    if (group.users.includes(user.id)) {
      changeGroup(workspace, group, { users: group.users.filter((id) => id !== user.id) });
    }
  }
}

/** Events name no e-mail address: whether an app may see it differs from app to app. */
function tellUser(workspace: Workspace, type: 'user_change' | 'team_join', user: User): void {
  user.updated = seconds(workspace);
  const shown = userJson(workspace.world.team, user, workspace.clock.now(), false);
  workspace.emit({ type, user: shown, cache_ts: user.updated, event_ts: stamp(workspace) });
  workspace.changed({ kind: 'people', id: user.id });
}

export type GroupChange = { handle?: string; name?: string; users?: string[]; deleted?: boolean };

/** Slack's docs: a change of members is told twice, as the group it is now and as who came and went. */
export function changeGroup(workspace: Workspace, group: UserGroup, change: GroupChange): void {
  const before = { users: group.users, updated: group.updated };
  Object.assign(group, change, { updated: seconds(workspace) });
  tellGroup(workspace, 'subteam_updated', group);
  const added = group.users.filter((id) => !before.users.includes(id));
  const removed = before.users.filter((id) => !group.users.includes(id));
  if (added.length + removed.length > 0) {
    workspace.emit({
      type: 'subteam_members_changed',
      subteam_id: group.id,
      team_id: workspace.world.team.id,
      date_previous_update: before.updated,
      date_update: group.updated,
      added_users: added,
      added_users_count: added.length,
      removed_users: removed,
      removed_users_count: removed.length,
      event_ts: stamp(workspace),
    });
  }
}

export function tellGroup(
  workspace: Workspace,
  type: 'subteam_created' | 'subteam_updated',
  group: UserGroup,
): void {
  const subteam = {
    ...groupJson(workspace.world, group),
    users: group.users,
    user_count: group.users.length,
  };
  workspace.emit({ type, subteam, event_ts: stamp(workspace) });
  workspace.changed({ kind: 'people', id: group.id });
}
