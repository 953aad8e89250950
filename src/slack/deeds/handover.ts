// Handover: what whoever takes over has to know, proposed to whoever hands over; posted when they say so, in their name.
import type { KnownBlock } from '@slack/types';
import type { Proposed } from '../../engine/proposals.ts';
import type { Part } from '../../evidence/handover.ts';
import { HANDOVER_MAX, nextUpdateDue } from '../../incident/briefings.ts';
import type { Entry } from '../../incident/entry.ts';
import { Refusal } from '../../incident/refusal.ts';
import type { Incident } from '../../incident/state.ts';
import type { Actor } from '../../incident/values.ts';
import { nameOf } from '../../incident/words.ts';
import { change, formOf, headline, incidentOf } from '../act.ts';
import { button, escaped, link, row, section, context as small } from '../blocks.ts';
import type { Answer, Ask, Deed, DeedContext, Press, Submission, SubmissionAnswer } from '../deed.ts';
import { addressOf, inSections } from '../entry-lines.ts';
import { oneOf } from '../form-values.ts';
import { form, personField, readMetadata, textField } from '../forms.ts';
import { slackId, streamOf } from '../ids.ts';
import { plainEntries } from '../plain-entries.ts';
import { pack, unpack } from '../press-values.ts';
import { beingWritten, narratorFor, proposedWords } from '../proposed.ts';
import { personFirst } from '../typed-words.ts';

/** A button carries 2,000 characters (Slack's docs); the rest of it is for what it rests on. */
const CARRIED_TEXT = 1_100;
const CARRIED_CITES = 12;

/** What reads sentences is loaded by who asks for it. */
const loadRules = () => import('../../evidence/handover.ts');

type Brief = { parts: Part[]; entries: Entry[] };

async function briefFor(ask: Ask, context: DeedContext, incident: Incident): Promise<Brief> {
  const entries = await plainEntries(ask, context, incident);
  const updateDue = nextUpdateDue(incident, context.policy);
  const { handoverOf } = await loadRules();
  return { entries, parts: handoverOf({ incident, entries, ...(updateDue ? { updateDue } : {}) }) };
}

/** Each part stands apart from the one before. */
function shown({ parts, entries }: Brief, { permalink }: DeedContext): KnownBlock[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return parts.flatMap(({ title, points }) => {
    const lines = points.map(({ text, sources }) => {
      const entry = byId.get(sources[0] ?? '');
      const address = entry && addressOf(entry, permalink);
      return `• ${escaped(text)}${address ? ` ${link(address, '↗')}` : ''}`;
    });
    return inSections([`*${title}*`, ...lines]);
  });
}

/** Whole sentences, as many as a button carries. */
function carried({ sentences }: Proposed): { text: string; cites: string } {
  const fitting = sentences.filter(
    (_, index) =>
      sentences
        .slice(0, index + 1)
        .map(({ text }) => `• ${text}`)
        .join('\n').length <= CARRIED_TEXT,
  );
  const cites = new Set(fitting.flatMap(({ sources }) => sources.map(({ entry }) => entry)));
  return {
    text: fitting.map(({ text }) => `• ${text}`).join('\n'),
    cites: [...cites].slice(0, CARRIED_CITES).join(','),
  };
}

function inSentences(incident: Incident, context: DeedContext, next: Record<string, string>) {
  const narrator = narratorFor(context, incident);
  if (!narrator) {
    return { blocks: [] };
  }
  return {
    blocks: [beingWritten(narrator, 'The same in sentences')],
    later: async () => {
      const proposed = await narrator.propose(streamOf(incident), 'handover');
      const value = pack(incident, { ...carried(proposed), ...next });
      return proposedWords(proposed, narrator.label, {
        incident,
        kind: 'handover',
        title: `Handover of INC-${incident.number}`,
        zone: incident.zone,
        buttons: [button('Post this in the channel', 'handover:open', value)],
      });
    },
  };
}

async function propose(ask: Ask, context: DeedContext): Promise<Answer> {
  const incident = incidentOf(ask);
  const { policy, people } = context;
  const named = ask.rest.trim() === '' ? undefined : personFirst(ask.rest, people, ask.asking.by);
  if (ask.rest.trim() !== '' && !named) {
    throw new Refusal(`Say to whom: \`/${policy.command} handover @somebody\`, or nobody.`);
  }
  const next: Record<string, string> = named ? { to: named.who.id } : {};
  const brief = await briefFor(ask, context, incident);
  const { blocks, ...then } = inSentences(incident, context, next);
  return {
    kind: 'private',
    text: `Handover of INC-${incident.number}`,
    blocks: [
      section(
        `${headline(incident)}\n*Handover*${named ? ` to ${escaped(nameOf(named.who))}` : ''}, times in ${incident.zone}`,
      ),
      ...shown(brief, context),
      small(`Only you see this. Posting it shows you the text first${offerWords(named?.who, context)}.`),
      row('handover', [button('Post in the channel', 'handover:open', pack(incident, next))]),
      ...blocks,
    ],
    ...then,
  };
}

function offerWords(to: Actor | undefined, { policy }: DeedContext): string {
  const [leader] = policy.roles;
  return to && leader ? `, and offers ${escaped(nameOf(to))} the role ${escaped(leader.label)}` : '';
}

/** The text as it is by now, or the one that the button carries. */
async function open(press: Press, context: DeedContext): Promise<Answer> {
  const incident = incidentOf(press);
  const { text, cites = '', to } = unpack(press.value);
  const filled = text
    ? { text, cites: cites.split(',').filter(Boolean) }
    : (await loadRules()).handoverText((await briefFor(press, context, incident)).parts, HANDOVER_MAX);
  return {
    kind: 'modal',
    offer: `Post the handover of INC-${incident.number}?`,
    view: form({
      callbackId: 'handover:form',
      title: `Handover of INC-${incident.number}`,
      submit: 'Post',
      metadata: formOf(press, { cites: filled.cites.slice(0, MOST_CITED).join(',') }),
      blocks: [
        textField('text', 'What whoever takes over has to know', {
          long: true,
          max: HANDOVER_MAX,
          value: filled.text,
        }),
        personField('to', 'Who takes over', {
          optional: true,
          ...(to ? { who: to } : {}),
          hint: 'They are named in the message, and offered the leading role by a button.',
        }),
      ],
    }),
  };
}

/** Metadata of a form holds 3,000 characters (Slack's docs). */
const MOST_CITED = 40;

async function send(submission: Submission, context: DeedContext): Promise<SubmissionAnswer> {
  const { values, metadata } = submission;
  const to = oneOf(values, 'to');
  await change(submission, context, 'post-handover', {
    text: oneOf(values, 'text') ?? '',
    cites: (readMetadata(metadata).more?.cites ?? '').split(',').filter(Boolean),
    ...(to ? { to: context.people.actor(slackId(to)) } : {}),
  });
  return { kind: 'close' };
}

export const handover: Deed = {
  name: 'handover',
  command: {
    word: 'handover',
    aliases: ['hand-over', 'handoff'],
    usage: 'handover [@who takes over]',
    says: 'Read privately what whoever takes over has to know; a button posts it.',
    needsIncident: true,
    run: propose,
  },
  buttons: { 'handover:open': open },
  modals: { 'handover:form': send },
};
