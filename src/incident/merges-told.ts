// What merges do to state: where it goes on, what was taken in, and what stands by itself again.
import type { Recorded } from './events.ts';
import type { OtherIncident } from './link-events.ts';
import type { Incident } from './state.ts';

/** Whoever took its alerts along hears of them from then on, whatever becomes of the merge. */
export function mergedInto(
  { takenBy = [] }: Incident,
  { number, incident, channel }: OtherIncident,
): Pick<Incident, 'mergedInto' | 'takenBy'> {
  return {
    mergedInto: { number, incident, ...(channel ? { channel } : {}) },
    takenBy: [...takenBy.filter((stream) => stream !== incident), incident],
  };
}

const others = ({ absorbed = [] }: Incident, number: number) =>
  absorbed.filter((one) => one.number !== number);

export const incidentAbsorbed = (state: Incident, { data }: Recorded<'incident-absorbed'>): Incident => ({
  ...state,
  absorbed: [...others(state, data.number), { number: data.number, incident: data.incident }],
});

export const incidentParted = (state: Incident, { data }: Recorded<'incident-parted'>): Incident => ({
  ...state,
  absorbed: (state.absorbed ?? []).map((one) =>
    one.number === data.number ? { ...one, parted: true as const } : one,
  ),
});

/** Those that are part of it now. */
export const partsOf = ({ absorbed = [] }: Pick<Incident, 'absorbed'>) =>
  absorbed.filter(({ parted }) => !parted);
