// The graphs of the incident: pictures with a line below each that says what they show.
import type { Recorded } from '../../incident/events.ts';
import type { Picture, Statement } from '../document.ts';
import { evidenceOf, fact, type Material } from '../material.ts';

const MOST = 3;

type Kept = Recorded<'graph-kept'>;

/** The one of the resolve tells most; of a query that has none yet, the latest. */
function latestOf(material: Material): Kept[] {
  const byQuery = new Map<string, Kept>();
  for (const event of material.events) {
    if (event.type !== 'graph-kept' || event.erased || event.content === null) {
      continue;
    }
    const key = `${event.data.source} ${event.data.query}`;
    if (byQuery.get(key)?.data.moment !== 'resolved' || event.data.moment === 'resolved') {
      byQuery.set(key, event);
    }
  }
  return [...byQuery.values()].slice(0, MOST);
}

/** Figures as the entry has them: the check of every sentence looks them up there. */
function words(material: Material, { id, data, content }: Kept): string {
  const { highest } = material.byEvent.get(id)?.values ?? {};
  const unit = data.unit ? ` ${data.unit}` : '';
  const figures = [
    ...(typeof highest === 'number' ? [`highest ${highest}${unit}`] : []),
    ...(data.threshold === undefined ? [] : [`threshold ${data.threshold}${unit}`]),
  ].join(', ');
  return `${content?.title ?? ''}, from ${data.source}${figures ? `: ${figures}` : ''}.`;
}

export function graphs(material: Material): { statements: Statement[]; pictures: Picture[] } {
  const kept = latestOf(material);
  return {
    statements: kept.map((event) => fact(words(material, event), evidenceOf(material, [event.id]))),
    pictures: kept.flatMap(({ id, data, content }): Picture[] =>
      data.picture?.sha256
        ? [
            {
              graph: id,
              title: content?.title ?? 'Graph',
              file: data.picture.name,
              sha256: data.picture.sha256,
              query: data.query,
              evidence: evidenceOf(material, [id]),
            },
          ]
        : [],
    ),
  };
}
