// What operators should hear of: in their channel, else where incidents are announced, else privately to whoever installed it.
import type { Performer } from '../engine/performer.ts';
import { escaped, type Post, section } from './blocks.ts';
import type { ChannelFinder } from './find-channel.ts';
import { postOnce } from './posting.ts';
import { directChannel } from './private-words.ts';
import { PERFORMER, type Stage } from './stage.ts';

/** Where operators read; undefined where nobody is known. What is private is never told where incidents are announced. */
export async function operatorsPlace(
  stage: Stage,
  channels: ChannelFinder,
  isPrivate = false,
): Promise<string | undefined> {
  const { operatorsChannel } = stage.policy;
  const announcementChannel = isPrivate ? undefined : stage.policy.announcementChannel;
  if (operatorsChannel) {
    return channels.find(operatorsChannel, 'OPERATORS_CHANNEL');
  }
  if (announcementChannel) {
    return channels.find(announcementChannel, 'ANNOUNCEMENT_CHANNEL');
  }
  const person = stage.installer ?? stage.directory.owner()?.id;
  return person === undefined ? undefined : directChannel(stage, person);
}

/** Operators of the chat need not be of the incident: they hear that something is wrong, and not what. */
const neutralWords = (number: number) =>
  `INC-${number}, a private incident, has trouble of its own. Its people see what on Firescribe’s Home tab; at the machine \`firescribe outbox list\` says more.`;

/** `text` is written by the engine, and may quote what a monitor sent: nothing in it may ping. */
export function operatorsPerformer(stage: Stage, channels: ChannelFinder): Performer<'operators.tell'> {
  return async (effect) => {
    const incident = await stage.engine.questions.incident(effect.stream, PERFORMER);
    const channel = await operatorsPlace(stage, channels, incident?.private);
    const { about } = effect.payload;
    const text = incident?.private
      ? (effect.payload.neutral ?? neutralWords(incident.number))
      : effect.payload.text;
    if (channel === undefined) {
      stage.log.error({ about }, text);
      return;
    }
    const words: Post = { text: escaped(text), blocks: [section(escaped(text))] };
    await postOnce(stage, effect, { channel }, words);
  };
}
