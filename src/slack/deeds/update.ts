// Updates: what stakeholders are told. With words at once; without, a form with a text to begin with.
import type { KnownBlock } from '@slack/types';
import type { Proposed } from '../../engine/proposals.ts';
import { UPDATE_MAX, updateEvery } from '../../incident/briefings.ts';
import type { Incident } from '../../incident/state.ts';
import { isAnnounced } from '../../workflows/announce.ts';
import { change, formOf, incidentOf, restOf, seenInChannel, zoneOfAsker } from '../act.ts';
import { button, channelLink, row, shorten, context as small } from '../blocks.ts';
import type { Answer, Ask, Deed, DeedContext, Press, Submission, SubmissionAnswer } from '../deed.ts';
import { inSections } from '../entry-lines.ts';
import { oneOf } from '../form-values.ts';
import { form, textField } from '../forms.ts';
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

/** A button carries 2,000 characters (Slack's docs), its wrapping included. */
const CARRIED_TEXT = 1_400;

/** A field of another name shows its own text: under the same name Slack keeps what was typed. */
type Field = 'text' | 'narrated';

function reach(incident: Incident, { policy }: DeedContext): string {
  const here = incident.channel ? channelLink(incident.channel.id) : 'the incident’s channel';
  const { announcement } = incident;
  const there = announcement ? ` in ${channelLink(announcement.channel)}` : '';
  return isAnnounced(incident, policy)
    ? `It goes into ${here} and under the announcement${there}.`
    : `It goes into ${here} alone.`;
}

function updateForm(
  ask: Ask,
  context: DeedContext,
  filled: { text: string; field?: Field; below?: readonly KnownBlock[] },
) {
  const incident = incidentOf(ask);
  return form({
    callbackId: 'update:form',
    title: `Update on INC-${incident.number}`,
    submit: 'Send',
    metadata: formOf(ask),
    blocks: [
      textField(filled.field ?? 'text', 'What stakeholders should know', {
        long: true,
        max: UPDATE_MAX,
        value: filled.text,
        focus: true,
      }),
      small(`${reach(incident, context)} Nothing is sent before you press Send.`),
      ...(filled.below ?? []),
    ],
  });
}

function proposedBlocks(ask: Ask, proposed: Proposed, label: string, zone: string): KnownBlock[] {
  const incident = incidentOf(ask);
  if (proposed.sentences.length === 0) {
    return [small(nothingProposed(proposed, label))];
  }
  const text = shorten(proposed.sentences.map((one) => one.text).join(' '), CARRIED_TEXT);
  return [
    ...inSections(proposed.sentences.map((one) => sentenceLine(one, zone))),
    small(`${DRAFTED} Written by ${proposed.model ?? label}. ${removedWords(proposed)}`),
    row('proposed-update', [
      button('Use this text', 'update:use', pack(incident, { text, channel: ask.channel })),
      howMadeButton(incident, 'update', proposed),
    ]),
  ];
}

async function open(ask: Ask, context: DeedContext): Promise<Answer> {
  const incident = incidentOf(ask);
  const everyMs = updateEvery(incident, context.policy);
  // What reads sentences is loaded by who asks for it.
  const { updateText } = await import('../../evidence/update-text.ts');
  const text = updateText({
    incident,
    entries: await plainEntries(ask, context, incident),
    now: context.now(),
    ...(everyMs === undefined ? {} : { everyMs }),
  });
  const narrator = narratorFor(context, incident);
  const below = narrator ? [beingWritten(narrator, 'Another text')] : [];
  const zone = knownZone(zoneOfAsker(ask, context), context.policy.zone);
  return {
    kind: 'modal',
    offer: `Write an update on INC-${incident.number}?`,
    view: updateForm(ask, context, { text, below }),
    ...(narrator
      ? {
          later: async () => {
            const proposed = await narrator.propose(streamOf(incident), 'update');
            return updateForm(ask, context, {
              text,
              below: proposedBlocks(ask, proposed, narrator.label, zone),
            });
          },
        }
      : {}),
  };
}

async function use(press: Press, context: DeedContext): Promise<Answer> {
  const { text = '', channel = '' } = unpack(press.value);
  return { kind: 'redraw', view: updateForm({ ...press, channel }, context, { text, field: 'narrated' }) };
}

async function send(submission: Submission, context: DeedContext): Promise<SubmissionAnswer> {
  const { values } = submission;
  await change(submission, context, 'post-update', {
    text: oneOf(values, 'narrated') ?? oneOf(values, 'text') ?? '',
  });
  return { kind: 'close' };
}

export const update: Deed = {
  name: 'update',
  command: {
    word: 'update',
    aliases: ['updates'],
    usage: 'update [what stakeholders should know]',
    says: 'Tell stakeholders how it stands; alone, a form with a text to begin with.',
    needsIncident: true,
    async run(ask, context) {
      const text = restOf(ask, context);
      if (text === '') {
        return open(ask, context);
      }
      await change(ask, context, 'post-update', { text });
      return seenInChannel(ask, 'The update is sent.');
    },
  },
  buttons: { 'update:open': open, 'update:use': use },
  modals: { 'update:form': send },
};
