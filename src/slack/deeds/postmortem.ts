// The review: where its draft is, or a new draft.
import type { Incident } from '../../incident/state.ts';
import { change, incidentOf } from '../act.ts';
import { button, escaped, link, row, section } from '../blocks.ts';
import type { Answer, Ask, Deed, DeedContext } from '../deed.ts';
import { pack } from '../press-values.ts';
import { REVIEW_WORDS } from './review.ts';

/** A draft is written in the background and posted into the channel when it is there. */
async function draft(ask: Ask, context: DeedContext): Promise<Answer> {
  const { state } = await change(ask, context, 'draft-postmortem', { because: 'asked' });
  return {
    kind: 'private',
    text: `A draft for INC-${state.number} is being written. It arrives in the incident’s channel within a minute.`,
  };
}

/** A newer draft than what was published waits for its own publication. */
function publishedWords({ edition, draft }: Incident): string {
  if (edition?.published === undefined || (edition.draft === draft?.draft && edition.cycle === draft.cycle)) {
    return '';
  }
  const newer = edition.cycle === draft?.cycle ? `draft ${draft.draft}` : 'the new draft';
  return ` It is draft ${edition.draft}, as it was published; ${newer} goes out when it is published.`;
}

/** Where it stands already is brought up to date. */
async function exportReview(ask: Ask, context: DeedContext): Promise<Answer> {
  const { state } = await change(ask, context, 'request-export', {});
  const standing = (state.documents ?? []).map(({ vendor, url }) =>
    url ? link(url, vendor.label) : escaped(vendor.label),
  );
  const where =
    standing.length > 0 ? ` It stands in ${standing.join(', ')} already, and is brought up to date.` : '';
  return {
    kind: 'private',
    text: `The ${context.policy.reviewWord} of INC-${state.number} is being exported. The card links it when it is there.${where}${publishedWords(state)}`,
  };
}

export const postmortem: Deed = {
  name: 'postmortem',
  command: {
    word: 'postmortem',
    aliases: ['retrospective', 'retro', 'review', 'pm'],
    usage: 'postmortem [new|status|ask|review|publish|export|owner @bo|waive B3 why]',
    says: 'Find the draft of the review, have one written, see how it stands, ask those who were there, put it in review, publish or export it.',
    needsIncident: true,
    async run(ask, context) {
      const incident = incidentOf(ask);
      const [first = ''] = ask.rest.toLowerCase().split(/\s+/);
      if (first === 'export') {
        return exportReview(ask, context);
      }
      const further = Object.hasOwn(REVIEW_WORDS, first) ? REVIEW_WORDS[first] : undefined;
      if (further) {
        return further(ask, context);
      }
      const message = incident.draft?.delivered?.message;
      if (!message || /^(?:new|again|draft)\b/i.test(ask.rest)) {
        return draft(ask, context);
      }
      const word = context.policy.reviewWord;
      const text = `The draft of the ${word} of INC-${incident.number} is linked here: ${link(context.permalink(message), 'open it')}.`;
      return {
        kind: 'private',
        text,
        blocks: [
          section(text),
          row('postmortem', [
            button('Write it anew', 'postmortem:draft', pack(incident)),
            button('How it stands', 'review:status', pack(incident)),
          ]),
        ],
      };
    },
  },
  buttons: { 'postmortem:draft': draft },
};
