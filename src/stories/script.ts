// A story as data: who says, presses and types what, and how long they take. The demo plays it, tests check it.

export type Cast = 'ana' | 'bo' | 'chidi' | 'dev';

/**
 * What happens at one step. `label` names a message for later steps; in words, `{ago:4}` is the time of day four minutes before and
 * `{link:cause}` a link to the message with that label.
 */
export type Deed =
  | {
      alert: 'firing' | 'resolved';
      name: string;
      severity: string;
      service: string;
      summary: string;
      startedBefore: number;
    }
  | {
      who: Cast;
      say: string;
      label?: string;
      thread?: string;
      file?: { name: string; mimetype: string; text: string };
    }
  /** A pipeline tells of a run of its own; `ago`: seconds since it came to that. */
  | { deploy: string; service: string; run: string; status: 'succeeded' | 'rolled-back'; ago: number }
  | { bot: string; say: string; label?: string }
  | { who: Cast; edit: string; text: string }
  | { who: Cast; delete: string }
  | { who: Cast; react: string; emoji: string }
  | { who: Cast; pin: string }
  | { who: Cast; type: string }
  | { who: Cast; press: string; value?: string }
  | { who: Cast; joins: true }
  /** Waits until the incident's channel is ready, or its review is there. */
  | { until: 'channel' | 'review' };

/** One step: story seconds since the step before, and what happens then. */
export type Step = {
  after: number;
  deed: Deed;
  /** A line for the visitor: what to look at now. */
  caption?: string;
};

export type Script = { title: string; steps: readonly Step[] };
