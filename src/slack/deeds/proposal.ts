// How a proposed text was made: model, entries that were sent, what was removed and why, and the prompt word for word.
import type { ProposalKind } from '../../engine/proposals.ts';
import { escaped, section } from '../blocks.ts';
import type { Answer, Deed, DeedContext, Press } from '../deed.ts';
import { notice } from '../forms.ts';
import { unpack } from '../press-values.ts';

const KINDS: Readonly<Record<ProposalKind, true>> = {
  'catch-up': true,
  handover: true,
  update: true,
  'follow-ups': true,
  titles: true,
};
const isKind = (kind: string): kind is ProposalKind => kind in KINDS;

async function made(press: Press, { narrator }: DeedContext): Promise<Answer> {
  const { kind = '', model = '', shown = '0', citable = '0', removed = '' } = unpack(press.value);
  if (!narrator || !isKind(kind)) {
    return { kind: 'private', text: 'No narrator is on any more; how this was made cannot be shown.' };
  }
  const view = notice(
    'How this was made',
    `Written by ${escaped(model || narrator.label)} (${escaped(narrator.label)}) from ${shown} of the ${citable} entries that can be cited, without secrets, and from times and counts that code computed. Each sentence is held against the entries it cites, by code. ${escaped(removed)} It is a proposal: nothing came of it by itself.`,
  );
  const prompt = `*What it was told*\n\`\`\`\n${escaped(narrator.promptFor(kind))}\n\`\`\``;
  return {
    kind: 'modal',
    offer: 'How this was made',
    view: { ...view, blocks: [...view.blocks, section(prompt)] },
  };
}

export const proposal: Deed = { name: 'proposal', buttons: { 'proposal:made': made } };
