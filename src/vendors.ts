// The vendors that are switched on, each with its port at hand.
import type { Config } from './config.ts';
import type { Faces, OnCallDesk, OnCallVendor } from './engine/on-call-desk.ts';
import type { Plugged, Ports } from './engine/vendor-desk.ts';
import type { Integrations } from './integrations/catalog.ts';
import { createEmbedded } from './integrations/on-call/embedded.ts';
import type { Configured, Deps } from './integrations/vendor.ts';
import { ROTATIONS } from './policy/on-call.ts';
import type { PluggedNarrator } from './postmortem/narration/narrate.ts';

export type VendorDeps = Deps;

export function plugged<Port>({ id, label, create }: Configured<Port>, deps: Deps): Plugged<Port> {
  return { id, label, port: create(deps) };
}

/** One line for each kind of port. Of several vendors of which only one can serve, the first does. */
export function portsOf({ bridges, deployments, runbooks }: Integrations, deps: Deps): Ports {
  const [tracker] = deployments;
  return {
    bridge: plugged(bridges[0]!, deps),
    ...(tracker ? { tracker: plugged(tracker, deps) } : {}),
    runbooks: runbooks.map((one) => plugged(one, deps)),
  };
}

/** The rotations of the file are always there. */
export function onCallVendors(config: Config, deps: Deps): OnCallVendor[] {
  const embedded = createEmbedded({
    rotations: () => config.file.rotations ?? {},
    zone: () => config.policy.zone,
  });
  const rotations = { id: ROTATIONS, label: 'firescribe.yml', port: embedded };
  return [...config.integrations.onCall.map((vendor) => plugged(vendor, deps)), rotations];
}

export function onCallDesk(
  { engine, policy, clock, log }: Pick<OnCallDesk, 'engine' | 'policy' | 'clock' | 'log'>,
  vendors: readonly OnCallVendor[],
  faces: Faces,
  workspaceUrl: () => string | undefined,
): OnCallDesk {
  const linkTo: OnCallDesk['linkTo'] = ({ channel }) => {
    const url = workspaceUrl();
    return url && channel ? `${url}archives/${channel.id}` : undefined;
  };
  return { engine, vendors, faces, linkTo, policy, clock, log };
}

/** The first narrator that is on; none is needed. */
export function narratorOf({ integrations }: Config, deps: Deps): PluggedNarrator | undefined {
  const [chosen] = integrations.narrator;
  return chosen && plugged(chosen, deps);
}
