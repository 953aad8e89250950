// Follow-ups: what has to be done after the incident. Bare, with what people said should be done and nobody has yet.
import { change, incidentOf } from '../act.ts';
import { section } from '../blocks.ts';
import type { Answer, Ask, Deed, DeedContext, Press } from '../deed.ts';
import { itemForm, itemFromMessage, listItems, runItemLine } from '../item-deeds.ts';
import { unpack } from '../press-values.ts';
import { suggestedItems } from '../suggested-items.ts';

async function bare(ask: Ask, context: DeedContext): Promise<Answer> {
  const list = listItems(ask, 'follow-up', context);
  const { blocks, ...then } = await suggestedItems(ask, incidentOf(ask), context);
  return list.kind === 'private' && blocks.length > 0
    ? { ...list, blocks: [...(list.blocks ?? [section(list.text)]), ...blocks], ...then }
    : list;
}

/** The form, filled in: nothing is added before it is sent. */
async function add(press: Press): Promise<Answer> {
  const { text = '', message } = unpack(press.value);
  incidentOf(press);
  const view = itemForm(press, 'follow-up', { text, ...(message ? { more: { message } } : {}) });
  return { kind: 'modal', offer: 'Add this follow-up?', view };
}

/** What rules found is shown again without it; a model's message stays as it is, since nothing keeps what else was in it. */
async function dismiss(press: Press, context: DeedContext): Promise<Answer> {
  const { suggestion = '' } = unpack(press.value);
  await change(press, context, 'dismiss-suggestion', { suggestion });
  if (suggestion.startsWith('n:')) {
    return { kind: 'private', text: 'It is not suggested again.' };
  }
  const { narrator: _asked, ...alone } = context;
  const list = await bare(press, alone);
  return list.kind === 'private'
    ? { kind: 'replace', text: list.text, blocks: list.blocks ?? [section(list.text)] }
    : list;
}

export const followup: Deed = {
  name: 'followup',
  command: {
    word: 'followup',
    aliases: ['follow-up', 'followups', 'follow-ups'],
    usage: 'followup [what @who by friday, done 3, or reopen 3]',
    says: 'Add something to do afterwards, finish it, or list what is open and what was said should be done.',
    needsIncident: true,
    run: (ask, context) =>
      /^(?:list)?$/i.test(ask.rest.trim()) ? bare(ask, context) : runItemLine('follow-up', ask, context),
  },
  buttons: { 'followup:list': bare, 'followup:suggested:*': add, 'followup:dismiss:*': dismiss },
  messageShortcuts: { make_follow_up: (ask, context) => itemFromMessage('follow-up', ask, context) },
};
