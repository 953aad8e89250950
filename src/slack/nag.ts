// An alert that nobody acknowledged is said once more, by name.
import type { Performer } from '../engine/performer.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { button, mention, row, section } from './blocks.ts';
import { streamOf } from './ids.ts';
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
    const names = await peopleAsked(stage, effect.stream);
    const to = names.length > 0 ? `${names.slice(0, 10).map(mention).join(' ')}: nobody` : 'Nobody';
    const text = `${to} has acknowledged this alert yet. Press *Acknowledge* if you are looking at it. Firescribe says this once and is no pager.`;
    const blocks = [
      section(text),
      row('ack', [button('Acknowledge', 'ack:press', streamOf(incident), { style: 'primary' })]),
    ];
    await postOnce(stage, effect, { channel: incident.channel.id }, { text, blocks });
  };
}

async function peopleAsked(stage: Stage, stream: string): Promise<string[]> {
  const invitations = await stage.engine.questions.ofType(stream, 'people-invited', MOST_READ);
  return [...new Set(invitations.flatMap(({ data }) => data.invited))];
}
