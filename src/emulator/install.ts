// Puts things into a workspace as an administrator would: apps, people, channels, user groups.
import { sha256 } from '../lib/ids.ts';
import { tellGroup, tellJoined } from './acts/people.ts';
import { readManifest } from './manifest.ts';
import { seconds, type Workspace } from './workspace.ts';
import type { App, Channel, User, UserGroup } from './world.ts';

export type InstalledApp = {
  appId: string;
  name: string;
  botUserId: string;
  botId: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  teamId: string;
};

/** @throws Error naming each problem of the manifest with its place in it. */
export function installApp(workspace: Workspace, raw: unknown): InstalledApp {
  const read = readManifest(raw);
  if ('problems' in read) {
    const lines = read.problems.map((each) => `${each.pointer}: ${each.message}`);
    throw new Error(`Slack would not take this manifest.\n${lines.join('\n')}`);
  }
  const { world, newId } = workspace;
  const { manifest } = read;
  const secret = () => sha256(newId('secret')).slice(0, 32);
  const id = newId('A');
  const name = manifest.features.bot_user?.display_name ?? manifest.display_information.name;
  const app: App = {
    id,
    name,
    botId: newId('B'),
    botUserId: newId('U'),
    signingSecret: secret(),
    verificationToken: secret(),
    botToken: `xoxb-${world.team.id.toLowerCase()}-${secret()}-${secret()}`,
    appToken: `xapp-1-${id}-${secret()}-${secret()}`,
    manifest,
    scopes: manifest.oauth_config.scopes.bot,
    uninstalled: false,
  };
  world.apps.set(id, app);
  const bot = person(workspace, app.botUserId, { name: handleOf(name), realName: name });
  world.users.set(app.botUserId, { ...bot, bot: { appId: id, botId: app.botId } });
  const own = { appId: id, userId: app.botUserId, revoked: false };
  world.tokens.set(app.botToken, { value: app.botToken, kind: 'bot', scopes: app.scopes, ...own });
  world.tokens.set(app.appToken, { value: app.appToken, kind: 'app', scopes: ['connections:write'], ...own });
  workspace.changed({ kind: 'app', id });
  return {
    appId: id,
    name,
    botUserId: app.botUserId,
    botId: app.botId,
    botToken: app.botToken,
    appToken: app.appToken,
    signingSecret: app.signingSecret,
    teamId: world.team.id,
  };
}

/** The token of apps.manifest.validate. */
export function issueConfigToken({ world, newId }: Workspace): string {
  const value = `xoxe.xoxp-1-${sha256(newId('secret'))}`;
  const owner = { kind: 'config', appId: '', userId: '', revoked: false } as const;
  world.tokens.set(value, { value, ...owner, scopes: ['app_configurations:write'] });
  return value;
}

export type NewUser = {
  name: string;
  realName: string;
  /** Empty unless given, as in Slack: clients then show the real name. */
  displayName?: string;
  email?: string;
  /** IANA name; Europe/London unless given. */
  tz?: string;
  guest?: boolean;
  /** From another organisation, through Slack Connect. */
  external?: boolean;
  avatar?: string;
  id?: string;
  admin?: boolean;
};

export function addUser(workspace: Workspace, given: NewUser): string {
  const id = given.id ?? workspace.newId(workspace.world.team.enterprise ? 'W' : 'U');
  if ([...workspace.world.users.values()].some((user) => user.name === given.name)) {
    throw new Error(`There is already someone called ${given.name}.`);
  }
  const user = person(workspace, id, given);
  workspace.world.users.set(id, user);
  for (const channel of workspace.world.channels.values()) {
    if (channel.general && !given.guest && !given.external) {
      channel.members.push(id);
    }
  }
  tellJoined(workspace, user);
  workspace.changed({ kind: 'people', id });
  return id;
}

function person(workspace: Workspace, id: string, given: NewUser): User {
  return {
    id,
    teamId: given.external ? workspace.newId('T') : workspace.world.team.id,
    name: given.name,
    realName: given.realName,
    displayName: given.displayName ?? '',
    ...(given.email ? { email: given.email } : {}),
    tz: given.tz ?? 'Europe/London',
    guest: given.guest ?? false,
    external: given.external ?? false,
    admin: given.admin ?? false,
    ...(given.avatar ? { avatar: given.avatar } : {}),
    deleted: false,
    updated: seconds(workspace),
  };
}

export type NewChannel = {
  name: string;
  private?: boolean;
  members?: string[];
  general?: boolean;
  /** Only admins may post. */
  readOnly?: boolean;
};

/** A channel that has always been there: no events. Members by id or name; everybody but guests in the general one. */
export function addChannel(workspace: Workspace, given: NewChannel): string {
  const { world } = workspace;
  const everybody = [...world.users.values()].filter((user) => !user.guest && !user.external && !user.bot);
  const members = given.general
    ? everybody.map((user) => user.id)
    : (given.members ?? []).map((each) => findUser(workspace, each).id);
  const line = { value: '', creator: '', lastSet: 0 };
  const channel: Channel = {
    id: workspace.newId('C'),
    kind: given.private ? 'private' : 'public',
    name: given.name,
    creator: members[0] ?? 'USLACKBOT',
    created: seconds(workspace),
    archived: false,
    general: given.general ?? false,
    ...(given.readOnly ? { readOnly: true } : {}),
    members: [...members],
    topic: { ...line },
    purpose: { ...line },
    previousNames: [],
    messages: new Map(),
    pins: [],
    bookmarks: [],
    lastMicros: 0,
  };
  world.channels.set(channel.id, channel);
  workspace.changed({ kind: 'channel', channel: channel.id });
  return channel.id;
}

export type NewUserGroup = { handle: string; name: string; users: string[] };

export function addUserGroup(workspace: Workspace, given: NewUserGroup): string {
  const group: UserGroup = {
    id: workspace.newId('S'),
    handle: given.handle,
    name: given.name,
    description: '',
    users: given.users.map((each) => findUser(workspace, each).id),
    created: seconds(workspace),
    updated: seconds(workspace),
    deleted: false,
  };
  workspace.world.groups.set(group.id, group);
  tellGroup(workspace, 'subteam_created', group);
  return group.id;
}

/** By id or name. */
export function findUser(workspace: Workspace, idOrName: string): User {
  const { users } = workspace.world;
  const found = users.get(idOrName) ?? [...users.values()].find((user) => user.name === idOrName);
  if (!found) {
    throw new Error(`There is nobody called ${idOrName} in this workspace.`);
  }
  return found;
}

function handleOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9._-]+/g, '_');
}

/** By id or handle. */
export function findGroup(workspace: Workspace, idOrHandle: string): UserGroup {
  const { groups } = workspace.world;
  const found = groups.get(idOrHandle) ?? [...groups.values()].find((group) => group.handle === idOrHandle);
  if (!found) {
    throw new Error(`There is no user group ${idOrHandle} in this workspace.`);
  }
  return found;
}
