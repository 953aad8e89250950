// The list of webhook vendors that we understand: one line for each.
import { alertmanager } from './alertmanager.ts';
import { asanaHook } from './asana.ts';
import { deploy } from './deploy.ts';
import { flux } from './flux.ts';
import { github } from './github.ts';
import { jiraHook } from './jira.ts';
import type { WebhookVendor } from './port.ts';
import { sleuth } from './sleuth.ts';

export const WEBHOOKS: readonly WebhookVendor<unknown>[] = [
  alertmanager,
  deploy,
  github,
  sleuth,
  flux,
  jiraHook,
  asanaHook,
];
