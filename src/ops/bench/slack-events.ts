// Messages of an incident channel as Slack's Events API sends them over HTTP: signed, each one new.
import { randomUUID } from 'node:crypto';
import { signed } from '../../emulator/signature.ts';

export type Speech = {
  team: string;
  app: string;
  bot: string;
  channel: string;
  users: readonly string[];
  signingSecret: string;
};

export type Request = { headers: Record<string, string>; body: string };

const SAYINGS = [
  'p99 of checkout-api is at 4.2 s since 14:02, error rate about 3 %',
  'looking at the dashboards now, the connection pool of orders-db is full',
  'rolled back checkout-api to 2026.11.20-3 in eu-west-1',
  'no change yet. I suspect the new retry policy, it was deployed at 13:55',
  'queue depth is going down, 1,200 left',
];

let count = 0;

/** The next message. Its ts is unique in this process and of this second. */
function messageEvent({ team, app, bot, channel, users }: Speech): object {
  count += 1;
  const second = Math.floor(Date.now() / 1_000);
  const ts = `${second}.${String(count % 1_000_000).padStart(6, '0')}`;
  const text = `${SAYINGS[count % SAYINGS.length]} (${count})`;
  const said = [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }];
  const event = {
    type: 'message',
    user: users[count % users.length],
    ts,
    client_msg_id: randomUUID(),
    text,
    team,
    blocks: [{ type: 'rich_text', block_id: `b${count}`, elements: said }],
    channel,
    event_ts: ts,
    channel_type: 'channel',
  };
  return {
    token: 'verification-token',
    team_id: team,
    context_team_id: team,
    context_enterprise_id: null,
    api_app_id: app,
    event,
    type: 'event_callback',
    event_id: `Ev${String(count).padStart(10, '0')}`,
    event_time: second,
    authorizations: [
      { enterprise_id: null, team_id: team, user_id: bot, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${Buffer.from(channel).toString('base64url')}`,
  };
}

export function nextMessage(speech: Speech): Request {
  const body = JSON.stringify(messageEvent(speech));
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...signed(speech.signingSecret, body),
  };
  return { headers, body };
}
