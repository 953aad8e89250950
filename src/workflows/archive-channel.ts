// Archives the channel some days after the incident was closed, where the configuration says so.
import { hasChannel } from './in-channel.ts';
import { reaction } from './reaction.ts';

export const archiveChannel = reaction(
  'archive the channel',
  ['status-changed'],
  ({ data, id }, after, { policy: { steps }, now, late }) =>
    steps.archiveAfterMs !== undefined &&
    (data.to === 'closed' || data.to === 'canceled') &&
    (!late || after.statusEvent === id) &&
    after.kind !== 'imported' &&
    hasChannel(after)
      ? [{ kind: 'channel.archive', payload: { event: id }, dueAt: now + steps.archiveAfterMs }]
      : [],
  // It was opening while somebody closed or canceled the incident.
  { at: 'channel-opened', on: ['status-changed'] },
);
