// The response in figures: what was said, by how many, what alerts and pipelines told, who was woken.

import { durationText } from '../../evidence/durations.ts';
import type { EventType } from '../../incident/events.ts';
import { counted } from '../../policy/lists.ts';
import type { Section, Table } from '../document.ts';
import { evidenceOf, type Material } from '../material.ts';

type Row = Table['rows'][number];

/** `none` or `3: 2 of them …`: nothing that did not happen is given a row of its own. */
function row(what: string, text: string | undefined, evidence: Row['evidence'] = []): Row[] {
  return text === undefined ? [] : [{ cells: [what, text], evidence }];
}

function messages({ entries }: Material): string {
  const said = entries.filter(({ kind, deleted }) => kind === 'message' && !deleted);
  const people = new Set(
    said.filter(({ author }) => author.kind === 'person').map(({ author }) => author.id),
  );
  const byBots = said.filter(({ author }) => author.kind !== 'person').length;
  const bots = byBots === 0 ? '' : `, ${byBots} of them by ${byBots === 1 ? 'a bot' : 'bots'}`;
  return `${counted(said.length, 'message')}, by ${counted(people.size, 'person', 'people')}${bots}`;
}

/** The first words of a person after it was known, and how long they took. */
function firstWords(material: Material): Row[] {
  const known = material.incident.keyTimes.detected?.at ?? material.incident.declaredAt;
  const first = material.entries.find(
    ({ kind, author, at, deleted, redacted }) =>
      kind === 'message' && author.kind === 'person' && at >= known && !deleted && !redacted,
  );
  return first === undefined
    ? []
    : row('First message by a person', `${durationText(first.at - known)} after detection`, [first.id]);
}

function alerts({ events }: Material): string | undefined {
  const told = events.filter((event) => event.type === 'signal-attached');
  const keys = new Set(told.map(({ data }) => `${data.signal.vendor}/${data.signal.dedupeKey}`));
  const over = events.filter((event) => event.type === 'signal-resolved');
  const ended = new Set(over.map(({ data }) => `${data.vendor}/${data.dedupeKey}`));
  const resolved = [...keys].filter((key) => ended.has(key)).length;
  const still = keys.size - resolved;
  return keys.size === 0
    ? undefined
    : `${counted(keys.size, 'alert')}, told ${told.length === 1 ? 'once' : `${told.length} times`}; ${still === 0 ? 'all resolved' : `${still} not resolved on record`}`;
}

function times(material: Material, type: EventType, one: string): string | undefined {
  const count = material.events.filter((event) => event.type === type).length;
  return count === 0 ? undefined : counted(count, one);
}

export function response(material: Material): Section {
  const { entries, events } = material;
  const changes = events.filter(
    ({ type }) => type === 'status-changed' || type === 'severity-changed',
  ).length;
  const deployed = entries.filter(({ kind }) => kind === 'deployment');
  const rows = [
    ...row('Said in the channel', messages(material)),
    ...(material.incident.kind === 'imported' ? [] : firstWords(material)),
    ...row('Alerts', alerts(material)),
    ...row('People paged', times(material, 'page-asked', 'page')),
    ...row('Changes of status and severity', changes === 0 ? undefined : String(changes)),
    ...row('Updates for stakeholders', times(material, 'update-posted', 'update')),
    ...row(
      'Deployments on record',
      deployed.length === 0 ? undefined : String(deployed.length),
      evidenceOf(
        material,
        deployed.map(({ id }) => id),
      ),
    ),
  ];
  return {
    id: 'response',
    title: 'The response in figures',
    statements: [],
    table: { columns: ['What', 'On record'], rows },
  };
}
