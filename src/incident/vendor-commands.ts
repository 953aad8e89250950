// What can be asked around vendors, workflows and pages; part of every incident's commands.
import type { EventData } from './events.ts';
import type { KeptGraph } from './graph-values.ts';
import type { PageTarget } from './page-values.ts';
import type { Actor, DialIn, MessagePlace, VendorName } from './values.ts';
import type { WorkflowAct } from './workflow-events.ts';

/** See `commands.ts`. */
export type VendorWishes = {
  /** What a workflow does, resolved; `texts` by index of `does`. */
  'record-workflow': {
    workflow: string;
    title: string;
    trigger: string;
    off: string;
    /** How often it ran before, where it repeats. */
    repeats: number;
    does: WorkflowAct[];
    texts: Record<string, string>;
  };
  /** `effect` is the key of what waits, or was done. */
  'override-step': {
    how: 'skipped' | 'done-now' | 'done-again';
    step: string;
    kind: string;
    effect: string;
    payload?: unknown;
  };
  'ask-graph': Record<string, never>;
  'record-graph': { graph: KeptGraph; title: string };
  'record-graph-post': { graph: string; file: string; permalink?: string };
  /** Wakes somebody. */
  page: { target: PageTarget; why?: string };
  'record-page': EventData<'person-paged'>;
  'record-page-trouble': EventData<'page-troubled'> & { why: string };
  /** `there`: at the vendor. `by`: whoever it was, where they are not the one who tells. */
  'acknowledge-page': { page: string; by?: Actor; there: boolean; rule?: { name: string; off: string } };
  'record-page-unanswered': { page: string };
  'record-on-call': EventData<'on-call-found'>;
  'record-on-call-unknown': EventData<'on-call-unknown'> & { why: string };
  'request-bridge': Record<string, never>;
  'record-bridge': {
    vendor: VendorName;
    meeting: string;
    joinUrl: string;
    passcode?: string;
    dialIn: DialIn[];
  };
  'record-bridge-ended': { meeting: string };
  'record-impact': { vendor: VendorName; service: string; as: 'triggered' | 'resolved' | 'reopened' };
  'record-runbook': {
    vendor: VendorName;
    key: string;
    title: string;
    url?: string;
    steps: string[];
    more: number;
    because: string;
    /** The fact of the alert that names it. */
    alert?: string;
  };
  'request-runbook': { runbook: string };
  'record-runbook-posted': { runbook: string; place: MessagePlace };
  /** `step`: from 1. */
  'tick-step': { runbook: string; step: number; done: boolean };
  'record-similar': { numbers: number[]; rule: { name: string; off: string } };
  'request-export': Record<string, never>;
  /** `words`: what a reader of the review reads, for the search. */
  'record-export': { vendor: VendorName; document: string; url?: string; review: string; words: string };
  'record-vendor-failed': { what: string; vendor: string; effect: string; why: string };
  'record-vendor-recovered': { what: string; vendor: string };
};
