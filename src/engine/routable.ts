// What is told of alerts, and routed. Deployments are kept elsewhere, and hints nowhere.
import type { Inbound } from '../incident/inbound.ts';

export type Routable = Exclude<Inbound, { kind: 'deployment' } | { kind: 'ticket-hint' }>;
