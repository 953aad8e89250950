// From the record to the review: gathers the material, asks each section for its part, and keeps only what its evidence carries.
import type { Left } from '../evidence/rank.ts';
import { entriesOf } from '../incident/entries.ts';
import type { Entry } from '../incident/entry.ts';
import type { IncidentEvent } from '../incident/events.ts';
import { fold } from '../incident/evolve.ts';
import type { Incident } from '../incident/state.ts';
import type { Cited, Evidence, KeyTimeRow, Omitted, ReviewDocument, Section, Statement } from './document.ts';
import { keepGrounded, type Removed } from './grounded.ts';
import { linkTo } from './links.ts';
import { masked } from './masked.ts';
import { entriesByEvent, gather, type Material, type ReviewOptions } from './material.ts';
import { bareId } from './names.ts';
import type { Told } from './narration/narrated.ts';
import { metricRows, recordedTimes } from './recorded-times.ts';
import type { ReviewParts } from './review-parts.ts';
import { actionItems } from './sections/action-items.ts';
import { detection } from './sections/detection.ts';
import { contributingFactors } from './sections/factors.ts';
import { mitigation, resolution } from './sections/fix.ts';
import { howMade, templateSaid } from './sections/how-made.ts';
import { impact } from './sections/impact.ts';
import { contradictions, keyTimeRows, keyTimes } from './sections/key-times.ts';
import { openQuestionStatements, openQuestions } from './sections/open-questions.ts';
import { people } from './sections/people.ts';
import { reflections } from './sections/reflection.ts';
import { response } from './sections/response.ts';
import { stages } from './sections/stages.ts';
import { summary } from './sections/summary.ts';
import { supportingData } from './sections/supporting-data.ts';
import { timeline } from './sections/timeline.ts';
import { trigger } from './sections/trigger.ts';
import type { LaidOut } from './templates/lay-out.ts';

export type { ReviewOptions } from './material.ts';

function sectionsOf(material: Material, times: readonly KeyTimeRow[]): Section[] {
  return [
    summary(material),
    impact(material),
    keyTimes(material, times),
    stages(material),
    detection(material),
    trigger(material),
    contributingFactors(material),
    mitigation(material),
    resolution(material),
    timeline(material),
    ...reflections(material),
    openQuestions(material, []),
    actionItems(material),
    people(material),
    response(material),
    supportingData(material),
  ];
}

function evidenceIn(sections: readonly Section[], times: readonly KeyTimeRow[]): Set<string> {
  const parts: Evidence[] = [
    ...sections.flatMap(({ statements, table }) => [
      ...statements.map((statement: Statement) => statement.evidence),
      ...(table?.rows ?? []).map((row) => row.evidence),
    ]),
    ...times.flatMap((time) => [time.evidence, ...time.conflicts.map((other) => other.evidence)]),
  ];
  return new Set(parts.flat());
}

function citedOf(material: Material, ids: ReadonlySet<string>): Cited[] {
  return material.entries
    .filter((entry) => ids.has(entry.id) && !entry.deleted && !entry.redacted)
    .map((entry: Entry) => {
      const link = linkTo(entry, material.options.workspaceUrl);
      return {
        id: entry.id,
        at: new Date(entry.at).toISOString(),
        author: material.who(entry.author),
        kind: entry.kind,
        text: material.text(entry),
        ...(link === undefined ? {} : { link }),
      };
    });
}

const NOT_SHOWN = 'stands in a section that the template leaves out';

