// Suggested action items as people see them: with their sources, a button that opens the form, and one that hides them for good.
import type { KnownBlock } from '@slack/types';
import type { Proposed } from '../engine/proposals.ts';
import type { SuggestedItem } from '../evidence/suggested-items.ts';
import type { Entry } from '../incident/entry.ts';
import type { Incident } from '../incident/state.ts';
import { ITEM_MAX } from '../incident/texts.ts';
import { button, escaped, link, row, section, shorten, context as small } from './blocks.ts';
import type { Ask, DeedContext, Later, Words } from './deed.ts';
import { addressOf } from './entry-lines.ts';
import { streamOf } from './ids.ts';
import { inPlainWords, plainEntries } from './plain-entries.ts';
import { pack } from './press-values.ts';
import {
  beingWritten,
  DRAFTED,
  howMadeButton,
  narratorFor,
  nothingProposed,
  removedWords,
} from './proposed.ts';

const MOST_DISMISSED = 300;
/** A message holds 50 blocks (Slack's docs), and nobody reads more. */
const MOST_SHOWN = 5;
/** Ids of entries: more make a button's value too long. */
const MOST_IN_KEY = 6;

async function dismissedIn(
  incident: Incident,
  { engine }: Pick<DeedContext, 'engine'>,
): Promise<ReadonlySet<string>> {
  const said = await engine.questions.ofType(streamOf(incident), 'suggestion-dismissed', MOST_DISMISSED);
  return new Set(said.map(({ data }) => data.suggestion));
}

type Rules = typeof import('../evidence/suggested-items.ts');

/** What reads sentences is loaded by who asks for it: an app where nothing happens is a hundredth smaller without (measured). */
const loadRules = (): Promise<Rules> => import('../evidence/suggested-items.ts');

/** Whether rules find anything to suggest. */
export async function isAnySuggested(
  at: Pick<DeedContext, 'engine' | 'people' | 'botUser'>,
  incident: Incident,
  entries: readonly Entry[],
): Promise<boolean> {
  const { suggestItems } = await loadRules();
  const dismissed = await dismissedIn(incident, at);
  return suggestItems({ entries: inPlainWords(entries, at), items: incident.items, dismissed }).length > 0;
}

type Source = Pick<Entry, 'id' | 'place' | 'thread' | 'shownAt' | 'permalink'>;

/** The message comes along into the item, where it stands in a channel. */
function carried(incident: Incident, { key, text }: SuggestedItem, source: Source | undefined): string {
  const message: Record<string, string> = source?.place
    ? { message: `${source.place.channel}/${source.place.ts}` }
    : {};
  return pack(incident, { suggestion: key, text: shorten(text, ITEM_MAX), ...message });
}

function blocksOf(
  suggested: readonly SuggestedItem[],
  incident: Incident,
  entries: readonly Entry[],
  { context, mark, drafted }: { context: DeedContext; mark: string; drafted?: boolean },
): KnownBlock[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return suggested.flatMap((one, index) => {
    const sources = one.sources.flatMap((id) => byId.get(id) ?? []);
    const links = sources.flatMap((entry) => addressOf(entry, context.permalink) ?? []).slice(0, 3);
    const [hint] = one.hints;
    const value = carried(incident, one, sources[0]);
    return [
      section(
        `${drafted ? `${DRAFTED} ` : '• '}${escaped(one.text)} ${links.map((address) => link(address, '↗')).join(' ')}${hint ? `\n_${escaped(hint.why)}_` : ''}`,
      ),
      row(`${mark}-${index}`, [
        button('Add', `followup:suggested:${mark}${index}`, value),
        button('Not this one', `followup:dismiss:${mark}${index}`, value),
      ]),
    ];
  });
}

/** What a model suggested, in the same form: what is known already, or was not wanted, is not among it. */
function fromModel(
  { hintsFor, newOnes }: Rules,
  proposed: Proposed,
  known: Parameters<Rules['newOnes']>[1],
): SuggestedItem[] {
  const suggested = proposed.sentences.flatMap(({ text, sources }) => {
    const ids = sources.map(({ entry }) => entry);
    const item = text.replace(/\.$/, '');
    const hints = hintsFor(item);
    const key = `n:${[...ids].sort().slice(0, MOST_IN_KEY).join(',')}`;
    return hints === undefined ? [] : [{ key, text: item, sources: ids, hints }];
  });
  return newOnes(suggested, known).slice(0, MOST_SHOWN);
}

export type Suggested = { blocks: KnownBlock[]; later?: Later<Words> };

/** Nothing where there is nothing to suggest. A model is asked once there is a draft of the review. */
export async function suggestedItems(
  ask: Pick<Ask, 'asking'>,
  incident: Incident,
  context: DeedContext,
): Promise<Suggested> {
  const entries = await plainEntries(ask, context, incident);
  const dismissed = await dismissedIn(incident, context);
  const rules = await loadRules();
  const all = rules.suggestItems({ entries, items: incident.items, dismissed });
  const found = all.slice(-MOST_SHOWN);
  const left = all.length - found.length;
  const narrator = incident.draft ? narratorFor(context, incident) : undefined;
  const head = found.length > 0 ? [section('*Said in the channel, and no follow-up yet*')] : [];
  const blocks = [
    ...head,
    ...blocksOf(found, incident, entries, { context, mark: 's' }),
    ...(left > 0 ? [small(`${left} earlier ones show as these are added or hidden.`)] : []),
  ];
  if (!narrator) {
    return { blocks };
  }
  const items = [...incident.items, ...all.map(({ text }) => ({ text: { text, event: '', at: 0 } }))];
  const later = async (): Promise<Words> => {
    const proposed = await narrator.propose(streamOf(incident), 'follow-ups');
    const fresh = fromModel(rules, proposed, { items, dismissed });
    if (fresh.length === 0) {
      const nothing =
        proposed.sentences.length > 0
          ? `${DRAFTED} ${escaped(narrator.label)} suggests nothing new.`
          : nothingProposed(proposed, narrator.label);
      return { text: nothing };
    }
    return {
      text: 'Suggested follow-ups',
      blocks: [
        section('*Suggested follow-ups*'),
        ...blocksOf(fresh, incident, entries, { context, mark: 'n', drafted: true }),
        small(
          `${DRAFTED} Written by ${escaped(proposed.model ?? narrator.label)}. ${removedWords(proposed)}`,
        ),
        row('proposal', [howMadeButton(incident, 'follow-ups', proposed)]),
      ],
    };
  };
  return { blocks: [...blocks, beingWritten(narrator, 'Suggestions')], later };
}
