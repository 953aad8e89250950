// postmortem.json and timeline.json: the review and the whole timeline for programs.
import { maskSecrets } from '../evidence/mask.ts';
import { type Names, plainText } from '../evidence/slack-text.ts';
import { entriesOf } from '../incident/entries.ts';
import type { Entry } from '../incident/entry.ts';
import type { IncidentEvent } from '../incident/events.ts';
import { type ReviewDocument, SCHEMA_VERSION } from './document.ts';
import { linkTo } from './links.ts';
import { masked } from './masked.ts';
import { actorsOf, bareId, namesOf } from './names.ts';

/** The review as `docs/postmortem.schema.json` describes it. */
export function renderJson(doc: ReviewDocument): string {
  return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...doc }, null, 2)}\n`;
}

/** What the rows of a timeline have in common. `names`: what people are called, by Slack's id. */
type Rows = { workspaceUrl?: string; names: Names };

/** One entry for programs. Text that its author deleted or that was redacted is not there. */
function timelineRow(entry: Entry, { workspaceUrl, names }: Rows) {
  const link = linkTo(entry, workspaceUrl);
  const gone = entry.deleted || entry.redacted;
  return {
    id: entry.id,
    at: new Date(entry.at).toISOString(),
    recordedAt: new Date(entry.recordedAt).toISOString(),
    kind: entry.kind,
    author: {
      id: entry.author.id,
      name: entry.author.name ?? names.get(bareId(entry.author.id)) ?? null,
      kind: entry.author.kind,
    },
    text: gone ? '' : maskSecrets(plainText(entry.text, names)),
    earlier: gone ? [] : entry.earlier.map((text) => maskSecrets(plainText(text, names))),
    thread: entry.thread ?? null,
    pinnedAt: entry.pinned === undefined ? null : new Date(entry.pinned.at).toISOString(),
    edited: entry.edited,
    deleted: entry.deleted,
    redacted: entry.redacted,
    recovered: entry.recovered,
    files: entry.files.map(({ id, name, mimetype, size, sha256 }) => ({
      id,
      name,
      mimetype,
      size,
      sha256: sha256 ?? null,
    })),
    values: gone ? {} : masked(entry.values),
    link: link ?? null,
  };
}

/** Every entry in order, with the names that the record knows. */
export function timelineRows(events: readonly IncidentEvent[], workspaceUrl?: string) {
  const entries = entriesOf(events);
  const names = namesOf(actorsOf(events, entries));
  return entries.map((entry) => timelineRow(entry, { workspaceUrl, names }));
}

/** timeline.json: every entry in order. */
export function renderTimelineJson(events: readonly IncidentEvent[], workspaceUrl?: string): string {
  const entries = timelineRows(events, workspaceUrl);
  return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, entries }, null, 2)}\n`;
}
