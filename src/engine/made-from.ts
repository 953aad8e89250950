// What was made from words that are redacted: the title and channel name of an incident, and tasks, that repeat their message or alert.
import type { Decision } from '../incident/commands.ts';
import { namesToo } from '../incident/redact.ts';
import type { Incident } from '../incident/state.ts';
import type { MessagePlace } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import type { StoredEvent, TimelineReader } from '../timeline/port.ts';

/** `names`: events that hold the channel's name, and the one without words; absent where the title is not among it. */
export type MadeFrom = { events: string[]; channelName?: string };

type Scene = {
  timeline: Pick<TimelineReader, 'readStream'>;
  stream: string;
  state: Incident | undefined;
  policy: Policy;
  /** Everything that is erased so far, still with its words. */
  erased: readonly StoredEvent[];
};

const folded = (text: string) => text.replace(/\s+/gu, ' ').trim().toLowerCase();

/** Titles are cut at their end. */
const repeats = (text: string, words: readonly string[]) => {
  const said = folded(text).replace(/…$/, '').trim();
  return said !== '' && words.some((word) => word.includes(said));
};

type Worded = { title?: string; text?: string };

const wordsOf = ({ content }: StoredEvent) => {
  const { title = '', text = '' } = (content ?? {}) as Worded;
  return folded(`${title} ${text}`);
};

const isSame = (a: MessagePlace | undefined, b: MessagePlace) =>
  a !== undefined && a.team === b.team && a.channel === b.channel && a.ts === b.ts;

const ALERTS = new Set(['signal-attached', 'signal-resolved']);

/** A title or task that somebody worded anew is not theirs to lose. */
export async function madeFrom(scene: Scene, { facts }: Decision): Promise<MadeFrom> {
  const { timeline, stream, state, erased, policy } = scene;
  const places = facts.flatMap(({ data }) => (data as { place?: MessagePlace }).place ?? []);
  const alert = erased.some(({ type }) => ALERTS.has(type));
  if (!state || (places.length === 0 && !alert)) {
    return { events: [] };
  }
  const words = erased.map(wordsOf);
  const made = await timeline.readStream(stream, { types: ['incident-declared', 'item-added'] });
  const repeating = made.filter((event) => {
    const { from, message } = event.data as { from?: MessagePlace; message?: MessagePlace };
    const isFrom = places.some((place) => isSame(from, place) || isSame(message, place));
    const title = alert && event.type === 'incident-declared';
    const { title: name, text } = (event.content ?? {}) as Worded;
    return (isFrom || title) && repeats(name ?? text ?? '', words);
  });
  const events = repeating.map(({ id }) => id);
  if (!repeating.some(({ type }) => type === 'incident-declared')) {
    return { events };
  }
  const names = namesToo({ state, policy });
  return { ...names, events: [...events, ...names.events] };
}
