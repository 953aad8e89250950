// What may have set it off: changes on record before the first sign, quoted and asked about, never concluded.
import { TELLS_OTHERS } from '../../evidence/deeds.ts';
import { momentsIn } from '../../evidence/moments.ts';
import { phrases } from '../../evidence/phrases.ts';
import type { ReadSentence } from '../../evidence/read-sentence.ts';
import { LUCK } from '../../evidence/rules-of-lessons.ts';
import type { Section, Statement } from '../document.ts';
import { fact, gap, type KeyRow, type Material, question, quote } from '../material.ts';
import { answersIn } from './answers.ts';
import { means, sentencesOfRow } from './bearing.ts';
import { firstAlert, firstAlertOfABot } from './detection.ts';
import { firstSign } from './summary.ts';
import { isTakenBack } from './taken-back.ts';

/** Changes of each kind, at most. */
const CHANGES = 4;
const DAY_MS = 24 * 60 * 60_000;
/** A time that people state is rounded: a change within this after the first sign may still have come before it. */
export const ROUNDED_MS = 60_000;

/** A change told of in words of the past, without its time. */
const EARLIER = phrases(
  "((?<!ing )yesterday|y'day|last (night|evening|week|month|friday|monday|tuesday|wednesday|thursday)|this morning|(an|half an|one|two|three|\\d+) (hours?|minutes?|mins?|days?) ago|earlier (today|this)|before (the|it)|overnight|at (a )?(quarter|half|ten|twenty) (past|to) \\p{L}+|the day before|since then|on (the )?\\d{1,2}(st|nd|rd|th)|on (monday|tuesday|wednesday|thursday|friday|saturday|sunday))",
);

/** When it showed first. */
export function firstShown(material: Material): number {
  const known = material.incident.keyTimes.began?.at ?? material.incident.beganGuess;
  const seen = [
    firstAlert(material)?.at,
    firstAlertOfABot(material)?.entry.at,
    firstSign(material)?.entry.at,
  ];
  return known ?? Math.min(...seen.map((at) => at ?? Number.POSITIVE_INFINITY));
}

/** Somebody or something changed something; a mere mention of `the release` or `the migration` tells of no change. */
const CHANGED = phrases(
  '(?<!(never|not|n’t|yet) )(deployed|released|rolled out|shipped|merged|upgraded|updated|bumped|installed|applied|switched|enabled|disabled|turned (on|off)|migrated|changed|tightened|lowered|raised|moved|renamed|removed|dropped(?= (the|their|its|our|an?|all) )|deleted|added|replaced|rotated|patched|started|restarted|introduced|cut over|reconfigured|failed over|rebooted|edited|touched|uploaded|published|pushed|imported|activated|swapped|scaled|increased|reduced|reverted)',
  '(went|goes|gone|came|is) (out|live|in)',
  '(deploy|deployment|release|build|version|change|update|patch|config)( [^ ]+)? (hit|reached|landed)',
  '(did|made|had|ran|there was) ~ (update|upgrade|change|deploy|deployment|release|rollout|migration|maintenance) (of|to|on|at|in|from|this|last|yesterday)',
  '(push|deploy|deployment|release|rollout|upgrade|update|migration|change|maintenance|refactoring) ~ (yesterday|last|this morning|at \\d|from|on|of|started|finished|happened|overnight)',
  'unattended-upgrades?',
  '(went|moved|came|flipped) (up |down )?(from .{1,20} )?to',
  '(from|to) \\p{L}* ?v?\\d+(\\.\\d+)* to v?\\d',
);

const isWithin = (at: number, sign: number) => at <= sign + ROUNDED_MS && sign - at < DAY_MS;

/** Speaks of a time before the first sign. */
function tellsOfBefore(
  { clock }: Material,
  { entry }: KeyRow,
  { text }: ReadSentence,
  sign: number,
): boolean {
  return EARLIER.test(text) || momentsIn(text, entry.at, clock.zone).some((at) => isWithin(at, sign));
}

/** `at 14:12`, `yesterday`; not `to the snapshot of 14:12`, nor `last week’s version`, by which something was mended. */
const DONE_AT = /\b(?:at|around|since|between|from|today) (?:about |around )?\d{1,2}[:.]\d\d/i;
const DONE_EARLIER = phrases(
  "(?<!(to|of|from|the|like|since|than|\\p{L}ing) )(yesterday|last (night|evening|week|month)|this morning|overnight|the day before)(?!('|’)s)",
);

