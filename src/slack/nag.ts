// An alert that nobody acknowledged is said once more, by name.
import type { Performer } from '../engine/performer.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { button, mention, type Post, row, section } from './blocks.ts';
import { recordPost } from './messages.ts';
import { postOnce } from './posting.ts';
import { incidentOf, type Stage } from './stage.ts';

const MOST_READ = 1_000;

const WAIT_MS = 5 * 60_000;

/** Slack is slow, or away: whoever is brought in then has as long to acknowledge. */
const noChannelYet = () =>
  new VendorError('Nobody has acknowledged the alert, and its channel is not open yet.', {
    permanent: false,
    code: 'no_channel_yet',
    retryAfterMs: WAIT_MS,
  });

/** Once, by name: everybody who was brought in. It is a nudge, not a pager. */
export function nagPerformer(stage: Stage): Performer<'acknowledge.nag'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    if (incident.channelLost || incident.status !== 'detected') {
      return;
    }
    if (!incident.channel) {
      throw noChannelYet();
    }
    const words = await nagWords(stage, effect.stream);
    const place = await postOnce(stage, effect, { channel: incident.channel.id }, words);
    const post = { fact: effect.payload.event, place, beside: 'nag', offers: 'nag' } as const;
    await recordPost(stage, effect, post);
  };
}

/** As it is said now: once somebody is on it, nobody is asked any more. */
export async function nagWords(stage: Stage, stream: string): Promise<Post> {
  const incident = await incidentOf(stage, stream);
  if (incident.status !== 'detected') {
    const since = incident.keyTimes.acknowledged?.at == null ? '' : ' Somebody has since.';
    const text = `Nobody had acknowledged this alert by then.${since}`;
    return { text, blocks: [section(text)] };
  }
  const names = await peopleAsked(stage, stream);
  const to = names.length > 0 ? `${names.slice(0, 10).map(mention).join(' ')}: nobody` : 'Nobody';
  const text = `${to} has acknowledged this alert yet. Press *Acknowledge* if you are looking at it. Firescribe says this once and is no pager.`;
  const acknowledge = button('Acknowledge', 'ack:press', stream, { style: 'primary' });
  return { text, blocks: [section(text), row('ack', [acknowledge])] };
}

async function peopleAsked(stage: Stage, stream: string): Promise<string[]> {
  const invitations = await stage.engine.questions.ofType(stream, 'people-invited', MOST_READ);
  return [...new Set(invitations.flatMap(({ data }) => data.invited))];
}
