// The list of webhook vendors that we understand: one line for each.
import { alertmanager } from './alertmanager.ts';
import { asanaHook } from './asana.ts';
import { datadog } from './datadog.ts';
import { deploy } from './deploy.ts';
import { flux } from './flux.ts';
import { github } from './github.ts';
import { grafana } from './grafana.ts';
import { jiraHook } from './jira.ts';
import { newrelic } from './newrelic.ts';
import { opsgenie } from './opsgenie.ts';
import { pagerduty } from './pagerduty.ts';
import type { WebhookVendor } from './port.ts';
import { sentry } from './sentry.ts';
import { sleuth } from './sleuth.ts';
import { sns } from './sns.ts';

export const WEBHOOKS: readonly WebhookVendor<unknown>[] = [
  alertmanager,
  pagerduty,
  opsgenie,
  datadog,
  grafana,
  sentry,
  sns,
  newrelic,
  deploy,
  github,
  sleuth,
  flux,
  jiraHook,
  asanaHook,
];
