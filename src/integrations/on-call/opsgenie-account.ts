// An Opsgenie account, or that of its successor (Jira Service Management operations): settings, addresses, and who is who.
import { z } from 'zod';
import type { Http, HttpMaker } from '../../lib/http.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import { NOBODY_THERE, type Who } from './port.ts';

export const opsgenieSettings = z
  .object({
    apiKey: z.string().min(10, 'make a key under Settings, API key management, that may read and create'),
    apiUrl: z
      .url('use https://api.opsgenie.com, https://api.eu.opsgenie.com, or the address of your JSM operations')
      .default('https://api.opsgenie.com'),
    email: z.email('use the e-mail address that the API token belongs to').optional(),
    siteUrl: z.url('use the address of your site: https://acme.atlassian.net').optional(),
  })
  .refine(({ apiUrl, email }) => !apiUrl.includes('/jsm/ops/') || email !== undefined, {
    error: 'JSM operations needs the e-mail address that the API token belongs to',
    path: ['email'],
  });
export type OpsgenieSettings = z.output<typeof opsgenieSettings>;

/** What differs between Opsgenie and its successor; everything else is the same. */
export type Opsgenie = {
  http: Http;
  label: string;
  /** Below the base address: `v2/alerts` there, `v1/alerts` at the successor. */
  path: (rest: string) => string;
  /** A person as answers name them: an address there, an account id at the successor. */
  whoOf(named: string): Promise<Who>;
  /** The id under which a person can be woken. */
  userId(who: Who): Promise<string>;
  scheduleId(named: string): Promise<string>;
  isSuccessor: boolean;
};

/** Some have ids of this form; names of schedules hardly ever do. */
const isId = (named: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(named);

const idOf = z.object({ data: z.object({ id: z.string() }) });
const basic = (email: string, token: string) =>
  `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;

export function opsgenieAccount(settings: OpsgenieSettings, http: HttpMaker): Opsgenie {
  return settings.apiUrl.includes('/jsm/ops/') ? successor(settings, http) : original(settings, http);
}

function nobody(label: string, { email, name }: Who): VendorError {
  return new VendorError(`${label} knows nobody with the address ${email ?? `of ${name}`}.`, {
    permanent: true,
    code: NOBODY_THERE,
  });
}

function noSchedule(label: string, named: string): VendorError {
  return new VendorError(
    `${label} knows no schedule ${named}. Correct onCall: opsgenie: and the schedule’s name or id.`,
    { permanent: true, code: 'no_schedule' },
  );
}

const instead = (other: VendorError) => (error: unknown) => {
  throw error instanceof VendorError && error.code === 'not_found' ? other : error;
};

function original(settings: OpsgenieSettings, maker: HttpMaker): Opsgenie {
  const label = 'Opsgenie';
  const http = maker({
    vendor: label,
    baseUrl: settings.apiUrl,
    urlVariable: 'OPSGENIE_API_URL',
    credentials:
      'Check OPSGENIE_API_KEY; accounts of the EU are at https://api.eu.opsgenie.com (OPSGENIE_API_URL).',
    authorize: () => ({ authorization: `GenieKey ${settings.apiKey}` }),
  });
  return {
    http,
    label,
    isSuccessor: false,
    path: (rest) => `v2/${rest}`,
    whoOf: async (named) => ({ email: named }),
    async userId(who) {
      if (!who.email) {
        throw nobody(label, who);
      }
      const path = `v2/users/${encodeURIComponent(who.email)}`;
      const answer = http.json({ method: 'GET', path }, idOf);
      return (await answer.catch(instead(nobody(label, who)))).data.id;
    },
    async scheduleId(named) {
      const query = { identifierType: isId(named) ? 'id' : 'name' };
      const path = `v2/schedules/${encodeURIComponent(named)}`;
      const answer = http.json({ method: 'GET', path, query }, idOf);
      return (await answer.catch(instead(noSchedule(label, named)))).data.id;
    },
  };
}

const account = z.object({
  accountId: z.string(),
  displayName: z.string().nullish(),
  emailAddress: z.string().nullish(),
});
const schedules = z.object({ values: z.array(z.object({ id: z.string(), name: z.string().nullish() })) });

/** Names people by account ids only: who they are is asked of the site that they work in. */
function successor(settings: OpsgenieSettings, maker: HttpMaker): Opsgenie {
  const label = 'JSM operations';
  const target = {
    vendor: label,
    credentials: 'Check OPSGENIE_API_KEY (an Atlassian API token) and OPSGENIE_EMAIL.',
    authorize: () => ({ authorization: basic(settings.email ?? '', settings.apiKey) }),
  };
  const http = maker({ ...target, baseUrl: settings.apiUrl, urlVariable: 'OPSGENIE_API_URL' });
  const site = settings.siteUrl
    ? maker({ ...target, baseUrl: settings.siteUrl, urlVariable: 'OPSGENIE_SITE_URL' })
    : undefined;
  const known = new Map<string, Who>();
  return {
    http,
    label,
    isSuccessor: true,
    path: (rest) => `v1/${rest}`,
    async whoOf(named) {
      const before = known.get(named);
      if (before || !site) {
        return before ?? { name: named };
      }
      const call = { method: 'GET' as const, path: 'rest/api/3/user', query: { accountId: named } };
      const { emailAddress, displayName } = await site.json(call, account);
      const who = {
        ...(displayName ? { name: displayName } : { name: named }),
        ...(emailAddress ? { email: emailAddress } : {}),
      };
      known.set(named, who);
      return who;
    },
    async userId(who) {
      const call = { method: 'GET' as const, path: 'rest/api/3/user/search', query: { query: who.email } };
      const found = who.email && site ? await site.json(call, z.array(account)) : [];
      const exact =
        found.find(({ emailAddress }) => emailAddress?.toLowerCase() === who.email?.toLowerCase()) ??
        (found.length === 1 ? found[0] : undefined);
      if (!exact) {
        throw nobody(label, who);
      }
      return exact.accountId;
    },
    async scheduleId(named) {
      if (isId(named)) {
        return named;
      }
      const call = { method: 'GET' as const, path: 'v1/schedules', query: { query: named } };
      const found = (await http.json(call, schedules)).values.find(({ name }) => name === named);
      if (!found) {
        throw noSchedule(label, named);
      }
      return found.id;
    },
  };
}
