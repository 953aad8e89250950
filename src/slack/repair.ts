// Gap repair: at start, at reconnect, every ten minutes on open incidents, and beside drafting.

import { z } from 'zod';
import type { Performer } from '../engine/performer.ts';
import { asFirescribe } from '../incident/actors.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import { named } from '../lib/named.ts';
import { awaited, patienceOf } from '../lib/patience.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { type Comparison, compareHistory } from './compare.ts';
import { streamOf } from './ids.ts';
import { incidentOf, ownAsking, PERFORMER, type Stage } from './stage.ts';

const MINUTE = 60_000;
const REPAIR_EVERY_MS = 10 * MINUTE;
/** A periodic comparison looks back this far beyond the last one: late events, edits of what is recent. */
const OVERLAP_MS = 30 * MINUTE;
/** Where Slack does not say how long to wait. */
const PAUSE_MS = 5_000;
const DRAFT_WAIT_MS = 20_000;
/** How long a comparison that Slack broke off is kept for an incident that is over. */
const BROKEN_KEPT_MS = 24 * 60 * MINUTE;

export type Repair = {
  performer: Performer<'history.repair'>;
  /** Compares one incident's whole channel now, or from `since` on. Resolves with what was found. */
  incident(stream: string, options?: { since?: Instant }): Promise<{ found: number; missing: number }>;
  /**
   * Compares the whole channel for a draft, but waits for it no longer than twenty seconds; the comparison goes on. Resolves
   * with the time up to which history is compared; undefined where it never was.
   */
  forDraft(stream: string): Promise<Instant | undefined>;
  /** Compares every open incident's channel, and as a whole those lately resolved; failures are logged, and what passes is tried again later. */
  open(how: 'whole' | 'recent'): Promise<void>;
  /** Begins the ten-minute round. Returns how to end it. */
  every(): () => void;
};

type Outcome = { found: number; missing: number };

/** Comparisons of one incident follow one another; one that Slack broke off is finished before another begins. */
function createComparer(stage: Stage) {
  const running = new Map<string, Promise<Outcome>>();
  const broken = new Map<string, Comparison>();
  const threads = new Map<string, Map<string, string>>();
  const comparedAt = new Map<string, Instant>();

  function begin(stream: string, channel: string, since: Instant | undefined): Comparison {
    const known = threads.get(stream) ?? new Map<string, string>();
    threads.set(stream, known);
    const fresh = { stream, channel, source: 'repair' as const, startedAt: stage.clock.now() };
    const range = since === undefined ? {} : { since };
    return { ...fresh, ...range, seen: new Set(), found: 0, missing: 0, threads: known };
  }

  async function compare(stream: string, since: Instant | undefined): Promise<Outcome> {
    const incident = await incidentOf(stage, stream);
    if (!incident.channel || (incident.channelLost && !(await regained(stage, incident)))) {
      broken.delete(stream);
      threads.delete(stream);
      return { found: 0, missing: 0 };
    }
    const left = broken.get(stream);
    const mayGoOn = left && (left.since === undefined || left.since === since);
    const comparison = mayGoOn ? left : begin(stream, incident.channel.id, since);
    broken.set(stream, comparison);
    await compareHistory(stage, comparison);
    broken.delete(stream);
    comparedAt.set(stream, comparison.startedAt);
    await record(stage, incident, comparison);
    return { found: comparison.found, missing: comparison.missing };
  }

  return {
    comparedAt,
    /** Forgets what is known of the other incidents: they are over. What was broken off there may still be finished for a day. */
    keepOnly(streams: ReadonlySet<string>): void {
      for (const stream of [...threads.keys(), ...comparedAt.keys()]) {
        if (!streams.has(stream) && !running.has(stream)) {
          threads.delete(stream);
          comparedAt.delete(stream);
        }
      }
      for (const [stream, { startedAt }] of broken) {
        const old = stage.clock.now() - startedAt > BROKEN_KEPT_MS;
        if (old && !streams.has(stream) && !running.has(stream)) {
          broken.delete(stream);
        }
      }
    },
    async one(stream: string, since: Instant | undefined): Promise<Outcome> {
      const before = running.get(stream);
      const turn = (async () => {
        await before?.catch(() => undefined);
        return lostIfGone(stage, stream, compare(stream, since));
      })();
      running.set(stream, turn);
      try {
        return await turn;
      } finally {
        if (running.get(stream) === turn) {
          running.delete(stream);
        }
      }
    },
  };
}

