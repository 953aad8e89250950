// What a template may name: the facts of a review, each with what it rests on. shape.ts says the same to the check.
import type { IncidentEvent } from '../../incident/events.ts';
import type { KeyTimeName } from '../../incident/values.ts';
import type { Evidence, KeyTimeRow, ReviewDocument, Section, SectionId, Statement } from '../document.ts';
import { evidenceOf, type Material } from '../material.ts';
import { type MakeFact, NOT_RECORDED, type Told, untold } from './told.ts';

/** What the facts are made of. `sections`: as they stand after every sentence was held against its evidence. */
export type Recorded = {
  material: Material;
  sections: readonly Section[];
  times: readonly KeyTimeRow[];
  head: ReviewDocument['incident'];
  word: string;
};

type Make = MakeFact;

const told = (text: string, evidence: Evidence, about: string, more: Partial<Told> = {}): Told => ({
  text,
  evidence,
  about,
  ...more,
});

/** The fact, or that nobody recorded it. */
const orUntold = (
  text: string | null | undefined,
  evidence: Evidence,
  about: string,
  more?: Partial<Told>,
) =>
  text == null || text === '' || text === NOT_RECORDED ? untold(about) : told(text, evidence, about, more);

function declaration(material: Material): Evidence {
  const declared = material.events.find((event) => event.type === 'incident-declared');
  return evidenceOf(material, declared === undefined ? [] : [declared.id]);
}

/** The last event of the kind that changed it, else the declaration. */
function latest(material: Material, type: IncidentEvent['type']): Evidence {
  const change = material.events.findLast((event) => event.type === type);
  return change === undefined ? declaration(material) : evidenceOf(material, [change.id]);
}

/** A moment: with its date, and by parts. */
function instant(material: Material, make: Make, at: number, evidence: Evidence, about: string, more = {}) {
  const { clock } = material;
  return make(told(clock.full(at), evidence, about), {
    time: make(told(clock.time(at), evidence, about)),
    date: make(told(clock.date(at), evidence, about)),
    ...more,
  });
}

function incidentFacts({ material, head }: Recorded, make: Make) {
  const { incident } = material;
  const spoken = { spoken: 'quoted' } as const;
  const opened = declaration(material);
  const severity = latest(material, 'severity-changed');
  const impact = incident.impact;
  const resolved = incident.keyTimes.resolved;
  return {
    number: make(told(`INC-${incident.number}`, opened, 'incident')),
    title: make(
      told(material.plain(head.title), evidenceOf(material, [incident.title.event]), 'title', spoken),
    ),
    kind: make(told(incident.kind, opened, 'incident')),
    severity: make(told(head.severity, severity, 'severity', { value: incident.severity.label }), {
      rank: make(
        told(String(incident.severity.rank), severity, 'severity rank', { value: incident.severity.rank }),
      ),
    }),
    status: make(told(head.status, evidenceOf(material, [incident.statusEvent]), 'status')),
    service: make(orUntold(head.service, latest(material, 'service-changed'), 'service')),
    team: make(orUntold(head.team, latest(material, 'team-changed'), 'team')),
    zone: make(told(material.clock.zone, opened, 'zone times')),
    // An imported chat was never declared.
    declared:
      incident.kind === 'imported'
        ? make(untold('declared'))
        : instant(material, make, Date.parse(head.declaredAt), opened, 'incident declared'),
    resolved:
      resolved?.at == null
        ? make(untold('resolved'))
        : instant(material, make, resolved.at, evidenceOf(material, resolved.evidence), 'resolved'),
    impact: make(
      impact === undefined
        ? untold('impact')
        : told(material.plain(impact.text), evidenceOf(material, [impact.event]), 'impact', spoken),
    ),
    reopens: make(
      told(String(incident.reopens), latest(material, 'status-changed'), 'reopened times', {
        value: incident.reopens,
      }),
    ),
  };
}

function timeFacts({ material, times }: Recorded, make: Make) {
  return Object.fromEntries(
    times.map(({ name, time, evidence, source }) => [
      name,
      time === null
        ? make(untold(name), { source: make(untold('source')) })
        : instant(material, make, Date.parse(time), evidence, name, {
            source: make(told(source, evidence, 'source')),
          }),
    ]),
  );
}

function metricFacts({ material, times }: Recorded, make: Make) {
  const rests = (name: KeyTimeName) => times.find((time) => time.name === name)?.evidence ?? [];
  return material.metrics.map(({ id, label, text, definition, headline, from, to, seconds }) => {
    const evidence = seconds === null ? [] : [...new Set([...rests(from), ...rests(to)])];
    const value = seconds === null ? null : text;
    return make(told(text, evidence, label, { value }), {
      id: make(told(id, [], label)),
      label: make(told(label, [], label)),
      definition: make(told(definition, [], label)),
      headline: make(told(headline ? 'headline' : '', [], label, { value: headline })),
    });
  });
}

