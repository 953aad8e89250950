// What vendors bring to an incident, as facts: deployments, graphs, bridges, runbooks; part of every incident's events.
import type { KeptGraph } from './graph-values.ts';
import type { Deployment, DialIn, MessagePlace, VendorName } from './values.ts';

/** See `events.ts`: `data` stays, `content` can be erased. */
export type VendorShapes = {
  /** A deployment of the incident's service, at one of its statuses. `first`: none of its statuses was noted before. */
  'deployment-noted': {
    data: {
      deployment: Omit<Deployment, 'title'>;
      rule: { name: string; off: string };
      first?: boolean;
    };
    content: { title: string };
  };
  /** Figures around the incident, and the picture made of them. */
  'graph-kept': { data: KeptGraph; content: { title: string } };
  /** The picture stands in the channel: `file` is its id there. */
  'graph-posted': { data: { graph: string; file: string; permalink?: string }; content: null };
  /** Somebody asked for a bridge where there is none. */
  'bridge-requested': { data: Record<string, never>; content: null };
  'bridge-opened': {
    data: {
      vendor: VendorName;
      /** The vendor's own name for the meeting. */
      meeting: string;
      joinUrl: string;
      passcode?: string;
      dialIn: DialIn[];
      /** A person asked for it; else an automatic step made it. */
      asked: boolean;
    };
    content: null;
  };
  'bridge-ended': { data: { meeting: string }; content: null };
  /** A page that says what to do. Attached again under the same id when its steps could be read later. */
  'runbook-attached': {
    data: {
      /** `r1`, within the incident. */
      runbook: string;
      vendor: VendorName;
      /** Names it at its source. */
      key: string;
      /** The fact of the alert that names it; it goes with that one's words. */
      alert?: string;
      steps: number;
      /** Steps beyond those. */
      more: number;
      because: string;
    };
    content: { title: string; url?: string; steps: string[] };
  };
  'runbook-requested': { data: { runbook: string }; content: null };
  /** Where its steps stand in the channel. */
  'runbook-posted': { data: { runbook: string; place: MessagePlace }; content: null };
  'runbook-step-done': { data: { runbook: string; step: number }; content: { text: string } };
  'runbook-step-undone': { data: { runbook: string; step: number }; content: { text: string } };
  /** The deployment tracker was told. */
  'impact-registered': {
    data: { vendor: VendorName; service: string; as: 'triggered' | 'resolved' | 'reopened' };
    content: null;
  };
  /** Incidents of the past that are like this one, likest first. */
  'similar-noted': { data: { numbers: number[]; rule: { name: string; off: string } }; content: null };
  /** Somebody wants the review to stand where documents do. */
  'export-requested': { data: Record<string, never>; content: null };
  /** `review`: the fact whose files were put there. `document`: the page's own id at the vendor. */
  'document-exported': {
    data: { vendor: VendorName; document: string; url?: string; review: string };
    content: null;
  };
  /** A vendor does not do its part, so that something is missing for now: `what`, such as `bridge`. Told once until it comes. */
  'vendor-failed': { data: { what: string; vendor: string; effect: string }; content: { why: string } };
  'vendor-recovered': { data: { what: string; vendor: string }; content: null };
};