export function createRepair(stage: Stage): Repair {
  const { one, comparedAt, keepOnly } = createComparer(stage);

  const open: Repair['open'] = async (how) => {
    const running = await stage.engine.questions.list({ open: true, limit: 1000 }, PERFORMER);
    keepOnly(new Set(running.map(streamOf)));
    for (const incident of how === 'whole' ? [...running, ...(await lately(stage))] : running) {
      const stream = streamOf(incident);
      const last = comparedAt.get(stream);
      const since = how === 'whole' || last === undefined ? undefined : last - OVERLAP_MS;
      await patiently(stage, () => one(stream, since));
    }
  };

  return {
    open,
    incident: (stream, options = {}) => one(stream, options.since),
    async forDraft(stream) {
      const whole = one(stream, undefined).catch((error: unknown) => {
        stage.log.warn({ error, stream }, 'History could not be compared for a draft.');
      });
      await awaited(whole, patienceOf(DRAFT_WAIT_MS));
      return comparedAt.get(stream);
    },
    performer: async (effect) => {
      await one(effect.stream, effect.payload.since);
    },
    every: () => everyTenMinutes(stage, () => open('recent')),
  };
}

/** People go on writing for a while after a resolve: so many of the latest are compared with the open ones. */
const LATELY_RESOLVED = 10;
const LATELY_MS = 3 * 24 * 60 * MINUTE;

async function lately(stage: Stage): Promise<Incident[]> {
  const filter = { status: ['resolved'], kind: ['real', 'drill'], limit: LATELY_RESOLVED };
  const resolved = await stage.engine.questions.list(filter, PERFORMER);
  return resolved.filter(({ activeAt }) => stage.clock.now() - activeAt < LATELY_MS);
}

async function record(stage: Stage, incident: Incident, done: Comparison): Promise<void> {
  const { found, missing, startedAt, since, stream } = done;
  await stage.engine.handle({
    type: 'record-repair',
    incident: stream,
    wish: { from: since ?? incident.declaredAt, to: startedAt, found, missingFromHistory: missing },
    asking: asFirescribe(stage.clock.now(), {
      kind: 'repair',
      key: `repair:${stream}:${startedAt}:${since ?? 'whole'}`,
    }),
  });
}

const membership = z.object({
  channel: z.object({ is_member: z.boolean().optional(), is_archived: z.boolean().optional() }),
});

/** A channel that was lost may be back: unarchived, or we were invited again, while we were away. */
async function regained(stage: Stage, incident: Incident): Promise<boolean> {
  const { channel } = incident;
  if (!channel || incident.channelLost === 'deleted') {
    return false;
  }
  const answer = await stage.slack
    .call('conversations.info', { channel: channel.id }, membership)
    .catch(ifGone);
  if (!answer?.channel.is_member || answer.channel.is_archived) {
    return false;
  }
  await stage.engine.handle({
    type: 'record-channel',
    incident: streamOf(incident),
    wish: { channel, adopted: true },
    asking: ownAsking(stage, { key: `regained:${channel.id}:${stage.clock.now()}` }, 'channel'),
  });
  return true;
}

function ifGone(error: unknown): undefined {
  if (!(error instanceof VendorError) || named(LOST, error.code) === undefined) {
    throw error;
  }
}

const LOST: Readonly<Record<string, 'bot-removed' | 'deleted'>> = {
  not_in_channel: 'bot-removed',
  channel_not_found: 'deleted',
};

/** That the channel is gone may be news: we were away when it went. */
async function lostIfGone<T>(stage: Stage, stream: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const why = error instanceof VendorError ? named(LOST, error.code) : undefined;
    if (why) {
      await stage.engine.handle({
        type: 'record-channel-lost',
        incident: stream,
        wish: { why },
        asking: asFirescribe(stage.clock.now(), {
          kind: 'repair',
          key: `repair:${stream}:lost:${why}:${stage.clock.now()}`,
        }),
      });
    }
    throw error;
  }
}

/** Tries once more after the time that Slack asked for; then leaves it to the next round. */
async function patiently(stage: Stage, work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      const passes = error instanceof VendorError && !error.permanent && attempt < 3;
      if (!passes) {
        stage.log.warn(
          { error },
          'The history of a channel could not be compared; it is tried again in ten minutes.',
        );
        return;
      }
      const wait = error.retryAfterMs ?? PAUSE_MS;
      await new Promise<void>((resolve) => {
        stage.clock.at(stage.clock.now() + wait, resolve);
      });
    }
  }
}

function everyTenMinutes(stage: Stage, round: () => Promise<void>): () => void {
  let ended = false;
  let cancel: () => void = () => undefined;
  const next = () => {
    cancel = stage.clock.at(stage.clock.now() + REPAIR_EVERY_MS, () => {
      round()
        .catch((error: unknown) => stage.log.error({ error }, 'The round of history comparisons failed.'))
        .finally(() => ended || next());
    });
  };
  next();
  return () => {
    ended = true;
    cancel();
  };
}
