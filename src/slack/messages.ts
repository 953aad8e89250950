// Sentences in the incident's channel about what happened.
import type { KnownBlock } from '@slack/types';
import type { Performer } from '../engine/performer.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import type { Beside, MessagePlace, Offering } from '../incident/values.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Policy } from '../policy/policy.ts';
import type { EffectOf, MessageAbout } from '../workflows/effects.ts';
import { escaped, type Post, plain, section } from './blocks.ts';
import { sayDrafting } from './draft-word.ts';
import { handoverRow, restsOn } from './handover-message.ts';
import { itemMessage } from './item-words.ts';
import { mergeMessage } from './merge-words.ts';
import { resolvedMessage, signalSeverity, signalSeverityShown } from './offers.ts';
import { pagePost, pageSentence } from './page-words.ts';
import { tellTruly, update } from './posting.ts';
import { wordingNote } from './review-sheet.ts';
import { reviewRow } from './review-words.ts';
import { sentenceOf, who } from './sentences.ts';
import { alertsOver, flapping } from './settling.ts';
import { type Attempt, eventOf, incidentOf, type NarratorWait, ownAsking, type Stage } from './stage.ts';
import { CARD_WAIT_MS, withCard } from './with-card.ts';

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

/** What was chosen, where people were asked for it. */
function severityShown({ severity, severityBy }: Incident, policy: Policy): Post {
  const by = severityBy ? `, chosen by ${who(severityBy)}` : '';
  return spoken(
    `Severity: *${escaped(severity.label)}*${by}. To change it: \`/${policy.command} severity\`.`,
  );
}

/** What was added is shown as it is now, and kept up to date where it stands. */
function itemAdded(event: IncidentEvent, incident: Incident, policy: Policy): Post | undefined {
  const item = event.type === 'item-added' && incident.items.find(({ id }) => id === event.data.item);
  return item ? itemMessage(incident, item, policy, event.data.byPolicy ?? []) : undefined;
}

type Seen = Pick<Stage, 'policy' | 'clock'> & { narrator?: NarratorWait };

/** What is said about an event; undefined where there is nothing to say any more. */
export function renderMessage(
  about: MessageAbout,
  event: IncidentEvent,
  incident: Incident,
  { policy, clock, narrator }: Seen,
): Post | undefined {
  switch (about) {
    case 'severity-chooser':
      return incident.severityChosen ? undefined : severityChooser(incident, policy);
    case 'resolved':
      return resolvedMessage(event, incident, clock.now());
    case 'signal-severity':
      return signalSeverity(event, incident, policy);
    case 'page':
    case 'on-call':
      return pagePost(event, incident);
    case 'effect-failed':
      return spoken(pageSentence(event, incident) ?? sentenceOf(event, incident));
    case 'alerts-over':
      return alertsOver(incident);
    // Written anew where it is kept up to date.
    case 'nag':
    case 'leader':
      return undefined;
    case 'flapping':
      return flapping(event);
    case 'review':
      return spoken(sentenceOf(event, incident), reviewRow(event, incident));
    case 'merged':
      return mergeMessage(event, incident, policy);
    case 'item':
      return itemAdded(event, incident, policy) ?? spoken(sentenceOf(event, incident));
    case 'handover':
      return spoken(sentenceOf(event, incident), handoverRow(event, incident, policy));
    case 'draft':
      return spoken(
        `Drafting the ${policy.reviewWord} from everything that is on record here…${narrator === undefined ? '' : ` ${narrator.label} is asked for some of its sentences; it comes within ${narrator.seconds} seconds, with or without them.`}`,
      );
    default:
      return spoken(sentenceOf(event, incident));
  }
}

const BESIDE: ReadonlySet<MessageAbout> = new Set<Beside>([
  'severity-chooser',
  'signal-severity',
  'alerts-over',
  'flapping',
  'effect-failed',
]);

/** What asks or reports beside a fact, and is not the sentence about it. */
const besideOf = (about: MessageAbout): { beside?: Beside } =>
  BESIDE.has(about) ? { beside: about as Beside } : {};

