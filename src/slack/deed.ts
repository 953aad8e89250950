// The port of Slack deeds: one thing a responder can do, with its command words, its buttons, its modal and its shortcuts.
import type { KnownBlock, ModalView } from '@slack/types';
import type { Engine } from '../engine/engine-port.ts';
import type { Proposals } from '../engine/proposals.ts';
import type { GateSheet } from '../evidence/gate-sheet.ts';
import type { Asking } from '../incident/commands.ts';
import type { Incident } from '../incident/state.ts';
import type { Actor, Instant, MessagePlace } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';

/** What every deed may use. No network: a deed does local work, commits, and answers. */
export type DeedContext = {
  engine: Engine;
  policy: Policy;
  people: People;
  /** Our clock, in ms. */
  now: () => Instant;
  team: string;
  /** The bot's own user, as `<@…>` would name it. */
  botUser: string;
  /** `https://<domain>.slack.com/archives/C1/p1732…`, made without asking Slack. */
  permalink: (place: MessagePlace, thread?: string) => string;
  /** Whose model may be asked for words, once an answer is given. Absent: nobody's. */
  narrator?: Proposals;
  /** What stands between an incident’s draft and its readers, from our own disk. */
  gate: (incident: Incident) => Promise<GateSheet>;
};

/** What is known locally of people; kept up to date from Slack's events. Unknown people are shown by their id. */
export type People = {
  /** `team/user` or plain user id. */
  find(id: string): Person | undefined;
  /** By `@handle`, display name or real name, as typed without escaping. */
  byName(name: string): Person | undefined;
  actor(id: string): Actor;
  /** Rights' input: `guest`, `external`, `admin`, and the ids of the person's user groups. */
  grants(id: string): readonly string[];
  /** IANA zone of a person, if known. */
  zone(id: string): string | undefined;
};

export type Person = {
  id: string;
  name: string;
  handle: string;
  zone?: string;
  guest: boolean;
  external: boolean;
  bot: boolean;
  /** The account is closed. */
  deactivated?: true;
};

/** Who asked, where and in which words. */
export type Ask = {
  asking: Asking;
  channel: string;
  /** `ts` of the thread the mention stood in. */
  thread?: string;
  /** The incident of this channel, or the one that was chosen; absent outside an incident channel. */
  incident?: Incident;
  /** The rest of the line after the command's word, trimmed. */
  rest: string;
  /** False for mentions: no trigger id, so a modal is offered by a button that opens it. */
  canOpenModal: boolean;
};

/** A button or select that was used. */
export type Press = Ask & {
  actionId: string;
  /** The button's value or the chosen option. */
  value: string;
  /** The message it stood on, if it stood on one. */
  message?: MessagePlace;
};

export type Submission = Ask & {
  callbackId: string;
  /** By block id: text, option value, user id, or several. Absent fields are left out. */
  values: Readonly<Record<string, string | readonly string[]>>;
  metadata: string;
};

/** A message shortcut's message, as Slack hands it over. */
export type MessageAsk = Ask & {
  message: MessagePlace;
  /** Where it is a reply. */
  thread?: string;
  /** `ts` of the thread that it begins or stands in. */
  wholeThread?: string;
  author: Actor;
  text: string;
  postedAt: Instant;
  files: readonly { id: string; name: string; mimetype: string; size: number }[];
};

/** What follows an answer by itself, once it is acknowledged: words that take seconds to come. A killed process owes nothing. */
export type Later<T> = () => Promise<T>;

export type Words = { text: string; blocks?: KnownBlock[] };

/** What the person sees at once. What everybody sees comes from effects. */
export type Answer =
  | { kind: 'private'; text: string; blocks?: KnownBlock[]; later?: Later<Words> }
  /** A modal, opened before the ack (the one network call allowed), or offered by a button where it cannot be. */
  | { kind: 'modal'; view: ModalView; offer: string; later?: Later<ModalView> }
  /** The modal that the button stood on becomes this one. Inputs keep what was typed where their block ids stay. */
  | { kind: 'redraw'; view: ModalView }
  /** Replaces the message the button stood on. */
  | { kind: 'replace'; text: string; blocks?: KnownBlock[] }
  | { kind: 'nothing' };

export type SubmissionAnswer =
  | { kind: 'close'; text?: string }
  /** By block id. */
  | { kind: 'errors'; errors: Record<string, string> }
  | { kind: 'update'; view: ModalView };

export type Deed = {
  name: string;
  /** How it is typed. `usage` begins with the word: `severity <1-4> [why]`. */
  command?: {
    word: string;
    aliases?: readonly string[];
    usage: string;
    /** One line for help. */
    says: string;
    /** Whether it acts on an incident (then one is chosen first where there is none). */
    needsIncident: boolean;
    /** Is never about the incident in whose channel it is typed: it opens one, or looks through all. */
    aboutOthers?: true;
    run(ask: Ask, context: DeedContext): Promise<Answer>;
  };
  /** By action id; a trailing `*` matches any ending. */
  buttons?: Readonly<Record<string, (press: Press, context: DeedContext) => Promise<Answer>>>;
  /** By callback id. */
  modals?: Readonly<
    Record<string, (submission: Submission, context: DeedContext) => Promise<SubmissionAnswer>>
  >;
  /** Message shortcuts by callback id. */
  messageShortcuts?: Readonly<Record<string, (ask: MessageAsk, context: DeedContext) => Promise<Answer>>>;
  /** Global shortcuts by callback id. */
  shortcuts?: Readonly<Record<string, (ask: Ask, context: DeedContext) => Promise<Answer>>>;
};
