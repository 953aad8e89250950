// Words for one person: the instructions of a role, and the conversation they go to.
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Performer } from '../engine/performer.ts';
import type { MessagePlace } from '../incident/values.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { bold, channelLink, escaped, type Post, section } from './blocks.ts';
import { done } from './client.ts';
import { slackId } from './ids.ts';
import { post } from './posting.ts';
import { nameOfIncident } from './sentences.ts';
import { eventOf, incidentOf, type Stage } from './stage.ts';

const conversation = z.object({ channel: z.object({ id: z.string() }) });

/** The direct conversation with a person. */
export async function directChannel(stage: Stage, person: string): Promise<string> {
  const { channel } = await stage.slack.call('conversations.open', { users: slackId(person) }, conversation);
  return channel.id;
}

type Tried = { key: string; attempt: number };

type Privately = {
  /** Where it stands; undefined where it is not known whether it arrived. */
  (effect: Tried, person: string, words: Post): Promise<MessagePlace | undefined>;
  /** This attempt says nothing: the next one is not a repetition. */
  later(effect: Tried): void;
};

/**
 * Private words are not repeated where it is unknown whether they arrived: a later attempt after an unclear answer, or after
 * a kill, stays silent. `rather`: unless they are such that twice is better than not at all.
 */
export function privately(stage: Stage, { rather }: { rather?: 'twice' } = {}): Privately {
  const knownNotSent = new Set<string>();
  const tell = async (effect: Tried, person: string, words: Post): Promise<MessagePlace | undefined> => {
    if (effect.attempt > 1 && !knownNotSent.delete(effect.key) && rather !== 'twice') {
      stage.log.warn(
        { effect: effect.key },
        'A private message may have been sent before; it is not repeated.',
      );
      return undefined;
    }
    let channel: string | undefined;
    try {
      channel = await directChannel(stage, person);
      return await post(stage, { channel }, words, { effect: effect.key });
    } catch (error) {
      // Where not even the channel was opened, nothing was said for certain.
      const unclear = channel !== undefined && error instanceof VendorError && error.unknownOutcome;
      if (unclear && rather !== 'twice') {
        stage.log.warn({ effect: effect.key, why: error.message }, 'A private message may not have arrived.');
        return undefined;
      }
      knownNotSent.add(effect.key);
      throw error;
    }
  };
  return Object.assign(tell, { later: ({ key }: Tried) => void knownNotSent.add(key) });
}

/** Codes that say: there this person cannot be spoken to. */
const NOT_THERE = new Set(['not_in_channel', 'user_not_in_channel', 'channel_not_found', 'is_archived']);

/**
 * Words for one person in a channel; where that cannot be, as a direct message. `maybeSaid`: an earlier attempt may have said
 * them; they are then not repeated, unless it is known that they did not arrive.
 */
export function whisperOnce(stage: Stage) {
  const knownNotSent = new Set<string>();
  return async (
    effect: { key: string },
    { person, channel, thread }: { person: string; channel: string; thread?: string },
    words: { text: string; blocks?: KnownBlock[] },
    maybeSaid: boolean,
  ): Promise<void> => {
    if (maybeSaid && !knownNotSent.delete(effect.key)) {
      stage.log.warn({ effect: effect.key }, 'An answer may have been given before; it is not repeated.');
      return;
    }
    const said = { text: words.text, ...(words.blocks ? { blocks: words.blocks } : {}) };
    const there = { channel, user: slackId(person), ...(thread ? { thread_ts: thread } : {}) };
    try {
      await stage.slack
        .call('chat.postEphemeral', { ...there, ...said }, done)
        .catch(async (error: unknown) => {
          if (!(error instanceof VendorError && NOT_THERE.has(error.code))) {
            throw error;
          }
          const direct = await directChannel(stage, person);
          await stage.slack.call('chat.postMessage', { channel: direct, ...said }, done);
        });
    } catch (error) {
      if (error instanceof VendorError && error.unknownOutcome) {
        stage.log.warn({ effect: effect.key, why: error.message }, 'An answer may not have arrived.');
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
    const drill = incident.kind === 'drill' ? 'the drill ' : '';
    const text = `You have the role ${bold(role.label)} for ${drill}${nameOfIncident(incident)}${where}.\n${escaped(instructions)}`;
    await tell(effect, to.id, { text, blocks: [section(text)] });
  };
}
