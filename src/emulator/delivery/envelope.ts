// The envelope Slack puts around an event.
import type { Clock } from '../../lib/clock.ts';
import type { SlackEvent } from '../delivery.ts';
import type { App, World } from '../world.ts';

export type EnvelopeParts = { world: World; clock: Clock; newId: (prefix: string) => string };

/** `event_id` and what else is in it is the same each time it is sent again. */
export type EventEnvelope = { event_id: string; event: SlackEvent; [field: string]: unknown };

export function envelopeOf(
  { world, clock, newId }: EnvelopeParts,
  app: App,
  event: SlackEvent,
): EventEnvelope {
  const channel = channelOf(world, event);
  const context = {
    et: event.type,
    tid: world.team.id,
    aid: app.id,
    ...(channel ? { cid: channel.id } : {}),
  };
  return {
    token: app.verificationToken,
    team_id: world.team.id,
    context_team_id: world.team.id,
    context_enterprise_id: world.team.enterprise?.id ?? null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: newId('Ev'),
    event_time: Math.floor(clock.now() / 1000),
    authorizations: [
      {
        enterprise_id: world.team.enterprise?.id ?? null,
        team_id: world.team.id,
        user_id: app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: channel?.members.some((id) => world.users.get(id)?.external) ?? false,
    event_context: `4-${Buffer.from(JSON.stringify(context)).toString('base64url')}`,
  };
}

function channelOf(world: World, event: SlackEvent) {
  const item = event.item as { channel?: unknown } | undefined;
  const id = event.channel ?? event.channel_id ?? item?.channel;
  return typeof id === 'string' ? world.channels.get(id) : undefined;
}
