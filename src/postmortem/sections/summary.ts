// Two or three sentences: what, when, how long, and how it ended, from facts only.

import type { Meaning } from '../../evidence/meaning.ts';
import { phrases } from '../../evidence/phrases.ts';
import { shortened } from '../../evidence/reading.ts';
import { hasTurned, isOnTheWay } from '../../evidence/turned.ts';
import { isHuman } from '../../incident/actors.ts';
import type { Incident } from '../../incident/state.ts';
import type { Status } from '../../incident/values.ts';
import { counted } from '../../policy/lists.ts';
import type { Section, Statement } from '../document.ts';
import { declarationOf, evidenceOf, fact, gap, type KeyRow, type Material, quote } from '../material.ts';
import { saidOfImpact } from './impact.ts';

/** What somebody said of the end is cut to this many characters within a sentence. */
const WORDS_IN_A_SENTENCE = 160;

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
      `Imported from chat: ${counted(said.length, 'message')} by ${counted(authors, 'author')}${span}.`,
      first === undefined || last === undefined ? [] : [first.id, last.id],
    );
  }
  return fact(
    `${subjectOf(material)} ${declaredHow(incident)} at ${clock.full(incident.declaredAt)} (${clock.zone}).`,
    [
      ...new Set([
        ...declarationOf(material),
        ...evidenceOf(material, incident.keyTimes.declared?.evidence ?? []),
      ]),
    ],
  );
}

/** `A SEV-1 incident on checkout-api`, `A drill (SEV-3 by default)`. */
function subjectOf({ incident }: Material): string {
  const what = incident.kind === 'drill' ? 'drill' : 'incident';
  const on = incident.service === undefined ? '' : ` on ${incident.service}`;
  const { label } = incident.severity;
  if (!incident.severityChosen) {
    return `${what === 'drill' ? 'A' : 'An'} ${what}${on} (${label} by default)`;
  }
  return `${/^[AEIOU]/i.test(label) ? 'An' : 'A'} ${label} ${what}${on}`;
}

function declaredHow(incident: Incident): string {
  return isHuman(incident.declaredBy) ? 'was declared' : 'was opened by an alert';
}

/** The last status that ended it and stands: its change, and what its author said. */
function lastChange(material: Material, to: Status): { id: string; said?: string } | undefined {
  const changes = material.events.filter((event) => event.type === 'status-changed');
  const last = changes.findLast((event) => event.data.to === to && event.data.undoes === undefined);
  const said = last?.content?.text;
  return last === undefined ? undefined : { id: last.id, ...(said ? { said: material.plain(said) } : {}) };
}

/** A few words in quotation marks, cut where they are long. */
function inQuotes(words: string | undefined): string {
  return words === undefined ? '' : `: “${shortened(words.replace(/\s+/g, ' '), WORDS_IN_A_SENTENCE)}”`;
}

function reopenedWords({ reopens }: Incident): string {
  return reopens === 0 ? '' : ` It was reopened ${reopens === 1 ? 'once' : `${reopens} times`}.`;
}

/** Neither resolved nor imported: how things stand. */
function standing(material: Material): Statement {
  const { incident } = material;
  const evidence = evidenceOf(material, [incident.statusEvent]);
  if (incident.kind === 'imported') {
    return gap('When it ended is not recorded.');
  }
  const since = material.when(incident.statusSince);
  if (incident.status === 'canceled') {
    const { said } = lastChange(material, 'canceled') ?? {};
    const reason = incident.cancelReason === undefined ? '' : ` (${incident.cancelReason})`;
    return fact(`It was canceled at ${since}${reason}${inQuotes(said)}.`, evidence);
  }
  return fact(
    `It is not resolved: its status is ${incident.status} since ${since}.${reopenedWords(incident)}`,
    evidence,
  );
}

