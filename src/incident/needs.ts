// Which keys and events a command's decision looks at, so that the engine can load them first.
import type { Command, CommandOf, CommandType } from './commands.ts';
import {
  channelKey,
  citedKey,
  deploymentKey,
  evidenceKey,
  memberKey,
  signalKey,
  stepKey,
  takenKey,
} from './keys.ts';
import { linkedNow } from './links.ts';
import { messageKey } from './message-facts.ts';
import { publishedNeeds } from './published-sources.ts';
import type { Incident } from './state.ts';
import type { MessagePlace, Signal } from './values.ts';

/** `other`: stream of an incident. `likelyFree`: of the keys, those that nobody holds as a rule, so that looking is work for nothing. */
type Needed = { keys: string[]; events: string[]; number?: boolean; likelyFree?: string[]; other?: string };
type Need<T extends CommandType> = (wish: CommandOf<T>['wish'], state: Incident | undefined) => string[];

const withThread = (place: MessagePlace, thread: string | undefined) => [
  messageKey(place),
  ...(thread === undefined || thread === place.ts ? [] : [messageKey({ ...place, ts: thread })]),
];

const inIncident = (place: MessagePlace, state: Incident | undefined) =>
  state === undefined ? [messageKey(place)] : [messageKey(place), evidenceKey(state.number, place)];

const rowKey = ({ signal, from }: { signal: Signal; from?: number }, state: Incident | undefined) =>
  from === undefined || !state ? signalKey(signal) : takenKey(state.number, signal);

const NEEDS: { [T in CommandType]?: Need<T> } = {
  declare: (wish) => [
    ...(wish.signal ? [signalKey(wish.signal)] : []),
    ...(wish.channel ? [channelKey(wish.channel)] : []),
  ],
  'record-message': (wish) => withThread(wish.place, wish.thread),
  'record-edit': (wish, state) => [...withThread(wish.place, wish.message?.thread), ...publishedNeeds(state)],
  'record-deletion': (wish, state) => [...withThread(wish.place, wish.thread), ...publishedNeeds(state)],
  pin: (wish) => withThread(wish.place, wish.message?.thread),
  unpin: (wish) => [messageKey(wish.place)],
  'copy-evidence': (wish, state) => inIncident(wish.place, state),
  'attach-signal': (wish) => [signalKey(wish.signal)],
  'resolve-signal': (wish, state) => [signalKey(wish.signal), rowKey(wish, state)],
  'take-signals': (wish, state) =>
    wish.signals.flatMap(({ signal }) => [signalKey(signal), rowKey({ signal, from: wish.from }, state)]),
  'note-deployments': (wish, state) =>
    state ? wish.deployments.map((told) => deploymentKey(state.number, told.deployment)) : [],
  'rank-signal': (wish, state) => [rowKey(wish, state)],
  'record-member': (wish, state) => (state ? [memberKey(state.number, wish.who.id)] : []),
  redact: (wish, state) => [...(wish.place ? inIncident(wish.place, state) : []), ...publishedNeeds(state)],
  'answer-question': (_wish, state) => publishedNeeds(state),
  'withdraw-answer': (_wish, state) => publishedNeeds(state),
  'publish-review': (_wish, state) => (state ? [citedKey(state.number)] : []),
  'record-file': (wish, state) => (wish.place ? inIncident(wish.place, state) : []),
  'tick-step': (wish, state) => (state ? [stepKey(state.number, wish.runbook, wish.step)] : []),
  'record-channel': (wish) => [channelKey(wish.channel)],
};

function eventsFor({ type, wish }: Command, state: Incident | undefined): string[] {
  switch (type) {
    case 'redact':
      return wish.entry ? [wish.entry, ...(state ? linkedNow(state) : [])] : [];
    case 'tick-step':
      return (state?.runbooks ?? []).filter(({ id }) => id === wish.runbook).map(({ title }) => title.event);
    case 'add-link':
      return [...(state ? linkedNow(state) : [])];
    default:
      return [];
  }
}

/**
 * The keys, events and other incident to load into `Lookups`; `number` where a new incident's number is asked for. Some keys carry the
 * incident's number: `state` is needed for every command but `declare`.
 */
export function needs(command: Command, state?: Incident): Needed {
  const need = NEEDS[command.type] as Need<CommandType> | undefined;
  const keys = need?.(command.wish, state) ?? [];
  const events = eventsFor(command, state);
  switch (command.type) {
    case 'declare':
      return { keys, events, number: true };
    case 'record-message':
      // Told as it is said, a message is new; what a comparison with history tells may be known.
      return command.wish.recovered
        ? { keys, events }
        : { keys, events, likelyFree: [messageKey(command.wish.place)] };
    case 'relate':
      return { keys, events, other: command.wish.other };
    case 'merge':
      return { keys, events, other: command.wish.into };
    default:
      return { keys, events };
  }
}
