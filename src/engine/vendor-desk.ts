// How an effect calls a port: what came of it becomes a fact, and while a vendor fails the incident says what is missing.
import { asFirescribe } from '../incident/actors.ts';
import type { CommandType, Wish } from '../incident/commands.ts';
import type { Incident } from '../incident/state.ts';
import type { VendorName } from '../incident/values.ts';
import type { Bridges } from '../integrations/bridges/port.ts';
import type { DeploymentTracker } from '../integrations/deployments/port.ts';
import type { RunbookSource } from '../integrations/runbooks/port.ts';
import type { Clock } from '../lib/clock.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { EffectKind, EffectOf } from '../workflows/effects.ts';
import type { Engine } from './engine-port.ts';
import { isIncident } from './stream-names.ts';

/** What performers over ports work with. */
export type VendorDesk = { engine: Pick<Engine, 'handle' | 'questions'>; clock: Pick<Clock, 'now'> };

/** A port, and whose it is. */
export type Plugged<Port> = VendorName & { port: Port };

/** The ports that effects are performed over. `app.ts` plugs them in: one line for each kind. */
export type Ports = {
  bridge: Plugged<Bridges>;
  tracker?: Plugged<DeploymentTracker>;
  runbooks: readonly Plugged<RunbookSource>[];
};

/** The part of an effect that performers use beside its payload. */
export type VendorTurn = Pick<EffectOf<EffectKind>, 'kind' | 'key' | 'stream' | 'attempt'>;

/** A wait that people would notice. */
const NOTICED_MS = 10_000;

const viewer = { kind: 'operator' } as const;

export async function incidentOf({ engine }: VendorDesk, stream: string): Promise<Incident> {
  const incident = await engine.questions.incident(stream, viewer);
  if (!incident) {
    throw new VendorError(`There is no incident ${stream}.`, { permanent: true, code: 'no_incident' });
  }
  return incident;
}

/** Writes a fact that came of an effect. `what` tells several facts of one effect apart; a second telling is none. */
export async function tellFact<T extends CommandType>(
  desk: VendorDesk,
  turn: Pick<VendorTurn, 'key' | 'stream'>,
  told: { type: T; wish: Wish<T>; what: string },
): Promise<void> {
  await desk.engine.handle({
    type: told.type,
    incident: turn.stream,
    wish: told.wish,
    asking: asFirescribe(desk.clock.now(), { kind: 'effect', key: `${turn.key}:${told.what}` }),
  });
}

/** A failure that goes by within a second or two is nobody's business. */
function isNoticed(error: VendorError, attempt: number): boolean {
  return error.permanent || error.unknownOutcome || attempt > 1 || (error.retryAfterMs ?? 0) > NOTICED_MS;
}

/**
 * Does a vendor's part of an incident. `what` is the thing that it brings, as the card names it (`bridge`): where the vendor
 * fails, that is said to be missing until a later attempt brings it, and the error goes on to the outbox, which tries again.
 */
export async function throughVendor(
  desk: VendorDesk,
  turn: VendorTurn,
  { what, vendor }: { what: string; vendor: string },
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof VendorError && isIncident(turn.stream) && isNoticed(error, turn.attempt)) {
      const wish = { what, vendor, effect: turn.kind, why: error.message };
      await tellFact(desk, turn, { type: 'record-vendor-failed', wish, what: `missing/${turn.attempt}` });
    }
    throw error;
  }
  const owed = isIncident(turn.stream) ? (await incidentOf(desk, turn.stream)).missing?.[what] : undefined;
  if (owed) {
    const wish = { what, vendor: owed.vendor };
    await tellFact(desk, turn, { type: 'record-vendor-recovered', wish, what: `come/${turn.attempt}` });
  }
}
