// What works in this workspace and what is missing: tried for real, and told to whoever installed the app.
import { z } from 'zod';
import { digestOf } from '../engine/last-told.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Policy } from '../policy/policy.ts';
import { escaped, type Post, section } from './blocks.ts';
import type { Check } from './check.ts';
import { checkPeople, type LookingUp } from './check-people.ts';
import { createClient, done } from './client.ts';
import { type ChannelFinder, createChannelFinder } from './find-channel.ts';
import { operatorsPlace } from './operators.ts';
import { findPosted, post } from './posting.ts';
import { OPEN_SOCKET } from './slack-errors.ts';
import { PERFORMER, type Stage } from './stage.ts';

/** Bot scopes and what stops without each; the manifest lists the same (Slack's docs, "Scopes"). */
export const SCOPES: Readonly<Record<string, string>> = {
  commands: 'slash commands and shortcuts',
  'app_mentions:read': 'mentions',
  'chat:write': 'posting',
  'channels:manage': 'opening incident channels',
  'channels:join': 'joining the announcement channel',
  'channels:read': 'finding channels',
  'channels:history': 'capturing messages',
  'groups:read': 'finding private channels',
  'groups:write': 'opening private channels',
  'groups:history': 'capturing private channels',
  'im:write': 'private words to people',
  'reactions:read': '📌 by emoji',
  'pins:read': 'Slack’s own pins',
  'pins:write': 'pinning the card',
  'bookmarks:read': 'the bridge among the channel’s bookmarks',
  'bookmarks:write': 'the bridge among the channel’s bookmarks',
  'canvases:read': 'finding the review’s canvas',
  'canvases:write': 'the review as a canvas',
  'files:read': 'keeping files, and seeing whether people edited a canvas',
  'files:write': 'attaching the full log',
  'users:read': 'names and time zones',
  'users:read.email': 'knowing who on call is who here, giving tickets to their owners',
  'usergroups:read': 'inviting user groups',
};

/** `socketApp`: see `Stage`. */
type Tools = Pick<Stage, 'slack' | 'socketApp'>;

const granted = z.object({
  team: z.string().optional(),
  bot_id: z.string().optional(),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});

async function tried(what: string, work: Promise<unknown>): Promise<Check> {
  try {
    await work;
    return { what, ok: true };
  } catch (error) {
    if (error instanceof VendorError) {
      return { what, ok: false, fix: error.message };
    }
    throw error;
  }
}

/** The app that an app-level token is of: it stands in it (openclaw/openclaw#889). Undefined where it does not. */
export function appOf(appToken: string | undefined): string | undefined {
  return /^xapp-\d+-(A[A-Z0-9]+)-/.exec(appToken ?? '')?.[1];
}

const bot = z.object({ bot: z.object({ app_id: z.string().nullish() }) });

/** Sockets of another app open well, and nothing that people do comes through them. */
async function oneApp({ slack, socketApp }: Tools, botId: string | undefined): Promise<Check[]> {
  if (!socketApp || !botId) {
    return [];
  }
  const found = await slack.call('bots.info', { bot: botId }, bot).catch((error: unknown) => {
    if (error instanceof VendorError) {
      return undefined;
    }
    throw error;
  });
  const app = found?.bot.app_id;
  const what = 'Both tokens are of one app';
  if (!app || app === socketApp) {
    return app ? [{ what, ok: true }] : [];
  }
  const fix = `SLACK_BOT_TOKEN is of the app ${app}, SLACK_APP_TOKEN of the app ${socketApp}: nothing that people type or press would arrive. Take both from https://api.slack.com/apps/${app}.`;
  return [{ what, ok: false, fix }];
}

async function tokenChecks(stage: Tools): Promise<Check[]> {
  const answer = await stage.slack.call('auth.test', {}, granted).catch((error: unknown) => {
    if (error instanceof VendorError) {
      return error;
    }
    throw error;
  });
  if (answer instanceof VendorError) {
    return [{ what: 'The bot token works', ok: false, fix: answer.message }];
  }
  const has = answer.response_metadata?.scopes;
  const lacking = has ? Object.entries(SCOPES).filter(([scope]) => !has.includes(scope)) : [];
  return [
    { what: `The bot token works${answer.team ? ` in ${answer.team}` : ''}`, ok: true },
    ...(lacking.length === 0
      ? [{ what: 'All scopes are granted', ok: true }]
      : lacking.map(([scope, use]) => ({
          what: `The scope ${scope} (${use})`,
          ok: false,
          fix: `Add ${scope} under “OAuth & Permissions” and reinstall the app.`,
        }))),
    ...(await oneApp(stage, answer.bot_id)),
  ];
}

function channelCheck(
  channels: ChannelFinder,
  name: string | undefined,
  setting: string,
  use: string,
): Promise<Check> {
  const what = name ? `${use} go to ${name}` : `${use} have a channel`;
  return name
    ? tried(what, channels.find(name, setting).then(channels.requireOpen))
    : Promise.resolve({ what, ok: false, fix: `Set ${setting} to the name of a channel.` });
}

