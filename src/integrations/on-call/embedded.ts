// The embedded default: rotations of the configuration file. It knows who is on call; waking somebody is a message in Slack, no pager.
import { VendorError } from '../../lib/vendor-error.ts';
import type { AboutSchedule, OnCall } from './port.ts';
import type { Rotation, Rotations } from './rotations.ts';
import { nextOnCall, onCallAt } from './turns.ts';

/** `zone`: of rotations that name none. Both are asked each time, since the file may be read again. */
export function createEmbedded({ rotations, zone }: { rotations(): Rotations; zone(): string }): OnCall {
  const find = (name: string): Rotation => {
    const all = rotations();
    const rotation = Object.hasOwn(all, name) ? all[name] : undefined;
    if (!rotation) {
      const known = Object.keys(all).join(', ') || 'none yet';
      throw new VendorError(
        `There is no rotation ${name} in firescribe.yml. Add it under rotations, or correct onCall; there is: ${known}.`,
        { permanent: true, code: 'no_rotation' },
      );
    }
    return rotation;
  };
  return {
    onCall: async ({ schedule, at }: AboutSchedule) => onCallAt(find(schedule), at, zone()),
    check: async () => undefined,
    next: async ({ schedule, at }: AboutSchedule) => nextOnCall(find(schedule), at, zone()),
  };
}
