// What a narrator is asked for while people wait: short texts about an incident, for a person to look at.
import type { ProposalKind } from '../../engine/proposals.ts';
import type { Asked } from './narration.ts';

/** `held`: whether its sentences tell what was so, or name what could be done or said. */
export type AskedProposal = Asked & { held: 'told' | 'suggested' };

export const PROPOSALS: Readonly<Record<ProposalKind, AskedProposal>> = {
  'catch-up': {
    id: 'catch-up',
    title: 'Catch-up',
    asks: 'For somebody who joins now, in at most six sentences: what happened so far, whom it touches, what was tried and what came of it, what is being done now. The latest comes last.',
    held: 'told',
  },
  handover: {
    id: 'handover',
    title: 'Handover',
    asks: 'For whoever takes over, in at most eight sentences: what is known, what was tried and what came of it, what is suspected and not settled, what is still to be done.',
    held: 'told',
  },
  update: {
    id: 'update',
    title: 'Update for stakeholders',
    asks: 'For people outside of the response, in at most four sentences: what does not work, for whom, since when, what is being done, and when they hear again where an entry says so. No names of people or machines.',
    held: 'told',
  },
  'follow-ups': {
    id: 'follow-ups',
    title: 'Action items',
    asks: 'At most five changes to make afterwards, so that this does less harm or is noticed sooner: each one sentence that begins with a verb and names the part that is changed as the entries name it, with the entries that show the need. Nothing that is done already. No people.',
    held: 'suggested',
  },
  titles: {
    id: 'titles',
    title: 'Titles',
    asks: 'At most three titles for the incident, each of at most eight words: which service, and what users or monitors notice. Not the cause. Each is a text of its own with the entries that it rests on.',
    held: 'suggested',
  },
};
