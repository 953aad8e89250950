// A review in one step, for who has the time to load every part of it.
import type { IncidentEvent } from '../incident/events.ts';
import { composeMaterial, type FoldedRecord, foldRecord, materialOf } from './compose.ts';
import type { ReviewDocument } from './document.ts';
import type { ReviewOptions } from './material.ts';
import { narrated } from './narration/narrated.ts';
import { layOut } from './templates/lay-out.ts';

/** The review of what was recorded: see `composeMaterial`. */
export function composeReview(events: readonly IncidentEvent[], options: ReviewOptions = {}): ReviewDocument {
  return composeRecord(foldRecord(events), options);
}

/** The same from a record that is folded already. */
export function composeRecord(record: FoldedRecord, options: ReviewOptions): ReviewDocument {
  return composeMaterial(materialOf(record, options), { layOut, narrated });
}
