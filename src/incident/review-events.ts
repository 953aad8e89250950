// What becomes of a review between its draft and its readers, as facts; part of every incident's events.
import type { Edition } from './review-values.ts';
import type { Actor, Instant, KeyTimeName } from './values.ts';

/** Digests of a draft's files. `gate`: what stands between the draft and its readers; `answers`: what a narrator answered. */
export type DraftDigests = {
  canvas: string;
  markdown: string;
  json: string;
  log: string;
  gate?: string;
  answers?: string;
};

/** See `events.ts`: `data` stays, `content` can be erased. */
export type ReviewShapes = {
  /** Somebody looked at the key times and says that they are right. `times` as they then stood. */
  'key-times-confirmed': {
    data: {
      cycle: number;
      times: Partial<Record<KeyTimeName, Instant | null>>;
      contradictions: { earlier: KeyTimeName; later: KeyTimeName }[];
    };
    content: null;
  };
  'review-submitted': { data: { cycle: number; draft: number }; content: null };
  'review-published': {
    data: {
      cycle: number;
      draft: number;
      /** Published as they are, with both values shown. */
      contradictions: { earlier: KeyTimeName; later: KeyTimeName }[];
      link?: string;
      /** An earlier draft was published before. */
      again?: boolean;
    };
    content: null;
  };
  /** An entry that the published review cites is not any more what it was. */
  'review-source-changed': {
    data: { cycle: number; source: string; how: 'edited' | 'deleted' | 'redacted'; sections: string[] };
    content: null;
  };
  'review-assigned': { data: { cycle: number; owner: Actor }; content: null };
  /** What goes to where documents are kept. `because`: the publication, or the wish for an export. */
  'review-kept': { data: { because: string; edition: Edition }; content: null };
  /**
   * What was kept of the review, and what people wrote in its canvas, was looked through for words that are erased. `through`:
   * version of the newest erasure that counted. `unread`: the canvas could not be read, so what people wrote is not used.
   */
  'review-sifted': {
    data: { through: number; left: number; unread?: true; edition?: Edition };
    /** Digests of passages that were left out, with the salt they were made with. */
    content: { salt: string; out: string[] } | null;
  };
  /** Findings of this rule are let stand. */
  'finding-waived': { data: { cycle: number; rule: string }; content: { reason: string } };
};
