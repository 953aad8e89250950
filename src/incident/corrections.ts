// Corrections of the record: title, service, team, impact. The old value stays on the timeline.
import { serviceName, teamByWord, teamName } from '../policy/services.ts';
import { type Decide, one } from './decision.ts';
import { Refusal } from './refusal.ts';
import { IMPACT_MAX, required, titleOf } from './texts.ts';

const same = (number: number, what: string, value: string) =>
  new Refusal(`The ${what} of INC-${number} is ${value} already.`, what);

export const changeTitle: Decide<'change-title'> = ({ wish }, { state, lookups, policy }) => {
  const title = titleOf(wish.title, policy.command);
  if (title === state.title.text) {
    throw same(state.number, 'title', `“${title}”`);
  }
  return one(lookups, 'title-changed', {}, { title }, { search: title, headline: true });
};

/** A service that is not configured is taken as it was typed. */
export const changeService: Decide<'change-service'> = ({ wish }, { state, lookups, policy }) => {
  const typed = required(wish.service, {
    what: 'The service',
    max: 100,
    field: 'service',
    example: `For example: \`/${policy.command} service checkout-api\`.`,
  });
  const to = serviceName(policy, typed);
  if (to === state.service) {
    throw same(state.number, 'service', to);
  }
  return one(lookups, 'service-changed', { ...(state.service ? { from: state.service } : {}), to }, null);
};

/** The team's zone comes along, for the dates of the review. */
export const changeTeam: Decide<'change-team'> = ({ wish }, { state, lookups, policy }) => {
  const typed = required(wish.team, {
    what: 'The team',
    max: 100,
    field: 'team',
    example: `For example: \`/${policy.command} team payments\`.`,
  });
  const to = teamName(policy, typed);
  if (to === state.team) {
    throw same(state.number, 'team', to);
  }
  const zone = teamByWord(policy, to)?.zone;
  const data = { ...(state.team ? { from: state.team } : {}), to, ...(zone ? { zone } : {}) };
  return one(lookups, 'team-changed', data, null);
};

export const describeImpact: Decide<'describe-impact'> = ({ wish }, { state, lookups, policy }) => {
  const text = required(wish.text, {
    what: 'The impact',
    max: IMPACT_MAX,
    field: 'text',
    example: `Say who is affected and how: \`/${policy.command} impact One in five payments fails\`.`,
  });
  if (text === state.impact?.text) {
    throw new Refusal(`INC-${state.number} says this about its impact already.`, 'text');
  }
  return one(lookups, 'impact-described', {}, { text }, { search: text });
};
