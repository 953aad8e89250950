// The section `services` of firescribe.yml: who looks after what, what identifies it, and where its pages are.
import { z } from 'zod';
import type { Policy } from './policy.ts';
import { id, onCall, people, url } from './section-words.ts';
import { serviceOf } from './services.ts';

const labelSet = z
  .record(z.string().min(1), z.union([z.string().min(1), z.number(), z.boolean()]).transform(String))
  .refine((set) => Object.keys(set).length > 0, 'name at least one label: {app: checkout}');

/** A label's value may be written as a number or a boolean: `shard: 3`. */
const labels = z
  .union([labelSet.transform((set) => [set]), z.array(labelSet)])
  .describe('Labels that identify the service: one set, or a list of sets. A value may end in *.');

const runbookLink = z
  .strictObject({
    title: z.string().min(1).default('Runbook'),
    url: url.optional(),
    file: z.string().min(1).describe('A Markdown file, beside this file.').optional(),
  })
  .refine((one) => (one.url === undefined) !== (one.file === undefined), 'give either a url or a file')
  .transform(({ title, url: page, file }) =>
    page === undefined ? { title, file: file ?? '' } : { title, url: page },
  );

const runbooks = z.array(z.union([url.transform((page) => ({ title: 'Runbook', url: page })), runbookLink]));

/** Ids of the metrics vendors; a test holds them against the catalog. */
export const METRIC_SOURCES = ['prometheus', 'datadog', 'grafana'] as const;

const query = z.strictObject({
  title: z.string().min(1),
  source: z
    .enum(METRIC_SOURCES, `use one of ${METRIC_SOURCES.join(', ')}`)
    .describe('The metrics vendor that answers it: prometheus, datadog, grafana.'),
  query: z.string().min(1).describe('In the language of its source; for grafana <dashboard uid>/<panel id>.'),
  unit: z.string().optional(),
  threshold: z.number().optional(),
});

const service = z
  .strictObject({
    label: z.string().min(1).optional(),
    team: id.optional(),
    people: people.optional(),
    labels: labels.optional(),
    runbook: url.describe('Short for one entry of runbooks.').optional(),
    runbooks: runbooks.optional(),
    onCall: onCall.optional(),
    tickets: z.strictObject({ project: z.string().min(1), type: z.string().min(1).optional() }).optional(),
    dashboards: z.array(z.strictObject({ title: z.string().min(1), url })).optional(),
    queries: z.array(query).optional(),
  })
  .nullable();

export const servicesSection = z
  .record(id, service)
  .transform((services) =>
    Object.entries(services).map(([name, given]) => {
      const { runbook, runbooks: more = [], ...known } = given ?? {};
      const short = runbook === undefined ? [] : [{ title: 'Runbook', url: runbook }];
      return serviceOf(name, { ...known, runbooks: [...short, ...more] });
    }),
  )
  .describe('Services by id: who looks after them and what identifies them.');

/** The section as one would write it for this policy. */
export const writtenServices = ({ services }: Policy) =>
  Object.fromEntries(services.map(({ id: name, ...known }) => [name, known]));
