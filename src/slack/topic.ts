// The topic of an incident's channel. Slack writes a line into the channel at each change, so it changes seldom.
import { z } from 'zod';
import type { Performer } from '../engine/performer.ts';
import type { Incident } from '../incident/state.ts';
import { shorten } from './blocks.ts';
import { done } from './client.ts';
import { unless } from './posting.ts';
import { incidentOf, type Stage } from './stage.ts';

/** Slack's docs: 250 characters. */
const TOPIC_LENGTH = 250;

/** Where the workspace forbids it (Slack's docs, conversations.setTopic), the card says the same. */
const NO_MATTER = ['user_is_restricted', 'restricted_action', 'no_permission', 'missing_scope'];

/** What does not change with every step; the status stands on the card. */
export function topicOf(incident: Incident): string {
  const { severity, title, number, kind } = incident;
  const drill = kind === 'drill' ? 'Drill · ' : '';
  return shorten(
    `${drill}INC-${number} · ${severity.label} · ${title.text.replace(/[<>&]/g, ' ')}`,
    TOPIC_LENGTH,
  );
}

/** Slack gives addresses back as links. Ours holds no other angle bracket, and no & that it would escape. */
function asTyped(topic: string): string {
  return topic.replace(/<([^<>|]*)(?:\|[^<>]*)?>/g, '$1');
}

const topicInfo = z.object({
  channel: z.object({ topic: z.object({ value: z.string() }).optional() }),
});

export type Topics = {
  /** Sets the topic, unless it says the same already. */
  set(channel: string, incident: Incident): Promise<void>;
};

export function createTopics(stage: Pick<Stage, 'slack'>): Topics {
  const last = new Map<string, string>();

  async function current(channel: string, incident: Incident): Promise<string | undefined> {
    const known = last.get(channel);
    if (known !== undefined || incident.channel === undefined) {
      return known;
    }
    const info = await stage.slack.call('conversations.info', { channel }, topicInfo);
    return asTyped(info.channel.topic?.value ?? '');
  }

  return {
    async set(channel, incident) {
      const topic = topicOf(incident);
      if ((await current(channel, incident)) === topic) {
        return;
      }
      await unless(NO_MATTER, stage.slack.call('conversations.setTopic', { channel, topic }, done));
      last.set(channel, topic);
    },
  };
}

export function topicPerformer(stage: Stage, topics: Topics): Performer<'channel.topic'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    if (incident.channel && !incident.channelLost && incident.kind !== 'imported') {
      await topics.set(incident.channel.id, incident);
    }
  };
}