/** Says of what was done that it was done before the first sign. */
export function wasDoneBefore(material: Material, { entry }: KeyRow, { text }: ReadSentence, sign: number) {
  const [at] = DONE_AT.exec(text) ?? [];
  return (
    DONE_EARLIER.test(text) ||
    (at !== undefined && momentsIn(at, entry.at, material.clock.zone).some((one) => isWithin(one, sign)))
  );
}

/** A change that somebody states, not one that is denied, doubted or asked about. */
const tellsOfChange = (sentence: ReadSentence) =>
  means(sentence, 'change', 'action') &&
  !means(sentence, 'all-clear', 'suspicion', 'withdrawal', 'doubt', 'plan', 'impact') &&
  !sentence.elsewhere &&
  !TELLS_OTHERS.test(sentence.text) &&
  !/\b(?:retro|meeting|stand-?up|sync|demo|lunch|interview|planning|call|talk)\b.{0,20}\b(?:moved|postponed|changed|started)\b/i.test(
    sentence.text,
  ) &&
  !/\bno (?:\p{L}+ )?(?:updates?|changes?|deploy\p{L}*|releases?)\b/iu.test(sentence.text) &&
  CHANGED.test(sentence.text);

/** True where the message tells of a change that was there before the first sign, by its own time or by one that it states. */
function isBefore(material: Material, row: KeyRow, sign: number): boolean {
  const { entry } = row;
  if (isWithin(entry.at, sign)) {
    return row.meanings.includes('change') && CHANGED.test(entry.text);
  }
  return sentencesOfRow(material, row, tellsOfChange).some((sentence) =>
    tellsOfBefore(material, row, sentence, sign),
  );
}

/** A change that a responder says had to do with it. */
function isNamed(material: Material, row: KeyRow): boolean {
  return (
    row.entry.author.kind === 'person' &&
    sentencesOfRow(
      material,
      row,
      (sentence) =>
        means(sentence, 'cause') &&
        means(sentence, 'change') &&
        CHANGED.test(sentence.text) &&
        !means(sentence, 'all-clear', 'withdrawal', 'plan') &&
        !LUCK.test(sentence.text),
    ).length > 0
  );
}

function labelled(statement: Statement, label: string): Statement {
  return { ...statement, label };
}

/** What pipelines told of before the first sign, the latest ones. That it came before says nothing of a cause. */
function deployedBefore(material: Material, sign: number): Statement[] {
  return material.keyRows
    .filter(({ entry }) => entry.kind === 'deployment' && entry.at <= sign + ROUNDED_MS)
    .slice(-CHANGES)
    .map(({ entry }) =>
      labelled(fact(material.text(entry), [entry.id]), 'Deployment on record before the first sign'),
    );
}

export function trigger(material: Material): Section {
  const sign = firstShown(material);
  const rows = material.keyRows.filter(({ entry }) => entry.kind === 'message');
  const changes = rows
    .filter((row) => isBefore(material, row, sign))
    .filter((row) => !isTakenBack(material, row, row.quote ?? ''))
    .slice(-CHANGES);
  const named = rows
    .filter((row) => !changes.includes(row) && isNamed(material, row))
    .filter((row) => !isTakenBack(material, row, row.quote ?? ''))
    .slice(0, CHANGES);
  const deployed = deployedBefore(material, sign);
  const answers = answersIn(material, 'trigger');
  const words = (row: KeyRow) => row.quote ?? '';
  return {
    id: 'trigger',
    title: 'Trigger',
    statements: [
      ...(answers.length > 0 ? [] : [gap('What set it off is not confirmed on record.')]),
      ...deployed,
      ...changes.map((row) => {
        const by = row.entry.author.kind === 'person' ? 'a responder' : material.who(row.entry.author);
        return labelled(quote(material, row.entry, words(row), by), 'Change on record before the first sign');
      }),
      ...named.map((row) =>
        labelled(
          quote(material, row.entry, words(row), 'a responder'),
          'Change that a responder connects with it',
        ),
      ),
      ...answers,
      ...(answers.length === 0 && deployed.length + changes.length + named.length > 0
        ? [question('Did one of these set it off? Who can confirm it?')]
        : []),
    ],
  };
}
