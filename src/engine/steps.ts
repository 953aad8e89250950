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
  status: 'waiting' | 'done' | 'failed' | 'skipped';
  dueAt: number;
  payload: Effect['payload'];
};

export type Steps = {
  /** What people may want to step into, what waits first, in the order of its time; the rest newest first. */
  of(stream: string): Promise<Step[]>;
  /** It is not done, and nobody is told that it failed. False where it is being done already. */
  skip(id: number): Promise<boolean>;
  /** Its time is now. */
  doNow(id: number): Promise<boolean>;
};

/** The reason that stands with what somebody skipped. */
export const SKIPPED = 'Skipped by hand.';

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

const MOST = 500;

function nameOf(kind: EffectKind, payload: unknown): string {
  const { workflow } = (payload ?? {}) as { workflow?: string };
  return `${ACTS[kind]}${workflow === undefined ? '' : `: ${workflow}`}`;
}

function statusOf({ status, lastError }: Effect): Step['status'] {
  if (status === 'parked') {
    return lastError === SKIPPED ? 'skipped' : 'failed';
  }
  return status === 'done' ? 'done' : 'waiting';
}

export function createSteps(timeline: Timeline, clock: Clock): Steps {
  return {
    async of(stream) {
      const effects = await timeline.listEffects({ stream, limit: MOST });
      const steps = effects
        .filter(({ kind, status }) => kind in ACTS && status !== 'running')
        .map(
          (effect): Step => ({
            id: effect.id,
            key: effect.key,
            kind: effect.kind as EffectKind,
            name: nameOf(effect.kind as EffectKind, effect.payload),
            status: statusOf(effect),
            dueAt: effect.dueAt,
            payload: effect.payload,
          }),
        );
      const waiting = steps.filter(({ status }) => status === 'waiting');
      const rest = steps.filter(({ status }) => status !== 'waiting');
      return [...waiting.sort((a, b) => a.dueAt - b.dueAt), ...rest.sort((a, b) => b.id - a.id)];
    },
    async skip(id) {
      return (await timeline.parkEffects({ ids: [id], now: clock.now(), error: SKIPPED })) > 0;
    },
    async doNow(id) {
      // What waits is put aside and taken up again: it is then due at once.
      await timeline.parkEffects({ ids: [id], now: clock.now(), error: SKIPPED });
      return (await timeline.releaseEffects({ ids: [id], now: clock.now() })) > 0;
    },
  };
}
