// What is remembered between one alert and the next: how much has opened by itself, and which incident took a group's last.
import type { Instant, Signal } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import { type FlapRow, flapAfter } from './flapping.ts';
import type { Route } from './routes.ts';
import type { Plan } from './rules.ts';

/** How much has happened by itself lately. */
export type LimitsRow = { opens: Instant[]; lines: Instant[]; group?: { window: string; at: Instant } };

/** The incident that last took an alert of the group, and when. */
export type GroupingRow = { incident: string; at: Instant };

export const NO_LIMITS: LimitsRow = { opens: [], lines: [] };

/** Either way: what a clock that was set back calls the future holds nothing up until the clock has caught up. */
export const isLately = (at: Instant, now: Instant, windowMs: number): boolean =>
  Math.abs(now - at) < windowMs;

/** `line`: people are told by a line, whatever the route was. */
export function limitsAfter(
  before: LimitsRow,
  { route, line, now, policy }: { route: Route; line: boolean; now: Instant; policy: Policy },
): LimitsRow {
  const { windowMs } = policy.quiet;
  const recent = (times: readonly Instant[], add: boolean) => [
    ...times.filter((at) => isLately(at, now, windowMs)),
    ...(add ? [now] : []),
  ];
  const group = route.do === 'group' ? { window: route.window, at: now } : before.group;
  return {
    opens: recent(before.opens, route.do === 'declare'),
    lines: recent(before.lines, line),
    ...(group ? { group } : {}),
  };
}

/** The group's row where this alert joined or opened an incident; undefined where nothing changes. */
export function groupingAfter(
  { group }: Plan,
  { route, incident, now }: { route: Route; incident?: string; now: Instant },
): { key: string; row: GroupingRow } | undefined {
  const took = route.do === 'declare' || route.do === 'attach';
  return group && group.by !== 'none' && took && incident !== undefined
    ? { key: group.key, row: { incident, at: now } }
    : undefined;
}

/** The alert's row where it was looked at as firing; undefined where nothing changes. */
export function flapRowAfter(
  before: FlapRow | undefined,
  signal: Signal,
  { route, incident, now, policy }: { route: Route; incident?: string; now: Instant; policy: Policy },
): FlapRow | undefined {
  if (signal.state !== 'firing' || signal.test || route.do === 'mute') {
    return undefined;
  }
  const part = incident === undefined ? {} : { incident };
  const { flapping: limits } = policy.routing;
  return flapAfter(before, signal, { limits, ...part, said: route.saysFlapping === true, now });
}
