// A user group as the API shows it.
import type { UserGroup, World } from '../world.ts';

export function groupJson(world: World, group: UserGroup): Record<string, unknown> {
  return {
    id: group.id,
    team_id: world.team.id,
    is_usergroup: true,
    is_subteam: true,
    name: group.name,
    description: group.description,
    handle: group.handle,
    is_external: false,
    date_create: group.created,
    date_update: group.updated,
    date_delete: group.deleted ? group.updated : 0,
    auto_type: null,
    prefs: { channels: [], groups: [] },
  };
}
