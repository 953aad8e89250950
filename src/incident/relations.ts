// Incidents that have to do with this one. A private one is named in no other record; it may name public ones in its own.
import type { Decision } from './commands.ts';
import { type Decide, NOTHING, one, type Scene } from './decision.ts';
import type { Recorded } from './events.ts';
import type { OtherIncident } from './link-events.ts';
import { Refusal } from './refusal.ts';
import type { Incident } from './state.ts';

const MOST = 10;

export const relatedTo = ({ related = [] }: Incident, number: number) =>
  related.find((other) => other.number === number);

/** As a fact names it. */
export function asOther(incident: Incident, stream: string): OtherIncident {
  const { number, channel } = incident;
  return {
    number,
    incident: stream,
    ...(channel ? { channel: { team: channel.team, id: channel.id } } : {}),
  };
}

function requireFitting(other: Incident, { state, policy }: Scene): void {
  const name = `INC-${other.number}`;
  if (other.id === state.id) {
    throw new Refusal(
      `This is ${name} itself. Name another one: \`/${policy.command} link INC-7\`.`,
      'other',
    );
  }
  if (other.private) {
    const how = state.private
      ? ''
      : ` The other way round works: \`/${policy.command} ${name} link INC-${state.number}\`.`;
    throw new Refusal(
      `${name} is private, and a private incident is named in no other record.${how}`,
      'other',
    );
  }
  if ((other.kind === 'drill') !== (state.kind === 'drill')) {
    throw new Refusal(
      `${other.kind === 'drill' ? name : `INC-${state.number}`} is a drill, the other one is none: they have nothing to do with each other.`,
      'other',
    );
  }
}

export const relate: Decide<'relate'> = ({ wish }, scene) => {
  const { state, lookups } = scene;
  const { other } = lookups;
  if (!other) {
    throw new Refusal('There is no such incident.', 'other');
  }
  requireFitting(other, scene);
  if (relatedTo(state, other.number)) {
    throw new Refusal(`INC-${other.number} is linked here already.`, 'other');
  }
  if ((state.related ?? []).length >= MOST) {
    throw new Refusal(`INC-${state.number} has ${MOST} related incidents, and more say nothing any more.`);
  }
  const mutual = state.private ? {} : { mutual: true };
  return one(lookups, 'incident-related', { ...asOther(other, wish.other), ...mutual }, null);
};

export const unrelate: Decide<'unrelate'> = ({ wish: { number } }, { state, lookups }) => {
  const other = relatedTo(state, number);
  if (!other) {
    throw new Refusal(`INC-${number} is not linked here.`, 'other');
  }
  return one(lookups, 'incident-unrelated', { ...other, mutual: true }, null);
};

/** Told by the other one: nothing where this one knows it already, was made private meanwhile, or holds no more. */
export const recordRelated: Decide<'record-related'> = ({ wish }, { state, lookups }): Decision =>
  relatedTo(state, wish.number) || state.private || (state.related ?? []).length >= MOST
    ? NOTHING
    : one(lookups, 'incident-related', wish, null);

export const recordUnrelated: Decide<'record-unrelated'> = ({ wish }, { state, lookups }) =>
  relatedTo(state, wish.number) ? one(lookups, 'incident-unrelated', wish, null) : NOTHING;

export function incidentRelated(state: Incident, { data }: Recorded<'incident-related'>): Incident {
  const { number, incident } = data;
  return { ...state, related: [...(state.related ?? []), { number, incident }] };
}

export const incidentUnrelated = (state: Incident, { data }: Recorded<'incident-unrelated'>): Incident => ({
  ...state,
  related: (state.related ?? []).filter(({ number }) => number !== data.number),
});
