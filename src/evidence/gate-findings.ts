// What the blame check asks to look at, as it is kept with a draft. Apart from the shape of the sheet: the threads that make it check nothing.
import type { Finding } from './blame/document.ts';
import { standing } from './blameless.ts';
import type { GateSheet } from './gate-sheet.ts';

/** Findings that nobody let stand, as they are kept and shown. */
export const gateFindings = (findings: readonly Finding[]): GateSheet['findings'] =>
  standing(findings).map(({ rule, quoted, why, suggestion, where }) => ({
    ...{ rule, quoted, why, suggestion },
    ...(where?.title ? { section: where.title } : {}),
  }));
