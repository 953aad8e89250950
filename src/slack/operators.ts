// What operators should hear of: in their channel, else where incidents are announced, else privately to whoever installed it.
import type { Performer } from '../engine/performer.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { context, escaped, type Post, section } from './blocks.ts';
import type { ChannelFinder } from './find-channel.ts';
import { postOnce } from './posting.ts';
import { directChannel } from './private-words.ts';
import { PERFORMER, type Stage } from './stage.ts';

/** Finds a conversation when its turn has come. @throws VendorError */
export type Place = () => Promise<string>;

/** After a start it takes a while until Slack has said who people are. */
const WAIT_MS = 15_000;

const NOBODY = 'nobody_known';

const nobodyYet = () =>
  new VendorError(
    'Nobody is known who could be told: Slack has not said who owns the workspace. Set OPERATORS_CHANNEL.',
    { permanent: false, code: NOBODY, retryAfterMs: WAIT_MS },
  );

/** The channels that the configuration names, for what awaits somebody's decision or help. */
export function namedPlaces({ policy }: Pick<Stage, 'policy'>, channels: ChannelFinder) {
  const { operatorsChannel, announcementChannel } = policy;
  const place = (name: string | undefined, setting: string): Place[] =>
    name ? [() => channels.find(name, setting)] : [];
  return {
    operators: place(operatorsChannel, 'OPERATORS_CHANNEL'),
    announcements: place(announcementChannel, 'ANNOUNCEMENT_CHANNEL'),
  };
}

/** The private conversation with whoever installed it, else with the owner of the workspace. */
const inPrivate =
  (stage: Stage): Place =>
  async () => {
    const person = stage.installer ?? stage.directory.owner()?.id;
    if (person === undefined) {
      throw nobodyYet();
    }
    return directChannel(stage, person);
  };

/** Where operators read. What is private is never told where incidents are announced. */
function operatorsPlaces(stage: Stage, channels: ChannelFinder, isPrivate = false): Place[] {
  const { operators, announcements } = namedPlaces(stage, channels);
  return [...operators, ...(isPrivate ? [] : announcements)].slice(0, 1);
}

/** @throws VendorError where nobody is known. */
export function operatorsPlace(stage: Stage, channels: ChannelFinder): Promise<string> {
  const [place = inPrivate(stage)] = operatorsPlaces(stage, channels);
  return place();
}

/** Codes that say: nothing can be said there, by us or by anybody. */
const CLOSED = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'channel_is_limited_access',
  'no_permission',
]);

const instead = (why: string | undefined): Post['blocks'] =>
  why === undefined ? [] : [context(`You are told here because: ${escaped(why)}`)];

/**
 * Says it at the first of these places that takes it; where none does, privately to whoever runs this, with why: a channel that
 * was archived, renamed, or that we were put out of keeps nothing from people. Throws like `say`.
 */
export async function sayWhereHeard(
  stage: Stage,
  places: readonly Place[],
  say: (channel: string, instead: Post['blocks']) => Promise<void>,
): Promise<void> {
  let why: string | undefined;
  for (const place of places) {
    try {
      return await say(await place(), instead(why));
    } catch (error) {
      if (!(error instanceof VendorError && CLOSED.has(error.code))) {
        throw error;
      }
      why ??= error.message;
    }
  }
  await say(await inPrivate(stage)(), instead(why));
}

/** Operators of the chat need not be of the incident: they hear that something is wrong, and not what. */
const neutralWords = (number: number) =>
  `INC-${number}, a private incident, has trouble of its own. Its people see what on Firescribe’s Home tab; at the machine \`firescribe outbox list\` says more.`;

/** `text` is written by the engine, and may quote what a monitor sent: nothing in it may ping. */
export function operatorsPerformer(stage: Stage, channels: ChannelFinder): Performer<'operators.tell'> {
  return async (effect) => {
    const incident = await stage.engine.questions.incident(effect.stream, PERFORMER);
    const { about } = effect.payload;
    const text = incident?.private
      ? (effect.payload.neutral ?? neutralWords(incident.number))
      : effect.payload.text;
    const places = operatorsPlaces(stage, channels, incident?.private);
    try {
      await sayWhereHeard(stage, places, async (channel, instead) => {
        const words: Post = { text: escaped(text), blocks: [section(escaped(text)), ...instead] };
        await postOnce(stage, effect, { channel }, words);
      });
    } catch (error) {
      if (effect.attempt === 1 && error instanceof VendorError && error.code === NOBODY) {
        stage.log.error({ about }, text);
      }
      throw error;
    }
  };
}
