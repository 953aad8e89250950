// What one person's sidebar and composer need to know: people, channels, apps, commands, shortcuts.
import type { Workspace } from '../workspace.ts';
import type { Channel, Message, User, World } from '../world.ts';
import type { Overview, ShownChannel, ShownUser } from './shapes.ts';

function shownUser(user: User): ShownUser {
  return {
    id: user.id,
    name: user.name,
    realName: user.realName,
    tz: user.tz,
    guest: user.guest,
    external: user.external,
    ...(user.avatar ? { avatar: user.avatar } : {}),
    ...(user.bot ? { appId: user.bot.appId } : {}),
  };
}

/** The people a reader can act as: no bots, nobody who left. */
export function castOf({ world }: Workspace): ShownUser[] {
  return [...world.users.values()].filter((user) => !user.bot && !user.deleted).map(shownUser);
}

/** Members see a channel; everybody but guests and strangers sees public ones. */
export function maySeeChannel(channel: Channel, user: User): boolean {
  return channel.members.includes(user.id) || (channel.kind === 'public' && !user.guest && !user.external);
}

export function overviewFor({ world }: Workspace, user: User): Overview {
  const apps = [...world.apps.values()];
  const channels = [...world.channels.values()].filter((channel) => maySeeChannel(channel, user));
  return {
    me: user.id,
    team: { id: world.team.id, name: world.team.name, domain: world.team.domain },
    users: [...world.users.values()].map(shownUser),
    groups: [...world.groups.values()].map(({ id, handle, name }) => ({ id, handle, name })),
    channels: channels.map((channel) => shownChannel(world, channel, user)),
    apps: apps.map(({ id, name, botUserId, manifest }) => ({
      id,
      name,
      botUserId,
      home: manifest.features.app_home?.home_tab_enabled === true,
    })),
    commands: apps.flatMap(({ id, manifest }) =>
      manifest.features.slash_commands.map(({ command, description, usage_hint }) => ({
        command,
        description,
        usageHint: usage_hint ?? '',
        appId: id,
      })),
    ),
    shortcuts: apps.flatMap(({ id, manifest }) =>
      manifest.features.shortcuts.map(({ callback_id, name, type }) => ({
        callbackId: callback_id,
        name,
        type,
        appId: id,
      })),
    ),
  };
}

const isNews = (message: Message, user: User) =>
  !message.deleted && message.user !== user.id && (!message.threadTs || message.broadcast === true);

function shownChannel(world: World, channel: Channel, user: User): ShownChannel {
  return {
    id: channel.id,
    kind: channel.kind,
    name: channel.name,
    topic: channel.topic.value,
    purpose: channel.purpose.value,
    archived: channel.archived,
    general: channel.general,
    member: channel.members.includes(user.id),
    members: channel.members,
    latest: [...channel.messages.values()].findLast((each) => isNews(each, user))?.ts ?? '',
    canvases: [...world.canvases.values()]
      .filter((canvas) => canvas.channel === channel.id && !canvas.deleted)
      .map(({ id }) => id),
  };
}