/** Too early for the card's thread: it is tried again. */
export function threadOf(incident: Incident): { thread: string } {
  if (!incident.card) {
    throw new VendorError('The card is not posted yet; what belongs into its thread waits.', {
      permanent: false,
      code: 'no_card',
      retryAfterMs: CARD_WAIT_MS,
    });
  }
  return { thread: incident.card.ts };
}

/** What has to be looked up for the end of a message. */
async function below(stage: Stage, event: IncidentEvent, incident: Incident): Promise<KnownBlock[]> {
  switch (event.type) {
    case 'review-published':
      return wordingNote(stage, incident);
    case 'handover-posted':
      return restsOn(stage, incident, event);
    default:
      return [];
  }
}

export function messagePerformer(stage: Stage): Performer<'message.post'> {
  return async (effect) => {
    const incident = await withCard(stage, effect.stream);
    const { channel } = incident;
    if (!channel || incident.channelLost || incident.kind === 'imported') {
      return;
    }
    const { about, event: fact, inCardThread } = effect.payload;
    const words = () => wordsNow(stage, effect);
    const thread = inCardThread ? threadOf(incident) : {};
    const target = { channel: channel.id, ...thread };
    if (about === 'draft') {
      const drafting = await words();
      if (drafting) {
        await sayDrafting(stage, effect, { incident, channel: channel.id, words: drafting });
      }
      return;
    }
    const post = { fact, ...thread, ...besideOf(about) };
    const record = async (place: MessagePlace) =>
      recordPost(stage, effect, { ...post, ...offersOf(about, await words()), place });
    const instead = insteadOf(stage, effect);
    await tellTruly(stage, effect, { target, words, record, ...(instead ? { instead } : {}) });
  };
}

const OFFERINGS: ReadonlySet<MessageAbout> = new Set<Offering>([
  'resolved',
  'signal-severity',
  'merged',
  'alerts-over',
  'review',
  'page',
]);

/** Where it has a button that ends at some time, it is found again by then. */
const offersOf = (about: MessageAbout, words: Post | undefined): { offers?: Offering } =>
  OFFERINGS.has(about) && words?.blocks.some(({ type }) => type === 'actions')
    ? { offers: about as Offering }
    : {};

/** What stands in the place of what asks for a choice that has been made. */
function insteadOf(
  stage: Stage,
  effect: EffectOf<'message.post'>,
): (() => Promise<Post | undefined>) | undefined {
  const { about, event } = effect.payload;
  if (about === 'severity-chooser') {
    return async () => severityShown(await incidentOf(stage, effect.stream), stage.policy);
  }
  return about === 'signal-severity'
    ? async () =>
        signalSeverityShown(await eventOf(stage, event), await incidentOf(stage, effect.stream), stage.policy)
    : undefined;
}

export function severityRefresher(stage: Stage): Performer<'severity.refresh'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    if (incident.severityAsked && !incident.channelLost) {
      const words = severityShown(incident, stage.policy);
      await update(stage, incident.severityAsked, words, { effect: effect.key }, 'refresh');
    }
  };
}

async function wordsNow(stage: Stage, effect: EffectOf<'message.post'>): Promise<Post | undefined> {
  const incident = await incidentOf(stage, effect.stream);
  const event = await eventOf(stage, effect.payload.event);
  const words = renderMessage(effect.payload.about, event, incident, stage);
  return words && { ...words, blocks: [...words.blocks, ...(await below(stage, event, incident))] };
}

/** Remembers where the sentence stands, so that the review can lead to it. */
export async function recordPost(
  stage: Stage,
  effect: Attempt,
  post: { fact: string; place: MessagePlace; thread?: string; beside?: Beside; offers?: Offering },
): Promise<void> {
  await stage.engine.handle({
    type: 'record-post',
    incident: effect.stream,
    wish: post,
    asking: ownAsking(stage, effect, 'posted'),
  });
}
