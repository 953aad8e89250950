// Performs what keeps buttons true: messages that offer something for a while, and the steps below the message that links a review.
import { isDeepStrictEqual } from 'node:util';
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Performer } from '../engine/performer.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import type { Offering } from '../incident/values.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Post } from './blocks.ts';
import { streamOf } from './ids.ts';
import { renderMessage } from './messages.ts';
import { nagWords } from './nag.ts';
import { signalSeverityShown } from './offers.ts';
import { update } from './posting.ts';
import { reviewButtons } from './review-words.ts';
import { eventOf, incidentOf, type Stage } from './stage.ts';
import { leaderWords } from './workflow-posts.ts';

/** What stands there now; undefined where there is nothing to say. */
async function wordsOf(
  stage: Stage,
  about: Offering,
  event: IncidentEvent,
  incident: Incident,
): Promise<Post | undefined> {
  switch (about) {
    case 'signal-severity':
      return signalSeverityShown(event, incident, stage.policy);
    case 'nag':
      return nagWords(stage, streamOf(incident));
    case 'leader':
      return leaderWords(incident, stage.policy);
    default:
      return renderMessage(about, event, incident, stage);
  }
}

export function offerRefresher(stage: Stage): Performer<'offer.refresh'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    if (incident.channelLost) {
      return;
    }
    const { fact } = effect.payload;
    const event = await eventOf(stage, fact);
    for (const { about, place } of (incident.offers ?? []).filter((offer) => offer.fact === fact)) {
      const words = await wordsOf(stage, about, event, incident);
      if (words) {
        await update(stage, place, words, { effect: effect.key, fact }, 'refresh');
      }
    }
  };
}

/** As Slack gives our own message back; its words are of when it was written. */
const standing = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      text: z.string(),
      blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() })).default([]),
      metadata: z
        .object({ event_payload: z.record(z.string(), z.union([z.string(), z.number()])) })
        .optional()
        .catch(undefined),
    }),
  ),
});

/** Undefined where somebody deleted it. */
async function unlessGone<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof VendorError && ['thread_not_found', 'message_not_found'].includes(error.code)) {
      return undefined;
    }
    throw error;
  }
}

/** The steps that can be taken now, in the place of those that could be when the draft was delivered. */
export function deliveryRefresher(stage: Stage): Performer<'delivery.refresh'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    const place = incident.draft?.delivered?.message;
    if (!place || incident.channelLost || incident.kind === 'imported') {
      return;
    }
    const { channel, ts } = place;
    const args = { channel, ts, limit: 1, include_all_metadata: true };
    const read = stage.slack.call('conversations.replies', args, standing);
    const message = (await unlessGone(read))?.messages.find((one) => one.ts === ts);
    const row = reviewButtons(incident);
    const before = message?.blocks.find(({ block_id: id }) => id === row.block_id);
    if (!message?.metadata || !before || isDeepStrictEqual(actionsOf(before), actionsOf(row))) {
      return;
    }
    const blocks = message.blocks.map((block) => (block === before ? row : block)) as KnownBlock[];
    await update(stage, place, { text: message.text, blocks }, message.metadata.event_payload, 'refresh');
  };
}

const steps = z.object({ elements: z.array(z.object({ action_id: z.string() })) });
const actionsOf = (row: unknown) => steps.parse(row).elements.map(({ action_id: id }) => id);
