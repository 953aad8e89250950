// What incidents are found by: indexed words derived from state.
import { isFollowed } from './item-tickets.ts';
import { isOpen } from './lifecycle.ts';
import type { Incident } from './state.ts';

/** Column values of one incident. Yes and no are 1 and 0; times are milliseconds since 1970. */
export type IncidentFacets = {
  number: number;
  status: string;
  /** Waits for people: before `resolved`. An imported incident is read, not run. */
  open: 0 | 1;
  /** Rank; 1 is the worst. */
  severity: number;
  service: string | null;
  team: string | null;
  private: 0 | 1;
  kind: string;
  declaredAt: number;
  resolvedAt: number | null;
  activeAt: number;
  /** Open action items. */
  openItems: number;
  /** Tickets of its items that are still looked after; absent where there are none. */
  openTickets?: number;
  /** Open, not mitigated, real, public, with a service; routing adds the same service and activity within 24 h. */
  canAttach: 0 | 1;
};

const flag = (yes: boolean) => (yes ? 1 : 0);

export function facetsOf(state: Incident): IncidentFacets {
  const attachable =
    isOpen(state.status) &&
    state.status !== 'mitigated' &&
    state.kind === 'real' &&
    !state.private &&
    state.service !== undefined;
  const followed = state.items.filter(isFollowed).length;
  return {
    number: state.number,
    status: state.status,
    open: flag(isOpen(state.status) && state.kind !== 'imported'),
    severity: state.severity.rank,
    service: state.service ?? null,
    team: state.team ?? null,
    private: flag(state.private),
    kind: state.kind,
    declaredAt: state.declaredAt,
    resolvedAt: state.keyTimes.resolved?.at ?? null,
    activeAt: state.activeAt,
    openItems: state.items.filter((item) => !item.done).length,
    ...(followed > 0 ? { openTickets: followed } : {}),
    canAttach: flag(attachable),
  };
}
