// A handover in the channel: what it rests on, and the leading role offered to whoever takes over.
import type { KnownBlock } from '@slack/types';
import type { IncidentEvent, Recorded } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import type { Policy } from '../policy/policy.ts';
import { button, context, dateToken, link, row } from './blocks.ts';
import { addressOf, readEntries } from './entry-lines.ts';
import { permalinkOf } from './ids.ts';
import { pack } from './press-values.ts';
import { PERFORMER, type Stage } from './stage.ts';

/** Offered to one person, who takes it by pressing; nothing where they have it. */
export function handoverRow(event: IncidentEvent, incident: Incident, policy: Policy): KnownBlock[] {
  const [leader] = policy.roles;
  const to = event.type === 'handover-posted' ? event.data.to : undefined;
  const holder = leader && incident.roles[leader.id]?.who;
  if (!leader || !to || holder?.id === to.id) {
    return [];
  }
  const offer = pack(incident, { to: to.id, ...(holder ? { from: holder.id } : {}) });
  return [row('handover', [button(`I am ${leader.label} now`, `role:take:${leader.id}`, offer)])];
}

/** Small words with a link to each entry; those that were deleted or redacted are not among them. */
export async function restsOn(
  stage: Stage,
  incident: Incident,
  { data }: Recorded<'handover-posted'>,
): Promise<KnownBlock[]> {
  const { teamUrl } = stage.session.identity();
  const { entries } = await readEntries({ engine: stage.engine }, incident, PERFORMER);
  const cited = new Set(data.cites);
  const links = entries
    .filter(({ id, deleted, redacted }) => cited.has(id) && !deleted && !redacted)
    .flatMap((entry) => {
      const address = addressOf(entry, (place, thread) => permalinkOf(teamUrl, place, thread));
      return address ? [link(address, dateToken(entry.at, incident.zone, '{time}'))] : [];
    });
  return links.length > 0 ? [context(`It rests on ${links.join(', ')}`)] : [];
}
