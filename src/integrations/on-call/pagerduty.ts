// PagerDuty: schedules (both generations) and escalation policies say who is on call; pages go out over its REST or Events interface.
import { z } from 'zod';
import { VendorError } from '../../lib/vendor-error.ts';
import { type Deps, vendor } from '../vendor.ts';
import {
  iso,
  kinds,
  momentOf,
  PAGE,
  type PagerDuty,
  type PagerDutySettings,
  pagerdutySettings,
  pagerdutyUser,
  userByEmail,
  whoOf,
} from './pagerduty-account.ts';
import { pagerdutyPager } from './pagerduty-pager.ts';
import type { OnCall, Shift } from './port.ts';
import { mostUrgentOnce, sameWho } from './shifts.ts';

/** PagerDuty docs, "Versioning" and "Authentication". */
const ACCEPT = 'application/vnd.pagerduty+json;version=2';

const oncalls = z.object({
  oncalls: z.array(
    z.object({
      user: pagerdutyUser.nullish(),
      escalation_level: z.number().nullish(),
      start: z.string().nullish(),
      end: z.string().nullish(),
    }),
  ),
  more: z.boolean().nullish(),
});

const AHEAD_MS = 60 * 24 * 60 * 60_000;
const MOST_PAGES = 5;

async function entries(duty: PagerDuty, schedule: string, window: Record<string, string | boolean>) {
  const kind = await duty.kindOf(schedule);
  const by = kind === 'policy' ? 'escalation_policy_ids[]' : 'schedule_ids[]';
  const all: Shift[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = { [by]: [schedule], 'include[]': ['users'], limit: PAGE, offset: page * PAGE, ...window };
    const answer = await duty.rest.json({ method: 'GET', path: 'oncalls', query }, oncalls);
    all.push(...answer.oncalls.flatMap(shiftOf));
    if (!answer.more) {
      break;
    }
  }
  return all;
}

/** Start and end are null for whoever is always on call; an entry without a user wakes nobody. */
function shiftOf(entry: z.output<typeof oncalls>['oncalls'][number]): Shift[] {
  const from = Date.parse(entry.start ?? '');
  const to = Date.parse(entry.end ?? '');
  return entry.user
    ? [
        {
          who: whoOf(entry.user),
          ...(Number.isNaN(from) ? {} : { from }),
          ...(Number.isNaN(to) ? {} : { to }),
          level: entry.escalation_level ?? 1,
        },
      ]
    : [];
}

function create(given: PagerDutySettings, { http, clock }: Deps): OnCall {
  const rest = http({
    vendor: 'PagerDuty',
    baseUrl: given.apiUrl,
    urlVariable: 'PAGERDUTY_API_URL',
    credentials: 'Check PAGERDUTY_API_TOKEN: a REST API key that may write, of this account and region.',
    authorize: () => ({
      authorization: `Token token=${given.token}`,
      accept: ACCEPT,
      'content-type': 'application/json',
    }),
  });
  const events = http({
    vendor: 'PagerDuty',
    baseUrl: given.eventsUrl,
    urlVariable: 'PAGERDUTY_EVENTS_URL',
    credentials: 'Check PAGERDUTY_ROUTING_KEY.',
  });
  const duty: PagerDuty = { rest, events, settings: given, kindOf: kinds(rest), now: clock.now };
  const pager = pagerdutyPager(duty);
  return {
    async onCall({ schedule, at }) {
      const window = { ...momentOf(at), earliest: true };
      return mostUrgentOnce(await entries(duty, schedule, window));
    },
    async next({ schedule, at }) {
      const all = await entries(duty, schedule, { since: iso(at), until: iso(at + AHEAD_MS) });
      const first = all.filter(({ level = 1 }) => level === Math.min(...all.map((one) => one.level ?? 1)));
      const present = first.filter(({ from, to }) => (from ?? 0) <= at && at < (to ?? Infinity));
      const coming = first
        .filter(({ from, who }) => (from ?? 0) > at && !present.some((one) => sameWho(one.who, who)))
        .sort((a, b) => (a.from ?? 0) - (b.from ?? 0));
      return coming.slice(0, 1);
    },
    check: () => check(duty),
    ...(pager ? { pager } : {}),
  };
}

/** A resolve for a page that never was changes nothing there, and tells whether the routing key is taken. */
const NEVER_PAGED = 'firescribe/doctor';

async function check(duty: PagerDuty): Promise<string | undefined> {
  const { rest, events, settings: given } = duty;
  await rest.json({ method: 'GET', path: 'oncalls', query: { limit: 1 } }, oncalls);
  if (given.from && !(await userByEmail(duty, given.from))) {
    throw new VendorError(
      `PagerDuty knows no user ${given.from}. Set PAGERDUTY_FROM to the address of one who may open incidents.`,
      { permanent: true, code: NOBODY },
    );
  }
  if (given.service) {
    await rest.done({ method: 'GET', path: `services/${given.service}` });
  }
  if (given.routingKey) {
    const json = { routing_key: given.routingKey, event_action: 'resolve', dedup_key: NEVER_PAGED };
    await events.done({ method: 'POST', path: 'v2/enqueue', json, repeatable: true });
  }
  return given.routingKey || (given.from && given.service)
    ? undefined
    : 'It says who is on call, but pages nobody: set PAGERDUTY_FROM and PAGERDUTY_SERVICE_ID.';
}

const NOBODY = 'no_user';

export const pagerduty = vendor<PagerDutySettings, OnCall>({
  id: 'pagerduty',
  label: 'PagerDuty',
  settings: pagerdutySettings,
  env: {
    PAGERDUTY_API_TOKEN: 'token',
    PAGERDUTY_FROM: 'from',
    PAGERDUTY_SERVICE_ID: 'service',
    PAGERDUTY_ROUTING_KEY: 'routingKey',
    PAGERDUTY_API_URL: 'apiUrl',
    PAGERDUTY_EVENTS_URL: 'eventsUrl',
  },
  required: ['PAGERDUTY_API_TOKEN'],
  create,
  check: (port) => port.check(),
});
