// Says that a review is due, to whoever sees to it, by name.
import type { Performer } from '../engine/performer.ts';
import { reviewOf, reviewOwner } from '../incident/review-state.ts';
import { stepOff } from '../policy/section-workflows.ts';
import { remindOfReview } from '../workflows/remind-of-review.ts';
import { button, context, dateToken, escaped, link, mention, row, section } from './blocks.ts';
import { permalinkOf } from './ids.ts';
import { postOnce } from './posting.ts';
import { pack } from './press-values.ts';
import { incidentOf, type Stage } from './stage.ts';

export function reviewReminderPerformer(stage: Stage): Performer<'review.remind'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    const due = reviewOf(incident)?.due;
    if (due === undefined || !incident.channel || incident.channelLost) {
      return;
    }
    const owner = reviewOwner(incident, stage.policy);
    const to = owner?.kind === 'person' ? `${mention(owner.id)}: the` : 'The';
    const when = stage.clock.now() >= due ? 'was due' : 'is due';
    const { message } = incident.draft?.delivered ?? {};
    const where = message
      ? ` ${link(permalinkOf(stage.session.identity().teamUrl, message), 'Open the draft')}.`
      : ` There is no draft yet: \`/${stage.policy.command} postmortem\` has one written.`;
    const text = `${to} ${stage.policy.reviewWord} of INC-${incident.number} ${when} ${dateToken(due, incident.zone)}.${where}`;
    const last =
      effect.payload.round > 0 ? 'This was the last reminder.' : 'It is said once more when it is due.';
    await postOnce(
      stage,
      effect,
      { channel: incident.channel.id },
      {
        text,
        blocks: [
          section(text),
          ...(message ? [row('review-due', [button('Publish', 'review:publish', pack(incident))])] : []),
          context(`${last} To switch it off, ${escaped(stepOff(remindOfReview.name))}.`),
        ],
      },
    );
  };
}
