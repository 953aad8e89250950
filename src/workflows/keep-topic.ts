// Keeps the channel's topic true: number, severity, title. Opening the channel sets the first one. Slack writes a line into the
// channel at each change, so that the status, which changes with every step, stands on the card.
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

export const keepTopic = reaction(
  'keep the topic',
  ['title-changed', 'severity-changed', 'entry-redacted'],
  (event, after) =>
    isLive(after) ? [{ kind: 'channel.topic', payload: {}, target: `topic:${event.stream}` }] : [],
);
