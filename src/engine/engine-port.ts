// What surfaces see of the engine: one door for writing, and questions for reading.
import type { Asking, CommandType, Wish } from '../incident/commands.ts';
import type { Entry } from '../incident/entry.ts';
import type { EventType, IncidentEvent, Recorded } from '../incident/events.ts';
import type { Inbound } from '../incident/inbound.ts';
import type { StepRow } from '../incident/keys.ts';
import type { MessageFacts } from '../incident/message-facts.ts';
import type { Incident, ItemTicket } from '../incident/state.ts';
import type { Actor, Deployment, Instant, MessagePlace, Signal, Source } from '../incident/values.ts';
import type { EffectWish } from '../workflows/effects.ts';
import type { Rule } from '../workflows/route-signal.ts';

/** What came of a command. */
export type Handled = {
  /** Stream of the incident: `incident/<id>`. */
  incident: string;
  /** The incident with the command's facts folded in. */
  state: Incident;
  /** Facts that were written; empty where there was nothing to do (a second telling). */
  events: IncidentEvent[];
  /** True where this idempotency key had been handled before. */
  repeated: boolean;
};

export type FailedEffect = { id: number; kind: string; incident?: Incident; why: string };

/** What became of signals that were set aside: routed, still not, and given up as too old. */
export type TriedAgain = { routed: number; failed: { event: string; why: string }[]; old: number };

/** Who looks. A private incident is shown to its people only. */
export type Viewer =
  /** The machine's own operator, and performers that act for the incident's own channel. */
  | { kind: 'operator' }
  /** A person, with the channels they are known to be in. `seesPrivate`: the configuration shows them every private one. */
  | { kind: 'person'; id: string; seesPrivate?: boolean };

export type Engine = {
  /**
   * Handles a command: decided against the newest state, written, on disk when this resolves. `incident` is the stream; for
   * `declare` it is left out. Throws a Refusal where the rules say no (recorded as such first).
   */
  handle<T extends CommandType>(request: {
    type: T;
    incident?: string;
    wish: Wish<T>;
    asking: Asking;
  }): Promise<Handled>;
  /**
   * Writes down what somebody asked for outside any incident, and what came of it: the sentence of a refusal, an answer in a
   * word or two, or `work`, the effect that does it or tells of it, in the same append; it is given the id of the event, which
   * holds the words. On disk when this resolves. What belongs to an incident is a command of its own (`record-answer`).
   * `repeated`: this asking had been written down before.
   */
  audit(asked: {
    command: string;
    asking: Asking;
    answer?: string;
    refused?: string;
    work?: (event: string) => EffectWish;
  }): Promise<{ repeated: boolean }>;
  /**
   * Erases what somebody typed outside any incident, and what was answered to it. Their own lines; operators' may be anybody's.
   * Throws a Refusal where that may not be or there is nothing.
   */
  forget(wish: { event: string; reason?: string; asking: Asking }): Promise<void>;
  /**
   * Takes in what was told from outside: on disk in the inbox when this resolves, with the body as it came; routing follows
   * by itself. `unmapped` says why a body could not be understood, `troubles` what is wrong with one that was: it is kept
   * all the same, and the operators hear of it once an hour per vendor. Deployments are kept in a stream of their own; those
   * of a service with an open incident are noted there by an effect.
   */
  receive(
    inbound: readonly Inbound[],
    origin: {
      vendor: string;
      key: string;
      raw: string;
      actor: Asking['by'];
      unmapped?: string;
      troubles?: readonly string[];
    },
  ): Promise<void>;
  /**
   * Resolves when every signal taken in so far has been routed. Called once at the start, it routes what a killed process
   * left. Rejects where the disk fails; nothing is lost then, and the next call goes on.
   */
  routed(): Promise<void>;
  /**
   * Routes what this mute held back until its end, where it still fires. Resolves when that is done. What a mute still holds
   * back stays held.
   */
  unmute(window: string): Promise<void>;
  /** Tries the signals again that could not be routed and were set aside. Rejects where the disk fails. */
  retryAside(): Promise<TriedAgain>;
  questions: Questions;
  /**
   * Called after each commit, with what was written to incidents (nothing, where only the inbox or the audit moved) and how
   * many effects came with it.
   */
  onCommit(listener: (events: readonly IncidentEvent[], effects: number) => void): () => void;
  /** Stops taking commands and waits for what is being written. */
  stop(): Promise<void>;
};

export type IncidentFilter = {
  open?: boolean;
  status?: readonly string[];
  service?: string;
  kind?: readonly string[];
  limit?: number;
};

/** A signal as it came in, and what became of it. */
export type ReceivedSignal = {
  /** Id of its event in the inbox. */
  event: string;
  signal: Signal;
  receivedAt: Instant;
  /** Its end has been told. */
  over: boolean;
  /** Stream of the incident it is part of. */
  incident?: string;
  /** The rule that routed it; absent while it has not been routed. */
  rule?: Rule;
};

/** Which message tells of an alert: the line of this signal, or the grouped one of this window. */
export type SaidLine = { signal: string } | { window: string };

