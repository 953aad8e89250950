// The automatic steps of an incident as people see them: what waits, what was done, and stepping in by hand.
import type { Clock } from '../lib/clock.ts';
import type { Effect, Timeline } from '../timeline/port.ts';
import type { EffectKind } from '../workflows/effects.ts';
import { policyOf } from './policy-of-effects.ts';

export type Step = {
  id: number;
  key: string;
  kind: EffectKind;
  /** As the timeline names it: `make a bridge`. */
  name: string;
  status: 'waiting' | 'done' | 'failed' | 'skipped';
  dueAt: number;
  payload: Effect['payload'];
};

export type Steps = {
  /** What people may want to step into, what waits first; newest first among the rest. */
  of(stream: string): Promise<Step[]>;
  /** It is not done, and nobody is told that it failed. False where it is being done already. */
  skip(id: number): Promise<boolean>;
  /** Its time is now. */
  doNow(id: number): Promise<boolean>;
};

/** The reason that stands with what somebody skipped. */
export const SKIPPED = 'Skipped by hand.';

/** Pictures of the state and messages about facts come again by themselves; these are acts of their own. */
const ACTS: ReadonlySet<string> = new Set<EffectKind>([
  'channel.invite',
  'role.assign',
  'acknowledge.nag',
  'roles.nag',
  'channel.archive',
  'bridge.open',
  'workflow.run',
  'webhook.call',
  'postmortem.draft',
]);

const MOST = 500;

/** Keys are `<event>/<step>/<ordinal>`, or `<stream>/<word>` where it happens once. */
function nameIn({ key, stream, kind, payload }: Effect): string {
  const { workflow } = (payload ?? {}) as { workflow?: string };
  const [, name] = key.startsWith(`${stream}/`) ? [] : key.split('/');
  return workflow === undefined ? (name ?? kind.replace('.', ' ')) : `workflow “${workflow}”`;
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
        .filter(({ kind, status }) => ACTS.has(kind) && policyOf(kind) && status !== 'running')
        .map(
          (effect): Step => ({
            id: effect.id,
            key: effect.key,
            kind: effect.kind as EffectKind,
            name: nameIn(effect),
            status: statusOf(effect),
            dueAt: effect.dueAt,
            payload: effect.payload,
          }),
        );
      const waits = (step: Step) => (step.status === 'waiting' ? 0 : 1);
      return steps.sort((a, b) => waits(a) - waits(b) || b.id - a.id);
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
