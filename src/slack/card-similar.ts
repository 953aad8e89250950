// What the card says of similar incidents of the past: what they were, what was learnt, what was never done.
import { NOBODY } from '../engine/perform-similar.ts';
import { isOpen } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/state.ts';
import { channelLink, escaped, isolated, link, shorten } from './blocks.ts';
import { permalinkOf } from './ids.ts';
import type { Stage } from './stage.ts';

const LONGEST_TITLE = 80;

/** Those of them that everybody may read now, as they are now. */
export async function similarIncidents(
  { engine }: Pick<Stage, 'engine'>,
  { similar = [], status }: Incident,
): Promise<Incident[]> {
  const found = isOpen(status) ? similar : [];
  const all = await Promise.all(found.map((number) => engine.questions.byNumber(number, NOBODY)));
  return all.filter((one) => one !== undefined);
}

/** Where one reads what came of it: its review, else its channel. */
function whereTo({ documents = [], draft, channel }: Incident, teamUrl: string): string {
  const page = documents.find(({ url }) => url !== undefined)?.url;
  const message = draft?.delivered?.message;
  const review = page ?? (message && permalinkOf(teamUrl, message));
  return review ? ` ${link(review, 'review')}` : channel ? ` ${channelLink(channel.id)}` : '';
}

function undone({ items }: Incident): string {
  const open = items.filter(({ done, kind }) => !done && kind === 'follow-up').length;
  return open === 0 ? '' : `, ${open} ${open === 1 ? 'follow-up' : 'follow-ups'} never done`;
}

/** Empty where there are none. */
export function similarWords(found: readonly Incident[], teamUrl: string): string {
  const each = found.map(
    (one) =>
      `INC-${one.number} ${escaped(isolated(shorten(one.title.text, LONGEST_TITLE)))}${undone(one)}${whereTo(one, teamUrl)}`,
  );
  return each.length === 0 ? '' : `Like this before: ${each.join('  ·  ')}`;
}
