// The files of a draft, from the events of an incident.
import type { IncidentEvent } from '../incident/events.ts';
import { proposeQuestions } from './asking/propose.ts';
import { composeMaterial, foldRecord, materialOf, type ReviewOptions } from './compose.ts';
import { gateOf, sourcesOf } from './gate.ts';
import { headLinks } from './head-links.ts';
import { renderLog } from './log-file.ts';
import { renderCanvas } from './render-canvas.ts';
import { renderJson } from './render-json.ts';
import { renderMarkdown } from './render-markdown.ts';
import { partsFor } from './review-parts.ts';

/** Bytes in UTF-8, and how much of the record they use. */
export type DraftFiles = {
  canvas: Uint8Array;
  markdown: Uint8Array;
  json: Uint8Array;
  log: Uint8Array;
  /** What stands between the draft and its readers. */
  gate: Uint8Array;
  /** Wordings that the blame check asks to look at. */
  findings: number;
  /** Sections by the id of each entry that they cite. */
  sources: Record<string, string[]>;
  used: number;
  notUsed: number;
};

/** Each buffer is its own, so that a thread can hand it over. */
function bytes(text: string): Uint8Array {
  return new Uint8Array(new TextEncoder().encode(text));
}

/** Composes and renders. Takes its time on long channels: not for the main thread. */
export async function draftFiles(
  events: readonly IncidentEvent[],
  options: ReviewOptions,
): Promise<DraftFiles> {
  const parts = await partsFor(options);
  const record = foldRecord(events);
  const material = materialOf(record, options);
  const doc = composeMaterial(material, parts);
  const gate = gateOf(doc, proposeQuestions(material));
  return {
    canvas: bytes(renderCanvas(doc, headLinks(record.incident, options.workspaceUrl))),
    markdown: bytes(renderMarkdown(doc)),
    json: bytes(renderJson(doc)),
    log: bytes(renderLog(record, options.bot)),
    gate: bytes(JSON.stringify(gate)),
    findings: gate.findings.length,
    sources: sourcesOf(doc),
    used: doc.omitted.used,
    notUsed: doc.omitted.entries - doc.omitted.used,
  };
}
