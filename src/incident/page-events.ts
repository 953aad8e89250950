// What can happen around on-call and pages, as facts; part of every incident's events.
import type { OnDuty, PageTarget, Responder, VendorValue } from './page-values.ts';
import type { Actor, Instant } from './values.ts';

/** See `events.ts`: `data` stays, `content` can be erased. */
export type PageShapes = {
  /** Somebody is asked for. The id of this event is the page's. */
  'page-asked': { data: { target: PageTarget }; content: { why?: string } };
  /** Somebody was reached. `pager`: their telephone rings; without it they got a message only. */
  'person-paged': {
    data: {
      page: string;
      label: string;
      vendor: VendorValue;
      pager: boolean;
      ref?: string;
      url?: string;
      people: Responder[];
    };
    content: null;
  };
  /** The vendor does not take a page; it is tried again until then. */
  'page-troubled': {
    data: { page: string; label: string; vendor: VendorValue; until: Instant };
    content: { why: string };
  };
  /** `there`: at the vendor, not here. */
  'page-acknowledged': {
    data: { page: string; label: string; by: Actor; vendor?: VendorValue; there: boolean };
    content: null;
  };
  'page-unanswered': { data: { page: string; label: string; who: string }; content: null };
  'on-call-found': {
    data: { vendor: VendorValue; schedule: string; label: string; people: OnDuty[] };
    content: null;
  };
  'on-call-unknown': {
    data: { vendor: VendorValue; schedule: string; label: string };
    content: { why: string };
  };
};
