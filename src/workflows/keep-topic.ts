// Keeps the channel's topic true: title, severity, status, commander. Opening the channel sets the first one.
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

export const keepTopic = reaction(
  'keep the topic',
  ['title-changed', 'status-changed', 'severity-changed', 'role-assigned'],
  (event, after) =>
    isLive(after) ? [{ kind: 'channel.topic', payload: {}, target: `topic:${event.stream}` }] : [],
);
