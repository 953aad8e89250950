// Runbooks: attached once, their steps put into the channel on request, each step ticked and unticked by people.
import { type Decide, decided, fact, NOTHING, one } from './decision.ts';
import type { Recorded } from './events.ts';
import { type StepRow, stepKey } from './keys.ts';
import { Refusal } from './refusal.ts';
import type { AttachedRunbook, Incident } from './state.ts';
import { cutTitle, REDACTED } from './texts.ts';

/** More would not be read in an incident. State holds them all, so each is small. */
const MOST = 4;
const LONGEST = { title: 60, url: 200, key: 60 } as const;

/** By whole characters, so that none is torn apart. */
const shortened = (text: string, most: number) => {
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text;
};

const attached = (state: Incident) => state.runbooks ?? [];

/** The runbook that is meant. Refused where it is not attached. */
function runbookOf(state: Incident, id: string): AttachedRunbook {
  const found = attached(state).find((runbook) => runbook.id === id);
  if (!found) {
    throw new Refusal(`INC-${state.number} has no such runbook.`, 'runbook');
  }
  return found;
}

/** The same page, by whichever way it was found. */
function standing(state: Incident, wish: { vendor: { id: string }; key: string; url?: string }) {
  return attached(state).find(
    ({ vendor, key, url }) =>
      (vendor.id === wish.vendor.id && key === wish.key && key !== '') ||
      (url !== undefined && url === wish.url),
  );
}

/** A page whose steps could not be read at first is attached again, in its place, when they can. */
export const recordRunbook: Decide<'record-runbook'> = ({ wish }, { state, lookups }) => {
  const { title, url, steps, ...about } = wish;
  if (wish.key.length > LONGEST.key || (wish.url?.length ?? 0) > LONGEST.url) {
    return NOTHING;
  }
  const before = standing(state, wish);
  if (before ? before.steps > 0 || steps.length === 0 : attached(state).length >= MOST) {
    return NOTHING;
  }
  const runbook = before?.id ?? `r${attached(state).length + 1}`;
  const content = {
    title: shortened(cutTitle(title), LONGEST.title),
    ...(url === undefined ? {} : { url }),
    steps,
  };
  return one(lookups, 'runbook-attached', { runbook, ...about, steps: steps.length }, content);
};

export const requestRunbook: Decide<'request-runbook'> = ({ wish }, { state, lookups }) => {
  const runbook = runbookOf(state, wish.runbook);
  if (runbook.steps === 0) {
    throw new Refusal('No steps could be made out in this runbook. Open it by its link on the card.');
  }
  const there = runbook.place !== undefined && runbook.place.channel === state.channel?.id;
  return there ? NOTHING : one(lookups, 'runbook-requested', { runbook: runbook.id }, null);
};

export const recordRunbookPosted: Decide<'record-runbook-posted'> = ({ wish }, { state, lookups }) =>
  runbookOf(state, wish.runbook).place?.ts === wish.place.ts
    ? NOTHING
    : one(lookups, 'runbook-posted', wish, null);

/** Two people who tick the same step: the first one did it. */
export const tickStep: Decide<'tick-step'> = ({ wish, asking }, { state, lookups }) => {
  const { runbook: id, step, done } = wish;
  const runbook = runbookOf(state, id);
  if (!Number.isInteger(step) || step < 1 || step > runbook.steps) {
    throw new Refusal(`This runbook has no step ${step}.`, 'step');
  }
  const key = stepKey(state.number, id, step);
  const row = lookups.keys.get(key) as StepRow | undefined;
  if ((row?.done ?? false) === done) {
    return NOTHING;
  }
  const page = lookups.events.get(runbook.title.event) as Recorded<'runbook-attached'> | undefined;
  const text = page?.content?.steps[step - 1];
  const type = done ? 'runbook-step-done' : 'runbook-step-undone';
  const made = fact(lookups, type, { runbook: id, step }, { text: text ?? REDACTED });
  const { id: by, name } = asking.by;
  const value: StepRow = { done, at: asking.at, by, ...(name ? { name } : {}) };
  return decided([made], { keys: [{ op: 'set', key, value }] });
};

const changed = (state: Incident, id: string, change: Partial<AttachedRunbook>): Incident => ({
  ...state,
  runbooks: attached(state).map((runbook) => (runbook.id === id ? { ...runbook, ...change } : runbook)),
});

export function runbookAttached(state: Incident, event: Recorded<'runbook-attached'>): Incident {
  const { runbook: id, vendor, key, alert, steps } = event.data;
  const url = event.content?.url;
  const title = { text: event.content?.title ?? REDACTED, event: event.id, at: event.occurredAt };
  const row = {
    ...{ vendor, key, steps, title },
    ...(url === undefined ? {} : { url }),
    ...(alert === undefined ? {} : { alert }),
  };
  return attached(state).some((runbook) => runbook.id === id)
    ? changed(state, id, row)
    : { ...state, runbooks: [...attached(state), { id, done: 0, ...row }] };
}

export function runbookPosted(state: Incident, { data }: Recorded<'runbook-posted'>): Incident {
  return changed(state, data.runbook, { place: data.place });
}

export function stepTicked(
  state: Incident,
  { type, data }: Recorded<'runbook-step-done'> | Recorded<'runbook-step-undone'>,
): Incident {
  const before = attached(state).find(({ id }) => id === data.runbook)?.done ?? 0;
  return changed(state, data.runbook, { done: before + (type === 'runbook-step-done' ? 1 : -1) });
}
