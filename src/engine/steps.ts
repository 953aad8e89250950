// The automatic steps of an incident as people see them: what waits, what was done, and stepping in by hand.
import type { Clock } from '../lib/clock.ts';
import type { Effect, Timeline } from '../timeline/port.ts';
import type { EffectKind } from '../workflows/effects.ts';

export type Step = {
  id: number;
  key: string;
  kind: EffectKind;
  /** `make a bridge` */
  name: string;
  status: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  dueAt: number;
  payload: Effect['payload'];
};

export type Steps = {
  /** What people may want to step into, what waits first, in the order of its time; then what ended, the last first. */
  of(stream: string): Promise<Step[]>;
  /** One of them, or one that is being done now; undefined where it is long past. */
  find(stream: string, id: number): Promise<Step | undefined>;
  /** It is not done, and nobody is told that it failed. False where it does not wait any more. */
  skip(id: number): Promise<boolean>;
  /** Its time is now. False where it does not wait any more. */
  doNow(id: number): Promise<boolean>;
};

/** The reason that stands with what somebody skipped. */
export const SKIPPED = 'Skipped by hand.';
/** The reason that stands with what a restored backup was still to do. */
export const RESTORED = 'It came back with a restored backup. Release it to have it done all the same.';

/**
 * What may be stepped into, in words. Pictures of the state and messages about facts are not here: they come again by
 * themselves.
 */
const ACTS: Partial<Record<EffectKind, string>> = {
  'channel.invite': 'bring people in',
  'role.assign': 'assign the leading role',
  'acknowledge.nag': 'say that nobody has acknowledged',
  'roles.nag': 'ask for a leader',
  'update.remind': 'remind of an update',
  'channel.archive': 'archive the channel',
  'bridge.open': 'make a bridge',
  'runbook.find': 'look for runbooks',
  'graph.draw': 'draw the graph',
  'workflow.run': 'run a workflow',
  'webhook.call': 'call a webhook',
  'postmortem.draft': 'draft the review',
  'document.export': 'export the review',
};

const KINDS = Object.keys(ACTS);
/** More than any message shows. */
const MOST = 50;

function nameOf(kind: EffectKind, payload: unknown): string {
  const { workflow } = (payload ?? {}) as { workflow?: string };
  return `${ACTS[kind]}${workflow === undefined ? '' : `: ${workflow}`}`;
}

function statusOf({ status, lastError }: Effect): Step['status'] {
  if (status === 'parked') {
    return lastError === SKIPPED ? 'skipped' : 'failed';
  }
  return status;
}

function stepOf(effect: Effect): Step {
  const { id, key, dueAt, payload } = effect;
  const kind = effect.kind as EffectKind;
  return { id, key, kind, name: nameOf(kind, payload), status: statusOf(effect), dueAt, payload };
}

export function createSteps(timeline: Timeline, clock: Clock): Steps {
  return {
    async of(stream) {
      const mine = { stream, kind: KINDS, limit: MOST };
      const waiting = await timeline.listEffects({ ...mine, status: ['waiting'] });
      const ended = await timeline.listEffects({ ...mine, status: ['done', 'parked'], newestFirst: true });
      return [...waiting, ...ended].map(stepOf);
    },
    async find(stream, id) {
      const [effect] = await timeline.listEffects({ ids: [id], stream, kind: KINDS, limit: 1 });
      return effect && stepOf(effect);
    },
    skip: (id) => timeline.changeWaiting(id, { status: 'parked', now: clock.now(), error: SKIPPED }),
    doNow: (id) => timeline.changeWaiting(id, { status: 'waiting', dueAt: clock.now() }),
  };
}
