// A PagerDuty account: its settings, its users, and what an id in it names.
import { z } from 'zod';
import type { Http } from '../../lib/http.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import type { Who } from './port.ts';

const id = z
  .string()
  .regex(/^[A-Z0-9]{3,}$/, 'copy the id from the end of its address in PagerDuty: PABC123');

export const pagerdutySettings = z.object({
  token: z.string().min(10, 'make a REST API key under Integrations, API Access Keys'),
  from: z.email('use the e-mail address of a PagerDuty user; pages are opened in their name').optional(),
  service: id.optional(),
  routingKey: z
    .string()
    .regex(/^[a-z0-9]{32}$/i, 'copy the Integration Key (32 characters) of an Events API v2 integration')
    .optional(),
  apiUrl: z.url('use an address such as https://api.eu.pagerduty.com').default('https://api.pagerduty.com'),
  eventsUrl: z
    .url('use an address such as https://events.eu.pagerduty.com')
    .default('https://events.pagerduty.com'),
});
export type PagerDutySettings = z.output<typeof pagerdutySettings>;

export type PagerDuty = {
  rest: Http;
  events: Http;
  settings: PagerDutySettings;
  kindOf: KindOf;
  now: () => number;
};

type Kind = 'schedule' | 'policy';
type KindOf = (id: string) => Promise<Kind>;

export const pagerdutyUser = z.object({
  id: z.string(),
  summary: z.string().nullish(),
  name: z.string().nullish(),
  email: z.string().nullish(),
});

/** A user as references and included records tell of them. */
export function whoOf(given: z.output<typeof pagerdutyUser>): Who {
  const name = given.name ?? given.summary;
  return { ...(name ? { name } : {}), ...(given.email ? { email: given.email } : {}) };
}

export const iso = (at: number) => new Date(at).toISOString();

/** On-calls are asked for a time, however short. */
export const momentOf = (at: number) => ({ since: iso(at), until: iso(at + 1000) });

/** PagerDuty docs, "Pagination": at most 100 a page. */
export const PAGE = 100;

/** Asks until it is found, once for each id. */
export function kinds(rest: Http): KindOf {
  const known = new Map<string, Kind>();
  const there = async (path: string) => {
    try {
      await rest.done({ method: 'GET', path });
      return true;
    } catch (error) {
      // Schedules of the new kind answer 400 at the old address (PagerDuty docs, "Schedules API v2 to v3 upgrade guide").
      if (error instanceof VendorError && ['not_found', 'rejected', 'gone'].includes(error.code)) {
        return false;
      }
      throw error;
    }
  };
  return async (schedule) => {
    const path = encodeURIComponent(schedule);
    const found =
      known.get(schedule) ??
      ((await there(`schedules/${path}`)) || (await there(`v3/schedules/${path}`))
        ? 'schedule'
        : (await there(`escalation_policies/${path}`))
          ? 'policy'
          : undefined);
    if (!found) {
      throw new VendorError(
        `PagerDuty knows no schedule or escalation policy ${schedule}. Copy the id from the end of its address there, and correct onCall.`,
        { permanent: true, code: 'no_schedule' },
      );
    }
    known.set(schedule, found);
    return found;
  };
}

const users = z.object({ users: z.array(pagerdutyUser) });

/** The user with exactly this address. */
export async function userByEmail({ rest }: PagerDuty, email: string) {
  const query = { query: email, limit: PAGE };
  const answer = await rest.json({ method: 'GET', path: 'users', query }, users);
  return answer.users.find((one) => one.email?.toLowerCase() === email.toLowerCase());
}
