// What doctor tries at Slack: tokens, scopes, channels, people, canvases, and the way events come in.
import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { SlackSettings } from '../config-slack.ts';
import { systemClock } from '../lib/clock.ts';
import { silentLog } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Policy } from '../policy/policy.ts';
import type { Check } from '../slack/check.ts';
import { checkWorkspace } from '../slack/checklist.ts';
import { createClient, done, type SlackClient } from '../slack/client.ts';
import { openReader } from '../timeline/sqlite.ts';
import type { RunningApp } from './doctor-machine.ts';
import { createProgress } from './progress.ts';

const SOCKET_MS = 10_000;
/** Between people who are looked up: Slack answers a hundred such questions a minute, and the running app asks as well. */
const PAUSE_MS = 1_000;

type Asked = { slack: SlackSettings; policy: Policy; app?: RunningApp };

async function tried(what: string, work: Promise<string | undefined>): Promise<Check> {
  try {
    const fix = await work;
    return { what, ok: true, ...(fix === undefined ? {} : { fix }) };
  } catch (error) {
    if (!(error instanceof Error)) {
      throw error;
    }
    return { what, ok: false, fix: error.message };
  }
}

function clientFor(token: string, apiUrl: string | undefined): SlackClient {
  return createClient({ token, apiUrl, clock: systemClock, log: silentLog, onTokenTrouble: () => undefined });
}

async function readPeople(slack: SlackClient): Promise<undefined> {
  await slack.call('users.list', { limit: 1 }, z.object({ members: z.array(z.unknown()).min(1) }));
}

const opened = z.object({ url: z.string() });
const hello = z.object({ num_connections: z.number().default(1) });

/** Slack's docs, "Using Socket Mode": up to ten connections, and each event goes to one of them. */
const OTHERS =
  'Another program is connected with SLACK_APP_TOKEN, and Slack gives each event to one of them only. If it is not the app, stop it: it takes away what people type.';

const madeCanvas = z.object({ canvas_id: z.string() });

/** Plans on which apps have canvases in channels only; that a channel takes one is seen at the first review. */
const CHANNELS_ONLY = /^free_teams_cannot_create_/;

/** Makes a canvas that nobody is shown, and deletes it. */
async function makeCanvas(slack: SlackClient): Promise<string | undefined> {
  const title = 'Firescribe: trying canvases';
  const made = await slack.call('canvases.create', { title }, madeCanvas).catch((error: unknown) => {
    if (error instanceof VendorError && CHANNELS_ONLY.test(error.code)) {
      return undefined;
    }
    throw error;
  });
  if (made === undefined) {
    return 'On this plan a channel holds one canvas; where it is taken, the review comes as messages and a file.';
  }
  await slack.call('canvases.delete', { canvas_id: made.canvas_id }, done);
  return undefined;
}

/** Opens a socket, waits for Slack's hello and closes at once, so that no event goes to us instead of the app. */
async function greet({ appToken, apiUrl }: SlackSettings): Promise<string | undefined> {
  const answer = await clientFor(appToken ?? '', apiUrl).call('apps.connections.open', {}, opened);
  const socket = new WebSocket(answer.url);
  try {
    const { num_connections: open } = await new Promise<z.output<typeof hello>>((resolve, reject) => {
      const fail = () =>
        reject(
          new Error(`No word came over the socket. Let this machine reach ${new URL(answer.url).host}.`),
        );
      const timer = setTimeout(fail, SOCKET_MS);
      socket.addEventListener('error', fail);
      socket.addEventListener('message', ({ data }) => {
        if (String(data).includes('"hello"')) {
          clearTimeout(timer);
          resolve(hello.parse(JSON.parse(String(data))));
        }
      });
    });
    return open > 1 ? OTHERS : undefined;
  } finally {
    socket.close();
  }
}

/** Slack's own handshake, signed as Slack signs (its docs, "Verifying requests from Slack"), sent to the running app. */
async function handshake({ signingSecret = '', port }: SlackSettings): Promise<undefined> {
  const body = JSON.stringify({ type: 'url_verification', challenge: 'doctor', token: '' });
  const seconds = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', signingSecret).update(`v0:${seconds}:${body}`).digest('hex');
  const answer = await fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': `v0=${signature}`,
    },
    body,
    signal: AbortSignal.timeout(SOCKET_MS),
  });
  if (!(await answer.text()).includes('doctor')) {
    throw new Error(
      `The running app answered ${answer.status}. Is SLACK_SIGNING_SECRET the one of Basic Information, and was the app restarted since?`,
    );
  }
  return undefined;
}

async function checkConnection({ slack, app }: Asked): Promise<Check> {
  if (app) {
    const status = app.parts.slack ?? 'unknown';
    const ok = /^(?:ok|connected)/.test(status);
    const fix = ok ? {} : { fix: `It says of Slack: ${status}` };
    const connected: Check = { what: 'The running app is connected to Slack', ok, ...fix };
    return slack.mode === 'http' && ok
      ? tried('The running app takes Slack’s signed requests', handshake(slack))
      : connected;
  }
  return slack.mode === 'http'
    ? {
        what: 'Slack’s requests were not tried: Firescribe does not run',
        ok: true,
        fix: `Start it, and see that https://<your host>/slack/events leads to port ${slack.port}.`,
      }
    : tried('Slack says hello over a socket', greet(slack));
}

/** Everything that can be tried without posting. Where a token does not work, what needs it is left out. */
export async function checkSlackDeeply(asked: Asked): Promise<Check[]> {
  const { slack: settings, policy } = asked;
  const patience = { ...createProgress(), pauseMs: PAUSE_MS };
  const checks = await checkWorkspace({ settings, policy, clock: systemClock, log: silentLog, patience });
  const slack = clientFor(settings.botToken, settings.apiUrl);
  const works = (start: string) => checks.some(({ what, ok }) => ok && what.startsWith(start));
  const more = works('The bot token')
    ? [
        await tried('People can be looked up', readPeople(slack)),
        await tried('Canvases can be made', makeCanvas(slack)),
      ]
    : [];
  const reachable = asked.app || settings.mode === 'http' || works('The app token');
  return [...checks, ...more, ...(reachable ? [await checkConnection(asked)] : [])];
}

/** Slack does not tell an app which events it gets; the record tells which came. */
export async function checkEvents(database: string): Promise<Check> {
  const newest = existsSync(database) ? await newestMessage(database) : undefined;
  return newest === undefined
    ? {
        what: 'No message has been heard yet',
        ok: true,
        fix: 'Slack tells no app which events it gets. Declare an incident, write in its channel, and call doctor again; if this line stays, compare “Event Subscriptions” with manifest.yml.',
      }
    : { what: `Messages are heard, the last one at ${new Date(newest).toISOString()}`, ok: true };
}

/** Events of each incident that are looked through, newest first. */
const LOOKED_AT = 1_000;

async function newestMessage(database: string): Promise<number | undefined> {
  const reader = openReader({ file: database });
  try {
    const rows = await reader.findStreams({
      where: [],
      between: { facet: 'activeAt', from: 1 },
      orderBy: { facet: 'activeAt', descending: true },
      limit: 100,
    });
    for (const { stream, version } of rows) {
      const last = { after: Math.max(0, version - LOOKED_AT), types: ['message-posted'] };
      const posted = await reader.readStream(stream, last);
      if (posted.length > 0) {
        return posted.at(-1)?.occurredAt;
      }
    }
    return undefined;
  } finally {
    await reader.close();
  }
}
