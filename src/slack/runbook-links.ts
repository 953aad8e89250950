// The runbooks of an incident as links, for every place that shows them.
import type { Incident } from '../incident/state.ts';
import { escaped, link, shorten } from './blocks.ts';

/** What one without a name of its own is called. */
const UNNAMED = /^runbook$/i;

/** Attached ones, each called a runbook; before there are any, the alert's own link. */
export function runbookLinks({ runbooks = [], links }: Incident): string[] {
  if (runbooks.length === 0) {
    return links.runbook ? [link(links.runbook, 'Runbook')] : [];
  }
  return runbooks.map(({ title, url, steps, done, place }) => {
    const words = shorten(title.text, 60);
    const named =
      url && UNNAMED.test(words)
        ? link(url, 'Runbook')
        : `Runbook ${url ? link(url, words) : `“${escaped(words)}”`}`;
    return `${named}${place ? ` (${done} of ${steps} steps done)` : ''}`;
  });
}
