// Updates for stakeholders, handovers, and suggestions that nobody wants again.
import type { Policy } from '../policy/policy.ts';
import { requireRight } from './allowed.ts';
import { type Decide, NOTHING, one } from './decision.ts';
import type { Recorded } from './events.ts';
import { isOpen } from './lifecycle.ts';
import { Refusal } from './refusal.ts';
import type { Incident } from './state.ts';
import type { Told } from './told.ts';
import { say } from './told.ts';
import type { Instant } from './values.ts';
import { nameOf } from './words.ts';

/** Both stand in one section of a message, which holds 3,000 characters (Slack's docs, "Reference: blocks"). */
export const UPDATE_MAX = 1_500;
export const HANDOVER_MAX = 2_500;
const MOST_CITED = 40;

function words(text: string, what: 'update' | 'handover', max: number, command: string): string {
  const trimmed = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (trimmed === '') {
    throw new Refusal(
      `The ${what} is empty. \`/${command} ${what}\` opens a form with a text to begin with.`,
      'text',
    );
  }
  const length = [...trimmed].length;
  if (length > max) {
    throw new Refusal(`The ${what} is ${length} characters long; at most ${max} fit.`, 'text');
  }
  return trimmed;
}

export const postUpdate: Decide<'post-update'> = ({ wish, asking }, { state, lookups, policy }) => {
  requireRight(policy, asking, 'update', state);
  if (state.kind === 'imported') {
    throw new Refusal('It was imported after it was over: nobody waits for an update about it.');
  }
  const text = words(wish.text, 'update', UPDATE_MAX, policy.command);
  return one(lookups, 'update-posted', {}, { text }, { search: text });
};

export const postHandover: Decide<'post-handover'> = ({ wish, asking }, { state, lookups, policy }) => {
  if (state.kind === 'imported') {
    throw new Refusal('It was imported after it was over: there is nothing to hand over.');
  }
  if (wish.to && wish.to.kind !== 'person') {
    throw new Refusal(`It is handed over to a person; ${nameOf(wish.to)} is not one.`, 'to');
  }
  if (wish.to?.id === asking.by.id) {
    throw new Refusal('You cannot hand over to yourself. Name whoever comes next.', 'to');
  }
  const text = words(wish.text, 'handover', HANDOVER_MAX, policy.command);
  const data = { ...(wish.to ? { to: wish.to } : {}), cites: [...new Set(wish.cites)].slice(0, MOST_CITED) };
  return one(lookups, 'handover-posted', data, { text }, { search: text });
};

export const dismissSuggestion: Decide<'dismiss-suggestion'> = ({ wish }, { lookups }) =>
  wish.suggestion === ''
    ? NOTHING
    : one(lookups, 'suggestion-dismissed', { suggestion: wish.suggestion }, null);

export function updatePosted(state: Incident, event: Recorded<'update-posted'>): Incident {
  const latest = state.updated === undefined || state.updated.at <= event.occurredAt;
  return latest ? { ...state, updated: { event: event.id, at: event.occurredAt } } : state;
}

/** How often stakeholders hear, ms, as the severity's policy has it. Nothing before somebody has chosen the severity. */
export function updateEvery(
  { severity, severityChosen, status }: Incident,
  { severities }: Pick<Policy, 'severities'>,
): number | undefined {
  const level = severities.find(({ id }) => id === severity.id);
  return severityChosen && isOpen(status) ? level?.updateEveryMs : undefined;
}

export function nextUpdateDue(incident: Incident, policy: Pick<Policy, 'severities'>): Instant | undefined {
  const every = updateEvery(incident, policy);
  return every === undefined ? undefined : (incident.updated?.at ?? incident.declaredAt) + every;
}

type BriefingFact = 'update-posted' | 'handover-posted' | 'suggestion-dismissed';

export const BRIEFINGS_TOLD: { [T in BriefingFact]: (event: Recorded<T>) => Told } = {
  'update-posted': ({ content }) => ({ kind: 'update', text: say('Update', content?.text) }),
  'handover-posted': ({ data, content }) => ({
    kind: 'handover',
    text: say(data.to ? `Handover to ${nameOf(data.to)}` : 'Handover', content?.text),
    values: { to: data.to?.id ?? null, cites: data.cites.length },
  }),
  'suggestion-dismissed': ({ actor }) => ({
    kind: 'record',
    text: `${nameOf(actor)} did not take a suggested action item`,
  }),
};
