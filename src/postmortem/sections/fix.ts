// Mitigation and resolution, apart: changes of status and their words first, then what responders said they did and saw, in order.

import { TELLS_OTHERS, tellsOfDeed } from '../../evidence/deeds.ts';
import { isElsewhere } from '../../evidence/elsewhere.ts';
import { CHANGE_LINK, type ReadSentence } from '../../evidence/read-sentence.ts';
import { LUCK } from '../../evidence/rules-of-lessons.ts';
import { hasTurned } from '../../evidence/turned.ts';
import type { Section, Statement } from '../document.ts';
import { evidenceOf, fact, gap, type KeyRow, type Material, quote } from '../material.ts';
import { answersIn } from './answers.ts';
import { leadsWith, means, sentencesOfRow, wordsBearing } from './bearing.ts';
import { lastAllClear } from './summary.ts';
import { firstShown, ROUNDED_MS, wasDoneBefore } from './trigger.ts';

/** Actions and all-clears quoted in each of the two, at most. */
const ACTIONS = 8;
const ALL_CLEARS = 4;
const CHANGES = 4;

/** The last change to a status that stands, with the words its author gave it. */
function change(material: Material, to: string): Statement[] {
  const changes = material.events.filter((event) => event.type === 'status-changed');
  const undone = new Set(changes.map((event) => event.data.undoes));
  const last = changes.findLast((event) => event.data.to === to && !undone.has(event.id));
  const entry = last === undefined ? undefined : material.byEvent.get(last.id);
  if (last === undefined || entry === undefined) {
    return [];
  }
  const said = last.content?.text;
  const label = `Set to ${to}`;
  return said && !entry.redacted
    ? [{ ...quote(material, entry, material.plain(said)), label }]
    : [fact(`${label} at ${material.when(last.occurredAt)}.`, evidenceOf(material, [last.id]))];
}

