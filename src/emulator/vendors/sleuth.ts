// A stand-in for Sleuth: one organisation with impact sources, and the impacts that were registered with them.
import type { Asked, Reply } from './exchange.ts';
import { openStandIn, type StandIn } from './stand-in.ts';

export type SleuthImpact = {
  /** `acme/shop/production/firescribe` */
  source: string;
  id: string;
  type: string;
  title?: string;
  date?: string;
  url?: string;
};

export type SleuthStandIn = StandIn & {
  /** Impacts in the order in which they came, told twice only once. */
  impacts: readonly SleuthImpact[];
};

export type SleuthSetup = { apiKey: string; sources: readonly string[]; port?: number };

const TYPES = ['triggered', 'resolved', 'reopened'];
const plainly = (status: number, text: string): Reply => ({ status, text });
const isText = (value: unknown) => value === undefined || typeof value === 'string';

/** What is wrong with a body, as Sleuth's page has it. */
function wrongWith(body: unknown): string | undefined {
  const { type, id, date, title, url } = (body ?? {}) as Record<string, unknown>;
  if (!TYPES.includes(String(type))) {
    return 'type must be one of triggered, resolved, reopened';
  }
  if (![id, title, url].every(isText) || String(id ?? '').length > 50) {
    return 'id, title and url must be texts';
  }
  return date === undefined || !Number.isNaN(Date.parse(String(date))) ? undefined : 'date must be ISO 8601';
}

export async function openSleuth({ apiKey, sources, port }: SleuthSetup): Promise<SleuthStandIn> {
  const impacts: SleuthImpact[] = [];

  function register({ params, body }: Asked): Reply {
    const source = [params.org, params.project, params.environment, params.source].join('/');
    if (params.key !== apiKey) {
      return plainly(401, 'Unauthorized');
    }
    if (!sources.includes(source)) {
      return plainly(404, 'IncidentImpactSource Not Found');
    }
    const wrong = wrongWith(body);
    if (wrong !== undefined) {
      return plainly(400, `Bad Request - ${wrong}`);
    }
    const impact = { source, ...(body as Omit<SleuthImpact, 'source'>) };
    if (
      !impacts.some(({ id, type, date }) => id === impact.id && type === impact.type && date === impact.date)
    ) {
      impacts.push(impact);
    }
    return plainly(200, 'Success');
  }

  function query({ headers }: Asked): Reply {
    return headers.authorization === `apikey ${apiKey}`
      ? { status: 200, json: { data: { __typename: 'Query' } } }
      : { status: 401, json: { errors: [{ message: 'Unauthorized' }] } };
  }

  const standIn = await openStandIn({
    name: 'sleuth',
    routes: [
      {
        method: 'POST',
        path: '/api/1/deployments/:org/:project/:environment/:source/register_impact/:key',
        answer: register,
      },
      { method: 'POST', path: '/graphql', answer: query },
    ],
    ...(port === undefined ? {} : { port }),
  });
  return { ...standIn, impacts };
}
