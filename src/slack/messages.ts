// Sentences in the incident's channel about what happened, and the private words for whoever takes a role.
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Performer } from '../engine/performer.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Policy } from '../policy/policy.ts';
import { severityForAlert } from '../policy/severities.ts';
import type { MessageAbout } from '../workflows/effects.ts';
import {
  bold,
  button,
  channelLink,
  escaped,
  mention,
  type Post,
  plain,
  row,
  section,
  shorten,
} from './blocks.ts';
import { slackId, streamOf } from './ids.ts';
import { post, postOnce } from './posting.ts';
import { durationWords, nameOfIncident, quoted, sentenceOf, who } from './sentences.ts';
import { eventOf, incidentOf, type Stage } from './stage.ts';

const spoken = (text: string, more: readonly KnownBlock[] = []): Post => ({
  text,
  blocks: [section(text), ...more],
});

/** Levels with their guidance; choosing one is all it takes. Slack allows 75 characters for each. */
function severityChooser(incident: Incident, policy: Policy): Post {
  const text = `Nobody has said how bad this is, so it counts as ${escaped(incident.severity.label)} for now. When unsure, take the higher one.`;
  const options = policy.severities.map((severity) => ({
    text: plain(severity.label, 75),
    description: plain(severity.guidance, 75),
    value: severity.id,
  }));
  return spoken(text, [
    {
      type: 'actions',
      block_id: 'severity',
      elements: [
        {
          type: 'static_select',
          action_id: 'severity:choose',
          placeholder: plain('Choose the severity', 150),
          options,
        },
      ],
    },
  ]);
}

function resolvedMessage(event: IncidentEvent, incident: Incident, policy: Policy): Post {
  const lasted = durationWords(incident);
  const text = event.type === 'status-changed' ? quoted(event.content?.text) : '';
  const review = policy.severities.find(({ id }) => id === incident.severity.id)?.postmortem;
  const follows =
    review === 'draft' && incident.kind !== 'drill'
      ? ` A draft of the ${policy.reviewWord} follows here.`
      : '';
  return spoken(
    `${who(event.actor)} resolved this incident${lasted ? ` after ${lasted}` : ''}.${follows}${text}`,
    [row('undo', [button('Undo', 'undo:press', event.id)])],
  );
}

/** A monitor that thinks worse of it than we do: said, with a button; never raised by software. */
function signalSeverity(event: IncidentEvent, incident: Incident, policy: Policy): Post | undefined {
  const said = event.type === 'signal-attached' ? event.data.signal.severity : undefined;
  const meant = said === undefined ? undefined : severityForAlert(policy, said);
  if (!said || !meant || meant.rank >= incident.severity.rank) {
    return undefined;
  }
  const label = escaped(meant.label);
  return spoken(
    `An alert that joined says “${escaped(shorten(said, 50))}”, which is ${label} here. This incident is ${escaped(incident.severity.label)}.`,
    [row('severity', [button(`Raise to ${meant.label}`, 'severity:choose', meant.id)])],
  );
}

/** What is said about an event; undefined where there is nothing to say any more. */
export function renderMessage(
  about: MessageAbout,
  event: IncidentEvent,
  incident: Incident,
  policy: Policy,
): Post | undefined {
  switch (about) {
    case 'severity-chooser':
      return incident.severityChosen ? undefined : severityChooser(incident, policy);
    case 'resolved':
      return resolvedMessage(event, incident, policy);
    case 'signal-severity':
      return signalSeverity(event, incident, policy);
    case 'draft':
      return spoken(`Drafting the ${policy.reviewWord} from everything that is on record here…`);
    default:
      return spoken(sentenceOf(event, incident));
  }
}

/** Marks the progress message of a cycle's draft, which the delivered draft replaces. */
export const draftMark = (incident: Incident) => ({
  draft: streamOf(incident),
  cycle: incident.reopens + 1,
});

