// How it was noticed: alerts, what bots and people said first, and who declared it.

import { phrases } from '../../evidence/phrases.ts';
import { ALERT_OF_A_BOT } from '../../evidence/rank.ts';
import { isHuman } from '../../incident/actors.ts';
import type { Entry } from '../../incident/entry.ts';
import type { Section, Statement } from '../document.ts';
import { declarationOf, fact, gap, type KeyRow, type Material, quote } from '../material.ts';
import { answersIn } from './answers.ts';
import { means } from './bearing.ts';
import { firstSign, lastAllClear } from './summary.ts';

export function firstAlert(material: Material): Entry | undefined {
  return material.entries.find((entry) => entry.type === 'signal-attached');
}

/** The first alert that another bot posted into the channel. */
export function firstAlertOfABot(material: Material): KeyRow | undefined {
  return material.keyRows.find(
    ({ entry }) =>
      entry.kind === 'message' && entry.author.kind !== 'person' && ALERT_OF_A_BOT.test(entry.text),
  );
}

function declaration(material: Material): Statement[] {
  const { incident } = material;
  return incident.kind !== 'imported' && isHuman(incident.declaredBy)
    ? [fact(`Declared by a person at ${material.when(incident.declaredAt)}.`, declarationOf(material))]
    : [];
}

/** What is summed up tells how it went, not how it was noticed. */
const SUMS_UP = phrases('(total|in total|altogether|final|finally|in the end|so far)');

/** What people passed on, until it was over. */
function firstReport(material: Material): KeyRow | undefined {
  const over = lastAllClear(material)?.entry.at ?? Number.POSITIVE_INFINITY;
  return material.keyRows.find(
    (row) =>
      row.entry.kind === 'message' &&
      row.entry.author.kind === 'person' &&
      row.entry.at < over &&
      (material.selection.readings.get(row.entry.id)?.sentences ?? []).some(
        (sentence) =>
          means(sentence, 'report') &&
          sentence.weight >= 3 &&
          !means(sentence, 'all-clear') &&
          !SUMS_UP.test(sentence.text),
      ),
  );
}

function labelled(material: Material, row: KeyRow | undefined, label: string): Statement[] {
  return row?.quote === undefined ? [] : [{ ...quote(material, row.entry, row.quote), label }];
}

export function detection(material: Material): Section {
  const alert = firstAlert(material);
  const bot = firstAlertOfABot(material);
  const sign = firstSign(material);
  const report = firstReport(material);
  const declared = material.incident.keyTimes.declared?.at ?? material.incident.declaredAt;
  const early = sign !== undefined && (alert === undefined || sign.entry.at < Math.min(alert.at, declared));
  const answers = answersIn(material, 'detection');
  const statements: Statement[] = [
    ...(alert === undefined
      ? declaration(material)
      : [
          fact(
            `First alert on record, ${material.when(alert.at)}: “${material.text(alert).replace(/^Alert: /, '')}”`,
            [alert.id],
          ),
        ]),
    ...labelled(material, bot, 'First alert posted in the channel'),
    ...labelled(material, early && sign !== bot ? sign : undefined, 'First sign in the chat'),
    ...labelled(material, report !== sign || !early ? report : undefined, 'First report passed on'),
    ...answers,
    ...(alert === undefined && bot === undefined && answers.length === 0
      ? [gap('No alert is on record. How was it noticed, and which alert can tell of it next time?')]
      : []),
  ];
  return { id: 'detection', title: 'Detection', statements };
}
