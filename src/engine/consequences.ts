// What follows from new facts: every reaction is asked, and what it wishes becomes effects of the same append.

import { isHuman } from '../incident/actors.ts';
import type { IncidentEvent } from '../incident/events.ts';
import { isSpoken } from '../incident/message-facts.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import type { Json, KeyChange, NewEffect, TimelineReader } from '../timeline/port.ts';
import type { EffectWish } from '../workflows/effects.ts';
import { keepQuiet, speaks } from '../workflows/quiet-start.ts';
import type { Reaction } from '../workflows/reaction.ts';
import { askedOnce } from './asked-once.ts';
import { lateAfter } from './policy-of-effects.ts';
import { incidentEvent } from './stored-incident.ts';
import { INCIDENTS } from './stream-names.ts';

/** `onDisk`: this rests on what the stream holds on disk, so that nothing may be written before it that was not there. */
export type Consequences = { effects: NewEffect[]; keys: KeyChange[]; onDisk?: true };

/** More than these of one kind are not looked at once more when there is a place to act in. */
const MOST_LATE = 1_000;

/** One refresh per target within this. Slack's own limit on updates is one a second for a channel; views need less. */
const REFRESH_EVERY_MS = 2_000;

export type Pacing = {
  /** When the next refresh of the target is due. */
  next(target: string, now: Instant): Instant;
};

/** Spaces the refreshes of each target; those asked for meanwhile are the same refresh. */
export function createPacing(): Pacing {
  const last = new Map<string, Instant>();
  return {
    next(target, now) {
      const before = last.get(target);
      const due =
        before === undefined ? now : before >= now ? before : Math.max(now, before + REFRESH_EVERY_MS);
      last.delete(target);
      last.set(target, due);
      for (const [other, at] of last) {
        if (at + REFRESH_EVERY_MS > now) {
          break;
        }
        last.delete(other);
      }
      return due;
    },
  };
}

type Context = {
  stream: string;
  policy: Policy;
  now: Instant;
  reactions: readonly Reaction[];
  pacing: Pacing;
  timeline: Pick<TimelineReader, 'readStream'>;
  readKeys(keys: readonly string[]): Promise<Map<string, Json>>;
};

/** Effects in the order of facts, and of the catalog; what is wished for `once` is asked for once in the life of the incident. */
export async function consequencesOf(
  events: readonly IncidentEvent[],
  after: Incident | undefined,
  context: Context,
): Promise<Consequences> {
  const effects: NewEffect[] = [];
  if (!after) {
    return { effects, keys: [] };
  }
  const quiet = quietCount(context);
  const once = askedOnce(context.stream, context.readKeys);
  const on = listeners(context.reactions, context.policy.stepsOff);
  const follow = async (event: IncidentEvent, reaction: Reaction, late?: true) => {
    const { policy, now } = context;
    const wished = reaction.react(event, after, { policy, now, ...(late ? { late } : {}) });
    const wishes = await quiet.keep(event, await once.fresh(wished));
    wishes.forEach((wish, ordinal) => {
      const key =
        wish.once === undefined
          ? `${event.id}/${reaction.name}/${ordinal}`
          : `${context.stream}/${wish.once}`;
      effects.push(effectOf(wish, key, context));
    });
  };
  let onDisk = false;
  for (const event of events) {
    for (const reaction of on(event.type).now) {
      await follow(event, reaction);
    }
    const waiting = on(event.type).late;
    onDisk ||= waiting.length > 0;
    for (const earlier of await waitedFor(event, waiting, context)) {
      for (const reaction of waiting.filter(({ late }) => late?.on.includes(earlier.type))) {
        await follow(earlier, reaction, true);
      }
    }
  }
  return { effects, keys: [...quiet.keys(), ...once.keys()], ...(onDisk ? { onDisk } : {}) };
}

type Listeners = (type: string) => { now: readonly Reaction[]; late: readonly Reaction[] };

