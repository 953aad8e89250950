// What the performers of on-call effects work with: vendors by name, who is who in Slack, and facts to tell.
import { asFirescribe } from '../incident/actors.ts';
import type { CommandType, Wish } from '../incident/commands.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { OnDuty, Responder } from '../incident/page-values.ts';
import type { Incident } from '../incident/state.ts';
import type { Actor } from '../incident/values.ts';
import type { OnCall, Shift, Who } from '../integrations/on-call/port.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { ROTATIONS } from '../policy/on-call.ts';
import type { Policy } from '../policy/policy.ts';
import type { Engine } from './engine-port.ts';

export type OnCallVendor = { id: string; label: string; port: OnCall };

/** Who is who in the chat. All answer from memory where they can. @throws VendorError where the chat cannot be asked */
export type Faces = {
  /** The account with this address. */
  byEmail(email: string): Promise<Actor | undefined>;
  /** By `U…` or `team/U…`: name, and address where their profile shows it. */
  byId(id: string): Promise<{ actor: Actor; email?: string } | undefined>;
  /** The person of that id, with their name where it is known or soon told. Never rejects. */
  person(id: string): Promise<Actor>;
};

export type OnCallDesk = {
  engine: Pick<Engine, 'handle' | 'questions'>;
  /** Those that are on, in the order in which they are preferred for waking a person; the rotations of the file last. */
  vendors: readonly OnCallVendor[];
  faces: Faces;
  /** `https://acme.slack.com/archives/C1`; undefined while Slack has not answered. */
  linkTo(incident: Incident): string | undefined;
  policy: () => Policy;
  clock: Clock;
  log: Log;
};

/** Where a vendor that the configuration names is not on, the sentence says how to turn it on. */
export function vendorOf(desk: OnCallDesk, id: string): OnCallVendor {
  const found = desk.vendors.find((vendor) => vendor.id === id);
  if (found) {
    return found;
  }
  const known = desk.vendors.map((vendor) => (vendor.id === ROTATIONS ? 'a rotation' : `${vendor.id}:…`));
  throw new VendorError(
    `onCall names ${id}, which is not connected. Set its variables (see .env.example), or correct onCall; connected: ${known.join(', ')}.`,
    { permanent: true, code: 'not_connected' },
  );
}

/** The most urgent level only: the others are asked when those do not answer. */
export function mostUrgent(shifts: readonly Shift[]): Shift[] {
  const first = Math.min(...shifts.map(({ level = 1 }) => level));
  return shifts.filter(({ level = 1 }) => level === first);
}

/** The person as we know them: by their account where there is one, else by what the vendor says. */
export async function responderOf(desk: OnCallDesk, who: Who): Promise<Responder> {
  const known = who.slackId ? await desk.faces.byId(who.slackId) : undefined;
  const actor = known?.actor ?? (who.email ? await desk.faces.byEmail(who.email) : undefined);
  const email = who.email ?? known?.email;
  return {
    name: actor?.name ?? who.name ?? email ?? who.slackId ?? 'somebody',
    ...(actor ? { slack: actor.id } : {}),
    ...(email ? { email } : {}),
  };
}

export async function onDuty(desk: OnCallDesk, shift: Shift): Promise<OnDuty> {
  const responder = await responderOf(desk, shift.who);
  return { ...responder, ...(shift.to === undefined ? {} : { until: shift.to }) };
}

/** They were woken: a chat that cannot be asked who they are does not make it a failure. */
export async function faceOf(desk: OnCallDesk, who: Who): Promise<Responder> {
  try {
    return await responderOf(desk, who);
  } catch (error) {
    desk.log.debug({ error }, 'a person who was paged could not be looked up');
    return { name: who.name ?? who.email ?? 'somebody', ...(who.email ? { email: who.email } : {}) };
  }
}

type Told = { stream: string; key: string };

/** Tells the engine what came of an effect; `what` tells several facts of one effect apart. */
export async function tell<T extends CommandType>(
  desk: OnCallDesk,
  { stream, key }: Told,
  [type, wish]: [T, Wish<T>],
  what: string,
): Promise<void> {
  const asking = asFirescribe(desk.clock.now(), { kind: 'effect', key: `${key}:${what}` });
  await desk.engine.handle({ type, incident: stream, wish, asking });
}

export async function incidentOf(desk: OnCallDesk, stream: string): Promise<Incident> {
  const incident = await desk.engine.questions.incident(stream, { kind: 'operator' });
  if (!incident) {
    throw new VendorError(`There is no incident ${stream}.`, { permanent: true, code: 'no_incident' });
  }
  return incident;
}

export async function eventOf<T extends IncidentEvent['type']>(
  desk: OnCallDesk,
  id: string,
  type: T,
): Promise<Extract<IncidentEvent, { type: T }>> {
  const event = await desk.engine.questions.event(id);
  if (event?.type !== type) {
    throw new VendorError(`There is no event ${id} of the kind ${type}.`, {
      permanent: true,
      code: 'no_event',
    });
  }
  return event as Extract<IncidentEvent, { type: T }>;
}
