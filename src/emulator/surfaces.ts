// What a workspace holds besides people, channels and messages: files, canvases, views, triggers, response addresses.

export type SlackFile = {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  bytes: Uint8Array;
  /** User id of who uploaded it. */
  user: string;
  /** Seconds since 1970. */
  created: number;
  altText?: string;
  /** Where it was shared: channel id and ts of the message. */
  shares: { channel: string; ts: string }[];
  /** The canvas this file is the face of, if it is one: files.info and files.list show canvases as files. */
  canvasId?: string;
  deleted: boolean;
};

export type CanvasSection = { id: string; markdown: string; editedBy: string };

export type Canvas = {
  id: string;
  title: string;
  owner: string;
  created: number;
  updated: number;
  /** The channel whose tab it is. */
  channel?: string;
  /** True for conversations.canvases.create, false for a canvas that canvases.create added as a tab or left alone. */
  isChannelCanvas: boolean;
  sections: CanvasSection[];
  access: { kind: 'channel' | 'user'; id: string; level: 'read' | 'write' | 'owner' }[];
  deleted: boolean;
};

export type View = {
  id: string;
  kind: 'modal' | 'home';
  appId: string;
  /** Who sees it. */
  user: string;
  hash: string;
  rootId: string;
  previousId?: string;
  externalId?: string;
  /** As the app gave it, with missing block and action ids filled in. */
  content: Record<string, unknown>;
  /** What the person has entered: block id, action id, value as Slack sends it. */
  values: Record<string, Record<string, unknown>>;
  /** What is shown under inputs after a submission the client or the app refused: sentences by block id. */
  errors: Record<string, string>;
};

/** An upload between files.getUploadURLExternal and files.completeUploadExternal. */
export type Upload = {
  key: string;
  fileId: string;
  filename: string;
  /** As announced; bytes of another length are refused. */
  length: number;
  altText?: string;
  user: string;
  bytes?: Uint8Array;
};

/** An answer of an app to an interaction that Slack's client cannot use: the person sees nothing of it. */
export type UnusableAnswer = { at: number; appId: string; to: string; why: string; body: unknown };

export type Trigger = {
  id: string;
  appId: string;
  user: string;
  /** Story time, ms. */
  madeAt: number;
  used: boolean;
  /** The view the interaction came from: views.push needs it. */
  viewId?: string;
};

export type ResponseUrl = {
  key: string;
  appId: string;
  user: string;
  channel: string;
  /** The message the interaction came from, if it did: ts, or the ephemeral's ts. */
  messageTs?: string;
  /** Story time, ms. */
  madeAt: number;
  uses: number;
};

export type Surfaces = {
  files: Map<string, SlackFile>;
  canvases: Map<string, Canvas>;
  views: Map<string, View>;
  /** Open modals per user, bottom first: ids of views. */
  modals: Map<string, string[]>;
  /** Home tab per `app id/user id`: id of the view. */
  homes: Map<string, string>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  /** By key, the last part of the upload address. */
  uploads: Map<string, Upload>;
  unusable: UnusableAnswer[];
  /** What people have chosen in messages, by `user/channel/ts`: block id, action id, value. */
  messageValues: Map<string, View['values']>;
};

export function noSurfaces(): Surfaces {
  return {
    files: new Map(),
    canvases: new Map(),
    views: new Map(),
    modals: new Map(),
    homes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    uploads: new Map(),
    unusable: [],
    messageValues: new Map(),
  };
}