const known = new WeakMap<readonly string[], { reactions: readonly Reaction[]; of: Listeners }>();

/** Who listens to each kind of fact. Looked for once: there are nearly a hundred steps, and most facts set off none. */
function listeners(reactions: readonly Reaction[], stepsOff: readonly string[]): Listeners {
  const before = known.get(stepsOff);
  if (before?.reactions === reactions) {
    return before.of;
  }
  const on = reactions.filter(({ name }) => !stepsOff.includes(name));
  const found = new Map<string, ReturnType<Listeners>>();
  const of: Listeners = (type) => {
    const kept = found.get(type);
    if (kept) {
      return kept;
    }
    const now = on.filter((reaction) => (reaction.on as readonly string[]).includes(type));
    const made = { now, late: on.filter(({ late }) => late?.at === type) };
    found.set(type, made);
    return made;
  };
  known.set(stepsOff, { reactions, of });
  return of;
}

/** Facts from before there was the place that this event opens, in their order; none where it had been open before. */
async function waitedFor(
  { type, version }: IncidentEvent,
  waiting: readonly Reaction[],
  { timeline, stream }: Context,
): Promise<IncidentEvent[]> {
  if (waiting.length === 0) {
    return [];
  }
  const types = [...new Set(waiting.flatMap(({ late }) => late?.on ?? []))];
  const [before] = await timeline.readStream(stream, { types: [type], limit: 1 });
  if (before && before.version < version) {
    return [];
  }
  const stored = await Promise.all(
    types.map((kind) => timeline.readStream(stream, { types: [kind], limit: MOST_LATE })),
  );
  return stored
    .flat()
    .sort((a, b) => a.version - b.version)
    .map(incidentEvent);
}

/** A wish as it is appended. */
export function effectOf(
  wish: EffectWish,
  key: string,
  { now, pacing }: { now: Instant; pacing: Pacing },
): NewEffect {
  const wished = Math.max(wish.dueAt ?? now, now);
  const dueAt = wish.target === undefined ? wished : Math.max(wished, pacing.next(wish.target, wished));
  const notAfter = wish.notAfter ?? lateAfter(wish.kind, dueAt);
  return {
    key,
    kind: wish.kind,
    payload: wish.payload as Json,
    dueAt,
    ...(notAfter === undefined ? {} : { notAfter }),
    ...(wish.target === undefined ? {} : { target: wish.target }),
  };
}

/** Counts what we say by ourselves in a channel where nobody has spoken. What answers a person's act is not counted. */
function quietCount({ stream, readKeys, timeline }: Context) {
  const key = `said:${stream.slice(INCIDENTS.length)}`;
  let said: number | undefined;
  return {
    async keep(event: IncidentEvent, wishes: readonly EffectWish[]): Promise<readonly EffectWish[]> {
      if (isHuman(event.actor) || !speaks(wishes) || (await somebodySpoke(timeline, stream))) {
        return wishes;
      }
      said ??= ((await readKeys([key])).get(key) as number | undefined) ?? 0;
      const kept = keepQuiet(wishes, said);
      said = kept.said;
      return kept.wishes;
    },
    keys: (): KeyChange[] => (said === undefined ? [] : [{ op: 'set', key, value: said }]),
  };
}

/** Slack posts a message for each person who joins: these are looked past, up to a bound. */
const MESSAGES_LOOKED_AT = 200;

async function somebodySpoke(timeline: Context['timeline'], stream: string): Promise<boolean> {
  const posted = await timeline.readStream(stream, { types: ['message-posted'], limit: MESSAGES_LOOKED_AT });
  return (
    posted.length === MESSAGES_LOOKED_AT ||
    posted.some((stored) => {
      const { author, subtype } = stored.data as { author?: { kind?: string }; subtype?: string };
      return author?.kind === 'person' && isSpoken(subtype);
    })
  );
}
