// A read-only look at the workspace, for tests and for the page: what is there, whoever may see it.
import { canvasHtml } from './canvas/html.ts';
import { markdownOf } from './canvas/sections.ts';
import { findUser } from './install.ts';
import type { Canvas, CanvasSection, SlackFile, UnusableAnswer, View } from './surfaces.ts';
import type { Workspace } from './workspace.ts';
import type { App, Bookmark, Channel, Ephemeral, Message, Team, User, UserGroup } from './world.ts';

export type SeenMessage = Readonly<Message> & {
  channel: string;
  pinned: boolean;
  /** The handle of who wrote it, or the name it goes under. */
  by: string;
};

export type SeenCanvas = {
  id: string;
  title: string;
  channel: string | undefined;
  markdown: string;
  html: string;
  sections: CanvasSection[];
  /** User ids of everybody whose words are in it. */
  editors: string[];
};

/** Channels by id, name or #name; people by id or name. Asking for one that is not there throws, unless said otherwise. */
export type Sight = {
  team(): Team;
  users(): User[];
  user(idOrName: string): User;
  groups(): UserGroup[];
  apps(): App[];
  channels(): Channel[];
  /** Undefined when there is none. */
  channel(idOrName: string): Channel | undefined;
  /** User ids. */
  members(channel: string): string[];
  topic(channel: string): string;
  purpose(channel: string): string;
  /** Everything that stands in the channel, replies included, oldest first. */
  messages(channel: string): SeenMessage[];
  /** A thread's parent and replies. */
  thread(channel: string, ts: string): SeenMessage[];
  /** What was deleted there. */
  deleted(channel: string): SeenMessage[];
  /** Newest pin first. */
  pins(channel: string): SeenMessage[];
  bookmarks(channel: string): Bookmark[];
  /** What this person alone sees, in a channel or anywhere. */
  ephemerals(user: string, channel?: string): Ephemeral[];
  /** Open modals of a person, the top one last. */
  modals(user: string): View[];
  /** The Home tab of the app, or of the only app, if it was ever published. */
  home(user: string, appId?: string): View | undefined;
  files(): SlackFile[];
  canvases(channel?: string): SeenCanvas[];
  /** Answers of apps that a Slack client could not use: people saw nothing of them. */
  unusable(): UnusableAnswer[];
};

export function openSight(workspace: Workspace): Sight {
  const { world } = workspace;
  const look = (idOrName: string) => {
    const name = idOrName.replace(/^#/, '');
    return world.channels.get(idOrName) ?? [...world.channels.values()].find((each) => each.name === name);
  };
  const channelOf = (idOrName: string) => {
    const channel = look(idOrName);
    if (!channel) {
      throw new Error(`There is no channel ${idOrName}.`);
    }
    return channel;
  };
  const all = (channel: Channel) =>
    [...channel.messages.values()].map((each) => seen(workspace, channel, each));
  const idOf = (user: string) => findUser(workspace, user).id;
  return {
    team: () => world.team,
    users: () => [...world.users.values()],
    user: (idOrName) => findUser(workspace, idOrName),
    groups: () => [...world.groups.values()],
    apps: () => [...world.apps.values()],
    channels: () => [...world.channels.values()],
    channel: look,
    members: (channel) => [...channelOf(channel).members],
    topic: (channel) => channelOf(channel).topic.value,
    purpose: (channel) => channelOf(channel).purpose.value,
    messages: (channel) => all(channelOf(channel)).filter((each) => !each.deleted),
    thread: (channel, ts) =>
      all(channelOf(channel)).filter((each) => !each.deleted && (each.ts === ts || each.threadTs === ts)),
    deleted: (channel) => all(channelOf(channel)).filter((each) => each.deleted),
    pins(idOrName) {
      const channel = channelOf(idOrName);
      const pinned = channel.pins.map((pin) => channel.messages.get(pin.ts));
      return pinned.filter((each) => each !== undefined).map((each) => seen(workspace, channel, each));
    },
    bookmarks: (channel) => [...channelOf(channel).bookmarks],
    ephemerals: (user, channel) =>
      world.ephemerals.filter(
        (each) => each.to === idOf(user) && (!channel || each.channel === channelOf(channel).id),
      ),
    modals: (user) => viewsOf(workspace, world.modals.get(idOf(user)) ?? []),
    home: (user, appId = [...world.apps.keys()][0]) =>
      viewsOf(workspace, [world.homes.get(`${appId}/${idOf(user)}`) ?? ''])[0],
    files: () => [...world.files.values()].filter((file) => !file.deleted),
    canvases: (channel) =>
      [...world.canvases.values()]
        .filter((canvas) => !canvas.deleted && (!channel || canvas.channel === channelOf(channel).id))
        .map(seenCanvas),
    unusable: () => [...world.unusable],
  };
}

function seen({ world }: Workspace, channel: Channel, message: Message): SeenMessage {
  return {
    ...message,
    channel: channel.id,
    pinned: channel.pins.some((pin) => pin.ts === message.ts),
    by: message.username ?? world.users.get(message.user ?? '')?.name ?? '',
  };
}

function viewsOf({ world }: Workspace, ids: string[]): View[] {
  return ids.map((id) => world.views.get(id)).filter((view) => view !== undefined);
}

function seenCanvas(canvas: Canvas): SeenCanvas {
  return {
    id: canvas.id,
    title: canvas.title,
    channel: canvas.channel,
    markdown: markdownOf(canvas),
    html: canvasHtml(canvas),
    sections: canvas.sections,
    editors: [...new Set(canvas.sections.map((section) => section.editedBy))],
  };
}
