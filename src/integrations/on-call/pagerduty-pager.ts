// Waking people through PagerDuty: an incident for a policy or for single users, or an event to the integration of one service.
import { z } from 'zod';
import { VendorError } from '../../lib/vendor-error.ts';
import { momentOf, type PagerDuty, pagerdutyUser, userByEmail, whoOf } from './pagerduty-account.ts';
import { NOBODY_THERE, type OnCall, type Paged, type PageRequest, type PageState, type Who } from './port.ts';

type Pager = NonNullable<OnCall['pager']>;

const incident = z.object({
  id: z.string(),
  html_url: z.string().nullish(),
  status: z.string().nullish(),
  acknowledgements: z
    .array(z.object({ acknowledger: pagerdutyUser.nullish() }))
    .nullish()
    .catch([]),
});
const one = z.object({ incident });
const several = z.object({ incidents: z.array(incident) });
const oncallUsers = z.object({
  oncalls: z.array(z.object({ user: pagerdutyUser.nullish(), escalation_level: z.number().nullish() })),
});

/** PagerDuty docs, "Send an Alert Event": summaries of at most 1,024 characters; titles of incidents alike. */
const TITLE_MAX = 1_024;

/** The reference of an incident that was opened by an event; its id is known to PagerDuty only later. */
const EVENT = 'event:';

/** Absent where nothing can be opened with what is configured. */
export function pagerdutyPager(duty: PagerDuty): Pager | undefined {
  const { from, service, routingKey } = duty.settings;
  const overRest = from !== undefined && service !== undefined;
  if (!overRest && !routingKey) {
    return undefined;
  }
  return {
    reachesPeople: overRest,
    // An answer may have been lost before: whatever has our key is taken up, open or over, and nobody is woken again.
    async page(request) {
      const before = await byKey(duty, request.incidentKey);
      if (before) {
        return paged(before);
      }
      return overRest ? openIncident(duty, request) : sendEvent(duty, request);
    },
    acknowledge: (ref) => change(duty, ref, 'acknowledged'),
    resolve: (ref) => change(duty, ref, 'resolved'),
    state: (ref) => stateOf(duty, ref),
    async withdraw(key) {
      const before = await byKey(duty, key);
      if (before || !overRest) {
        await change(duty, overRest && before ? before.id : `${EVENT}${key}`, 'resolved');
      }
    },
  };
}

const paged = ({ id, html_url: url }: z.output<typeof incident>, people?: readonly Who[]): Paged => ({
  ref: id,
  ...(url ? { url } : {}),
  ...(people ? { people } : {}),
});

/** The newest incident with our key, whatever its status. */
async function byKey({ rest }: PagerDuty, key: string) {
  const query = { incident_key: key, date_range: 'all', limit: 1, 'include[]': ['acknowledgers'] };
  const { incidents } = await rest.json({ method: 'GET', path: 'incidents', query }, several);
  return incidents[0];
}

const fromHeader = ({ settings }: PagerDuty) => ({ from: settings.from ?? '' });

type Address =
  | { escalation_policy: { id: string; type: 'escalation_policy_reference' }; people?: undefined }
  | { assignments: { assignee: { id: string; type: 'user_reference' } }[]; people: Who[] };

/** A schedule cannot be woken itself, only whoever is on call by it; a policy wakes by its own rules. */
async function addressOf(duty: PagerDuty, { target }: PageRequest): Promise<Address> {
  if (target.kind === 'people') {
    return assigned(await Promise.all(target.people.map((who) => knownUser(duty, who))));
  }
  if ((await duty.kindOf(target.id)) === 'policy') {
    return { escalation_policy: { id: target.id, type: 'escalation_policy_reference' } };
  }
  const window = { ...momentOf(duty.now()), earliest: true };
  const query = { 'schedule_ids[]': [target.id], 'include[]': ['users'], ...window };
  const { oncalls } = await duty.rest.json({ method: 'GET', path: 'oncalls', query }, oncallUsers);
  const first = Math.min(...oncalls.map((entry) => entry.escalation_level ?? 1));
  const found = oncalls.flatMap((entry) =>
    entry.user && (entry.escalation_level ?? 1) === first ? [entry.user] : [],
  );
  if (found.length === 0) {
    throw new VendorError(`Nobody is on call by PagerDuty’s schedule ${target.id}. Page a person by name.`, {
      permanent: true,
      code: 'nobody_on_call',
    });
  }
  return assigned(found);
}

