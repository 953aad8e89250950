// What the page and the workspace say to each other, as JSON. Types only: both sides import this file.
import type { StoryState } from '../page-panel.ts';

export type ShownUser = {
  id: string;
  /** The handle. */
  name: string;
  realName: string;
  /** IANA name. */
  tz: string;
  guest: boolean;
  external: boolean;
  avatar?: string;
  appId?: string;
};

export type ShownChannel = {
  id: string;
  kind: 'public' | 'private' | 'im' | 'mpim';
  name: string;
  topic: string;
  purpose: string;
  archived: boolean;
  general: boolean;
  /** Whether the one who looks is in it. */
  member: boolean;
  members: string[];
  /** The ts of the last message in it that somebody else wrote; empty when there is none. */
  latest: string;
  /** Ids of its canvases. */
  canvases: string[];
};

export type ShownCommand = { command: string; description: string; usageHint: string; appId: string };

export type ShownShortcut = { callbackId: string; name: string; type: 'message' | 'global'; appId: string };

export type ShownApp = {
  id: string;
  name: string;
  botUserId: string;
  /** Whether it has a Home tab. */
  home: boolean;
};

/** The workspace as one person's sidebar shows it. */
export type Overview = {
  me: string;
  team: { id: string; name: string; domain: string };
  users: ShownUser[];
  groups: { id: string; handle: string; name: string }[];
  channels: ShownChannel[];
  apps: ShownApp[];
  commands: ShownCommand[];
  shortcuts: ShownShortcut[];
};

export type ShownFile = {
  id: string;
  title: string;
  mimetype: string;
  size: number;
  canvas: boolean;
  altText?: string;
  deleted: boolean;
};

/** A message as people see it. A deleted one is sent only where it leaves a tombstone, or to take it away. */
export type ShownMessage = {
  ts: string;
  channel: string;
  user?: string;
  username?: string;
  icons?: Record<string, string>;
  appId?: string;
  subtype?: string;
  text: string;
  blocks?: unknown[];
  attachments?: unknown[];
  files?: ShownFile[];
  threadTs?: string;
  broadcast?: boolean;
  edited?: string;
  reactions: { name: string; users: string[] }[];
  /** Of a parent: how many replies stand, who wrote them, when the last one came. */
  thread?: { count: number; users: string[]; last: string };
  pinnedBy?: string;
  deleted: boolean;
  /** What this person chose in it: block id, action id, value. */
  values?: Record<string, Record<string, unknown>>;
};

export type ShownEphemeral = Pick<ShownMessage, 'ts' | 'channel' | 'text' | 'blocks' | 'attachments'> & {
  appId: string;
  threadTs?: string;
};

export type ShownBookmark = { id: string; title: string; link?: string; emoji?: string };

export type ShownSection = { id: string; markdown: string; html: string; editedBy: string };

export type ShownCanvas = {
  id: string;
  title: string;
  /** Whether the one who looks may write in it. */
  writable: boolean;
  sections: ShownSection[];
};

/** What a channel shows besides its messages. */
export type ChannelDetails = {
  channel: string;
  pins: ShownMessage[];
  bookmarks: ShownBookmark[];
  canvases: ShownCanvas[];
  ephemerals: ShownEphemeral[];
};

export type ChannelContent = {
  channel: string;
  /** Oldest first, replies included. */
  messages: ShownMessage[];
  /** Whether there are older ones. */
  earlier: boolean;
  details: ChannelDetails;
};

export type ShownView = {
  id: string;
  kind: 'modal' | 'home';
  appId: string;
  hash: string;
  content: Record<string, unknown>;
  /** What was entered so far, as Slack reports it: block id, action id, value. */
  values: Record<string, Record<string, unknown>>;
  /** Sentences by block id. */
  errors: Record<string, string>;
};

/** Everything that changed since the last one. What is absent did not change. */
export type LiveBatch = {
  /** Story time, ms since 1970. */
  now: number;
  overview?: Overview;
  messages?: ShownMessage[];
  details?: ChannelDetails[];
  /** Open modals, the top one last. */
  modals?: ShownView[];
  homes?: ShownView[];
  story?: StoryState;
};

/** The panel as data; its story and actions are reached by their own addresses. */
export type ShownPanel = {
  title: string;
  intro?: string;
  hasStory: boolean;
  actions: { id: string; label: string; hint?: string }[];
  tries: { title: string; text: string; code?: string }[];
};

/** What the page asks for once, before it draws anything. */
export type Boot = {
  /** Everybody one can act as. */
  cast: ShownUser[];
  panel?: ShownPanel;
  /** Slack's short names and the characters they stand for. */
  emoji: Record<string, string>;
};

/** The answer to an act: what it gave, or the words of the refusal. */
export type ActAnswer = { ok: true; result?: unknown } | { ok: false; words: string };
