// The work that facts cause, as data. Ids only: what is posted is rendered when it is performed.
import type { GraphMoment } from '../incident/graph-values.ts';
import type { Beside, Instant } from '../incident/values.ts';

/** Payload by kind. Every effect belongs to the stream of its incident, or to that of what was asked outside any. */
export type EffectPayloads = {
  /** Creates (or takes up again) the incident's channel, sets its topic, and brings the first people in. */
  'channel.open': { invite: { who: string; because: string }[] };
  /** `somebody`: where none of them can come, others do. `asked`: by a person, so that no limit of private incidents counts. */
  'channel.invite': { invite: { who: string; because: string }[]; somebody?: boolean; asked?: boolean };
  'channel.topic': Record<string, never>;
  /** Gives the channel the name it should have now that the words of the old one are redacted. */
  'channel.rename': Record<string, never>;
  /** Posts and pins the card, or brings it up to date. Refresh. */
  'card.refresh': Record<string, never>;
  /** Brings the cards of other incidents up to date that name this one. Refresh. */
  'other-cards.refresh': Record<string, never>;
  /** Posts the announcement, or brings it up to date; withdraws that of a private incident. Refresh. */
  'announcement.refresh': Record<string, never>;
  /** A large change, as a reply in the announcement's thread. */
  'announcement.reply': { event: string };
  /** A sentence in the incident's channel about an event: a change, an undo button, a refusal everybody should see. */
  'message.post': {
    event: string;
    about: MessageAbout;
    /** In the card's thread: nobody has spoken yet, and the channel has had its share of us. */
    inCardThread?: boolean;
    /** Said of what is over; not where it is open again by then. */
    over?: true;
  };
  /** Shows what was chosen where people were asked for a severity. Refresh. */
  'severity.refresh': { event: string };
  /** Brings a message whose buttons end at some time up to date. `fact`: which it is about. Refresh. */
  'offer.refresh': { fact: string };
  /** Brings the buttons below the message that links the review up to date. Refresh. */
  'delivery.refresh': Record<string, never>;
  /** Writes our own sentences about what was redacted anew, without the words. */
  'words.withdraw': { event: string };
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
  /** Drafts the postmortem. `over`: of what is over; not where it is open again by then. Refresh. */
  'postmortem.draft': { over?: true };
  /** Takes back the word that a draft is being made: what was over is open again. */
  'draft.withdraw': { cycle: number };
  /** Puts the draft into the channel: canvas, log, and the one message that links it. `over`: as for the draft. */
  'postmortem.deliver': { event: string; over?: true };
  /** One line in the announcement channel about an alert that did not declare, with a button. */
  'signal.line': { signals: string[]; grouped: boolean };
  /** A grouped message about alerts held back by the limit on incidents that open themselves. Refresh. */
  'signal.group': { window: string };
  /** Brings what was said of an alert up to date. `event`: tells of the alert, in the inbox or in an incident; absent: of all of this incident. Refresh. */
  'line.refresh': { event?: string };
  /** Notes recent deployments on the incident; of the stream of deployments, on every open incident of the service. */
  'deployments.note': { service: string };
  /** Mitigates where nothing has fired since that fact. */
  'alerts.settle': { event: string };
  /** Routes what a mute held back, where it still fires. */
  'signal.unmute': { window: string };
  /** Once, by name, about an alert that nobody acknowledged. */
  'acknowledge.nag': { event: string };
  /** Fetches the figures around the incident, keeps them, and draws them. */
  'graph.draw': { event: string; moment: GraphMoment };
  /** Puts a picture into the card's thread; into the channel where somebody asked for it. */
  'graph.post': { graph: string; moment: GraphMoment };
  /** Asks the schedule who is on call. */
  'on-call.find': { vendor: string; schedule: string; label: string };
  /** Wakes whoever a page is for. */
  'person.page': { page: string };
  /** The page as a direct message, where there is no pager. */
  'page.direct': { event: string; who: string };
  /** Looks whether somebody took the page; at the `last` look nobody did. */
  'page.follow': { page: string; last: boolean };
  /** Tells the vendor that somebody (of this event) is on it. */
  'page.acknowledge': { page: string; event: string };
  'page.resolve': { page: string };
  /** Looks for runbooks: those of a service, and those that the configuration or an alert names. */
  'runbook.find': {
    service?: { id: string; label: string };
    runbooks: { title: string; url?: string; file?: string }[];
    because: string;
    /** The fact of an alert, whose link is looked behind. */
    alert?: string;
  };
  /** Puts the steps of a runbook into the channel, with a box for each. */
  'runbook.post': { runbook: string };
  /** Brings that message up to date. Refresh. */
  'runbook.refresh': { runbook: string };
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
  /** Looks for incidents of the past that are like this one. Refresh. */
  'similar.find': Record<string, never>;
  /** Tells other incidents of an event that concerns them: this one was merged into it, has to do with it, or holds the same alert. */
  'other.tell': { event: string };
  /** Keeps the review as it is now, with what people wrote in its canvas. `event`: what has it kept. */
  'review.keep': { event: string };
  /** Looks through the canvas, and what is kept of the review, for words that are erased. Refresh. */
  'review.sift': Record<string, never>;
  /** Puts the review where documents stand. `event`: the fact that has it exported. */
  'document.export': { event: string };
  /** Tells the deployment tracker of what an event began or ended. */
  'impact.register': { event: string };
  /** Does what somebody asked for by mentioning us, and answers them alone. The event holds the words. */
  'mention.answer': { event: string; channel: string; thread?: string };
  /** Makes an incident of a channel that was never one, with its whole history. */
  'channel.import': { event: string; channel: string };
  /** What came of an import, to whoever asked for it. */
  'import.tell': { event: string };
  /** Brings the review's sheet up to date: its state, key times, wordings, buttons. Refresh. */
  'review.refresh': Record<string, never>;
  /** Reminds of the update that is due. `since`: when there was the last one, or the declaration; `last`: it is said no more. */
  'update.remind': { since: Instant; severity: string; last: boolean };
  /** Reminds of the review that is due. `resolve`: the change that made it due; 0 for the first time. */
  'review.remind': { round: number; resolve: string };
  /** The questions of a review to one person, in one message. */
  'questions.send': { to: string; cycle: number };
  /** Brings that message up to date. Refresh. */
  'questions.refresh': { to: string };
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
  /** Trouble that operators should hear of. `neutral`: the text where the incident is private and they may not see it. */
  'operators.tell': { text: string; about: string; neutral?: string };
};

export type MessageAbout =
  | Beside
  | 'declared'
  | 'status'
  | 'resolved'
  | 'undone'
  | 'severity'
  | 'correction'
  | 'privacy'
  | 'role'
  | 'item'
  | 'update'
  | 'link'
  | 'merged'
  | 'handover'
  | 'signal-attached'
  | 'bridge'
  | 'on-call'
  | 'not-invited'
  | 'page'
  | 'review'
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