/** `starting tomorrow`: not done yet. */
const LATER =
  /(?<!\b(?:of|for|until|than)\s)\b(?:tomorrow|tonight(?!['’]s)|next week|later|soon|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i;

/** `the cache is off the table, search works again`: not what only rules something out. */
const STANDS_AGAIN = /\b(?:again|now|back|restored|recovered)\b/i;

/** What a message says of a turn for the better; how fine something is that was never broken is none, and where it also doubts it in another sentence, that one stays out. */
function recoveriesIn(material: Material, row: KeyRow): readonly ReadSentence[] {
  return row.meanings[0] === 'all-clear' || row.meanings.includes('all-clear')
    ? sentencesOfRow(
        material,
        row,
        (sentence) =>
          means(sentence, 'all-clear') &&
          (sentence.turned || hasTurned(sentence.text)) &&
          (!means(sentence, 'withdrawal') || STANDS_AGAIN.test(sentence.text)) &&
          !LUCK.test(sentence.text),
      )
    : [];
}

/** Only the sentences that say what was done, not what its author doubted in the same breath, nor what was done before it began. */
function deedsIn(material: Material, row: KeyRow): readonly ReadSentence[] {
  const sign = firstShown(material);
  return sentencesOfRow(
    material,
    row,
    (sentence) =>
      (leadsWith(sentence, 'action') || (means(sentence, 'action') && leadsWith(sentence, 'change'))) &&
      (sentence.deed || !means(sentence, 'impact', 'cause', 'lesson')) &&
      !LATER.test(sentence.text) &&
      !means(sentence, 'withdrawal', 'suspicion') &&
      !sentence.elsewhere &&
      (sentence.label === 'action' || tellsOfDeed(sentence.text)) &&
      !TELLS_OTHERS.test(sentence.text) &&
      !wasDoneBefore(material, row, sentence, sign) &&
      !LUCK.test(sentence.text),
  );
}

/** A canceled incident has no end, only a reason. */
function canceled(material: Material): Statement[] {
  const { status, statusSince, statusEvent, cancelReason } = material.incident;
  if (status !== 'canceled') {
    return [];
  }
  const reason = cancelReason === undefined ? '' : ` (${cancelReason})`;
  return [fact(`Canceled at ${material.when(statusSince)}${reason}.`, evidenceOf(material, [statusEvent]))];
}

type Step = { row: KeyRow; words: string; clear: boolean };

/** How other tools keep their own books: `Incident #12 resolved`. */
const BOOKKEEPING = /^[^\p{L}]*(?:incident|component|ticket|case|alert group|status ?page)\b/iu;

/** Told before it showed, or by a tool of itself. */
function mendsNothing({ entry }: KeyRow, sign: number): boolean {
  const machine = entry.author.kind !== 'person';
  return entry.at < sign || (machine && (entry.at <= sign + ROUNDED_MS || BOOKKEEPING.test(entry.text)));
}

function stepsOf(material: Material): Step[] {
  const shown = firstShown(material);
  const sign = Number.isFinite(shown) ? shown : 0;
  return material.keyRows.flatMap((row): Step[] => {
    if (mendsNothing(row, sign)) {
      return [];
    }
    const clears = recoveriesIn(material, row);
    const deeds = deedsIn(material, row);
    const words = wordsBearing(material, row, (one) => clears.includes(one) || deeds.includes(one));
    return words === undefined ? [] : [{ row, words, clear: clears.length > 0 }];
  });
}

/** The latest actions and all-clears of a stretch, in their order. */
function told(material: Material, steps: readonly Step[]): Statement[] {
  const kept = new Set([
    ...steps.filter(({ clear }) => !clear).slice(-ACTIONS),
    ...steps.filter(({ clear }) => clear).slice(-ALL_CLEARS),
  ]);
  return steps.filter((step) => kept.has(step)).map(({ row, words }) => quote(material, row.entry, words));
}

/** Where mitigation ends and resolution begins: the change of status, else the all-clear that held. */
function cutOf(material: Material): number {
  const { mitigated } = material.incident.keyTimes;
  return mitigated?.at ?? lastAllClear(material)?.entry.at ?? Number.POSITIVE_INFINITY;
}

/** What pipelines told of between two instants. That it was deployed then says nothing of what it mended. */
function deployed(material: Material, after: number, until: number): Statement[] {
  return material.keyRows
    .filter(({ entry }) => entry.kind === 'deployment' && entry.at > after && entry.at <= until)
    .filter(({ entry }) => material.selection.onStaging || !isElsewhere(entry.text))
    .slice(-CHANGES)
    .map(({ entry }) => ({
      ...fact(material.text(entry), [entry.id]),
      label: 'Deployment on record meanwhile',
    }));
}

export function mitigation(material: Material): Section {
  const cut = cutOf(material);
  const before = stepsOf(material).filter(({ row }) => row.entry.at <= cut);
  const statements = [
    ...change(material, 'mitigated'),
    ...told(material, before),
    ...deployed(material, material.incident.declaredAt, cut),
    ...answersIn(material, 'mitigation'),
  ];
  return {
    id: 'mitigation',
    title: 'Mitigation',
    statements:
      statements.length > 0 || material.incident.status === 'canceled'
        ? statements
        : [gap('What stopped the impact is not recorded. Who knows?')],
  };
}

export function resolution(material: Material): Section {
  const cut = cutOf(material);
  const ended = canceled(material);
  const resolved = ended.length > 0 ? ended : change(material, 'resolved');
  const after = stepsOf(material).filter(({ row }) => row.entry.at > cut);
  const shown = new Set(after.map(({ row }) => row));
  const changes = material.keyRows.filter(
    (row) =>
      row.entry.kind === 'message' &&
      row.meanings[0] === 'change' &&
      (row.entry.author.kind !== 'person' || CHANGE_LINK.test(row.quote ?? '')) &&
      row.entry.at > cut &&
      !shown.has(row),
  );
  return {
    id: 'resolution',
    title: 'Resolution',
    statements: [
      ...(resolved.length > 0
        ? resolved
        : [gap('No resolution is on record. When was it over, and what ended it?')]),
      ...told(material, after),
      ...deployed(material, cut, Number.POSITIVE_INFINITY),
      ...changes.slice(0, CHANGES).map((row) => ({
        ...quote(material, row.entry, row.quote ?? ''),
        label: 'Change on record after the first all-clear',
      })),
    ],
  };
}