/** `full`: what all sections cite, shown or not. */
function omittedOf(material: Material, ids: ReadonlySet<string>, full: ReadonlySet<string>): Omitted {
  const counts = new Map<Left | typeof NOT_SHOWN, number>();
  for (const entry of material.entries) {
    if (!ids.has(entry.id)) {
      const why = full.has(entry.id)
        ? NOT_SHOWN
        : (material.selection.left.get(entry.id) ?? 'says less than what is shown');
      counts.set(why, (counts.get(why) ?? 0) + 1);
    }
  }
  const reasons = [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
  return { entries: material.entries.length, used: ids.size, reasons };
}

/** An imported chat has no status until somebody gives it one. */
function statusOf({ incident, events }: Material): string {
  const given = incident.kind !== 'imported' || events.some((event) => event.type === 'status-changed');
  return given ? incident.status : 'status not recorded';
}

function headOf(material: Material): ReviewDocument['incident'] {
  const { incident, clock, entries } = material;
  const first = entries[0]?.at ?? incident.declaredAt;
  const resolved = incident.keyTimes.resolved?.at;
  return {
    id: incident.id,
    number: incident.number,
    title: incident.title.text,
    kind: incident.kind,
    severity: incident.severityChosen
      ? incident.severity.label
      : `${incident.severity.label} (default, not chosen)`,
    status: statusOf(material),
    service: incident.service ?? null,
    team: incident.team ?? null,
    zone: clock.zone,
    declaredAt: new Date(incident.kind === 'imported' ? first : incident.declaredAt).toISOString(),
    resolvedAt: resolved == null ? null : new Date(resolved).toISOString(),
    reopens: incident.reopens,
  };
}

function mentionsOf(material: Material): ReviewDocument['mentions'] {
  const { incident } = material;
  const people = [
    ...Object.values(incident.roles).map(({ who }) => who),
    ...incident.items.flatMap(({ owner }) => owner ?? []),
  ];
  return people
    .filter((actor) => actor.kind === 'person' && incident.kind !== 'imported')
    .map((actor) => ({ name: material.who(actor), user: bareId(actor.id) }));
}

/** An incident's events, folded and told. */
export type FoldedRecord = {
  incident: Incident;
  entries: readonly Entry[];
  events: readonly IncidentEvent[];
};

/** Folds the events of one incident; they may come in any order of happening, in order of version. */
export function foldRecord(events: readonly IncidentEvent[]): FoldedRecord {
  const incident = fold(events);
  if (incident === undefined) {
    throw new Error('There is nothing to review: the incident has no events.');
  }
  return { incident, entries: entriesOf(events), events };
}

/** What every section of a review is made from. */
export function materialOf({ entries, events, incident }: FoldedRecord, options: ReviewOptions): Material {
  const keyTimes = recordedTimes(incident, entriesByEvent(entries));
  const known = { ...incident, keyTimes };
  return gather({ incident: known, entries, events, metrics: metricRows(known) }, options);
}

/** The sections in the shape of the template that was chosen; where there is none, or it cannot be used, as they are. */
function laidOut(
  material: Material,
  sections: readonly Section[],
  times: readonly KeyTimeRow[],
  { layOut }: ReviewParts,
): LaidOut & { unusable?: string } {
  const { template } = material.options;
  const whole = { sections: [...sections], removed: [], leftOut: [] };
  if (template === undefined) {
    return whole;
  }
  if (layOut === undefined) {
    throw new Error('A review has a template, and the part that lays it out was not loaded.');
  }
  const recorded = { material, sections, times, head: headOf(material), word: wordOf(material.options) };
  const laid = layOut(template, recorded);
  // A draft comes whatever became of its template.
  return 'unusable' in laid ? { ...whole, ...laid } : laid;
}

/** What a narrator wrote, put into the sections as far as it holds. */
function toldIn(material: Material, sections: readonly Section[], { narrated }: ReviewParts): Told {
  if (material.options.narration === undefined) {
    return { sections: [...sections], removed: [] };
  }
  if (narrated === undefined) {
    throw new Error('A review has a narration, and the part that reads it was not loaded.');
  }
  return narrated(material, sections);
}

const wordOf = ({ word }: ReviewOptions) => (word === 'retrospective' ? 'Retrospective' : 'Postmortem');

/** What a template may not drop: where sources disagree. Of sections that it does not show, these sentences stay. */
function kept(
  material: Material,
  full: readonly Section[],
  { leftOut }: LaidOut,
  times: readonly KeyTimeRow[],
) {
  if (!leftOut.includes('key-times')) {
    return [];
  }
  const texts = new Set(contradictions(material, times).map(({ text }) => text));
  const held = full.find(({ id }) => id === 'key-times')?.statements ?? [];
  return held.filter(({ text }) => texts.has(text));
}

/** The review of what its material was gathered from. Pure: the same events in any order give the same document. Secrets are masked. */
export function composeMaterial(material: Material, parts: ReviewParts): ReviewDocument {
  const { options } = material;
  const times = keyTimeRows(material);
  const checked = keepGrounded(material, sectionsOf(material, times));
  const told = toldIn(material, checked.sections, parts);
  const laid = laidOut(material, told.sections, times, parts);
  const unproven = [...checked.removed, ...told.removed, ...laid.removed];
  const sections = laid.sections.map((section) =>
    section.id === 'open-questions' ? { ...section, ...asked(material, unproven) } : section,
  );
  const disputed = kept(material, told.sections, laid, times);
  const evidence = [...sections, { id: 'how-made' as const, title: '', statements: disputed }];
  const ids = citedOf(material, evidenceIn(evidence, times)).map((cited) => cited.id);
  const omitted = omittedOf(material, new Set(ids), evidenceIn(told.sections, times));
  const removed = checked.removed.length + laid.removed.length;
  const made = howMade(material, omitted, removed, told.note);
  return masked({
    incident: headOf(material),
    word: wordOf(options),
    keyTimes: times,
    metrics: material.metrics,
    sections: [
      ...sections,
      {
        ...made,
        statements: [...disputed, ...made.statements, ...templateSaid(options.template, laid, told.sections)],
      },
    ],
    openQuestions: openQuestionStatements(material, unproven),
    omitted,
    cited: citedOf(material, new Set(ids)),
    notes:
      options.comparedUntil === undefined
        ? []
        : [`history compared up to ${material.when(options.comparedUntil)}`],
    mentions: mentionsOf(material),
    ...(told.note === undefined ? {} : { narration: told.note }),
    ...(options.template === undefined
      ? {}
      : { template: { name: options.template.name, leftOut: laid.leftOut } }),
    kept: material.keyRows.map(({ entry, because }) => ({ id: entry.id, because })),
  });
}

/** The questions, without their heading: that is the template's. */
function asked(material: Material, unproven: readonly Removed[]) {
  const { statements, table } = openQuestions(material, unproven);
  return { statements, table };
}
