// What every performer of Slack's effects works with.
import type { Engine, Viewer } from '../engine/engine-port.ts';
import type { LastTold } from '../engine/last-told.ts';
import type { Proposals } from '../engine/proposals.ts';
import { asFirescribe } from '../incident/actors.ts';
import type { Asking } from '../incident/commands.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Policy } from '../policy/policy.ts';
import type { SlackClient } from './client.ts';
import type { Directory } from './people.ts';
import type { Session } from './session.ts';

/** Bytes by their SHA-256. */
export type Files = {
  put(bytes: Uint8Array): Promise<{ sha256: string; size: number }>;
  read(sha256: string): Promise<Uint8Array | undefined>;
  erase(sha256: string): Promise<void>;
};

export type NarratorWait = Pick<Proposals, 'label' | 'seconds'>;

export type Stage = {
  slack: SlackClient;
  session: Session;
  engine: Engine;
  policy: Policy;
  directory: Directory;
  files: Files;
  /** What operators were told at earlier starts. */
  told: LastTold;
  /** Larger files are noted, not kept. */
  maxFileBytes: number;
  clock: Clock;
  log: Log;
  /** For downloads; never sent to a host that is not Slack's. */
  token: string;
  /** Who writes beside the rules, and how long a draft waits for it. Absent: nobody. */
  narrator?: Proposals;
  /** Socket Mode: the app that the sockets are of. */
  socketApp?: string;
  /** Who installed the app, where it is known (a Slack user id). */
  installer?: string;
};

/** What performers see: everything, since they act for the incident's own channel. */
export const PERFORMER: Viewer = { kind: 'operator' };

/** The part of an effect that performers use beside its payload. */
export type Attempt = { key: string; stream: string; attempt: number };

export async function incidentOf(stage: Stage, stream: string): Promise<Incident> {
  const incident = await stage.engine.questions.incident(stream, PERFORMER);
  if (!incident) {
    throw new VendorError(`There is no incident ${stream}.`, { permanent: true, code: 'no_incident' });
  }
  return incident;
}

export async function eventOf<T extends IncidentEvent['type']>(
  stage: Stage,
  id: string,
  ...types: readonly T[]
): Promise<Extract<IncidentEvent, { type: T }>> {
  const event = await stage.engine.questions.event(id);
  if (!event || (types.length > 0 && !types.some((type) => type === event.type))) {
    throw new VendorError(`There is no event ${id} of that kind.`, { permanent: true, code: 'no_event' });
  }
  return event as Extract<IncidentEvent, { type: T }>;
}

/** We ourselves, saying what came of an effect. `what` tells several facts of one effect apart. */
export const ownAsking = (stage: Stage, effect: Pick<Attempt, 'key'>, what: string): Asking =>
  asFirescribe(stage.clock.now(), { kind: 'effect', key: `${effect.key}:${what}` });
