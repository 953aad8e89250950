// Which app may know of an event: subscribed to it, with its scope, and able to see where it happened.
import type { SlackEvent } from '../delivery.ts';
import type { EventPlace } from '../workspace.ts';
import type { App, Channel } from '../world.ts';

/** Prefix of scopes and of message subscriptions, by kind of conversation. */
const FAMILY = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' } as const;

type Rule = {
  /** The scope it needs; for `read` and `history` with the family of the channel before it. Absent: none. */
  scope?: string;
  /** Only apps whose bot is in the channel. */
  members?: boolean;
};

/** Slack's docs, event by event. Events that are not here need no scope and go to one app. */
const RULES: Record<string, Rule> = {
  message: { scope: 'history', members: true },
  app_mention: { scope: 'app_mentions:read', members: true },
  channel_created: { scope: 'channels:read' },
  channel_rename: { scope: 'channels:read' },
  channel_archive: { scope: 'channels:read' },
  channel_unarchive: { scope: 'channels:read' },
  channel_left: { scope: 'channels:read' },
  group_rename: { scope: 'groups:read', members: true },
  group_archive: { scope: 'groups:read', members: true },
  group_unarchive: { scope: 'groups:read', members: true },
  group_left: { scope: 'groups:read' },
  member_joined_channel: { scope: 'read', members: true },
  member_left_channel: { scope: 'read', members: true },
  pin_added: { scope: 'pins:read', members: true },
  pin_removed: { scope: 'pins:read', members: true },
  reaction_added: { scope: 'reactions:read', members: true },
  reaction_removed: { scope: 'reactions:read', members: true },
  file_created: { scope: 'files:read', members: true },
  file_shared: { scope: 'files:read', members: true },
  file_change: { scope: 'files:read', members: true },
  file_deleted: { scope: 'files:read' },
  subteam_created: { scope: 'usergroups:read' },
  subteam_members_changed: { scope: 'usergroups:read' },
  subteam_updated: { scope: 'usergroups:read' },
  team_join: { scope: 'users:read' },
  user_change: { scope: 'users:read' },
  link_shared: { scope: 'links:read', members: true },
};

export function mayKnow(app: App, event: SlackEvent, { channel, appId }: EventPlace): boolean {
  if (appId !== undefined && appId !== app.id) {
    return false;
  }
  const rule = RULES[event.type] ?? {};
  const events = app.manifest.settings.event_subscriptions?.bot_events ?? [];
  const scope = rule.scope && scopeFor(rule.scope, channel);
  return (
    events.includes(subscriptionOf(event, channel)) &&
    (scope === undefined || app.scopes.includes(scope)) &&
    (!rule.members || (channel?.members.includes(app.botUserId) ?? false))
  );
}

function subscriptionOf(event: SlackEvent, channel: Channel | undefined): string {
  return event.type === 'message' && channel ? `message.${FAMILY[channel.kind]}` : event.type;
}

function scopeFor(scope: string, channel: Channel | undefined): string {
  return scope.includes(':') ? scope : `${FAMILY[channel?.kind ?? 'public']}:${scope}`;
}
