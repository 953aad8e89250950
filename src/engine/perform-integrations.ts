// Performs effects over the integrations' ports: the list, one line for each kind.
import type { Policy } from '../policy/policy.ts';
import { bridgeEnder, bridgeOpener } from './perform-bridge.ts';
import { impactRegistrar } from './perform-impact.ts';
import { runbookFinder } from './perform-runbooks.ts';
import type { Performers } from './performer.ts';
import type { Ports, VendorDesk } from './vendor-desk.ts';

export function integrationPerformers(desk: VendorDesk & { policy: () => Policy }, ports: Ports): Performers {
  return {
    'bridge.open': bridgeOpener(desk, ports.bridge),
    'bridge.end': bridgeEnder(desk, ports.bridge),
    'impact.register': impactRegistrar(desk, ports.tracker),
    'runbook.find': runbookFinder(desk, ports.runbooks),
  };
}
