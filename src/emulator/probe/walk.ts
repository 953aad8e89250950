// One walk through a workspace: makes a channel, plays the stories in it, takes everything away again.
import type { WebClient } from '@slack/web-api';
import type { Findings } from './compare.ts';
import { type Ground, openGround } from './ground.ts';
import type { Ear } from './listen.ts';
import { lastStory, type Setting, type Story, stories } from './stories.ts';

export type Walk = {
  client: WebClient;
  /** Absent: events are not compared. */
  ear: Ear | undefined;
  /** Of the channel to be made. */
  channelName: string;
};

/** @throws Error when no channel could be made, or the workspace cannot be reached; what was made is taken away all the same. */
export async function walk({ client, ear, channelName }: Walk): Promise<Findings> {
  const ground = openGround(client);
  try {
    const setting = await settle(ground, channelName);
    for (const story of stories) {
      await play(story, setting);
    }
    await sweep(ground);
    await play(lastStory, setting);
    const events = await ear?.heard(ground.channels());
    return { answers: ground.answers, events };
  } finally {
    await leave(ground);
  }
}

function play(story: Story, setting: Setting): Promise<void> {
  setting.ground.story(story.name);
  return story.run(setting);
}

async function settle(ground: Ground, name: string): Promise<Setting> {
  const me = await ground.quietly('auth.test', {});
  ground.story('a channel');
  const made = await ground.call('make', 'conversations.create', { name });
  const [channel] = ground.channels();
  if (!channel) {
    throw new Error(`The channel #${name} could not be made: ${String(made.error)}.`);
  }
  return { ground, channel, botUser: String(me.user_id) };
}

/** Deletes what was said. What cannot be deleted (Slack's own lines) stays in the archived channel. */
async function sweep(ground: Ground): Promise<void> {
  for (const channel of ground.channels()) {
    const { messages } = await ground.quietly('conversations.history', { channel, limit: 200 });
    for (const { ts } of (messages ?? []) as { ts: string }[]) {
      const { messages: thread } = await ground.quietly('conversations.replies', { channel, ts });
      for (const reply of ((thread ?? []) as { ts: string }[]).toReversed()) {
        await ground.quietly('chat.delete', { channel, ts: reply.ts });
      }
    }
  }
}

async function leave(ground: Ground): Promise<void> {
  for (const channel of ground.channels()) {
    await ground.quietly('conversations.archive', { channel });
  }
}
