// What the card says of pages and incidents that people linked.
import { NOBODY } from '../engine/perform-similar.ts';
import type { Recorded } from '../incident/events.ts';
import { linkedNow } from '../incident/links.ts';
import { partsOf } from '../incident/merges-told.ts';
import type { Incident } from '../incident/state.ts';
import { channelLink, escaped, isolated, shorten } from './blocks.ts';
import type { DeedContext } from './deed.ts';
import { linkWords } from './link-words.ts';

export type LinkedPages = readonly Recorded<'link-added'>[];

/** More are counted: a card is read at a glance. */
const MOST_SHOWN = 6;
/** A block holds 3,000 characters, and a link that is cut is none. */
const LONGEST_LINE = 2_800;
const LONGEST_TITLE = 80;

type Reader = Pick<DeedContext, 'engine'>;

/** Oldest first. */
export async function linkedPages({ engine }: Reader, incident: Incident): Promise<LinkedPages> {
  const events = await Promise.all(linkedNow(incident).map((id) => engine.questions.event(id)));
  return events.filter(
    (event): event is LinkedPages[number] => event?.type === 'link-added' && !event.erased,
  );
}

/** Newest first; empty where there are none. `slash`: how all of them are asked for. */
export function pagesWords(pages: LinkedPages, slash: string): string {
  const shown: string[] = [];
  let length = 0;
  for (const { content } of [...pages].reverse().slice(0, MOST_SHOWN)) {
    const words = content ? linkWords(content) : '';
    if (words && length + words.length <= LONGEST_LINE) {
      shown.push(words);
      length += words.length + 5;
    }
  }
  const more = pages.length - shown.length;
  const rest = more > 0 ? [`${more} more: \`/${escaped(slash)} link\``] : [];
  return pages.length === 0 ? '' : `Links: ${[...shown, ...rest].join('  ·  ')}`;
}

/** Those that everybody may read now, as they are now. */
export async function relatedIncidents({ engine }: Reader, { related = [] }: Incident): Promise<Incident[]> {
  const all = await Promise.all(related.map(({ number }) => engine.questions.byNumber(number, NOBODY)));
  return all.filter((one) => one !== undefined);
}

/** `INC-7 Search is slow (mitigated) #inc-7-…` */
export function otherWords({ number, title, status, channel }: Incident): string {
  const where = channel ? ` ${channelLink(channel.id)}` : '';
  return `INC-${number} ${escaped(isolated(shorten(title.text, LONGEST_TITLE)))} (${status})${where}`;
}

/** What this one became part of, and what became part of it, by name as far as everybody may read it. */
export async function mergedWords({ engine }: Reader, incident: Incident): Promise<string> {
  const named = async ({ number }: { number: number }) => {
    const other = await engine.questions.byNumber(number, NOBODY);
    return other ? otherWords(other) : `INC-${number}`;
  };
  const parts = await Promise.all(partsOf(incident).slice(-MOST_SHOWN).map(named));
  const more = partsOf(incident).length - parts.length;
  return [
    incident.mergedInto ? `Merged into ${await named(incident.mergedInto)}: go on there.` : '',
    parts.length > 0
      ? `Merged into this one: ${[...parts, ...(more > 0 ? [`${more} more`] : [])].join('  ·  ')}`
      : '',
  ]
    .filter(Boolean)
    .join('\n');
}

/** What is merged is named as such, and not once more. */
export function relatedWords(related: readonly Incident[], incident: Incident): string {
  const merged = [...partsOf(incident), ...(incident.mergedInto ? [incident.mergedInto] : [])];
  const others = related.filter(({ number }) => !merged.some((one) => one.number === number));
  return others.length === 0 ? '' : `Has to do with: ${others.map(otherWords).join('  ·  ')}`;
}
