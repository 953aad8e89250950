// What came of effects and look-ups: channel, card, invitations, files, repairs, answers, failures.
import type { Channel, Decision, Lookups } from './commands.ts';
import { type Decide, decided, fact, NOTHING, one } from './decision.ts';
import { type ChannelRow, channelKey, type EvidenceRow, evidenceKey } from './keys.ts';
import { messageKey } from './message-facts.ts';
import { keepRow, rowOf } from './message-texts.ts';
import { Refusal } from './refusal.ts';
import type { Actor } from './values.ts';

/** A channel belongs to one incident. */
export function channelOpened(
  channel: Channel,
  { number, adopted, lookups, actor }: { number: number; adopted: boolean; lookups: Lookups; actor?: Actor },
): Decision {
  const key = channelKey(channel);
  const held = lookups.keys.get(key) as ChannelRow | undefined;
  if (held && held.number !== number) {
    throw new Refusal(`#${channel.name} is the channel of INC-${held.number}. Choose another channel.`);
  }
  const { name, ...which } = channel;
  const data = { channel: which, adopted };
  return decided([fact(lookups, 'channel-opened', data, { name }, actor ? { actor } : {})], {
    keys: [{ op: 'set', key, value: { number } }],
  });
}

/** A new channel takes the place of one that was lost. */
export const recordChannel: Decide<'record-channel'> = ({ wish }, { state, lookups }) => {
  const { channel, adopted } = wish;
  const opened = channelOpened(channel, { number: state.number, adopted, lookups });
  const known = state.channel?.id === channel.id && state.channel.team === channel.team;
  if (known && state.channel?.name === channel.name && state.channelLost === undefined) {
    return NOTHING;
  }
  const left = state.channel && !known ? [{ op: 'release' as const, key: channelKey(state.channel) }] : [];
  return { ...opened, keys: [...left, ...opened.keys] };
};

export const recordChannelName: Decide<'record-channel-name'> = ({ wish }, { state, lookups }) =>
  state.channel === undefined || state.channel.name === wish.name
    ? NOTHING
    : one(lookups, 'channel-renamed', {}, { name: wish.name });

/** Changes may be told in any order: what happened last counts, and is kept as the last even where one before it is not told yet. */
export const recordPrivacy: Decide<'record-privacy'> = ({ wish, asking }, { state, lookups }) => {
  const { privacyAt = 0 } = state;
  const told = asking.at === privacyAt && state.private === wish.private;
  return told || asking.at < privacyAt
    ? NOTHING
    : one(lookups, 'privacy-changed', { private: wish.private }, null);
};

export const recordChannelLost: Decide<'record-channel-lost'> = ({ wish }, { state, lookups }) =>
  state.channelLost === wish.why ? NOTHING : one(lookups, 'channel-lost', { why: wish.why }, null);

export const recordInvited: Decide<'record-invited'> = ({ wish }, { lookups }) =>
  wish.invited.length + wish.refused.length === 0 ? NOTHING : one(lookups, 'people-invited', wish, null);

export const recordCard: Decide<'record-card'> = ({ wish }, { state, lookups }) =>
  state.card?.ts === wish.place.ts && state.card.channel === wish.place.channel
    ? NOTHING
    : one(lookups, 'card-posted', wish, null);

export const recordPost: Decide<'record-post'> = ({ wish }, { lookups }) =>
  one(lookups, 'fact-posted', wish, null);

export const recordImpact: Decide<'record-impact'> = ({ wish }, { lookups }) =>
  one(lookups, 'impact-registered', wish, null);

export const recordAnnouncement: Decide<'record-announcement'> = ({ wish }, { state, lookups }) =>
  state.announcement?.ts === wish.place.ts && state.announcement.channel === wish.place.channel
    ? NOTHING
    : one(lookups, 'announcement-posted', wish, null);

export const recordAnnouncementWithdrawn: Decide<'record-announcement-withdrawn'> = ({ wish }, { lookups }) =>
  one(lookups, 'announcement-withdrawn', wish, null);

/** Where the bytes of a message's file are kept. Those of a redacted message are not. */
export const recordFile: Decide<'record-file'> = ({ wish }, { state, lookups }) => {
  const { file, place } = wish;
  const made = fact(lookups, 'file-kept', { file, ...(place ? { place } : {}) }, null);
  if (place === undefined) {
    return decided([made]);
  }
  const evidence = lookups.keys.get(evidenceKey(state.number, place)) as EvidenceRow | undefined;
  const row = rowOf(lookups, place);
  if (row.redacted || evidence?.redacted) {
    throw new Refusal('The message of this file is redacted; its files are not kept.');
  }
  if (file.sha256 && row.files?.some((kept) => kept.id === file.id && kept.sha256 === file.sha256)) {
    return NOTHING;
  }
  if (evidence && !lookups.keys.has(messageKey(place))) {
    const files = [...new Set([...evidence.files, ...(file.sha256 ? [file.sha256] : [])])];
    return decided([made], {
      keys: [{ op: 'set', key: evidenceKey(state.number, place), value: { ...evidence, files } }],
    });
  }
  const others = (row.files ?? []).filter((kept) => kept.id !== file.id);
  const files = [...others, { id: file.id, ...(file.sha256 ? { sha256: file.sha256 } : {}) }];
  return decided([made], { keys: [keepRow(place, { ...row, files })] });
};

/** A comparison of history that found nothing new leaves no trace. */
export const recordRepair: Decide<'record-repair'> = ({ wish }, { lookups }) =>
  wish.found + wish.missingFromHistory === 0 ? NOTHING : one(lookups, 'gap-repaired', wish, null);

/** Told once: whoever asked for it hears of it. */
export const recordImport: Decide<'record-import'> = (_command, { state, lookups }) =>
  one(lookups, 'channel-imported', { messages: state.counts.messages }, null);

export const recordAnswer: Decide<'record-answer'> = ({ wish }, { lookups }) => {
  const { command, line, answer } = wish;
  return one(lookups, 'command-answered', { command }, { line, ...(answer ? { answer } : {}) });
};

export const recordFailure: Decide<'record-failure'> = ({ wish }, { lookups }) => {
  const { kind, effect, permanent, why } = wish;
  return one(lookups, 'effect-failed', { kind, effect, permanent }, { why });
};
