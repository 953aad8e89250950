// What a model proposed, as people see it: marked, linked to its sources, with what was taken out counted and how it was made at hand.
import type { KnownBlock } from '@slack/types';
import { DateTime } from 'luxon';
import type { ProposalKind, Proposals, Proposed, ProposedSentence } from '../engine/proposals.ts';
import type { Incident } from '../incident/state.ts';
import { button, context, escaped, link, row, shorten } from './blocks.ts';
import type { DeedContext, Words } from './deed.ts';
import { inSections } from './entry-lines.ts';
import { pack } from './press-values.ts';

/** Sentences of a model carry this mark, here and in the review. */
export const DRAFTED = '✎';
/** More links behind a sentence are not looked at. */
const MOST_LINKS = 4;

/** Whoever may be asked about this incident; nobody where it is private and may not be sent. */
export function narratorFor(
  { narrator }: Pick<DeedContext, 'narrator'>,
  incident: Pick<Incident, 'private'>,
): Proposals | undefined {
  return narrator?.maySee(incident) ? narrator : undefined;
}

/** Small words: that it is being written, and until when it is there. */
export function beingWritten({ label, seconds }: Proposals, what: string): KnownBlock {
  return context(`${DRAFTED} ${what} by ${escaped(label)} follows here within ${seconds} seconds.`);
}

/** `✎ Bo rolled back. 14:05` */
export function sentenceLine({ text, sources }: ProposedSentence, zone: string): string {
  const links = sources.slice(0, MOST_LINKS).map(({ at, link: address }) => {
    const clock = DateTime.fromMillis(at, { zone }).toFormat('HH:mm');
    return address ? link(address, clock) : `\`${clock}\``;
  });
  return [DRAFTED, escaped(text), ...links].join(' ');
}

const sentences = (count: number) => (count === 1 ? '1 sentence' : `${count} sentences`);

export function removedWords({ removed }: Pick<Proposed, 'removed'>): string {
  const count = removed.reduce((sum, one) => sum + one.count, 0);
  const why = removed.map((one) => `${one.reason} ${one.count}`).join(', ');
  return count === 0
    ? 'Nothing was removed.'
    : `${sentences(count)} removed, since the record does not carry them (${why}).`;
}

/** Why there is nothing to show; one line, where what stands above it is complete by itself. */
export function nothingProposed(proposed: Proposed, label: string): string {
  const what = proposed.failed
    ? `${escaped(label)} wrote nothing: ${escaped(proposed.failed)}`
    : proposed.removed.length > 0
      ? `None of what ${escaped(label)} wrote stands. ${removedWords(proposed)}`
      : `${escaped(label)} found nothing to say in the record.`;
  return `${DRAFTED} ${what} What stands above is complete without it.`;
}

/** Model, counts and reasons travel with the button: what was proposed is kept nowhere. */
export function howMadeButton(incident: Incident, kind: ProposalKind, proposed: Proposed) {
  const { model = '', shown, citable } = proposed;
  return button(
    'How this was made',
    'proposal:made',
    pack(incident, {
      kind,
      model: shorten(model, 100),
      shown: String(shown),
      citable: String(citable),
      removed: removedWords(proposed),
    }),
  );
}

export type Shown = {
  incident: Incident;
  kind: ProposalKind;
  title: string;
  zone: string;
  /** Buttons beside “How this was made”. */
  buttons?: Parameters<typeof row>[1];
};

/** The text as it follows an answer; one line where nothing of it stands. */
export function proposedWords(proposed: Proposed, label: string, shown: Shown): Words {
  const { incident, kind, title, zone, buttons = [] } = shown;
  if (proposed.sentences.length === 0) {
    const text = nothingProposed(proposed, label);
    const made = proposed.model ? [row('proposal', [howMadeButton(incident, kind, proposed)])] : [];
    return { text, blocks: [context(text), ...made] };
  }
  return {
    text: title,
    blocks: [
      ...inSections([`*${title}*`, ...proposed.sentences.map((one) => sentenceLine(one, zone))]),
      context(
        `${DRAFTED} Written by ${escaped(proposed.model ?? label)}; each sentence rests on the entries behind it. ${removedWords(proposed)}`,
      ),
      row('proposal', [...buttons, howMadeButton(incident, kind, proposed)]),
    ],
  };
}
