// Waking people through Opsgenie: an alert under our alias. Its writes are taken first and done later, so each is followed to its end.
import { z } from 'zod';
import { VendorError } from '../../lib/vendor-error.ts';
import type { Deps } from '../vendor.ts';
import type { Opsgenie } from './opsgenie-account.ts';
import type { OnCall, PageRequest, PageState } from './port.ts';

type Pager = NonNullable<OnCall['pager']>;
type Patient = Opsgenie & { pause: NonNullable<Deps['pause']> };

const taken = z.object({ requestId: z.string() });
const result = z.object({
  isSuccess: z.boolean().nullish(),
  success: z.boolean().nullish(),
  status: z.string().nullish(),
});
const outcome = z.union([z.object({ data: result }).transform(({ data }) => data), result]);

const alert = z.object({
  id: z.string(),
  status: z.string().nullish(),
  acknowledged: z.boolean().nullish(),
  report: z.object({ acknowledgedBy: z.string().nullish() }).nullish().catch(undefined),
});
const oneAlert = z.union([z.object({ data: alert }).transform(({ data }) => data), alert]);

/** Opsgenie docs, "Create alert": limits of its fields. */
const MESSAGE_MAX = 130;
const DESCRIPTION_MAX = 15_000;

/** Waits between looks at what became of a write. Wire time, in all less than a lease. */
const LOOKS_MS = [150, 300, 600, 1_200, 2_400];

export function opsgeniePager(genie: Patient): Pager {
  return {
    reachesPeople: true,
    // Under an alias there is one open alert; one that was closed meanwhile is not opened again for a lost answer.
    async page(request) {
      const before = await find(genie, request.incidentKey);
      if (!before) {
        await create(genie, request);
      }
      const { target } = request;
      return {
        ref: request.incidentKey,
        ...(target.kind === 'people' ? { people: target.people } : {}),
      };
    },
    acknowledge: (ref) => change(genie, ref, 'acknowledge'),
    resolve: (ref) => change(genie, ref, 'close'),
    withdraw: (key) => change(genie, key, 'close'),
    async state(ref) {
      const found = await find(genie, ref);
      return found ? stateOf(genie, found) : { state: 'over' };
    },
  };
}

async function create(genie: Patient, request: PageRequest): Promise<void> {
  const { target, title, details, incidentKey, link } = request;
  const responders =
    target.kind === 'schedule'
      ? [{ type: 'schedule', id: await genie.scheduleId(target.id) }]
      : await Promise.all(target.people.map(async (who) => ({ type: 'user', id: await genie.userId(who) })));
  const json = {
    message: title.slice(0, MESSAGE_MAX),
    alias: incidentKey,
    description: (details ?? title).slice(0, DESCRIPTION_MAX),
    responders,
    source: 'Firescribe',
    priority: 'P1',
    ...(link ? { details: { channel: link } } : {}),
  };
  await followed(genie, genie.path('alerts'), json);
}

/** Sends a write, and looks what became of it. A refusal that comes later is a failure all the same. */
async function followed(genie: Patient, path: string, json: unknown, query = {}): Promise<void> {
  const { requestId } = await genie.http.json({ method: 'POST', path, json, query }, taken);
  for (const ms of LOOKS_MS) {
    await genie.pause(ms);
    const seen = await outcomeOf(genie, requestId);
    const success = seen?.isSuccess ?? seen?.success;
    if (success === true) {
      return;
    }
    if (success === false) {
      throw new VendorError(
        `${genie.label} took it and then did not do it: ${seen?.status ?? 'no reason was given'}.`,
        { permanent: true, code: 'failed_later' },
      );
    }
  }
  throw new VendorError(`${genie.label} has taken it, and does not say what became of it.`, {
    permanent: false,
    code: 'no_outcome',
    unknownOutcome: true,
  });
}

/** Undefined while it is being worked on: 404 until then (Opsgenie docs, "Get request status"). */
async function outcomeOf(genie: Opsgenie, requestId: string) {
  const path = genie.path(`alerts/requests/${encodeURIComponent(requestId)}`);
  return absent(genie.http.json({ method: 'GET', path }, outcome));
}

async function absent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof VendorError && error.code === 'not_found') {
      return undefined;
    }
    throw error;
  }
}

/** The successor finds an alias at an address of its own. */
function alertCall({ path, isSuccessor }: Opsgenie, alias: string) {
  return isSuccessor
    ? { method: 'GET' as const, path: path('alerts/alias'), query: { alias } }
    : {
        method: 'GET' as const,
        path: path(`alerts/${encodeURIComponent(alias)}`),
        query: { identifierType: 'alias' },
      };
}

const find = (genie: Opsgenie, alias: string) => absent(genie.http.json(alertCall(genie, alias), oneAlert));

async function stateOf(genie: Opsgenie, found: z.output<typeof alert>): Promise<PageState> {
  const named = found.report?.acknowledgedBy;
  const by = named ? { by: await genie.whoOf(named) } : {};
  if (found.status === 'closed') {
    return { state: 'over', ...by };
  }
  return found.acknowledged ? { state: 'acknowledged', ...by } : { state: 'waiting' };
}

async function change(genie: Patient, alias: string, what: 'acknowledge' | 'close'): Promise<void> {
  const found = await find(genie, alias);
  if (!found || found.status === 'closed' || (found.acknowledged && what === 'acknowledge')) {
    return;
  }
  const path = genie.path(`alerts/${encodeURIComponent(found.id)}/${what}`);
  await followed(genie, path, { source: 'Firescribe' }, genie.isSuccessor ? {} : { identifierType: 'id' });
}
