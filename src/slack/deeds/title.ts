// Title: shows it, or corrects it; where it says next to nothing, bare, better ones are proposed.
import type { KnownBlock } from '@slack/types';
import type { SuggestedTitle } from '../../evidence/suggested-titles.ts';
import type { Entry } from '../../incident/entry.ts';
import type { Incident } from '../../incident/state.ts';
import { TITLE_MAX } from '../../incident/texts.ts';
import { change, incidentOf, restOf, seenInChannel, zoneOfAsker } from '../act.ts';
import { button, escaped, link, row, section, shorten, context as small } from '../blocks.ts';
import type { Answer, Ask, Deed, DeedContext, Press } from '../deed.ts';
import { addressOf } from '../entry-lines.ts';
import { streamOf } from '../ids.ts';
import { plainEntries } from '../plain-entries.ts';
import { pack, unpack } from '../press-values.ts';
import {
  beingWritten,
  DRAFTED,
  howMadeButton,
  narratorFor,
  nothingProposed,
  removedWords,
  sentenceLine,
} from '../proposed.ts';
import { knownZone } from '../typed-time.ts';

/** What reads sentences is loaded by who asks for it. */
const loadRules = () => import('../../evidence/suggested-titles.ts');

const take = (incident: Incident, title: string, index: string) =>
  button('Use this', `title:take:${index}`, pack(incident, { title: shorten(title, TITLE_MAX) }));

function suggestionBlocks(
  suggested: readonly SuggestedTitle[],
  incident: Incident,
  entries: readonly Entry[],
  { permalink }: DeedContext,
): KnownBlock[] {
  return suggested.map(({ title, sources }, index) => {
    const entry = entries.find(({ id }) => id === sources[0]);
    const address = entry && addressOf(entry, permalink);
    return section(
      `${escaped(title)}${address ? ` ${link(address, '↗')}` : ''}`,
      take(incident, title, String(index)),
    );
  });
}

/** A model's titles, each with its sources and a button; nothing is set before one is pressed. */
function written(ask: Ask, context: DeedContext) {
  const incident = incidentOf(ask);
  const narrator = narratorFor(context, incident);
  if (!narrator) {
    return { blocks: [] };
  }
  const zone = knownZone(zoneOfAsker(ask, context), context.policy.zone);
  return {
    blocks: [beingWritten(narrator, 'Titles')],
    later: async () => {
      const proposed = await narrator.propose(streamOf(incident), 'titles');
      if (proposed.sentences.length === 0) {
        return { text: nothingProposed(proposed, narrator.label) };
      }
      const { MOST_TITLES } = await loadRules();
      const titles = proposed.sentences.slice(0, MOST_TITLES);
      return {
        text: 'Proposed titles',
        blocks: [
          ...titles.map((one, index) =>
            section(sentenceLine(one, zone), take(incident, one.text.replace(/\.$/, ''), `n${index}`)),
          ),
          small(
            `${DRAFTED} Written by ${escaped(proposed.model ?? narrator.label)}. ${removedWords(proposed)}`,
          ),
          row('proposal', [howMadeButton(incident, 'titles', proposed)]),
        ],
      };
    },
  };
}

async function bare(ask: Ask, context: DeedContext): Promise<Answer> {
  const incident = incidentOf(ask);
  const text = `INC-${incident.number} is titled “${escaped(incident.title.text)}”. To change it: \`/${context.policy.command} title\` and the new title.`;
  const entries = await plainEntries(ask, context, incident);
  const { needsTitle, suggestTitles } = await loadRules();
  if (!needsTitle(incident, entries)) {
    return { kind: 'private', text };
  }
  const suggested = suggestTitles(incident, entries);
  const { blocks, ...then } = written(ask, context);
  if (suggested.length + blocks.length === 0) {
    return { kind: 'private', text };
  }
  return {
    kind: 'private',
    text,
    blocks: [
      section(text),
      ...(suggested.length > 0
        ? [
            small('It says little. From the record:'),
            ...suggestionBlocks(suggested, incident, entries, context),
          ]
        : []),
      ...blocks,
    ],
    ...then,
  };
}

async function use(press: Press, context: DeedContext): Promise<Answer> {
  await change(press, context, 'change-title', { title: unpack(press.value).title ?? '' });
  return seenInChannel(press, 'The title is changed.');
}

export const title: Deed = {
  name: 'title',
  command: {
    word: 'title',
    aliases: ['rename'],
    usage: 'title [new title]',
    says: 'Correct the title; alone, better ones are proposed where it says little.',
    needsIncident: true,
    async run(ask, context) {
      const wanted = restOf(ask, context);
      if (wanted === '') {
        return bare(ask, context);
      }
      await change(ask, context, 'change-title', { title: wanted });
      return seenInChannel(ask, 'The title is changed.');
    },
  },
  buttons: { 'title:take:*': use },
};