/** A status of a deployment, and the pipeline that told it. */
export type ReceivedDeployment = { deployment: Deployment; by: Actor };

/** What came about after `after`, and not after `until`. */
export type DeploymentWindow = { service: string; after: Instant; until: Instant; limit?: number };
/** What somebody asked for outside any incident. */
export type Asked = {
  event: string;
  command: string;
  by: Actor;
  /** What they were then; empty where it was answered at once. */
  grants: readonly string[];
  /** By the origin's clock. */
  at: Instant;
  source: Source;
  /** As it was typed; absent once it was redacted. */
  line?: string;
  /** The sentence of the refusal. */
  refused?: string;
};

/** A part of the record that says what was looked for. */
export type Passage = {
  incident: Incident;
  /** Id of the event, or of the message. */
  entry: string;
  /** Words found, marked with « and ». */
  snippet: string;
  /** A review has no time and no author of its own. */
  from: 'review' | 'record';
  at?: Instant;
  author?: Actor;
  place?: MessagePlace;
  thread?: string;
  permalink?: string;
};

export type Questions = {
  /** The incident of a stream, if the viewer may see it. */
  incident(stream: string, viewer: Viewer): Promise<Incident | undefined>;
  /** By number, `INC-42` or `42`. */
  byNumber(number: number, viewer: Viewer): Promise<Incident | undefined>;
  /** The stream of the incident whose channel this is, for capture: asked for every message, so no state is read for it. */
  streamOfChannel(team: string, channel: string): Promise<string | undefined>;
  /** The incident whose channel this is (team/channel), private or not: for commands typed in it. */
  byChannel(team: string, channel: string): Promise<Incident | undefined>;
  list(filter: IncidentFilter, viewer: Viewer): Promise<Incident[]>;
  /** Entries in order of `at`: the `newest` so many, or all. Long timelines are read in parts. */
  entries(stream: string, viewer: Viewer, options?: { newest?: number }): Promise<Entry[]>;
  /** All events, in order of version. For export, drafting and verification. */
  events(stream: string): Promise<IncidentEvent[]>;
  event(id: string): Promise<IncidentEvent | undefined>;
  /** What was asked for outside any incident, by the id of its event. For performers. */
  asked(event: string): Promise<Asked | undefined>;
  /** The viewer's own lines outside any incident that still have words, newest first. An operator sees everybody's. */
  askedBy(viewer: Viewer, limit: number): Promise<Asked[]>;
  /** The first `limit` events of one type, in order of version. */
  ofType<T extends EventType>(stream: string, type: T, limit: number): Promise<Recorded<T>[]>;
  /** Whoever was heard to come into the incident's channel or leave it, and which of the two came last. */
  members(stream: string): Promise<{ who: string; in: boolean }[]>;
  /** What is known of a message, by its place. */
  message(
    stream: string,
    place: { team: string; channel: string; ts: string },
  ): Promise<MessageFacts | undefined>;
  /** Messages of a channel that the timeline holds, for repair: ts, revision, replies. In order of ts, after `after`. */
  knownMessages(
    stream: string,
    options?: { after?: string; limit?: number },
  ): Promise<{ ts: string; facts: MessageFacts }[]>;
  /** The steps of an attached runbook that somebody ticked or unticked, by their number from 1. */
  runbookSteps(stream: string, runbook: string): Promise<ReadonlyMap<number, StepRow>>;
  /** Action items that are open, of all incidents the viewer may see. */
  openItems(viewer: Viewer): Promise<{ incident: Incident; item: Incident['items'][number] }[]>;
  /** Tickets that are still looked after, of all incidents, newest incidents first. For the machine itself. */
  followedTickets(): Promise<{ stream: string; item: string; ticket: ItemTicket }[]>;
  /** Passages that say these words, best first; "in quotes" as they follow each other. */
  search(text: string, viewer: Viewer, limit: number): Promise<Passage[]>;
  /** Signals by the ids of their events in the inbox, and those of a grouped message by its window: what lines are made of. */
  signals(ids: readonly string[]): Promise<ReceivedSignal[]>;
  groupedSignals(window: string): Promise<{ signals: ReceivedSignal[]; more: number }>;
  lineAbout(event: string): Promise<SaidLine | undefined>;
  /**
   * Deployments of a service within a window, newest first: each status a row of its own, but for starts that came to an end.
   * At most `limit` (20) are read; `more` tells that there are older ones.
   */
  deployments(window: DeploymentWindow): Promise<{ deployments: ReceivedDeployment[]; more: boolean }>;
  /** What could not be done, the newest first, 200 at most; what somebody skipped is not among it, nor what a restored backup was still to do. */
  failedEffects(viewer: Viewer): Promise<FailedEffect[]>;
  /** One of those that were parked and not skipped, however long ago; undefined where it is none, or not this viewer's. */
  failedEffect(id: number, viewer: Viewer): Promise<FailedEffect | undefined>;
  /** How much waits to be released since a backup was restored, up to 200. */
  restoredEffects(viewer: Viewer): Promise<number>;
};
