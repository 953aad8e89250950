// The list of webhook vendors that we understand: one line for each.
import { alertmanager } from './alertmanager.ts';
import type { WebhookVendor } from './port.ts';

export const WEBHOOKS: readonly WebhookVendor<unknown>[] = [alertmanager];
