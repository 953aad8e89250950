// An alert that nobody acknowledged is said once more, by name.
import type { Performer } from '../engine/performer.ts';
import { button, mention, row, section } from './blocks.ts';
import { streamOf } from './ids.ts';
import { postOnce } from './posting.ts';
import { incidentOf, type Stage } from './stage.ts';

const MOST_READ = 1_000;

/** Once, by name: everybody who was brought in. It is a nudge, not a pager. */
export function nagPerformer(stage: Stage): Performer<'acknowledge.nag'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    if (!incident.channel || incident.channelLost || incident.status !== 'detected') {
      return;
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
