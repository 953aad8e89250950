// Who and what was affected, as far as anybody recorded it; the rest is a labelled gap.
import type { ReadSentence } from '../../evidence/read-sentence.ts';
import { LUCK } from '../../evidence/rules-of-lessons.ts';
import type { Evidence, Section, Statement } from '../document.ts';
import { declarationOf, evidenceOf, gap, type Material, quote, timeEvidence } from '../material.ts';
import { leadsWith, means, wordsBearing } from './bearing.ts';

const UNKNOWN = 'Impact is not recorded. Who can fill it in?';
const ONLY_SAID = 'Impact is not recorded but for what was said in the channel. Who can sum it up?';
const NOT_RECORDED = 'not recorded';
/** Quotations about impact, at most. */
const QUOTES = 5;

function described(material: Material): { text: string; evidence: Evidence } {
  const impact = material.incident.impact;
  return impact === undefined
    ? { text: NOT_RECORDED, evidence: [] }
    : { text: material.plain(impact.text), evidence: evidenceOf(material, [impact.event]) };
}

/** Whom or what it touched; a cause or a finding with a figure in it is neither, nor is it when something recovered. */
function tellsOfImpact(sentence: ReadSentence): boolean {
  return (
    means(sentence, 'impact') &&
    !means(sentence, 'all-clear', 'cause', 'suspicion', 'withdrawal') &&
    !leadsWith(sentence, 'plan', 'decision') &&
    !sentence.deed &&
    !LUCK.test(sentence.text)
  );
}

/** What people said of the impact, in their order. */
export function saidOfImpact(material: Material): Statement[] {
  return material.keyRows.flatMap((row) => {
    const words = wordsBearing(material, row, tellsOfImpact);
    return words === undefined ? [] : [quote(material, row.entry, words)];
  });
}

/** The last change of severity; what it was declared with needs no other evidence than the declaration. */
function severitySet(material: Material): Evidence {
  const change = material.events.findLast(({ type }) => type === 'severity-changed');
  return change === undefined ? declarationOf(material) : evidenceOf(material, [change.id]);
}

export function impact(material: Material): Section {
  const { incident } = material;
  const whole = described(material);
  const length = material.metrics.find(({ from, to }) => from === 'began' && to === 'resolved');
  const lengthFrom =
    length?.seconds == null
      ? []
      : [...timeEvidence(material, 'began'), ...timeEvidence(material, 'resolved')];
  const said = saidOfImpact(material).slice(0, QUOTES);
  const missing = incident.impact === undefined;
  return {
    id: 'impact',
    title: 'Impact',
    statements: [...(missing ? [gap(said.length === 0 ? UNKNOWN : ONLY_SAID)] : []), ...said],
    table: {
      columns: ['What', 'On record'],
      rows: [
        { cells: ['Who and what was affected', whole.text], evidence: whole.evidence },
        // A description with figures in it already says how much.
        ...(/\d/.test(whole.text)
          ? []
          : [{ cells: ['How much (users, requests, work lost)', NOT_RECORDED], evidence: [] }]),
        { cells: ['How long, from beginning to end', length?.text ?? NOT_RECORDED], evidence: lengthFrom },
        {
          cells: [
            'Severity',
            incident.severityChosen
              ? incident.severity.label
              : `${incident.severity.label} (default, not chosen)`,
          ],
          evidence: severitySet(material),
        },
      ],
    },
  };
}
