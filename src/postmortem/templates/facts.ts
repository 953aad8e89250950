// What a template may name: the facts of a review, each with what it rests on. shape.ts says the same to the check.
import type { IncidentEvent } from '../../incident/events.ts';
import type { KeyTimeName } from '../../incident/values.ts';
import type { Evidence, SectionId } from '../document.ts';
import { evidenceOf, type Material } from '../material.ts';
import { deploymentFacts, instant, type Recorded, ROWS, rowFacts, sectionFacts } from './listed-facts.ts';
import { type MakeFact, orUntold, told, untold } from './told.ts';

function declaration(material: Material): Evidence {
  const declared = material.events.find((event) => event.type === 'incident-declared');
  return evidenceOf(material, declared === undefined ? [] : [declared.id]);
}

/** The last event of the kind that changed it, else the declaration. */
function latest(material: Material, type: IncidentEvent['type']): Evidence {
  const change = material.events.findLast((event) => event.type === type);
  return change === undefined ? declaration(material) : evidenceOf(material, [change.id]);
}

function incidentFacts({ material, head }: Recorded, make: MakeFact) {
  const { incident } = material;
  const spoken = { spoken: 'quoted' } as const;
  const opened = declaration(material);
  const severity = latest(material, 'severity-changed');
  const impact = incident.impact;
  const resolved = incident.keyTimes.resolved;
  return {
    number: make(told(`INC-${incident.number}`, opened, 'incident')),
    title: make(
      told(
        material.plain(head.title),
        evidenceOf(material, [incident.title.event]),
        'incident title',
        spoken,
      ),
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
        : instant(material, make, resolved.at, evidenceOf(material, resolved.evidence), TIME_WORDS.resolved),
    impact: make(
      impact === undefined
        ? untold('impact')
        : told(
            material.plain(impact.text),
            evidenceOf(material, [impact.event]),
            'impact affected customers',
            spoken,
          ),
    ),
    reopens: make(
      told(String(incident.reopens), latest(material, 'status-changed'), 'reopened times', {
        value: incident.reopens,
      }),
    ),
  };
}

/** What each key time is, in the words that people use for it. */
const TIME_WORDS: Readonly<Record<KeyTimeName, string>> = {
  began: 'impact began start beginning',
  detected: 'detected noticed',
  declared: 'declared',
  acknowledged: 'acknowledged',
  identified: 'identified',
  mitigated: 'mitigated end of impact',
  resolved: 'resolved ended end',
};

function timeFacts({ material, times }: Recorded, make: MakeFact) {
  return Object.fromEntries(
    times.map(({ name, time, evidence, source }) => [
      name,
      time === null
        ? make(untold(TIME_WORDS[name]), { source: make(untold('source')) })
        : instant(material, make, Date.parse(time), evidence, TIME_WORDS[name], {
            source: make(told(source, evidence, 'source')),
          }),
    ]),
  );
}

function metricFacts({ material, times }: Recorded, make: MakeFact) {
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

function roleFacts({ material }: Recorded, make: MakeFact) {
  return Object.fromEntries(
    Object.entries(material.incident.roles).map(([id, { role, who }]) => {
      const given = material.events.findLast(
        (event) => event.type === 'role-assigned' && event.data.role.id === id,
      );
      return [
        id,
        make(
          told(material.who(who), evidenceOf(material, given ? [given.id] : []), role.label, {
            person: true,
          }),
        ),
      ];
    }),
  );
}

function linkFacts({ material }: Recorded, make: MakeFact) {
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
export function factsFor(recorded: Recorded, make: MakeFact): Record<string, unknown> {
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
