// Performs effects over the integrations' ports: the list, one line for each kind.
import { bridgeEnder, bridgeOpener } from './perform-bridge.ts';
import { runbookFinder } from './perform-runbooks.ts';
import type { Performers } from './performer.ts';
import type { Ports, VendorDesk } from './vendor-desk.ts';

export function integrationPerformers(desk: VendorDesk, ports: Ports): Performers {
  return {
    'bridge.open': bridgeOpener(desk, ports.bridge),
    'bridge.end': bridgeEnder(desk, ports.bridge),
    'runbook.find': runbookFinder(desk, ports.runbooks),
  };
}
