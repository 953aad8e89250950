// What doctor tries at Slack: tokens, scopes, channels, people, canvases, and the way events come in.
import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { SlackSettings } from '../config.ts';
import { systemClock } from '../lib/clock.ts';
import { silentLog } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Policy } from '../policy/policy.ts';
import { type Check, checkSlack } from '../slack/checklist.ts';
import { clientOptions, createClient, done, failureOf, type SlackClient } from '../slack/client.ts';
import { createChannelFinder } from '../slack/find-channel.ts';
import { vendorError } from '../slack/slack-errors.ts';
import { openReader } from '../timeline/sqlite.ts';
import type { RunningApp } from './doctor-machine.ts';

const SOCKET_MS = 10_000;

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

async function readPeople(slack: SlackClient): Promise<undefined> {
  await slack.call('users.list', { limit: 1 }, z.object({ members: z.array(z.unknown()).min(1) }));
}

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

async function socketAddress({ appToken, apiUrl }: SlackSettings): Promise<string> {
  const web = new WebClient(appToken, clientOptions(apiUrl, silentLog));
  const answer = await web.apps.connections.open({}).catch((error: unknown) => {
    const failure = failureOf('apps.connections.open', error);
    const told = vendorError({ ...failure, needed: failure.needed ?? 'connections:write' });
    const fix =
      'SLACK_APP_TOKEN comes from Basic Information → App-Level Tokens, with the scope connections:write.';
    throw new Error(`${told.message} ${fix}`);
  });
  return z.object({ url: z.string() }).parse(answer).url;
}

/** Opens a socket, waits for Slack's hello and closes at once, so that no event goes to us instead of the app. */
async function greet(settings: SlackSettings): Promise<undefined> {
  const socket = new WebSocket(await socketAddress(settings));
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = () =>
        reject(
          new Error('The socket could not be opened. Let this machine reach wss-primary.slack.com:443.'),
        );
      const timer = setTimeout(fail, SOCKET_MS);
      socket.addEventListener('error', fail);
      socket.addEventListener('message', ({ data }) => {
        if (String(data).includes('"hello"')) {
          clearTimeout(timer);
          resolve();
        }
      });
    });
  } finally {
    socket.close();
  }
  return undefined;
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
    : tried('The app-level token works and a socket opens', greet(slack));
}

/** Everything that can be tried without posting. A bot token that does not work stops the rest. */
export async function checkSlackDeeply(asked: Asked): Promise<Check[]> {
  const { botToken: token, apiUrl } = asked.slack;
  const slack = createClient({
    token,
    apiUrl,
    clock: systemClock,
    log: silentLog,
    onTokenTrouble: () => undefined,
  });
  const checks = await checkSlack({ slack, policy: asked.policy }, createChannelFinder(slack));
  const connection = await checkConnection(asked);
  if (checks[0]?.ok !== true) {
    return [checks[0]!, connection];
  }
  return [
    ...checks,
    await tried('People can be looked up', readPeople(slack)),
    await tried('Canvases can be made', makeCanvas(slack)),
    connection,
  ];
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