/** Rows of a section's table: a row prints its first name, and answers to the others. */
function rowFacts(
  { sections }: Recorded,
  make: Make,
  id: SectionId,
  names: readonly string[],
  { prints = names[0] ?? '', spoken = [] as readonly string[], noun = '' } = {},
): unknown[] {
  const rows = sections.find((section) => section.id === id)?.table?.rows ?? [];
  return rows.map(({ cells, evidence, links = {} }) => {
    const cell = (name: string): Told => {
      const text = cells[names.indexOf(name)] ?? '';
      const url = Object.entries(links).find(([words]) => text.startsWith(words))?.[1];
      const more = {
        ...(spoken.includes(name) ? { spoken: 'plain' as const } : {}),
        ...(url ? { url } : {}),
      };
      return ['no owner', 'no date', 'none', ''].includes(text)
        ? { ...told(text || NOT_RECORDED, evidence, name), value: null }
        : told(text, evidence, name, more);
    };
    return make(
      { ...cell(prints), about: noun },
      Object.fromEntries(names.map((name) => [name, make(cell(name))])),
    );
  });
}

/** As a section shows it: a quotation keeps who said it and when. */
function statementFact(make: Make, statement: Statement): unknown {
  const { text, evidence, kind, said, label } = statement;
  const part = (value: string | undefined, about: string) => make(orUntold(value, evidence, about));
  const quoted = kind === 'quote' ? { spoken: 'quoted' as const } : {};
  return make(told(text, evidence, '', { statement, ...quoted }), {
    kind: make(told(kind, evidence, 'kind')),
    by: part(said?.by, 'said by'),
    at: part(said?.at, 'said at'),
    label: part(label, 'label'),
  });
}

function sectionFacts({ sections }: Recorded, make: Make) {
  return Object.fromEntries(
    sections.map(({ id, statements }) => [
      id,
      { statements: statements.map((one) => statementFact(make, one)) },
    ]),
  );
}

function deploymentFacts({ material }: Recorded, make: Make) {
  return material.entries
    .filter(({ kind, redacted }) => kind === 'deployment' && !redacted)
    .map((entry) =>
      make(told(material.text(entry), [entry.id], 'deployment', { spoken: 'plain' }), {
        at: instant(material, make, entry.at, [entry.id], 'deployment'),
        by: make(told(material.who(entry.author), [entry.id], 'by')),
        link: make(orUntold(entry.permalink, [entry.id], 'link')),
      }),
    );
}

function roleFacts({ material }: Recorded, make: Make) {
  return Object.fromEntries(
    Object.entries(material.incident.roles).map(([id, { role, who }]) => {
      const given = material.events.findLast(
        (event) => event.type === 'role-assigned' && event.data.role.id === id,
      );
      return [id, make(told(material.who(who), evidenceOf(material, given ? [given.id] : []), role.label))];
    }),
  );
}

function linkFacts({ material }: Recorded, make: Make) {
  const signal = material.events.findLast((event) => event.type === 'signal-attached');
  const evidence = signal === undefined ? [] : evidenceOf(material, [signal.id]);
  const { runbook, dashboard, source } = material.incident.links;
  return Object.fromEntries(
    Object.entries({ runbook, dashboard, source }).map(([name, link]) => [
      name,
      make(orUntold(link, evidence, name)),
    ]),
  );
}

/** Everything by its name. */
export function factsFor(recorded: Recorded, make: Make): Record<string, unknown> {
  const { material, word } = recorded;
  const opened = declaration(material);
  const rows = (id: SectionId, names: readonly string[], more?: Parameters<typeof rowFacts>[4]) =>
    rowFacts(recorded, make, id, names, more);
  return {
    incident: incidentFacts(recorded, make),
    times: timeFacts(recorded, make),
    metrics: metricFacts(recorded, make),
    roles: roleFacts(recorded, make),
    fields: Object.fromEntries(
      Object.entries(material.incident.fields ?? {}).map(([name, value]) => [
        name,
        make(orUntold(value, opened, name)),
      ]),
    ),
    links: linkFacts(recorded, make),
    items: rows('action-items', ROWS['action-items'], { spoken: ['text'], noun: 'action items' }),
    alerts: rows('supporting-data', ROWS['supporting-data'], { spoken: ['title'], noun: 'alerts' }),
    responders: rows('people', ROWS.people, { prints: 'name', noun: 'responders' }),
    timeline: rows('timeline', ROWS.timeline, { prints: 'what', spoken: ['what'], noun: 'timeline' }),
    questions: rows('open-questions', ROWS['open-questions'], {
      spoken: ['question'],
      noun: 'open questions',
    }),
    deployments: deploymentFacts(recorded, make),
    sections: sectionFacts(recorded, make),
    review: { word: make(told(word, [], 'review')) },
  };
}

/** The columns of sections' tables by the names that templates use. */
export const ROWS = {
  'action-items': ['text', 'kind', 'owner', 'ticket', 'due', 'status'],
  'supporting-data': ['title', 'from', 'first', 'times', 'resolved', 'link'],
  people: ['role', 'name', 'since'],
  timeline: ['time', 'who', 'what', 'kind'],
  'open-questions': ['question', 'asked', 'who'],
} as const satisfies Partial<Record<SectionId, readonly string[]>>;