function assigned(users: readonly z.output<typeof pagerdutyUser>[]): Address {
  const unique = [...new Map(users.map((user) => [user.id, user])).values()];
  return {
    assignments: unique.map(({ id }) => ({ assignee: { id, type: 'user_reference' } })),
    people: unique.map(whoOf),
  };
}

async function knownUser(duty: PagerDuty, { email, name }: Who) {
  const user = email ? await userByEmail(duty, email) : undefined;
  if (!user) {
    throw new VendorError(
      `PagerDuty knows nobody with the address ${email ?? `of ${name}`}. Add it to their profile there.`,
      { permanent: true, code: NOBODY_THERE },
    );
  }
  return user;
}

async function openIncident(duty: PagerDuty, request: PageRequest): Promise<Paged> {
  const { people, ...address } = await addressOf(duty, request);
  const json = {
    incident: {
      type: 'incident',
      title: request.title.slice(0, TITLE_MAX),
      service: { id: duty.settings.service, type: 'service_reference' },
      urgency: 'high',
      incident_key: request.incidentKey,
      body: { type: 'incident_body', details: request.details ?? request.title },
      ...address,
    },
  };
  try {
    const call = { method: 'POST' as const, path: 'incidents', json, headers: fromHeader(duty) };
    return paged((await duty.rest.json(call, one)).incident, people);
  } catch (error) {
    // An open incident with our key is refused a second time: the first one is there.
    const before =
      error instanceof VendorError && error.code === 'rejected'
        ? await byKey(duty, request.incidentKey)
        : undefined;
    if (before) {
      return paged(before, people);
    }
    throw error;
  }
}

/** Wakes by the policy of the service that the integration belongs to; the same key again is the same alert. */
async function sendEvent(duty: PagerDuty, request: PageRequest): Promise<Paged> {
  const { title, details, incidentKey, link } = request;
  const json = {
    routing_key: duty.settings.routingKey,
    event_action: 'trigger',
    dedup_key: incidentKey,
    client: 'Firescribe',
    ...(link ? { client_url: link, links: [{ href: link, text: 'Open the incident’s channel' }] } : {}),
    payload: {
      summary: title.slice(0, TITLE_MAX),
      source: 'firescribe',
      severity: 'critical',
      ...(details ? { custom_details: { details } } : {}),
    },
  };
  await duty.events.done({ method: 'POST', path: 'v2/enqueue', json });
  return { ref: `${EVENT}${incidentKey}` };
}

async function change(duty: PagerDuty, ref: string, status: 'acknowledged' | 'resolved'): Promise<void> {
  if (ref.startsWith(EVENT)) {
    const json = {
      routing_key: duty.settings.routingKey,
      event_action: status === 'resolved' ? 'resolve' : 'acknowledge',
      dedup_key: ref.slice(EVENT.length),
    };
    await duty.events.done({ method: 'POST', path: 'v2/enqueue', json, repeatable: true });
    return;
  }
  // An acknowledge would open again what is over there.
  const { state } = await stateOf(duty, ref);
  if (state === 'over' || (state === 'acknowledged' && status === 'acknowledged')) {
    return;
  }
  await duty.rest.done({
    method: 'PUT',
    path: `incidents/${encodeURIComponent(ref)}`,
    json: { incident: { type: 'incident_reference', status } },
    headers: fromHeader(duty),
  });
}

/** One that was deleted, or that PagerDuty has not made of our event yet, waits or is over: nobody is woken again by looking. */
async function stateOf(duty: PagerDuty, ref: string): Promise<PageState> {
  const found = ref.startsWith(EVENT) ? await byKey(duty, ref.slice(EVENT.length)) : await byId(duty, ref);
  if (!found) {
    return { state: ref.startsWith(EVENT) ? 'waiting' : 'over' };
  }
  const by = found.acknowledgements?.find(({ acknowledger }) => acknowledger)?.acknowledger;
  switch (found.status) {
    case 'acknowledged':
      return { state: 'acknowledged', ...(by ? { by: whoOf(by) } : {}) };
    case 'resolved':
      return { state: 'over', ...(by ? { by: whoOf(by) } : {}) };
    default:
      return { state: 'waiting' };
  }
}

async function byId({ rest }: PagerDuty, id: string) {
  const path = `incidents/${encodeURIComponent(id)}`;
  const query = { 'include[]': ['acknowledgers'] };
  try {
    return (await rest.json({ method: 'GET', path, query }, one)).incident;
  } catch (error) {
    if (error instanceof VendorError && (error.code === 'not_found' || error.code === 'gone')) {
      return undefined;
    }
    throw error;
  }
}
