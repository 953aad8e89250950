// How it was noticed, and what set it off: the first as fact, the second only in the words of those who were there.
import type { Entry } from '../../incident/entry.ts';
import type { Section, Statement } from '../document.ts';
import { fact, gap, type Material, question, quote } from '../material.ts';
import { firstSign } from './summary.ts';

/** Changes on record before the first sign, at most. */
const CHANGES = 4;
const DAY_MS = 24 * 60 * 60_000;

function firstAlert(material: Material): Entry | undefined {
  return material.entries.find((entry) => entry.type === 'signal-attached');
}

export function detection(material: Material): Section {
  const alert = firstAlert(material);
  const sign = firstSign(material);
  const declared = material.incident.keyTimes.declared?.at ?? material.incident.declaredAt;
  const statements: Statement[] = [];
  if (alert !== undefined) {
    statements.push(
      fact(`First alert on record, ${material.when(alert.at)}: ${alert.text.replace(/^Alert: /, '')}`, [
        alert.id,
      ]),
    );
  }
  if (sign?.quote !== undefined && (alert === undefined || sign.entry.at < Math.min(alert.at, declared))) {
    statements.push({ ...quote(material, sign.entry, sign.quote), label: 'First sign in the chat' });
  }
  if (alert === undefined) {
    statements.push(gap('No alert is on record. How was it noticed, and which alert would have told of it?'));
  }
  return { id: 'detection', title: 'Detection', statements };
}

export function trigger(material: Material): Section {
  const began = material.incident.keyTimes.began?.at ?? material.incident.beganGuess;
  const sign = began ?? firstAlert(material)?.at ?? firstSign(material)?.entry.at ?? Number.POSITIVE_INFINITY;
  const changes = material.keyRows.filter(
    ({ entry, meanings }) =>
      entry.kind === 'message' && meanings.includes('change') && entry.at <= sign && sign - entry.at < DAY_MS,
  );
  const named = material.keyRows.filter(
    ({ entry, meanings }) =>
      entry.kind === 'message' && meanings.includes('cause') && meanings.includes('change'),
  );
  return {
    id: 'trigger',
    title: 'Trigger',
    statements: [
      gap('What set it off is not confirmed on record.'),
      ...named.slice(0, CHANGES).map(({ entry, quote: words }) => ({
        ...quote(material, entry, words ?? '', 'a responder'),
        label: 'Change that a responder connects with it',
      })),
      ...changes
        .filter((row) => !named.includes(row))
        .slice(-CHANGES)
        .map(({ entry, quote: words }) => ({
          ...quote(material, entry, words ?? ''),
          label: 'Change on record before the first sign',
        })),
      ...(changes.length + named.length > 0 ? [question('Was it this, and who can say?')] : []),
    ],
  };
}
