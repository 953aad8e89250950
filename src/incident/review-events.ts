// What becomes of a review between its draft and its readers, as facts; part of every incident's events.
import type { Actor, Instant, KeyTimeName } from './values.ts';

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
  /** Findings of this rule are let stand. */
  'finding-waived': { data: { cycle: number; rule: string }; content: { reason: string } };
};
