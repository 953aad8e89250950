// Zoom's stand-in: tokens of an account, meetings of one user. Shapes as in Zoom's API reference.
import type { Asked, Reply } from './exchange.ts';
import { behindToken, openTokenDesk, type TokenDesk } from './oauth.ts';
import { openStandIn, type Route, type StandIn } from './stand-in.ts';

export type ZoomMeeting = {
  id: number;
  topic: string;
  agenda: string;
  password: string;
  settings: Record<string, unknown>;
  state: 'waiting' | 'started' | 'ended';
};

export type ZoomStandIn = StandIn & {
  account: { accountId: string; clientId: string; clientSecret: string; user: string };
  tokenUrl: string;
  apiUrl: string;
  /** Meetings that are there. */
  meetings(): ZoomMeeting[];
  /** Somebody goes in. */
  enter(id: string): void;
  expireTokens(): void;
  tokensGranted(): number;
};

const ACCOUNT = {
  accountId: 'AcmeAccount0123456789',
  clientId: 'acme-client',
  clientSecret: 'acme-client-secret-0123456789',
  user: 'incidents@acme.example',
};
/** Zoom's own limit on a page of meetings. */
const PAGE = 300;

const no = (status: number, code: number, message: string): Reply => ({ status, json: { code, message } });

const isFields = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

type Office = { tokens: TokenDesk; meetings: Map<string, ZoomMeeting>; newest: number };

const full = (meeting: ZoomMeeting) => ({
  ...meeting,
  uuid: `uuid-${meeting.id}==`,
  host_email: ACCOUNT.user,
  type: 2,
  status: meeting.state,
  join_url: `https://zoom.example/j/${meeting.id}?pwd=${meeting.password}`,
  start_url: `https://zoom.example/s/${meeting.id}?zak=host-credential-${meeting.id}`,
  pstn_password: '123456',
  settings: {
    ...meeting.settings,
    global_dial_in_numbers: [
      { country: 'DE', country_name: 'Germany', number: '+49 69 0000 0000', type: 'toll' },
    ],
  },
});

function create(office: Office, { body, params }: Asked): Reply {
  if (params.user !== ACCOUNT.user) {
    return no(404, 1001, 'User does not exist.');
  }
  const { topic, type, settings, agenda = '' } = isFields(body) ? body : {};
  if (typeof topic !== 'string' || topic.length > 200 || ![1, 2].includes(Number(type))) {
    return no(400, 300, 'Validation Failed.');
  }
  office.newest += 1;
  const id = office.newest;
  const wanted = isFields(settings) ? settings : {};
  const meeting: ZoomMeeting = {
    id,
    topic,
    agenda: String(agenda),
    password: `pw${id}`,
    settings: wanted,
    state: 'waiting',
  };
  office.meetings.set(String(id), meeting);
  return { status: 201, json: full(meeting) };
}

/** Agendas are cut in lists. */
function list({ meetings }: Office, { query }: Asked): Reply {
  const from = Number(query.get('next_page_token') || 0);
  const size = Math.min(PAGE, Number(query.get('page_size') || 30));
  const all = [...meetings.values()].filter(({ state }) => state !== 'ended');
  const page = all
    .slice(from, from + size)
    .map(({ id, topic, agenda }) => ({ id, topic, agenda: agenda.slice(0, 250) }));
  const next = from + size < all.length ? String(from + size) : '';
  return { status: 200, json: { page_size: size, next_page_token: next, meetings: page } };
}

function end(meeting: ZoomMeeting): Reply {
  if (meeting.state !== 'started') {
    return no(400, 3000, 'This meeting is not in progress.');
  }
  meeting.state = 'ended';
  return { status: 204 };
}

function routesOf(office: Office): Route[] {
  const { tokens, meetings } = office;
  const found = (act: (meeting: ZoomMeeting) => Reply) => (asked: Asked) => {
    const meeting = meetings.get(asked.params.id ?? '');
    return meeting ? act(meeting) : no(404, 3001, `Meeting does not exist: ${asked.params.id}.`);
  };
  const remove = ({ id }: ZoomMeeting): Reply => {
    meetings.delete(String(id));
    return { status: 204 };
  };
  const show = (meeting: ZoomMeeting): Reply => ({ status: 200, json: full(meeting) });
  return [
    {
      method: 'POST',
      path: '/oauth/token',
      answer: (asked) => (isClient(asked) ? tokens.grant() : refused()),
    },
    ...behindToken(tokens, no(401, 124, 'Access token is expired.'), [
      { method: 'POST', path: '/v2/users/:user/meetings', answer: (asked) => create(office, asked) },
      { method: 'GET', path: '/v2/users/:user/meetings', answer: (asked) => list(office, asked) },
      { method: 'GET', path: '/v2/meetings/:id', answer: found(show) },
      { method: 'PUT', path: '/v2/meetings/:id/status', answer: found(end) },
      { method: 'DELETE', path: '/v2/meetings/:id', answer: found(remove) },
    ]),
  ];
}

export async function openZoom({
  livesS,
  ...options
}: {
  port?: number;
  livesS?: number;
} = {}): Promise<ZoomStandIn> {
  const office: Office = { tokens: openTokenDesk(livesS), meetings: new Map(), newest: 81_234_567_890 };
  const standIn = await openStandIn({ name: 'zoom', routes: routesOf(office), ...options });
  return {
    ...standIn,
    account: ACCOUNT,
    tokenUrl: `${standIn.url}/oauth/token`,
    apiUrl: `${standIn.url}/v2`,
    meetings: () => [...office.meetings.values()],
    enter(id) {
      Object.assign(office.meetings.get(id) ?? {}, { state: 'started' });
    },
    expireTokens: office.tokens.expire,
    tokensGranted: office.tokens.granted,
  };
}

function isClient({ headers, body }: Asked): boolean {
  const basic = Buffer.from(`${ACCOUNT.clientId}:${ACCOUNT.clientSecret}`).toString('base64');
  const asks =
    isFields(body) && body.grant_type === 'account_credentials' && body.account_id === ACCOUNT.accountId;
  return asks && headers.authorization === `Basic ${basic}`;
}

const refused = (): Reply => ({
  status: 400,
  json: { reason: 'Invalid client_id or client_secret', error: 'invalid_client' },
});
