// Two or three sentences: what, when, how long, and how it ended, from facts only.
import type { Section, Statement } from '../document.ts';
import { evidenceOf, fact, gap, type KeyRow, type Material, quote } from '../material.ts';

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function opening(material: Material): Statement {
  const { incident, entries, clock } = material;
  if (incident.kind === 'imported') {
    const said = entries.filter((entry) => entry.kind === 'message');
    const first = said[0];
    const last = said.at(-1);
    const authors = new Set(said.map((entry) => entry.author.id)).size;
    const span =
      first === undefined || last === undefined
        ? ''
        : `, from ${clock.full(first.at)} to ${material.oneDay ? clock.time(last.at) : clock.full(last.at)} (${clock.zone})`;
    return fact(
      `Imported from chat: ${count(said.length, 'message')} by ${count(authors, 'author')}${span}.`,
      first === undefined || last === undefined ? [] : [first.id, last.id],
    );
  }
  const on = incident.service === undefined ? '' : ` on ${incident.service}`;
  const kind = incident.kind === 'drill' ? ' (a drill)' : '';
  const byPeople = ['person', 'operator'].includes(incident.declaredBy.kind);
  const how = byPeople ? 'was declared' : 'was opened by an alert';
  return fact(
    `${incident.severity.label}${on}${kind} ${how} at ${clock.full(incident.declaredAt)} (${clock.zone}).`,
    evidenceOf(material, [incident.id, ...(incident.keyTimes.declared?.evidence ?? [])]),
  );
}

function ending(material: Material): Statement {
  const { incident, clock } = material;
  const { mitigated, resolved } = incident.keyTimes;
  if (resolved?.at == null) {
    return gap('When it ended is not recorded.');
  }
  const headline = material.metrics.find((metric) => metric.headline && metric.seconds !== null);
  const first = mitigated?.at == null ? '' : `mitigated at ${material.when(mitigated.at)} and `;
  const took =
    headline === undefined ? '' : `, ${headline.text} after ${AFTER[headline.from] ?? headline.from}`;
  const reopened =
    incident.reopens > 0
      ? ` It was reopened ${incident.reopens === 1 ? 'once' : `${incident.reopens} times`}.`
      : '';
  const at = mitigated?.at == null ? clock.full(resolved.at) : material.when(resolved.at);
  return fact(
    `It was ${first}resolved at ${at}${took}.${reopened}`,
    evidenceOf(material, [...(mitigated?.evidence ?? []), ...resolved.evidence]),
  );
}

const AFTER: Partial<Record<string, string>> = {
  began: 'impact began',
  detected: 'detection',
  declared: 'the declaration',
};

function firstOf(material: Material, wanted: (row: KeyRow) => boolean): KeyRow | undefined {
  return material.keyRows.find((row) => row.entry.kind === 'message' && wanted(row));
}

/** The first sentence of the record that tells of trouble, and the last that tells of recovery. */
export function firstSign(material: Material): KeyRow | undefined {
  return firstOf(material, ({ meanings }) =>
    meanings.some((meaning) => ['doubt', 'finding', 'report', 'impact'].includes(meaning)),
  );
}

/** A doubt or a finding of this rank means that it was not over yet. */
const STRONG = 40;

/** The all-clear that held: the first of the last ones between which nobody stated trouble anew. */
export function lastAllClear(material: Material): KeyRow | undefined {
  let held: KeyRow | undefined;
  for (const row of material.keyRows.filter(({ entry }) => entry.kind === 'message')) {
    if (row.meanings[0] === 'all-clear') {
      held ??= row;
    } else if (
      held !== undefined &&
      row.rank >= STRONG &&
      tellsOfTrouble(row) &&
      clearsLater(material, row)
    ) {
      held = undefined;
    }
  }
  return held;
}

function tellsOfTrouble({ meanings }: KeyRow): boolean {
  return meanings.some((meaning) => meaning === 'doubt' || meaning === 'impact' || meaning === 'report');
}

function clearsLater(material: Material, row: KeyRow): boolean {
  return material.keyRows.some((later) => later.entry.at > row.entry.at && later.meanings[0] === 'all-clear');
}

function thirdSentence(material: Material): Statement[] {
  const { incident } = material;
  const impact = incident.impact;
  const entry = impact === undefined ? undefined : material.byEvent.get(impact.event);
  if (impact !== undefined && entry !== undefined && !entry.redacted) {
    return [{ ...quote(material, entry, impact.text), label: 'Impact' }];
  }
  const row = incident.keyTimes.resolved?.at == null ? lastAllClear(material) : undefined;
  return row?.quote === undefined
    ? []
    : [{ ...quote(material, row.entry, row.quote), label: 'All-clear on record' }];
}

export function summary(material: Material): Section {
  return {
    id: 'summary',
    title: 'Summary',
    statements: [opening(material), ending(material), ...thirdSentence(material)].slice(0, 3),
  };
}
