// Google Meet's stand-in: tokens against signed claims, spaces, conferences. Shapes as in Google's REST reference (v2).
import { generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import type { Asked, Reply } from './exchange.ts';
import { behindToken, openTokenDesk, type TokenDesk } from './oauth.ts';
import { openStandIn, type Route, type StandIn } from './stand-in.ts';

export type MeetSpace = {
  name: string;
  meetingUri: string;
  meetingCode: string;
  accessType: string;
  active: boolean;
};

export type MeetStandIn = StandIn & {
  /** The key file of a service account that it knows. */
  keyFile: string;
  user: string;
  tokenUrl: string;
  spaces(): MeetSpace[];
  enter(name: string): void;
  expireTokens(): void;
  tokensGranted(): number;
};

const ACCOUNT = 'firescribe@acme.iam.gserviceaccount.example';
const USER = 'incidents@acme.example';
const SCOPE = 'https://www.googleapis.com/auth/meetings.space.created';

const no = (code: number, status: string, message: string): Reply => ({
  status: code,
  json: { error: { code, status, message } },
});

type Office = { tokens: TokenDesk; spaces: Map<string, MeetSpace>; key: KeyObject; audience: string };

function create({ spaces }: Office, { body }: Asked): Reply {
  const accessType =
    (body as { config?: { accessType?: string } } | undefined)?.config?.accessType ?? 'TRUSTED';
  if (!['OPEN', 'TRUSTED', 'RESTRICTED'].includes(accessType)) {
    return no(400, 'INVALID_ARGUMENT', `Invalid value at 'space.config.access_type': "${accessType}"`);
  }
  const meetingCode = `abc-defg-${String(spaces.size + 1).padStart(3, 'x')}`;
  const meetingUri = `https://meet.example/${meetingCode}`;
  const space = { name: `spaces/S${spaces.size + 1}`, meetingUri, meetingCode, accessType, active: false };
  spaces.set(space.name, space);
  const { active: _active, accessType: _type, ...shown } = space;
  return { status: 200, json: { ...shown, config: { accessType, entryPointAccess: 'ALL' } } };
}

function end({ spaces }: Office, { params }: Asked): Reply {
  const [id, verb] = (params.nameAndVerb ?? '').split(':');
  const space = spaces.get(`spaces/${id}`);
  if (!space || verb !== 'endActiveConference') {
    return no(404, 'NOT_FOUND', 'Requested entity was not found.');
  }
  if (!space.active) {
    return no(400, 'FAILED_PRECONDITION', 'There is no active conference for the given space.');
  }
  space.active = false;
  return { status: 200, json: {} };
}

function routesOf(office: Office): Route[] {
  const { tokens, key } = office;
  const refusal = no(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.');
  return [
    {
      method: 'POST',
      path: '/token',
      answer: (asked) => trade(asked, key, office.audience) ?? tokens.grant(),
    },
    ...behindToken(tokens, refusal, [
      { method: 'POST', path: '/v2/spaces', answer: (asked) => create(office, asked) },
      { method: 'POST', path: '/v2/spaces/:nameAndVerb', answer: (asked) => end(office, asked) },
    ]),
  ];
}

export async function openGoogleMeet(options: { port?: number } = {}): Promise<MeetStandIn> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const office: Office = { tokens: openTokenDesk(), spaces: new Map(), key: publicKey, audience: '' };
  const standIn = await openStandIn({ name: 'google-meet', routes: routesOf(office), ...options });
  office.audience = `${standIn.url}/token`;
  return {
    ...standIn,
    keyFile: JSON.stringify({
      type: 'service_account',
      client_email: ACCOUNT,
      private_key_id: 'key-1',
      private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
      token_uri: office.audience,
    }),
    user: USER,
    tokenUrl: office.audience,
    spaces: () => [...office.spaces.values()],
    enter(name) {
      Object.assign(office.spaces.get(name) ?? {}, { active: true });
    },
    expireTokens: office.tokens.expire,
    tokensGranted: office.tokens.granted,
  };
}

/** Why a claim is not traded for a token; undefined where it is. */
function trade({ body }: Asked, key: KeyObject, audience: string): Reply | undefined {
  const { grant_type: grant, assertion = '' } = body as Record<string, string>;
  const invalid = (description: string): Reply => ({
    status: 400,
    json: { error: 'invalid_grant', error_description: description },
  });
  const [head = '', claim = '', signature = ''] = assertion.split('.');
  const words = Buffer.from(`${head}.${claim}`);
  const signed = verify('RSA-SHA256', words, key, Buffer.from(signature, 'base64url'));
  if (grant !== 'urn:ietf:params:oauth:grant-type:jwt-bearer' || !signed) {
    return invalid('Invalid JWT Signature.');
  }
  const told = JSON.parse(Buffer.from(claim, 'base64url').toString()) as Record<string, unknown>;
  const now = Date.now() / 1000;
  if (
    told.aud !== audience ||
    Number(told.iat) > now + 60 ||
    Number(told.exp) < now ||
    Number(told.exp) > now + 3660
  ) {
    return invalid('Invalid JWT: Token must be a short-lived token.');
  }
  if (told.iss !== ACCOUNT || told.sub !== USER || told.scope !== SCOPE) {
    return {
      status: 401,
      json: { error: 'unauthorized_client', error_description: 'Client is unauthorized.' },
    };
  }
  return undefined;
}