/** Channels in which a team's own incidents are announced. */
async function teamChecks(channels: ChannelFinder, { teams }: Pick<Policy, 'teams'>): Promise<Check[]> {
  const own = teams.filter(({ channel }) => channel !== undefined);
  return Promise.all(
    own.map(({ id, label, channel }) =>
      channelCheck(channels, channel, `teams.${id}.channel`, `Announcements of ${label}`),
    ),
  );
}

/** Each thing is really tried. Safe to repeat: the only effect is that the bot joins the configured channels. */
export async function checkSlack(
  stage: Tools & Pick<Stage, 'policy'>,
  channels: ChannelFinder,
  patience?: LookingUp,
): Promise<Check[]> {
  const { policy } = stage;
  const named = [...policy.responders, ...[...policy.services, ...policy.teams].flatMap((one) => one.people)];
  const tokens = await tokenChecks(stage);
  return [
    ...tokens,
    await channelCheck(channels, policy.announcementChannel, 'ANNOUNCEMENT_CHANNEL', 'Announcements'),
    ...(await teamChecks(channels, policy)),
    ...(policy.operatorsChannel
      ? [await channelCheck(channels, policy.operatorsChannel, 'OPERATORS_CHANNEL', 'Words to operators')]
      : []),
    named.length > 0
      ? { what: 'Somebody is named to respond', ok: true }
      : {
          what: 'Somebody is named to respond',
          ok: false,
          fix: 'Set RESPONDERS to the Slack ids of the people on call. Until then whoever installed the app is invited.',
        },
    ...(tokens[0]?.ok ? await checkPeople(stage, patience) : []),
  ];
}

/** For whoever asks in Slack. */
export type DoctorTools = {
  checks(): Promise<Check[]>;
  /** Whether this Slack user installed the app. */
  isInstaller(user: string): boolean;
};

export const doctorOf = (stage: Stage, channels: ChannelFinder): DoctorTools => ({
  checks: () => checkSlack(stage, channels),
  isInstaller: (user) => stage.installer === user,
});

const socketCheck = (slack: Stage['slack']): Promise<Check> =>
  tried('The app token opens a socket', slack.call(OPEN_SOCKET, {}, done));

/** The same without a running app, for `doctor`: the tokens are tried, too. */
export async function checkWorkspace(setup: {
  settings: { botToken: string; appToken?: string; mode: 'socket' | 'http'; apiUrl?: string };
  policy: Policy;
  clock: Clock;
  log: Log;
  patience?: LookingUp;
}): Promise<Check[]> {
  const { settings, policy, clock, log, patience } = setup;
  const clientFor = (token: string) =>
    createClient({ token, apiUrl: settings.apiUrl, clock, log, onTokenTrouble: () => undefined });
  const slack = clientFor(settings.botToken);
  const socket = settings.mode === 'socket' ? [await socketCheck(clientFor(settings.appToken ?? ''))] : [];
  const socketApp = appOf(settings.mode === 'socket' ? settings.appToken : undefined);
  const stage = { slack, policy, ...(socketApp ? { socketApp } : {}) };
  return [...socket, ...(await checkSlack(stage, createChannelFinder(slack), patience))];
}

/** `next`: what to do after reading it; mrkdwn made by us. */
export function renderChecklist(checks: readonly Check[], next: string): Post {
  const lines = checks.map(({ what, ok, fix }) =>
    ok ? `✅ ${escaped(what)}` : `⬜ ${escaped(what)}. ${escaped(fix ?? '')}`,
  );
  const missing = checks.filter(({ ok }) => !ok).length;
  const title =
    missing === 0
      ? 'Firescribe is ready.'
      : `Firescribe runs; ${missing} of ${checks.length} things are missing.`;
  return {
    text: title,
    blocks: [section(`*${title}*`), section(lines.join('\n')), section(next)],
  };
}

const ABOUT = 'checklist';

/**
 * Posts the checklist while there is no incident yet, once, and again where it says something else by then: a conversation of two
 * cannot be looked through for it. What is missing is in the log as well: the channel may be what is missing. Resolves with whether
 * it was posted.
 */
export async function postChecklist(stage: Stage, channels: ChannelFinder): Promise<boolean> {
  const { told } = stage;
  const incidents = await stage.engine.questions.list({ limit: 1 }, PERFORMER);
  if (incidents.length > 0) {
    return false;
  }
  const channel = await operatorsPlace(stage, channels).catch(() => undefined);
  const before = await told.of(ABOUT);
  // Of a record that was lost since, or of an earlier Firescribe.
  if (!before && channel && (await findPosted(stage, { channel }, (mark) => mark.checklist === 1))) {
    return false;
  }
  const checks = await checkSlack(stage, channels);
  for (const { what, fix } of checks.filter(({ ok }) => !ok)) {
    stage.log.warn({ fix }, `Not so yet: ${what}.`);
  }
  const next = `Try \`/${escaped(stage.policy.command)} declare trying it out\` in any channel.`;
  const words = renderChecklist(checks, next);
  if (channel === undefined || before === digestOf(words)) {
    return false;
  }
  await post(stage, { channel }, words, { checklist: 1 });
  await told.note(ABOUT, digestOf(words));
  return true;
}
