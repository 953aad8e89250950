// Who and what was affected, as far as anybody recorded it; the rest is a labelled gap.
import type { Evidence, Section } from '../document.ts';
import { evidenceOf, gap, type Material, quote } from '../material.ts';

export const NOT_RECORDED = 'not recorded';
/** Quotations about impact, at most. */
const QUOTES = 5;

function described(material: Material): { text: string; evidence: Evidence } {
  const impact = material.incident.impact;
  return impact === undefined
    ? { text: NOT_RECORDED, evidence: [] }
    : { text: impact.text, evidence: evidenceOf(material, [impact.event]) };
}

export function impact(material: Material): Section {
  const { incident, keyRows } = material;
  const whole = described(material);
  const length = material.metrics.find(({ from, to }) => from === 'began' && to === 'resolved');
  const said = keyRows
    .filter(({ entry, meanings }) => entry.kind === 'message' && meanings.includes('impact'))
    .slice(0, QUOTES);
  const missing = incident.impact === undefined;
  return {
    id: 'impact',
    title: 'Impact',
    statements: [
      ...(missing ? [gap('Impact is not recorded. Who can fill it in?')] : []),
      ...said.map(({ entry, quote: words }) => quote(material, entry, words ?? '')),
    ],
    table: {
      columns: ['What', 'On record'],
      rows: [
        { cells: ['Who and what was affected', whole.text], evidence: whole.evidence },
        // A description with figures in it already says how much.
        ...(/\d/.test(whole.text)
          ? []
          : [{ cells: ['How much (users, requests, work lost)', NOT_RECORDED], evidence: [] }]),
        { cells: ['How long, from beginning to end', length?.text ?? NOT_RECORDED], evidence: [] },
        {
          cells: [
            'Severity',
            incident.severityChosen
              ? incident.severity.label
              : `${incident.severity.label} (default, not chosen)`,
          ],
          evidence: [],
        },
      ],
    },
  };
}
