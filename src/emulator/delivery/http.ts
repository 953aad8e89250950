// Delivery over HTTP: signed posts to the addresses of the manifest.

import type { Patience } from '../../lib/patience.ts';
import type { AckResult } from '../delivery.ts';
import { signed } from '../signature.ts';
import type { App } from '../world.ts';
import { type Posted, post } from './post.ts';

/** Exactly as Slack sends it, without a charset: Bolt reads anything else as JSON. */
const FORM = 'application/x-www-form-urlencoded';
const ROBOT = 'Slackbot 1.0 (+https://api.slack.com/robots)';

type Sending = { app: App; url: string | undefined; type: string; body: string; patience: Patience };

/** Why an event comes again: which time, and what became of the last. */
export type Retry = { num: number; reason: string };

export type EventAnswer = { ok: true } | { ok: false; reason: string; noRetry: boolean };

/** One attempt to deliver an event. `retry` says why the one before failed. */
export async function postEvent(
  app: App,
  envelope: Record<string, unknown>,
  retry: Retry | undefined,
  patience: Patience,
): Promise<EventAnswer> {
  const url = app.manifest.settings.event_subscriptions?.request_url;
  const again = retry && { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason };
  const sending = { app, url, type: 'application/json', body: JSON.stringify(envelope), patience };
  const posted = await send(sending, again ?? {});
  if (posted === undefined) {
    return { ok: false, reason: 'not_configured', noRetry: true };
  }
  if (!posted.ok) {
    return { ok: false, reason: posted.reason, noRetry: false };
  }
  const noRetry = posted.headers['x-slack-no-retry'] === '1';
  return posted.status >= 200 && posted.status <= 299
    ? { ok: true }
    : { ok: false, reason: 'http_error', noRetry };
}

export async function postInteraction(
  app: App,
  payload: Record<string, unknown>,
  patience: Patience,
): Promise<AckResult> {
  const settings = app.manifest.settings.interactivity;
  const url =
    payload.type === 'block_suggestion' ? settings?.message_menu_options_url : settings?.request_url;
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return ackOf(await send({ app, url, type: FORM, body, patience }));
}

export async function postCommand(
  app: App,
  form: Record<string, string>,
  patience: Patience,
): Promise<AckResult> {
  const url = app.manifest.features.slash_commands.find((each) => each.command === form.command)?.url;
  const body = new URLSearchParams(form).toString();
  return ackOf(await send({ app, url, type: FORM, body, patience }));
}

/** Slack's check of a new request address: it must answer the challenge. */
export async function answersChallenge(app: App, url: string, patience: Patience): Promise<boolean> {
  const challenge = `challenge-${app.id}`;
  const body = JSON.stringify({ token: app.verificationToken, challenge, type: 'url_verification' });
  const posted = await send({ app, url, type: 'application/json', body, patience });
  return posted?.ok === true && posted.status === 200 && posted.body.includes(challenge);
}

async function send(sending: Sending, more: Record<string, string> = {}): Promise<Posted | undefined> {
  const { app, url, type, body, patience } = sending;
  if (!url) {
    return undefined;
  }
  const headers = {
    'content-type': type,
    accept: '*/*',
    'user-agent': ROBOT,
    ...more,
    ...signed(app.signingSecret, body),
  };
  return post({ url, headers, body, patience });
}

function ackOf(posted: Posted | undefined): AckResult {
  if (posted === undefined) {
    return { ok: false, reason: 'not_configured' };
  }
  if (!posted.ok) {
    return { ok: false, reason: posted.reason === 'http_timeout' ? 'timeout' : 'connection_failed' };
  }
  if (posted.status < 200 || posted.status > 299) {
    return { ok: false, reason: 'http_error', status: posted.status };
  }
  return { ok: true, body: bodyOf(posted) };
}

/** Slack takes JSON by its content type; every other text is a message. */
function bodyOf(posted: { headers: { 'content-type'?: string }; body: string }): unknown {
  if (posted.body === '') {
    return undefined;
  }
  if (!posted.headers['content-type']?.startsWith('application/json')) {
    return posted.body;
  }
  try {
    return JSON.parse(posted.body) as unknown;
  } catch {
    return posted.body;
  }
}
