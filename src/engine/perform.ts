// Performing one effect: whether it still has a reason, the work, and what is written down of how it ended.

import { asFirescribe } from '../incident/actors.ts';
import type { Instant } from '../incident/values.ts';
import { timeWords } from '../incident/words.ts';
import type { Clock } from '../lib/clock.ts';
import { faultPoint } from '../lib/fault-point.ts';
import type { Log } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Effect, Timeline } from '../timeline/port.ts';
import { effectWords } from '../workflows/effect-words.ts';
import type { EffectKind, EffectOf } from '../workflows/effects.ts';
import { mootNow } from '../workflows/moot.ts';
import { verdictOn } from './back-off.ts';
import type { Engine } from './engine-port.ts';
import type { Performers } from './performer.ts';
import { type Pool, policyOf } from './policy-of-effects.ts';
import { isIncident, OPERATORS } from './stream-names.ts';

export type PerformingPath = {
  timeline: Timeline;
  engine: Pick<Engine, 'handle' | 'questions'>;
  performers: Performers;
  clock: Clock;
  log: Log;
  /** How long work may take before it is given up as a call without an answer. Milliseconds of wire time. */
  longestMs: Record<Pool, number>;
};

const viewer = { kind: 'operator' } as const;

/** Never rejects: whatever happens ends as done, waiting, parked, or a lease that runs out. */
export async function perform(path: PerformingPath, effect: Effect): Promise<void> {
  const log = path.log.child({ effect: effect.key, kind: effect.kind, stream: effect.stream });
  try {
    const moot = forgotten(effect, path.clock.now()) ?? (await reasonToDrop(path, effect));
    if (moot === undefined) {
      requireInTime(effect, path.clock.now());
      faultPoint('before-work', effect.kind);
      await work(path, effect);
      faultPoint('after-vendor-answer');
    } else {
      log.info({ moot }, 'an effect has no reason any more');
    }
    faultPoint('before-effect-done', effect.kind);
    await path.timeline.finishEffect(effect, { status: 'done', now: path.clock.now() });
  } catch (error) {
    await failed(path, effect, error, log).catch((worse: unknown) =>
      log.error({ error: worse }, 'what became of an effect could not be written; its lease will run out'),
    );
  }
}

function forgotten({ kind, notAfter }: Effect, now: Instant): string | undefined {
  const late = notAfter !== undefined && notAfter < now;
  return late && policyOf(kind)?.forgottenLate ? 'its time has passed' : undefined;
}

async function reasonToDrop({ engine }: PerformingPath, effect: Effect): Promise<string | undefined> {
  const { stream } = effect;
  const incident = isIncident(stream) ? await engine.questions.incident(stream, viewer) : undefined;
  return incident && mootNow(performed(effect), incident);
}

/** What waited too long (we were stopped, its lane was blocked) is given up, and told like any failure. */
function requireInTime({ dueAt, notAfter }: Effect, now: Instant): void {
  if (notAfter !== undefined && notAfter < now) {
    throw new Error(
      `It was due at ${timeWords(dueAt, 'UTC', 0)}, and is too late now. If it is still wanted, Firescribe’s Home tab lists it with a button.`,
    );
  }
}

async function work({ performers, longestMs }: PerformingPath, effect: Effect): Promise<void> {
  const given = performed(effect);
  const performer = performers[given.kind] as ((effect: EffectOf<EffectKind>) => Promise<void>) | undefined;
  if (!performer) {
    throw new NobodyPerforms(effect.kind);
  }
  await answered(performer(given), longestMs[policyOf(effect.kind)?.pool ?? 'now']);
}

/** A performer that never settles must not hold up its lane for ever; the next attempt looks for what this one did. */
async function answered(work: Promise<void>, longest: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const why = `It did not end within ${Math.ceil(longest / 1000)} s.`;
    const error = new VendorError(why, { permanent: false, code: 'no_end', unknownOutcome: true });
    timer = setTimeout(() => reject(error), longest);
    timer.unref();
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** The effect as its performer knows it. */
function performed({ kind, key, stream, payload, attempts }: Effect): EffectOf<EffectKind> {
  return { kind, key, stream, payload, attempt: attempts } as unknown as EffectOf<EffectKind>;
}

class NobodyPerforms extends Error {
  constructor(kind: string) {
    super(
      `Nothing here performs ${kind}. Connect what does (Slack's tokens in .env, most likely), then release it.`,
    );
    this.name = 'NobodyPerforms';
  }
}

async function failed(path: PerformingPath, effect: Effect, error: unknown, log: Log): Promise<void> {
  const now = path.clock.now();
  const why = error instanceof Error ? error.message : String(error);
  if (error instanceof NobodyPerforms) {
    log.warn({}, why);
    await path.timeline.finishEffect(effect, { status: 'parked', now, error: why });
    return;
  }
  const verdict = verdictOn(error, effect, now);
  const shown = await loggable(path, effect, error);
  if (verdict.again) {
    const when = { attempt: effect.attempts, dueAt: verdict.dueAt };
    // To be asked to wait is how a busy minute goes, and no failure.
    if (error instanceof VendorError && error.retryAfterMs !== undefined) {
      log.info(
        { ...('code' in shown ? shown : { why }), ...when },
        'an effect has to wait and is tried again',
      );
    } else {
      log.warn({ ...shown, ...when }, 'an effect failed and is tried again');
    }
    await path.timeline.finishEffect(effect, { status: 'waiting', dueAt: verdict.dueAt, error: why });
    return;
  }
  log.error({ ...shown, attempt: effect.attempts }, 'an effect is given up');
  // Told first: a kill between the two tells it again under the same key, and never leaves it untold.
  await tell(path, effect, { why, permanent: verdict.permanent });
  await path.timeline.finishEffect(effect, { status: 'parked', now, error: why });
}

/** What others answered may quote what they were told: of a private incident the log has the code, the record the words. */
async function loggable(
  { engine }: PerformingPath,
  { stream }: Effect,
  error: unknown,
): Promise<{ error: unknown } | { code: string }> {
  const incident = isIncident(stream) ? await engine.questions.incident(stream, viewer) : undefined;
  return incident?.private ? { code: error instanceof VendorError ? error.code : 'failed' } : { error };
}

/** A failure is a fact of its incident; the automatic steps see to it that people hear of it. */
async function tell(
  path: PerformingPath,
  effect: Effect,
  failure: { why: string; permanent: boolean },
): Promise<void> {
  const now = path.clock.now();
  if (isIncident(effect.stream)) {
    await path.engine.handle({
      type: 'record-failure',
      incident: effect.stream,
      wish: { kind: effect.kind, effect: effect.key, ...failure },
      asking: asFirescribe(now, { kind: 'effect', key: `${effect.key}/failed/${effect.attempts}` }),
    });
  } else if (effect.kind !== 'operators.tell') {
    const text = `Firescribe could not ${effectWords(effect.kind)}: ${failure.why}`;
    await tellOperators(path.timeline, { key: `${effect.key}/failed`, text, about: effect.kind, now });
  }
}

/** An effect that belongs to no incident. The same key tells once. */
export async function tellOperators(
  timeline: Pick<Timeline, 'append'>,
  { key, text, about, now }: { key: string; text: string; about: string; now: number },
): Promise<void> {
  await timeline.append({
    stream: OPERATORS,
    expectedVersion: 0,
    events: [],
    effects: [{ key, kind: 'operators.tell', payload: { text, about }, dueAt: now }],
    at: now,
  });
}
