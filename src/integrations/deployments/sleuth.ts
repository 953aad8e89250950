// Sleuth: incidents as impacts of a project's custom incident source (help.sleuth.io, "Custom Incident Impact Registration").
import { z } from 'zod';
import type { HttpTarget } from '../../lib/http-call.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import { type Deps, vendor } from '../vendor.ts';
import type { DeploymentTracker, Impact } from './port.ts';

const SLUG = /^[a-z0-9_-]+$/i;

/** `checkout-api=acme/shop/production/firescribe` to the service and the four slugs of its impact source. */
const sources = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
      .map((part) => {
        const at = part.lastIndexOf('=');
        return {
          service: part.slice(0, at).trim(),
          slugs: part
            .slice(at + 1)
            .trim()
            .split('/'),
        };
      }),
  )
  .refine(
    (all) =>
      all.length > 0 &&
      all.every(
        ({ service, slugs }) =>
          service !== '' && slugs.length === 4 && slugs.every((slug) => SLUG.test(slug)),
      ),
    'write service=organization/project/environment/impact-source, several separated by commas',
  );

const settings = z.object({
  /** The key that signs what comes from there; while it is replaced, the first of two. */
  apiKey: z
    .string('set it to the organisation’s API key')
    .transform((text) => (text.split(',')[0] ?? '').trim()),
  sources,
  url: z.url({ protocol: /^https?$/, error: 'use a whole address' }).default('https://app.sleuth.io'),
});
type Settings = z.infer<typeof settings>;

type Sleuth = DeploymentTracker & { checkKey(): Promise<void> };

const plain = (service: string) =>
  service
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');

/** Sleuth answers in plain words, `Success`; a page of a proxy with status 200 is none. */
function requireSuccess(answer: string): void {
  if (!/^\s*"?success/i.test(answer)) {
    throw new VendorError('Sleuth answered something else than “Success”. Is SLEUTH_URL its address?', {
      permanent: false,
      code: 'unreadable',
    });
  }
}

function create({ apiKey, sources: known, url }: Settings, { http }: Deps): Sleuth {
  const target: HttpTarget = {
    vendor: 'Sleuth',
    baseUrl: url,
    credentials: 'Set SLEUTH_API_KEY to the key under Organization Settings → Details → Api Key.',
    urlVariable: 'SLEUTH_URL',
  };
  const sleuth = http(target);
  const sourceOf = (service: string) =>
    known.find((source) => plain(source.service) === plain(service))?.slugs.join('/');
  return {
    follows: (service) => sourceOf(service) !== undefined,
    async register({ service, id, type, at, title, url: page }: Impact) {
      const source = sourceOf(service);
      if (source === undefined) {
        return;
      }
      const path = `api/1/deployments/${source}/register_impact`;
      const answer = await sleuth.text({
        method: 'POST',
        path: `${path}/${encodeURIComponent(apiKey)}`,
        pathShown: `${path}/…`,
        json: {
          type,
          id,
          title,
          date: new Date(at).toISOString(),
          ...(page === undefined ? {} : { url: page }),
        },
        // Its id names the incident: told twice, it is one.
        repeatable: true,
      });
      requireSuccess(answer);
    },
    async checkKey() {
      await sleuth.json(
        {
          method: 'POST',
          path: 'graphql',
          headers: { authorization: `apikey ${apiKey}` },
          json: { query: 'query { __typename }' },
          repeatable: true,
        },
        z.object({ data: z.object({ __typename: z.string() }) }),
      );
    },
  };
}

export const sleuth = vendor<Settings, DeploymentTracker>({
  id: 'sleuth',
  label: 'Sleuth',
  settings,
  env: { SLEUTH_API_KEY: 'apiKey', SLEUTH_IMPACTS: 'sources', SLEUTH_URL: 'url' },
  required: ['SLEUTH_IMPACTS'],
  create,
  /** Whether a source is there shows only when an impact is registered, and that would count as a failure. */
  async check(port) {
    await (port as Sleuth).checkKey();
    return 'The key is taken. Whether the impact sources of SLEUTH_IMPACTS are there shows at the next incident.';
  },
});
