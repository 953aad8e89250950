// Zoom meetings, through a server-to-server OAuth app of the company's own account.
import { z } from 'zod';
import type { Http } from '../../lib/http.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import { keepToken } from '../tokens.ts';
import { type Deps, vendor } from '../vendor.ts';
import type { Bridges, Meeting, MeetingWish } from './port.ts';
import { tryBridge } from './try-bridge.ts';

const Settings = z.object({
  accountId: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  /** The host: with tokens of an account, `me` is not understood everywhere. */
  user: z.string(),
  apiUrl: z.url().default('https://api.zoom.us/v2'),
  tokenUrl: z.url().default('https://zoom.us/oauth/token'),
});
type Settings = z.infer<typeof Settings>;

const VENDOR = 'Zoom';
const CREDENTIALS =
  'See that the app of ZOOM_ACCOUNT_ID, ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET is activated at https://marketplace.zoom.us, and has the scopes to write, read and list meetings of users.';

const granted = z.object({ access_token: z.string(), expires_in: z.number().default(3600) });

/** `start_url` makes whoever opens it the host: it is not read, so that it can be nowhere. */
const made = z.object({
  id: z.union([z.number(), z.string()]).transform(String),
  join_url: z.url(),
  password: z.string().nullish(),
  pstn_password: z.string().nullish(),
  settings: z
    .object({
      global_dial_in_numbers: z
        .array(z.object({ number: z.string(), country: z.string().nullish() }))
        .nullish()
        .catch(undefined),
    })
    .nullish()
    .catch(undefined),
});

const listedPage = z.object({
  meetings: z.array(
    z.object({ id: z.union([z.number(), z.string()]).transform(String), agenda: z.string().nullish() }),
  ),
  next_page_token: z.string().nullish(),
});

/** A lost meeting is among the newest; the list begins with those that are still to come. */
const PAGES = 3;
/** Zoom's own bound on a topic. */
const TOPIC_LENGTH = 200;
const DAY_MINUTES = 24 * 60;

function meetingOf(answer: z.infer<typeof made>): Meeting {
  const { id, join_url: joinUrl, password, pstn_password: code, settings } = answer;
  return {
    id,
    joinUrl,
    ...(password ? { passcode: password } : {}),
    dialIn: (settings?.global_dial_in_numbers ?? []).map(({ number, country }) => ({
      number,
      ...(country ? { country } : {}),
      code: [id, code].filter(Boolean).join(', '),
    })),
  };
}

function connect(settings: Settings, { http }: Deps): Http {
  const { clientId, clientSecret, accountId, apiUrl, tokenUrl } = settings;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  const tokens = http({
    vendor: VENDOR,
    baseUrl: tokenUrl,
    urlVariable: 'ZOOM_TOKEN_URL',
    credentials: CREDENTIALS,
    refusals: [400],
    authorize: () => ({ authorization: `Basic ${basic}` }),
  });
  const token = keepToken(async () => {
    const form = { grant_type: 'account_credentials', account_id: accountId };
    const answer = await tokens.json({ method: 'POST', path: '', form, repeatable: true }, granted);
    return { token: answer.access_token, livesMs: answer.expires_in * 1000 };
  });
  return http({
    vendor: VENDOR,
    baseUrl: apiUrl,
    urlVariable: 'ZOOM_API_URL',
    credentials: CREDENTIALS,
    renewable: true,
    authorize: async (renew) => ({ authorization: `Bearer ${await token(renew)}` }),
  });
}

/**
 * Scheduled for now, not instant: only scheduled meetings are listed, and only so can one be found whose answer was lost. The
 * waiting room is off, and nobody has to be there first: at night there is no host.
 */
function create(settings: Settings, deps: Deps): Bridges {
  const zoom = connect(settings, deps);
  const ofUser = `users/${encodeURIComponent(settings.user)}/meetings`;

  async function find(key: string): Promise<Meeting | undefined> {
    let next = '';
    for (let page = 0; page < PAGES; page += 1) {
      const query = { type: 'scheduled', page_size: 300, next_page_token: next || undefined };
      const answer = await zoom.json({ method: 'GET', path: ofUser, query }, listedPage);
      const found = answer.meetings.find(({ agenda }) => agenda?.includes(key));
      if (found) {
        return meetingOf(await zoom.json({ method: 'GET', path: `meetings/${found.id}` }, made));
      }
      next = answer.next_page_token ?? '';
      if (next === '') {
        break;
      }
    }
    return undefined;
  }

  async function make({ key, topic }: MeetingWish): Promise<Meeting> {
    const json = {
      topic: topic.slice(0, TOPIC_LENGTH),
      type: 2,
      start_time: `${new Date().toISOString().slice(0, 19)}Z`,
      duration: DAY_MINUTES,
      agenda: `Opened by Firescribe (${key}).`,
      settings: { join_before_host: true, jbh_time: 0, waiting_room: false, mute_upon_entry: true },
    };
    return meetingOf(await zoom.json({ method: 'POST', path: ofUser, json }, made));
  }

  return {
    open: async (wish) => (wish.again ? await find(wish.key) : undefined) ?? make(wish),
    async end(id) {
      const path = `meetings/${encodeURIComponent(id)}`;
      // One that nobody has entered, or that is over, cannot be ended; what counts is that it is deleted.
      await unlessGone(['rejected', 'not_found'], () =>
        zoom.done({ method: 'PUT', path: `${path}/status`, json: { action: 'end' } }),
      );
      await unlessGone(['not_found'], () =>
        zoom.done({ method: 'DELETE', path, query: { cancel_meeting_reminder: false } }),
      );
    },
  };
}

async function unlessGone(codes: readonly string[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof VendorError && codes.includes(error.code))) {
      throw error;
    }
  }
}

export const zoom = vendor({
  id: 'zoom',
  label: VENDOR,
  settings: Settings,
  env: {
    ZOOM_ACCOUNT_ID: 'accountId',
    ZOOM_CLIENT_ID: 'clientId',
    ZOOM_CLIENT_SECRET: 'clientSecret',
    ZOOM_USER: 'user',
    ZOOM_API_URL: 'apiUrl',
    ZOOM_TOKEN_URL: 'tokenUrl',
  },
  required: ['ZOOM_ACCOUNT_ID', 'ZOOM_CLIENT_ID', 'ZOOM_CLIENT_SECRET', 'ZOOM_USER'],
  create,
  check: tryBridge,
});
