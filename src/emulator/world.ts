// The state of the workspace: team, people, channels, messages, apps, tokens. Data only; what changes it is in acts/.
import type { Manifest } from './manifest.ts';
import { noSurfaces, type Surfaces } from './surfaces.ts';

export type Team = {
  id: string;
  name: string;
  domain: string;
  plan: 'paid' | 'free';
  /** The organisation this workspace belongs to (Enterprise Grid). */
  enterprise?: { id: string; name: string };
};

export type User = {
  id: string;
  teamId: string;
  /** The handle: lower case, unique. */
  name: string;
  realName: string;
  /** What somebody chose to be called; empty until they do. */
  displayName: string;
  email?: string;
  /** IANA name. */
  tz: string;
  guest: boolean;
  /** From another organisation, here through Slack Connect. */
  external: boolean;
  admin: boolean;
  avatar?: string;
  /** Set for the user a bot acts as. */
  bot?: { appId: string; botId: string };
  deleted: boolean;
  /** Seconds since 1970. */
  updated: number;
};

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim';

/** Topic or purpose. `lastSet` in seconds since 1970. */
export type ChannelLine = { value: string; creator: string; lastSet: number };

export type Pin = { ts: string; user: string; created: number };

export type Bookmark = {
  id: string;
  title: string;
  link?: string;
  emoji?: string;
  entityId?: string;
  created: number;
  updated: number;
  updatedBy: string;
  appId?: string;
};

export type Channel = {
  id: string;
  kind: ChannelKind;
  name: string;
  creator: string;
  created: number;
  archived: boolean;
  general: boolean;
  /** Only admins may post. */
  readOnly?: boolean;
  /** User ids, in the order they joined. */
  members: string[];
  topic: ChannelLine;
  purpose: ChannelLine;
  previousNames: string[];
  /** By ts. Insertion order is time order, since ts only grow. */
  messages: Map<string, Message>;
  /** Newest first, as Slack lists them. */
  pins: Pin[];
  bookmarks: Bookmark[];
  /** The last ts given out, in microseconds since 1970. */
  lastMicros: number;
  /** The channel canvas, if it has one. */
  canvasId?: string;
};

export type Metadata = { event_type: string; event_payload: Record<string, unknown> };

export type Message = {
  ts: string;
  subtype?: string;
  /** Who wrote it; absent for legacy bot messages only. */
  user?: string;
  /** As Slack stores it: & < > escaped, links and mentions in angle brackets. */
  text: string;
  blocks?: unknown[];
  attachments?: unknown[];
  /** Ids of files. */
  files?: string[];
  metadata?: Metadata;
  /** The parent, for replies. A parent itself has none, only `replies`. */
  threadTs?: string;
  /** A reply also shown in the channel. */
  broadcast?: boolean;
  edited?: { user: string; ts: string };
  clientMsgId?: string;
  bot?: { appId: string; botId: string };
  /** Name and icon given by chat:write.customize. */
  username?: string;
  icons?: Record<string, string>;
  reactions: { name: string; users: string[] }[];
  /** The ts of its replies that still stand, oldest first. */
  replies: string[];
  /** Deleted. One with replies stays visible as a tombstone. */
  deleted: boolean;
  /** What only its subtype has, in Slack's words: topic, old_name, inviter. Only lines that Slack writes itself have it. */
  fields?: Record<string, unknown>;
};

/** Seen by one person only, and by no API. */
export type Ephemeral = {
  ts: string;
  channel: string;
  /** Who sees it. */
  to: string;
  threadTs?: string;
  appId: string;
  text: string;
  blocks?: unknown[];
  attachments?: unknown[];
};

export type ScheduledMessage = {
  id: string;
  appId: string;
  channel: string;
  /** Seconds since 1970. */
  postAt: number;
  created: number;
  text: string;
  /** Takes it off the clock. */
  cancel: () => void;
};

export type UserGroup = {
  id: string;
  handle: string;
  name: string;
  description: string;
  users: string[];
  created: number;
  updated: number;
  deleted: boolean;
};

export type App = {
  id: string;
  name: string;
  botId: string;
  botUserId: string;
  signingSecret: string;
  /** The legacy verification token that is still in every payload. */
  verificationToken: string;
  botToken: string;
  appToken: string;
  manifest: Manifest;
  /** Scopes of the bot token, from the manifest. */
  scopes: string[];
  /** Removed from the workspace; what it posted stays. */
  uninstalled: boolean;
};

/** `config` is the app configuration token, with which manifests are checked; it belongs to no app. */
export type TokenKind = 'bot' | 'user' | 'app' | 'config';

export type Token = {
  value: string;
  kind: TokenKind;
  appId: string;
  userId: string;
  scopes: string[];
  revoked: boolean;
};

export type World = Surfaces & {
  team: Team;
  users: Map<string, User>;
  channels: Map<string, Channel>;
  groups: Map<string, UserGroup>;
  apps: Map<string, App>;
  tokens: Map<string, Token>;
  ephemerals: Ephemeral[];
  scheduled: Map<string, ScheduledMessage>;
};

export function emptyWorld(team: Team): World {
  return {
    team,
    users: new Map(),
    channels: new Map(),
    groups: new Map(),
    apps: new Map(),
    tokens: new Map(),
    ephemerals: [],
    scheduled: new Map(),
    ...noSurfaces(),
  };
}
