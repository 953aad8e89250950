// What doctor asks of each schedule that the configuration names: who is on call now. It wakes nobody.
import type { Config } from '../config.ts';
import { createEmbedded } from '../integrations/on-call/embedded.ts';
import type { OnCall, Shift } from '../integrations/on-call/port.ts';
import { systemClock } from '../lib/clock.ts';
import { createHttp } from '../lib/http.ts';
import { silentLog } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { everyOnCall, ROTATIONS } from '../policy/on-call.ts';
import type { Check } from '../slack/check.ts';

type About = ReturnType<typeof everyOnCall>[number];

function portsOf({ file, policy, integrations }: Config): Map<string, OnCall> {
  const deps = {
    http: createHttp({ clock: systemClock, log: silentLog }),
    clock: systemClock,
    log: silentLog,
  };
  const embedded = createEmbedded({ rotations: () => file.rotations ?? {}, zone: () => policy.zone });
  return new Map([
    ...integrations.onCall.map(({ id, create }) => [id, create(deps)] as const),
    [ROTATIONS, embedded],
  ]);
}

const names = (shifts: readonly Shift[]) =>
  shifts.map(({ who }) => who.name ?? who.email ?? who.slackId).join(', ');

async function tryOne({ label, vendor, schedule }: About, ports: Map<string, OnCall>): Promise<Check> {
  const what = `It is known who is on call for ${label}`;
  const port = ports.get(vendor);
  if (!port) {
    const fix = `onCall names ${vendor}:${schedule}, but ${vendor} is not connected. .env.example lists its variables.`;
    return { what, ok: false, fix };
  }
  try {
    const shifts = await port.onCall({ schedule, at: systemClock.now() });
    return shifts.length > 0
      ? { what: `${what}: ${names(shifts)}`, ok: true }
      : { what, ok: false, fix: `The schedule ${schedule} has nobody on call at the moment.` };
  } catch (error) {
    if (!(error instanceof VendorError)) {
      throw error;
    }
    return { what, ok: false, fix: error.message };
  }
}

/** One line for each service and team that has a schedule of its own. */
export async function checkOnCall(config: Config): Promise<Check[]> {
  const ports = portsOf(config);
  return Promise.all(everyOnCall(config.policy).map((one) => tryOne(one, ports)));
}
