// What can be asked of an incident's review: its drafts, its steps, and the questions that go with it.
import type { Consent, Question, Unaskable } from './question-values.ts';
import type { DraftDigests } from './review-events.ts';
import type { Edition } from './review-values.ts';
import type { Actor, Instant, KeyTimeName, MessagePlace } from './values.ts';

/** What each command carries besides who, when and where from. */
export type ReviewWishes = {
  'draft-postmortem': {
    /** Asked for by a person, or refreshed because the record grew. */
    because: 'asked' | 'refreshed';
  };
  'record-draft': {
    cycle: number;
    files: DraftDigests;
    entries: { used: number; notUsed: number };
    findings?: number;
    /** Sections by the id of each entry that they cite. */
    sources?: Record<string, string[]>;
    comparedUntil?: Instant;
    over?: true;
  };
  'record-delivery': {
    draft: number;
    canvas?: { id: string; own: boolean; permalink?: string };
    base?: string;
    message?: MessagePlace;
    file?: string;
    instead?: string;
  };
  /** `shown`: the values that were looked at. `guesses`: those that are confirmed along with them. */
  'confirm-key-times': {
    shown: Partial<Record<KeyTimeName, Instant | null>>;
    guesses: readonly { name: KeyTimeName; at: Instant; source: string; evidence: readonly string[] }[];
  };
  'submit-review': Record<string, never>;
  'publish-review': Record<string, never>;
  'record-kept': { because: string; edition: Edition };
  /** `out`: digests of what was left out. */
  'record-sifted': {
    through: number;
    left: number;
    unread?: true;
    edition?: Edition;
    salt: string;
    out: string[];
  };
  'assign-review': { owner: Actor };
  'waive-finding': { rule: string; reason: string };
  /** `notBefore`: when whoever is asked works. */
  'ask-questions': { questions: readonly (Question & { notBefore: Instant })[] };
  /** `place`: the message on which it was pressed. `reader`: whom the form named as the owner of the review. */
  'answer-question': {
    question: string;
    text: string;
    consent: Consent;
    place?: MessagePlace;
    reader?: string;
  };
  'withdraw-answer': { question: string };
  'decline-question': { question: string; place?: MessagePlace };
  'record-questions-sent': { to: string; place: MessagePlace };
  'postpone-questions': { to: string; until: Instant };
  'record-questions-unsent': { to: string; why: Unaskable };
};
