// The work that facts cause, as data. Ids only: what is posted is rendered when it is performed.
import type { Instant } from '../incident/values.ts';

/** Payload by kind. Every effect belongs to the stream of its incident. */
export type EffectPayloads = {
  /** Creates (or takes up again) the incident's channel, sets its topic, and brings the first people in. */
  'channel.open': { invite: { who: string; because: string }[] };
  'channel.invite': { invite: { who: string; because: string }[] };
  'channel.topic': Record<string, never>;
  /** Posts and pins the card, or brings it up to date. Refresh. */
  'card.refresh': Record<string, never>;
  /** Posts the announcement, or brings it up to date. Refresh. */
  'announcement.refresh': Record<string, never>;
  /** A large change, as a reply in the announcement's thread. */
  'announcement.reply': { event: string };
  /** A sentence in the incident's channel about an event: a change, an undo button, a refusal everybody should see. */
  'message.post': {
    event: string;
    about: MessageAbout;
    /** In the card's thread: nobody has spoken yet, and the channel has had its share of us. */
    inCardThread?: boolean;
  };
  /** The instructions of a role, privately. */
  'role.instruct': { event: string };
  /** Downloads a file of a message, so that it outlives the platform's retention. */
  'file.keep': { event: string; file: string };
  /** Erases the kept bytes that a redaction names, and the drafts made before this redaction or draft. */
  'file.erase': { event: string };
  /** Compares channel history with the timeline. Refresh. */
  'history.repair': { since?: Instant };
  /** Copies the thread of the message that an incident was declared from. */
  'thread.copy': { event: string };
  /** Drafts the postmortem. Refresh. */
  'postmortem.draft': Record<string, never>;
  /** Puts the draft into the channel: canvas, log, and the one message that links it. */
  'postmortem.deliver': { event: string };
  /** One line in the announcement channel about an alert that did not declare, with a button. */
  'signal.line': { signals: string[]; grouped: boolean };
  /** A grouped message about alerts held back by the limit on incidents that open themselves. Refresh. */
  'signal.group': { window: string };
  /** Notes recent deployments on the incident; of the stream of deployments, on every open incident of the service. */
  'deployments.note': { service: string };
  /** Once, by name, about an alert that nobody acknowledged. */
  'acknowledge.nag': { event: string };
  /** Brings the channel's bookmarks in step with the bridge. Refresh. */
  'channel.bookmarks': Record<string, never>;
  /** Makes the bridge, or finds the one that an attempt before made. */
  'bridge.open': Record<string, never>;
  'bridge.end': { meeting: string };
  /** Runs a workflow of the users' own. `event`: what set it off; `repeats`: how often it ran before. */
  'workflow.run': { workflow: string; event: string; repeats: number };
  /** A text of a workflow that ran: in the channel, or under the announcement. `index`: of its acts. */
  'workflow.post': { event: string; index: number; where: 'channel' | 'announcement' };
  /** A webhook of a workflow that ran. */
  'webhook.call': { event: string; workflow: string; index: number };
  /** Asks for somebody to take the leading role; 0 for the first time. */
  'roles.nag': { round: number };
  /** Gives the leading role to whoever did what this event says. */
  'role.assign': { event: string };
  /** Archives the channel, where the incident is still as `event` left it. */
  'channel.archive': { event: string };
  /** Tells the deployment tracker of what an event began or ended. */
  'impact.register': { event: string };
  /** Makes the ticket of an item, or finds the one that an attempt before made. `byRule`: nobody asked for it. */
  'ticket.create': { item: string; byRule?: boolean };
  /** Brings what an event changed to the ticket. */
  'ticket.change': { item: string; event: string };
  /** Brings the ticket to its end with its item, or opens it again. */
  'ticket.move': { item: string };
  /** Sees to it that tickets are looked at from time to time. */
  'ticket.follow': Record<string, never>;
  /** Looks at tickets, all that are followed or those of these ids. Belongs to no incident. Refresh. */
  'tickets.poll': { ids?: string[] };
  /** Brings our sentence about an item up to date where it stands. Refresh. */
  'item.refresh': { item: string };
  /** Reminds the owner of an overdue item, in their working hours. `round`: 0 for the first time. */
  'item.remind': { item: string; due: string; round: number };
  /** Trouble that operators should hear of. */
  'operators.tell': { text: string; about: string };
};

export type MessageAbout =
  | 'declared'
  | 'status'
  | 'resolved'
  | 'undone'
  | 'severity'
  | 'severity-chooser'
  | 'correction'
  | 'role'
  | 'item'
  | 'signal-attached'
  | 'signal-severity'
  | 'bridge'
  | 'effect-failed'
  | 'draft';

export type EffectKind = keyof EffectPayloads;

/** What a reaction asks for. Its name is part of the effect's key with the event id: the same reaction twice asks once. */
export type EffectWish = {
  [K in EffectKind]: {
    kind: K;
    payload: EffectPayloads[K];
    /** Absent: at once. */
    dueAt?: Instant;
    notAfter?: Instant;
    /** Refreshes only. */
    target?: string;
    /** Asked for once in the life of the incident under this word, whichever event asks: it stands in the key instead. */
    once?: string;
  };
}[EffectKind];

/** An effect about to be performed. */
export type EffectOf<K extends EffectKind> = {
  kind: K;
  /** Unique; goes into the metadata of what is posted, so that a second attempt can find the first one's work. */
  key: string;
  stream: string;
  payload: EffectPayloads[K];
  /** 1 for the first attempt. */
  attempt: number;
};
