// Alerts, changes and links that others can look at.
import { partsOf } from '../../incident/merges-told.ts';
import type { Section, Table } from '../document.ts';
import { evidenceOf, fact, gap, type Material } from '../material.ts';
import { graphs } from './graphs.ts';

type Alert = {
  title: string;
  vendor: string;
  first: number;
  times: number;
  resolved?: number;
  events: string[];
  link?: string;
};

const ALERTS = 20;
const DEPLOYMENTS = 10;
const LINKS = 10;
const LINK = /https?:\/\/[^\s<>|)\]]+/g;

function alerts(material: Material): Alert[] {
  const byTitle = new Map<string, Alert>();
  const keys = new Map<string, Alert>();
  for (const event of material.events) {
    if (event.type === 'signal-attached') {
      const { vendor, dedupeKey } = event.data.signal;
      const links = event.content?.links ?? {};
      const title = event.content?.title ?? 'redacted';
      const known = byTitle.get(`${vendor}/${title}`);
      const alert = known ?? {
        title,
        vendor,
        first: event.occurredAt,
        times: 0,
        events: [],
        link: links.source,
      };
      alert.first = Math.min(alert.first, event.occurredAt);
      alert.times += 1;
      alert.events.push(event.id);
      byTitle.set(`${vendor}/${title}`, alert);
      keys.set(`${vendor}/${dedupeKey}`, alert);
    } else if (event.type === 'signal-resolved') {
      const alert = keys.get(`${event.data.vendor}/${event.data.dedupeKey}`);
      if (alert !== undefined) {
        alert.resolved = Math.max(alert.resolved ?? 0, event.occurredAt);
        alert.events.push(event.id);
      }
    }
  }
  return [...byTitle.values()].sort((a, b) => a.first - b.first);
}

function alertRows(material: Material): Table['rows'] {
  return alerts(material)
    .slice(0, ALERTS)
    .map((alert) => ({
      cells: [
        alert.title,
        alert.vendor,
        material.when(alert.first),
        String(alert.times),
        alert.resolved === undefined ? 'not on record' : material.when(alert.resolved),
        alert.link ?? '',
      ],
      evidence: evidenceOf(material, alert.events.slice(0, 3)),
    }));
}

/** The latest deployments on record, each with its own page, in order of time; those left out are counted. */
function deployments(material: Material) {
  const all = material.entries.filter(({ kind, redacted }) => kind === 'deployment' && !redacted);
  const shown = all.slice(-DEPLOYMENTS).map((entry) => {
    const page = entry.permalink === undefined ? '' : ` ${entry.permalink}`;
    const said = `${material.when(entry.at)}, ${material.who(entry.author)}: ${material.text(entry)}${page}`;
    return fact(said, [entry.id]);
  });
  const more = all.length - shown.length;
  return more > 0 ? [...shown, gap(`${more} earlier deployments are in the log.`)] : shown;
}

const ATTACHED = 20;

/** What people linked and nobody took off: pages by their words; then what was merged into this one, and what has to do with it. */
function attached({ incident, entries }: Material) {
  const linked = new Set(incident.linked ?? []);
  const pages = entries.filter(
    ({ id, type, redacted }) => type === 'link-added' && linked.has(id) && !redacted,
  );
  const naming = (type: string, others: readonly { number: number }[]) => {
    const told = entries.filter((entry) => entry.type === type);
    return others.flatMap(({ number }) => told.findLast(({ values }) => values.incident === number) ?? []);
  };
  return [
    ...pages
      .slice(-ATTACHED)
      .map(({ id, values: { title, url } }) => fact(title ? `${title}: ${url}` : `${url}`, [id])),
    ...[
      ...naming('incident-absorbed', partsOf(incident)),
      ...naming('incident-related', incident.related ?? []),
    ].map(({ id, text }) => fact(text.replace(/\.?$/, '.'), [id])),
  ];
}

/** Addresses in the rows of the timeline, once each. What was attached stands apart. */
function links(material: Material) {
  const seen = new Set<string>();
  const rows = material.keyRows.filter(({ entry }) => entry.kind !== 'link');
  return rows.flatMap(({ entry }) =>
    (material.text(entry).match(LINK) ?? [])
      .map((link) => link.replace(/[.,;:]+$/, ''))
      .filter((link) => !seen.has(link) && seen.add(link))
      .map((link) => fact(link, [entry.id])),
  );
}

export function supportingData(material: Material): Section {
  const rows = alertRows(material);
  const { statements, pictures } = graphs(material);
  const { runbook, dashboard } = material.incident.links;
  const signal = material.events.findLast((event) => event.type === 'signal-attached');
  const from = signal === undefined ? [] : evidenceOf(material, [signal.id]);
  return {
    id: 'supporting-data',
    title: 'Supporting data',
    statements: [
      ...(rows.length + statements.length === 0 ? [gap('No alert and no graph is on record.')] : []),
      ...statements,
      ...(runbook === undefined ? [] : [fact(`Runbook: ${runbook}`, from)]),
      ...(dashboard === undefined ? [] : [fact(`Dashboard: ${dashboard}`, from)]),
      ...deployments(material),
      ...attached(material),
      ...links(material).slice(0, LINKS),
    ],
    ...(pictures.length > 0 ? { pictures } : {}),
    table: { columns: ['Alert', 'From', 'First', 'Times', 'Resolved', 'Source'], rows },
  };
}
