// Google Meet: a space of one of the company's people, made by a service account in their name.
import { createSign } from 'node:crypto';
import { z } from 'zod';
import type { Http } from '../../lib/http.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import { keepToken } from '../tokens.ts';
import { type Deps, vendor } from '../vendor.ts';
import type { Bridges } from './port.ts';
import { tryBridge } from './try-bridge.ts';

/** The key file of a service account, as Google's console hands it out. */
const Key = z.object({
  client_email: z.string(),
  private_key: z.string(),
  private_key_id: z.string().optional(),
  token_uri: z.url().default('https://oauth2.googleapis.com/token'),
});

const HOW_TO = 'give the key file of a service account: GOOGLE_SERVICE_ACCOUNT_FILE=/path/to/key.json';

const Settings = z.object({
  key: z.string().transform((text, issues) => {
    try {
      const read = Key.safeParse(JSON.parse(text));
      if (read.success) {
        return read.data;
      }
    } catch {
      // Told below, without a word of what it holds.
    }
    issues.addIssue({ code: 'custom', message: HOW_TO });
    return z.NEVER;
  }),
  /** Who the meetings belong to; a service account cannot host one. */
  user: z.email('use the address of the person or role account that hosts the meetings'),
  /** TRUSTED: people of the company walk in, others knock. OPEN: whoever has the link walks in. */
  access: z.enum(['TRUSTED', 'OPEN'], 'use TRUSTED or OPEN').default('TRUSTED'),
  apiUrl: z.url().default('https://meet.googleapis.com'),
  tokenUrl: z.url().optional(),
});
type Settings = z.infer<typeof Settings>;

const VENDOR = 'Google Meet';
const SCOPE = 'https://www.googleapis.com/auth/meetings.space.created';
const CREDENTIALS = `Let the service account of GOOGLE_SERVICE_ACCOUNT act for GOOGLE_MEET_USER: in the Admin console, under “Domain-wide delegation”, give its client id the scope ${SCOPE}, and enable the Google Meet API in its project.`;
const HOUR_S = 3600;

const granted = z.object({ access_token: z.string(), expires_in: z.number().default(HOUR_S) });
const space = z.object({
  name: z.string(),
  meetingUri: z.url(),
  meetingCode: z.string().nullish(),
  phoneAccess: z
    .array(z.object({ phoneNumber: z.string(), pin: z.string().nullish(), regionCode: z.string().nullish() }))
    .nullish()
    .catch(undefined),
});

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** The signed claim that is traded for a token (RFC 7523; Google's docs, "Using OAuth 2.0 for server to server applications"). */
function signedClaim({ key, user }: Pick<Settings, 'key' | 'user'>, audience: string): string {
  const now = Math.floor(Date.now() / 1000);
  const head = { alg: 'RS256', typ: 'JWT', ...(key.private_key_id ? { kid: key.private_key_id } : {}) };
  const claim = {
    iss: key.client_email,
    sub: user,
    scope: SCOPE,
    aud: audience,
    iat: now,
    exp: now + HOUR_S,
  };
  const words = `${encoded(head)}.${encoded(claim)}`;
  try {
    return `${words}.${createSign('RSA-SHA256').update(words).sign(key.private_key, 'base64url')}`;
  } catch (error) {
    const why = `The private key in GOOGLE_SERVICE_ACCOUNT cannot sign: ${HOW_TO}.`;
    throw new VendorError(why, { permanent: true, code: 'bad_key', cause: error });
  }
}

function connect(settings: Settings, { http }: Deps): Http {
  const audience = settings.tokenUrl ?? settings.key.token_uri;
  const tokens = http({
    vendor: VENDOR,
    baseUrl: audience,
    urlVariable: 'GOOGLE_TOKEN_URL',
    credentials: CREDENTIALS,
    refusals: [400],
  });
  const token = keepToken(async () => {
    const form = {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: signedClaim(settings, audience),
    };
    const answer = await tokens.json({ method: 'POST', path: '', form, repeatable: true }, granted);
    return { token: answer.access_token, livesMs: answer.expires_in * 1000 };
  });
  return http({
    vendor: VENDOR,
    baseUrl: settings.apiUrl,
    urlVariable: 'GOOGLE_MEET_API_URL',
    credentials: CREDENTIALS,
    renewable: true,
    authorize: async (renew) => ({ authorization: `Bearer ${await token(renew)}` }),
  });
}

/**
 * A space has neither an idempotency key nor a list to look through, so one whose answer was lost stays behind, empty and known
 * to nobody; the incident gets one link all the same.
 */
function create(settings: Settings, deps: Deps): Bridges {
  const meet = connect(settings, deps);
  return {
    async open() {
      const json = { config: { accessType: settings.access } };
      const made = await meet.json({ method: 'POST', path: 'v2/spaces', json }, space);
      return {
        id: made.name,
        joinUrl: made.meetingUri,
        dialIn: (made.phoneAccess ?? []).map(({ phoneNumber, pin, regionCode }) => ({
          number: phoneNumber,
          ...(regionCode ? { country: regionCode } : {}),
          ...(pin ? { code: pin } : {}),
        })),
      };
    },
    async end(id) {
      const name = id.split('/').map(encodeURIComponent).join('/');
      try {
        await meet.done({
          method: 'POST',
          path: `v2/${name}:endActiveConference`,
          json: {},
          repeatable: true,
        });
      } catch (error) {
        // Nobody is in it (FAILED_PRECONDITION), or it is gone. A space cannot be deleted; it lapses by itself.
        if (!(error instanceof VendorError && ['rejected', 'not_found'].includes(error.code))) {
          throw error;
        }
      }
    },
  };
}

export const googleMeet = vendor({
  id: 'google-meet',
  label: VENDOR,
  settings: Settings,
  env: {
    GOOGLE_SERVICE_ACCOUNT: 'key',
    GOOGLE_MEET_USER: 'user',
    GOOGLE_MEET_ACCESS: 'access',
    GOOGLE_MEET_API_URL: 'apiUrl',
    GOOGLE_TOKEN_URL: 'tokenUrl',
  },
  required: ['GOOGLE_SERVICE_ACCOUNT', 'GOOGLE_MEET_USER'],
  create,
  check: tryBridge,
});
