// Search: what was said and written in incidents and reviews, for whoever may read it.
import type { KnownBlock, RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';
import { DateTime } from 'luxon';
import type { Passage } from '../../engine/engine-port.ts';
import { Refusal } from '../../incident/refusal.ts';
import type { Incident } from '../../incident/state.ts';
import { nameOf } from '../../incident/words.ts';
import { restOf, zoneOfAsker } from '../act.ts';
import { viewerOf } from '../asks.ts';
import { context as small } from '../blocks.ts';
import type { Answer, Ask, Deed, DeedContext } from '../deed.ts';
import { knownZone } from '../typed-time.ts';
import { wordsOf } from '../typed-words.ts';

/** Passages that are looked at; those of one incident stand together. */
const LOOKED_AT = 40;
const MOST_INCIDENTS = 5;
const MOST_PASSAGES = 3;

type Shown = { context: DeedContext; zone: string };

/** Rich text says what is bold by itself: signs in people's words mean nothing there, in any script. */
const text = (words: string, bold = false): RichTextElement => ({
  type: 'text',
  text: words,
  ...(bold ? { style: { bold: true } } : {}),
});

const section = (elements: readonly RichTextElement[]): RichTextSection => ({
  type: 'rich_text_section',
  elements: elements.filter((one) => one.type !== 'text' || one.text !== ''),
});

/** The words that were found in bold. */
function highlighted(snippet: string, { context }: Shown): RichTextElement[] {
  const words = wordsOf(snippet, context.people).replace(/\s+/g, ' ');
  return words
    .split(/(«[^»]*»)/)
    .map((part) => (part.startsWith('«') && part.endsWith('»') ? text(part.slice(1, -1), true) : text(part)));
}

function addressOf({ incident, from, place, thread, permalink }: Passage, { context }: Shown) {
  if (from === 'review') {
    const message = incident.draft?.delivered?.message;
    const page = incident.documents?.find(({ url }) => url !== undefined)?.url;
    return page ?? (message && context.permalink(message));
  }
  return permalink ?? (place && context.permalink(place, thread));
}

function passage(found: Passage, shown: Shown): RichTextSection {
  const { at, author, from } = found;
  const when =
    at === undefined
      ? `In the ${shown.context.policy.reviewWord}`
      : DateTime.fromMillis(at, { zone: shown.zone, locale: 'en-GB' }).toFormat('d LLL yyyy HH:mm');
  const url = addressOf(found, shown);
  const who = from === 'record' && author ? ` ${nameOf(author)}` : '';
  return section([
    url ? { type: 'link', url, text: when } : text(when),
    text(`${who}: `),
    ...highlighted(found.snippet, shown),
  ]);
}

function heading({ number, title, severity, status, channel, private: hidden }: Incident): RichTextSection {
  return section([
    text(`INC-${number} `, true),
    text(`${title.text} · ${severity.label}, ${status}${hidden ? ', private' : ''}`),
    ...(channel ? [text(' · '), { type: 'channel' as const, channel_id: channel.id }] : []),
  ]);
}

function incidentBlock(passages: readonly Passage[], shown: Shown): RichTextBlock {
  const items = passages.slice(0, MOST_PASSAGES).map((one) => passage(one, shown));
  const [first] = passages;
  return {
    type: 'rich_text',
    elements: [
      ...(first ? [heading(first.incident)] : []),
      { type: 'rich_text_list', style: 'bullet', elements: items },
    ],
  };
}

/** In the order of the best passage of each. */
function byIncident(found: readonly Passage[]): Passage[][] {
  const groups = new Map<number, Passage[]>();
  for (const one of found) {
    const { number } = one.incident;
    groups.set(number, [...(groups.get(number) ?? []), one]);
  }
  return [...groups.values()];
}

function footnote(found: readonly Passage[], groups: readonly Passage[][], zone: string): KnownBlock {
  const left = groups.length - MOST_INCIDENTS;
  const more =
    found.length === LOOKED_AT
      ? ' There is more: add a word to narrow it.'
      : left > 0
        ? ` ${left} more ${left === 1 ? 'incident has' : 'incidents have'} these words: add a word to narrow it.`
        : '';
  return small(`Times in ${zone}.${more}`);
}

async function run(ask: Ask, context: DeedContext): Promise<Answer> {
  const wanted = restOf(ask, context);
  const { command } = context.policy;
  if (!/[\p{L}\p{N}]/u.test(wanted)) {
    throw new Refusal(
      `Say what to look for: \`/${command} search pool exhausted\`. Words in "quotes" must follow each other.`,
    );
  }
  const viewer = viewerOf(context, ask.asking.by.id);
  const found = await context.engine.questions.search(wanted, viewer, LOOKED_AT);
  if (found.length === 0) {
    return {
      kind: 'private',
      text: 'Nothing that you may read says this. Every word must occur: try fewer, or their beginnings.',
    };
  }
  const zone = knownZone(zoneOfAsker(ask, context), context.policy.zone);
  const groups = byIncident(found);
  const count = groups.length === 1 ? 'One incident says' : `${groups.length} incidents say`;
  return {
    kind: 'private',
    text: `${count} this`,
    blocks: [
      ...groups.slice(0, MOST_INCIDENTS).map((passages) => incidentBlock(passages, { context, zone })),
      footnote(found, groups, zone),
    ],
  };
}

export const search: Deed = {
  name: 'search',
  command: {
    word: 'search',
    aliases: ['find'],
    usage: 'search <words>',
    says: 'Find what incidents and reviews say, with links.',
    needsIncident: false,
    aboutOthers: true,
    run,
  },
};