function ending(material: Material): Statement {
  const { incident, clock } = material;
  const { mitigated, resolved } = incident.keyTimes;
  if (resolved?.at == null || incident.status === 'canceled') {
    return standing(material);
  }
  const headline = material.metrics.find((metric) => metric.headline && metric.seconds !== null);
  const first = mitigated?.at == null ? '' : `mitigated at ${material.when(mitigated.at)} and `;
  const took =
    headline === undefined ? '' : `, ${headline.text} after ${AFTER[headline.from] ?? headline.from}`;
  const at = mitigated?.at == null ? clock.full(resolved.at) : material.when(resolved.at);
  const change = lastChange(material, 'resolved');
  return fact(
    `It was ${first}resolved at ${at}${took}${inQuotes(change?.said)}.${reopenedWords(incident)}`,
    evidenceOf(material, [
      ...(mitigated?.evidence ?? []),
      ...resolved.evidence,
      ...(change?.said === undefined ? [] : [change.id]),
    ]),
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

/** What leads with these tells of ideas. */
const SUPPOSED: readonly Meaning[] = ['suspicion', 'wish', 'plan', 'instruction'];

/** The first sentence of the record that tells of trouble, and the last that tells of recovery. */
export function firstSign(material: Material): KeyRow | undefined {
  return firstOf(
    material,
    ({ meanings }) =>
      !SUPPOSED.includes(meanings[0]!) &&
      meanings.some((meaning) => ['doubt', 'finding', 'report', 'impact'].includes(meaning)),
  );
}

/** A doubt or a finding of this rank means that it was not over yet. */
const STRONG = 40;

/** A figure that sums up says more than whatever was said last. */
const TOTAL = '(total|in total|altogether|final|finally|in the end|correction|all in all|overall)';
const IN_TOTAL = phrases(TOTAL);
const SUMS_UP = phrases(TOTAL, '\\d+([.,]\\d+)? ?(%|percent)');

/** The all-clear that held: the first of the last ones between which nobody stated trouble anew. */
export function lastAllClear(material: Material): KeyRow | undefined {
  return heldClear(material, turned) ?? heldClear(material, isClear);
}

const isClear = ({ meanings }: KeyRow) => meanings[0] === 'all-clear';
const turned = (row: KeyRow) => isClear(row) && hasTurned(row.quote ?? '') && !isOnTheWay(row.quote ?? '');

function heldClear(material: Material, clears: (row: KeyRow) => boolean): KeyRow | undefined {
  let held: KeyRow | undefined;
  for (const row of material.keyRows.filter(({ entry }) => entry.kind === 'message')) {
    if (clears(row)) {
      held ??= row;
    } else if (
      held !== undefined &&
      row.rank >= STRONG &&
      tellsOfTrouble(row) &&
      !IN_TOTAL.test(row.quote ?? '') &&
      clearsLater(material, row)
    ) {
      held = undefined;
    }
  }
  return held;
}

/** What was affected, told afterwards, is no new trouble; what is affected is. */
const STILL =
  /\b(?:is|are|can['’]?t|cannot|sees?|seeing|gets?|getting|still|again|now|fails?|failing|stuck|waiting|going)\b/i;

function tellsOfTrouble({ meanings, quote: words }: KeyRow): boolean {
  return meanings.some(
    (meaning) =>
      meaning === 'doubt' || meaning === 'report' || (meaning === 'impact' && STILL.test(words ?? '')),
  );
}

function clearsLater(material: Material, row: KeyRow): boolean {
  return material.keyRows.some((later) => later.entry.at > row.entry.at && later.meanings[0] === 'all-clear');
}

function thirdSentence(material: Material): Statement[] {
  const { incident } = material;
  const impact = incident.impact;
  const entry = impact === undefined ? undefined : material.byEvent.get(impact.event);
  if (impact !== undefined && entry !== undefined && !entry.redacted) {
    return [{ ...quote(material, entry, material.plain(impact.text)), label: 'Impact' }];
  }
  const impacts = saidOfImpact(material);
  const said = impacts.findLast(({ text }) => SUMS_UP.test(text)) ?? impacts.at(-1);
  if (said !== undefined) {
    return [{ ...said, label: 'Impact, as said in the channel' }];
  }
  if (incident.kind !== 'imported') {
    return [gap('Whom it affected, and how much, is not recorded.')];
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