/** The card is on its way: its thread can be written to in a moment. */
function cardOf(incident: Incident): string {
  if (!incident.card) {
    throw new VendorError('The card is not posted yet; what belongs into its thread waits.', {
      permanent: false,
      code: 'no_card',
      retryAfterMs: 2_000,
    });
  }
  return incident.card.ts;
}

export function messagePerformer(stage: Stage): Performer<'message.post'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    const { channel } = incident;
    if (!channel || incident.channelLost || incident.kind === 'imported') {
      return;
    }
    const { about, event: id, inCardThread } = effect.payload;
    const event = await eventOf(stage, id);
    const words = renderMessage(about, event, incident, stage.policy);
    if (!words) {
      return;
    }
    const thread = inCardThread ? { thread: cardOf(incident) } : {};
    const mark = about === 'draft' ? draftMark(incident) : {};
    await postOnce(stage, effect, { channel: channel.id, ...thread }, words, mark);
  };
}

/** Once, by name: everybody who was brought in. It is a nudge, not a pager. */
export function nagPerformer(stage: Stage): Performer<'acknowledge.nag'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    if (!incident.channel || incident.channelLost || incident.status !== 'detected') {
      return;
    }
    const names = await peopleAsked(stage, effect.stream);
    const to = names.length > 0 ? `${names.slice(0, 10).map(mention).join(' ')}: ` : '';
    const text = `${to}nobody has acknowledged this alert yet. Press *Acknowledge* if you are looking at it. Firescribe says this once and is no pager.`;
    await postOnce(
      stage,
      effect,
      { channel: incident.channel.id },
      spoken(text, [
        row('ack', [button('Acknowledge', 'ack:press', streamOf(incident), { style: 'primary' })]),
      ]),
    );
  };
}

async function peopleAsked(stage: Stage, stream: string): Promise<string[]> {
  const events = await stage.engine.questions.events(stream);
  const asked = events.flatMap((event) => (event.type === 'people-invited' ? event.data.invited : []));
  return [...new Set(asked)];
}

const conversation = z.object({ channel: z.object({ id: z.string() }) });

/** The direct conversation with a person. */
export async function directChannel(stage: Stage, person: string): Promise<string> {
  const { channel } = await stage.slack.call('conversations.open', { users: slackId(person) }, conversation);
  return channel.id;
}

/**
 * Private words are not repeated where it is unknown whether they arrived: a later attempt after an unclear answer, or after
 * a kill, stays silent.
 */
export function privately(stage: Stage) {
  const knownNotSent = new Set<string>();
  return async (effect: { key: string; attempt: number }, person: string, words: Post): Promise<void> => {
    if (effect.attempt > 1 && !knownNotSent.delete(effect.key)) {
      stage.log.warn(
        { effect: effect.key },
        'A private message may have been sent before; it is not repeated.',
      );
      return;
    }
    try {
      await post(stage, { channel: await directChannel(stage, person) }, words, { effect: effect.key });
    } catch (error) {
      if (error instanceof VendorError && error.unknownOutcome) {
        stage.log.warn({ effect: effect.key, why: error.message }, 'A private message may not have arrived.');
        return;
      }
      knownNotSent.add(effect.key);
      throw error;
    }
  };
}

/** The instructions of a role, to whoever took it, unless they gave it away meanwhile. */
export function rolePerformer(stage: Stage): Performer<'role.instruct'> {
  const tell = privately(stage);
  return async (effect) => {
    const [incident, event] = await Promise.all([
      incidentOf(stage, effect.stream),
      eventOf(stage, effect.payload.event, 'role-assigned'),
    ]);
    const { role, to, instructions } = event.data;
    if (to?.kind !== 'person' || !instructions || incident.roles[role.id]?.who.id !== to.id) {
      return;
    }
    const where = incident.channel ? ` in ${channelLink(incident.channel.id)}` : '';
    const text = `You have the role ${bold(role.label)} for ${nameOfIncident(incident)}${where}.\n${escaped(instructions)}`;
    await tell(effect, to.id, spoken(text));
  };
}
