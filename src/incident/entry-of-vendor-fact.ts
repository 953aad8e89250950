// Entries of what vendors bring and of what workflows do.
import { deploymentSentence } from './deployment-words.ts';
import type { Recorded } from './events.ts';
import { TELL_OF_LINKS } from './link-entries.ts';
import type { LinkShapes } from './link-events.ts';
import type { PageShapes } from './page-events.ts';
import {
  onCallFoundTold,
  onCallUnknownTold,
  pageAcknowledgedTold,
  pageAskedTold,
  pageTroubledTold,
  pageUnansweredTold,
  personPagedTold,
} from './pages-told.ts';
import { ticketAskedFor, ticketMade, ticketMoved } from './ticket-words.ts';
import { say, type Tell, type Told, utc } from './told.ts';
import type { VendorShapes } from './vendor-events.ts';
import { nameOf } from './words.ts';
import type { WorkflowShapes } from './workflow-events.ts';
import { actWords } from './workflow-words.ts';

type Type =
  | keyof VendorShapes
  | keyof WorkflowShapes
  | keyof PageShapes
  | keyof LinkShapes
  | 'ticket-requested'
  | 'ticket-linked'
  | 'ticket-changed';

export const TELL_OF_VENDORS: { [T in Type]: Tell<T> } = {
  'ticket-requested': ({ data }) => ({ kind: 'record', ...ticketAskedFor(data) }),
  'ticket-linked': (event) => ({ kind: 'record', ...ticketMade(event) }),
  'ticket-changed': (event) => ({ kind: 'record', ...ticketMoved(event) }),
  ...TELL_OF_LINKS,
  'page-asked': pageAskedTold,
  'person-paged': personPagedTold,
  'page-troubled': pageTroubledTold,
  'page-acknowledged': pageAcknowledgedTold,
  'page-unanswered': pageUnansweredTold,
  'on-call-found': onCallFoundTold,
  'on-call-unknown': onCallUnknownTold,
  'deployment-noted': ({ data, content }) => ({
    kind: 'deployment',
    text: say(deploymentSentence(data.deployment), content?.title),
    values: {
      vendor: data.deployment.vendor,
      deployment: data.deployment.key,
      status: data.deployment.status,
      service: data.deployment.service ?? null,
      environment: data.deployment.environment ?? null,
      version: data.deployment.version ?? null,
      url: data.deployment.url ?? null,
      by: data.deployment.by ?? null,
      startedAt: data.deployment.startedAt ?? null,
      because: data.rule.name,
    },
  }),
  'workflow-ran': ({ data, content }) => ({
    kind: 'record',
    text: `Workflow ${content?.title ?? data.workflow}: ${actWords(data.does)}`,
    values: { workflow: data.workflow, off: data.off },
  }),
  'step-overridden': ({ data }) => ({
    kind: 'record',
    text: `The automatic step “${data.step}” was ${OVERRIDDEN[data.how]}`,
    values: { step: data.step, how: data.how },
  }),
  'graph-kept': graphTold,
  'graph-posted': () => ({ kind: 'record', text: 'Graph posted' }),
  'bridge-requested': ({ actor }) => ({ kind: 'record', text: `${nameOf(actor)} asked for a bridge` }),
  'bridge-opened': ({ data }) => ({
    kind: 'record',
    text: `Bridge opened: ${data.vendor.label}${data.asked ? '' : ', by the step “make a bridge”'}`,
    values: { vendor: data.vendor.label, meeting: data.meeting, asked: data.asked },
  }),
  'bridge-ended': ({ data }) => ({ kind: 'record', text: 'Bridge ended', values: { meeting: data.meeting } }),
  'impact-registered': ({ data }) => ({
    kind: 'record',
    text: `${data.vendor.label} told: impact on ${data.service} ${data.as}`,
    values: { vendor: data.vendor.label, service: data.service, as: data.as },
  }),
  'runbook-attached': ({ data, content }) => ({
    kind: 'record',
    text: `${say('Runbook attached', content?.title)}, because ${data.because}`,
    values: { runbook: data.runbook, url: content?.url ?? null, steps: data.steps, because: data.because },
  }),
  'runbook-requested': ({ actor }) => ({
    kind: 'record',
    text: `${nameOf(actor)} asked for a runbook’s steps`,
  }),
  'runbook-posted': () => ({ kind: 'record', text: 'Steps of a runbook posted' }),
  'runbook-step-done': ({ data, content }) => ({
    kind: 'runbook',
    text: say(`Runbook step ${data.step} done`, content?.text),
    values: { runbook: data.runbook, step: data.step, done: true },
  }),
  'runbook-step-undone': ({ data, content }) => ({
    kind: 'runbook',
    text: say(`Runbook step ${data.step} not done after all`, content?.text),
    values: { runbook: data.runbook, step: data.step, done: false },
  }),
  'similar-noted': ({ data }) => ({
    kind: 'record',
    text: `Like this before: ${data.numbers.map((number) => `INC-${number}`).join(', ') || 'none any more'}, by the step “${data.rule.name}”`,
  }),
  'export-requested': ({ actor }) => ({
    kind: 'record',
    text: `${nameOf(actor)} asked for the review to be exported`,
  }),
  'document-exported': ({ data }) => ({
    kind: 'record',
    text: `Review exported: ${data.vendor.label}`,
    values: { vendor: data.vendor.label, url: data.url ?? null },
  }),
  'vendor-failed': ({ data, content }) => ({
    kind: 'record',
    text: say(`Missing for now: ${data.what} (${data.vendor})`, content?.why),
    values: { what: data.what, vendor: data.vendor },
  }),
  'vendor-recovered': ({ data }) => ({
    kind: 'record',
    text: `No longer missing: ${data.what} (${data.vendor})`,
    values: { what: data.what, vendor: data.vendor },
  }),
};

const OVERRIDDEN = {
  skipped: 'skipped',
  'done-now': 'done before its time',
  'done-again': 'asked for again',
} as const;

function graphTold({ data, content }: Recorded<'graph-kept'>): Told {
  const { from, to, series, threshold, source, unit, query } = data;
  const figures = series.flatMap(({ points }) =>
    points.flatMap(([, value]) => (value === null ? [] : [value])),
  );
  const highest = figures.length === 0 ? null : Number(Math.max(...figures).toPrecision(3));
  return {
    kind: 'graph',
    text: say(`Graph from ${source}, ${utc(from)} to ${utc(to)}`, content?.title),
    values: { source, query, from, to, highest, threshold: threshold ?? null, unit: unit ?? null },
  };
}
