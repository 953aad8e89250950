// An incident as a file: for the command line, and for what an import gives back.
import type { IncidentEvent } from '../incident/events.ts';
import type { ReviewOptions } from './compose.ts';
import { composeReview } from './compose-review.ts';
import { renderJson, renderTimelineJson, timelineRows } from './render-json.ts';
import { renderMarkdown } from './render-markdown.ts';

export type ExportFormat = 'md' | 'json' | 'csv' | 'timeline';

const COLUMNS = [
  'at',
  'kind',
  'author',
  'text',
  'edited',
  'deleted',
  'pinned_at',
  'thread',
  'link',
  'id',
] as const;

/** RFC 4180, with an apostrophe before what a spreadsheet would run as a formula (OWASP, "CSV Injection"). */
function csvCell(value: string | boolean | null): string {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function renderCsv(events: readonly IncidentEvent[], workspaceUrl?: string): string {
  const rows = timelineRows(events, workspaceUrl).map((row) => {
    const author = row.author.name ?? row.author.id;
    return [
      row.at,
      row.kind,
      author,
      row.text,
      row.edited,
      row.deleted,
      row.pinnedAt,
      row.thread,
      row.link,
      row.id,
    ];
  });
  return [[...COLUMNS], ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** The incident in one format: the review as Markdown or JSON, the whole timeline as CSV or JSON. Secrets are masked. */
export function exportIncident(
  events: readonly IncidentEvent[],
  format: ExportFormat,
  options: ReviewOptions = {},
): string {
  switch (format) {
    case 'md':
      return renderMarkdown(composeReview(events, options));
    case 'json':
      return renderJson(composeReview(events, options));
    case 'csv':
      return renderCsv(events, options.workspaceUrl);
    case 'timeline':
      return renderTimelineJson(events, options.workspaceUrl);
  }
}
