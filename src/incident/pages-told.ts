// What pages and on-call do to state, and how a reader sees them.
import type { Recorded } from './events.ts';
import type { Page, PageTarget } from './page-values.ts';
import type { Incident } from './state.ts';
import { say, type Told } from './told.ts';
import { nameOf, timeWords } from './words.ts';

/** Who was asked for, in words. */
export const targetLabel = (target: PageTarget): string =>
  target.kind === 'person' ? nameOf(target.who) : target.label;

/** Those that still wait are kept before those that are done. */
const MOST_KEPT = 20;

function kept(pages: readonly Page[]): Page[] {
  const over = pages.length - MOST_KEPT;
  if (over <= 0) {
    return [...pages];
  }
  const done = pages.filter(({ state }) => state !== 'asked' && state !== 'paged').slice(0, over);
  return pages.filter((page) => !done.includes(page)).slice(-MOST_KEPT);
}

const changed = (state: Incident, id: string, change: Partial<Page>): Incident => ({
  ...state,
  pages: (state.pages ?? []).map((page) => (page.id === id ? { ...page, ...change } : page)),
});

const names = (people: readonly { name: string }[]) => people.map(({ name }) => name).join(', ');

export const pageAsked = (state: Incident, { id, data, occurredAt }: Recorded<'page-asked'>): Incident => ({
  ...state,
  pages: kept([
    ...(state.pages ?? []),
    { id, label: targetLabel(data.target), at: occurredAt, state: 'asked' },
  ]),
});

export const personPaged = (state: Incident, { data }: Recorded<'person-paged'>): Incident =>
  changed(state, data.page, {
    state: 'paged',
    vendor: data.vendor,
    ...(data.ref ? { ref: data.ref } : {}),
    ...(data.people.length > 0 ? { who: names(data.people) } : {}),
  });

export const pageAcknowledged = (state: Incident, { data }: Recorded<'page-acknowledged'>): Incident =>
  changed(state, data.page, { state: 'acknowledged', who: nameOf(data.by) });

export const pageUnanswered = (state: Incident, { data }: Recorded<'page-unanswered'>): Incident =>
  changed(state, data.page, { state: 'unanswered' });

/** A page's effect is named after the event that asked for it. */
export const pageGivenUp = (state: Incident, { data }: Recorded<'effect-failed'>): Incident =>
  data.kind === 'person.page'
    ? changed(state, data.effect.slice(0, data.effect.indexOf('/')), { state: 'given-up' })
    : state;

export const onCallFound = (state: Incident, { data }: Recorded<'on-call-found'>): Incident => ({
  ...state,
  onCall: { label: data.label, vendor: data.vendor, people: data.people.slice(0, 5) },
});

export const onCallUnknown = (state: Incident, { data }: Recorded<'on-call-unknown'>): Incident => ({
  ...state,
  onCall: { label: data.label, vendor: data.vendor, people: [], missing: true },
});

export const pageAskedTold = ({ data, content }: Recorded<'page-asked'>): Told => ({
  kind: 'page',
  text: say(`Page for ${targetLabel(data.target)}`, content?.why),
  values: { target: targetLabel(data.target) },
});

export const personPagedTold = ({ data }: Recorded<'person-paged'>): Told => ({
  kind: 'page',
  text: `${names(data.people) || data.label} paged ${data.pager ? `through ${data.vendor.label}` : 'by a direct message (no pager)'}`,
  values: { who: names(data.people) || data.label, vendor: data.vendor.label },
});

export const pageTroubledTold = ({ data, content }: Recorded<'page-troubled'>): Told => ({
  kind: 'page',
  text: say(`${data.vendor.label} did not take the page for ${data.label}`, content?.why),
});

export const pageAcknowledgedTold = ({ data }: Recorded<'page-acknowledged'>): Told => ({
  kind: 'page',
  text: `${nameOf(data.by)} acknowledged the page for ${data.label}${data.there && data.vendor ? ` in ${data.vendor.label}` : ''}`,
  values: { who: data.by.id },
});

export const pageUnansweredTold = ({ data }: Recorded<'page-unanswered'>): Told => ({
  kind: 'page',
  text: `Nobody acknowledged the page for ${data.label}`,
});

export const onCallFoundTold = ({ data, occurredAt }: Recorded<'on-call-found'>): Told => {
  const told = data.people.map(({ name, until }) =>
    until === undefined ? name : `${name} until ${timeWords(until, 'UTC', occurredAt)}`,
  );
  return { kind: 'record', text: `On call for ${data.label} by ${data.vendor.label}: ${told.join(', ')}` };
};

export const onCallUnknownTold = ({ data, content }: Recorded<'on-call-unknown'>): Told => ({
  kind: 'record',
  text: say(`It is not known who is on call for ${data.label}`, content?.why),
});
