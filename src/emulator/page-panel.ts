// The side panel of the client page, as whoever serves the page fills it: a story to play, things to press and to try.

/** Where the page should look: a channel, and in it a message, a thread or a tab. */
export type Look = {
  /** Channel id. */
  channel: string;
  /** ts of the message to show and mark. */
  ts?: string;
  /** ts of the thread to open beside it. */
  thread?: string;
  /** `messages` unless said otherwise. */
  tab?: 'messages' | 'canvas';
};

export type StoryState = {
  status: 'waiting' | 'playing' | 'paused' | 'ended';
  /** How many steps are done, of how many. */
  step: number;
  steps: number;
  /** What is happening now, in one sentence. */
  caption?: string;
  /** Followed by a page whose reader lets the story lead. */
  look?: Look;
};

export type Story = {
  state(): StoryState;
  /** Starts, or goes on after a pause. */
  play(): void | Promise<void>;
  pause(): void | Promise<void>;
  /** From the beginning. */
  replay(): void | Promise<void>;
  /** Calls `listener` after each change of the state. Returns how to stop that. */
  onChange(listener: () => void): () => void;
};

export type PanelAction = {
  id: string;
  label: string;
  /** What it does, in a few words. */
  hint?: string;
  /** A sentence to show when it is done, if there is something to say. What it throws is shown, too. */
  run(): Promise<string | undefined> | Promise<void>;
};

/** Something the reader can try. `text` may hold Slack's mrkdwn; `code` gets a copy button. */
export type PanelTry = { title: string; text: string; code?: string };

export type Panel = {
  title: string;
  /** One or two sentences, mrkdwn. */
  intro?: string;
  story?: Story;
  actions: PanelAction[];
  tries: PanelTry[];
};
