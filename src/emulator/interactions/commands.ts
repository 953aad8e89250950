// Owns slash commands: what a person types becomes Slack's form, and the answer becomes what they see.

import type { AckResult } from '../delivery.ts';
import { SlackError } from '../errors.ts';
import { channelFor } from '../person/find.ts';
import { escaped } from '../text.ts';
import type { Workspace } from '../workspace.ts';
import type { App, Channel, User, World } from '../world.ts';
import { channelNameFor } from './payload.ts';
import { noteUnusable } from './people.ts';
import { readResponse, respond } from './respond.ts';
import { makeResponseUrl } from './response-urls.ts';
import { isFields } from './state.ts';
import { makeTrigger } from './triggers.ts';

export type SlashResult = {
  /** False for an empty ack: the person sees nothing for now. */
  answered: boolean;
  inChannel: boolean;
  text: string;
  blocks?: unknown[];
  /** Of the message or ephemeral that shows the answer. */
  ts?: string;
};

/**
 * Sends `/command text` as this person would from the composer of a channel.
 * @throws Error with the words Slackbot says when the command is unknown, used in a thread, or fails.
 */
export async function slash(
  workspace: Workspace,
  user: User,
  where: string,
  line: string,
  options: { thread?: string } = {},
): Promise<SlashResult> {
  const channel = channelFor(workspace, user, where);
  const [, command = '', typed = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(line) ?? [];
  if (options.thread) {
    throw new Error(`${command} is not supported in threads. Sorry!`);
  }
  const owner = ownerOf(workspace.world, command);
  if (!owner) {
    throw new Error(`${command || line} is not a valid command.`);
  }
  if (channel.archived) {
    throw new Error('This channel is archived: nothing can be sent here.');
  }
  const text = owner.escapes ? encoded(workspace.world, typed) : plain(workspace.world, typed);
  const { app } = owner;
  const form = formOf(workspace, app, user, channel, command, text.trim());
  const answer = await workspace.delivery.deliverCommand(app, form);
  return shown(workspace, app, user, channel, command, answer);
}

/** Commands are not namespaced: the app installed last has it. */
function ownerOf(world: World, name: string): { app: App; escapes: boolean } | undefined {
  for (const app of [...world.apps.values()].reverse()) {
    const command = app.manifest.features.slash_commands.find((each) => each.command === name);
    if (command) {
      return { app, escapes: command.should_escape };
    }
  }
  return undefined;
}

function formOf(
  workspace: Workspace,
  app: App,
  user: User,
  channel: Channel,
  command: string,
  text: string,
): Record<string, string> {
  const { team } = workspace.world;
  return {
    token: app.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    ...(team.enterprise ? { enterprise_id: team.enterprise.id, enterprise_name: team.enterprise.name } : {}),
    channel_id: channel.id,
    channel_name: channelNameFor(channel),
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: makeResponseUrl(workspace, 'commands', {
      appId: app.id,
      user: user.id,
      channel: channel.id,
    }),
    trigger_id: makeTrigger(workspace, app.id, user.id),
  };
}

function shown(
  workspace: Workspace,
  app: App,
  user: User,
  channel: Channel,
  command: string,
  answer: AckResult,
): SlashResult {
  if (!answer.ok) {
    const error = answer.reason === 'timeout' ? 'operation_timeout' : 'dispatch_failed';
    throw new Error(`${command} failed with the error "${error}"`);
  }
  const { body } = answer;
  if (saysNothing(body)) {
    return { answered: false, inChannel: false, text: '' };
  }
  try {
    const response = readResponse(typeof body === 'string' ? { text: body } : body);
    const place = { appId: app.id, user: user.id, channel: channel.id };
    const { message, ephemeral } = respond(workspace, place, response);
    const seen = message ?? ephemeral;
    return {
      answered: true,
      inChannel: message !== undefined,
      text: seen?.text ?? '',
      ...(seen?.blocks ? { blocks: seen.blocks } : {}),
      ...(seen ? { ts: seen.ts } : {}),
    };
  } catch (error) {
    if (!(error instanceof SlackError)) {
      throw error;
    }
    noteUnusable(workspace, app, command, error.code, body);
    throw new Error(`${command} failed with the error "invalid_command_response"`);
  }
}

/** An empty ack, or one that only says how a later answer would be seen. */
const saysNothing = (body: unknown) =>
  !body || (isFields(body) && ['text', 'blocks', 'attachments'].every((key) => body[key] === undefined));

/** With escaping on: people and channels as ids with their names, links in brackets, & < > as entities. */
function encoded(world: World, typed: string): string {
  return escaped(plain(world, typed))
    .replace(/(^|[\s(])@([a-z0-9][a-z0-9._-]*)/g, (whole, before: string, name: string) => {
      const user = [...world.users.values()].find((each) => each.name === name);
      const group = [...world.groups.values()].find((each) => each.handle === name);
      const mention = user ? `<@${user.id}|${user.name}>` : group && `<!subteam^${group.id}|@${name}>`;
      return mention ? before + mention : whole;
    })
    .replace(/(^|[\s(])#([a-z0-9_-]+)/g, (whole, before: string, name: string) => {
      const channel = [...world.channels.values()].find((each) => each.name === name);
      return channel ? `${before}<#${channel.id}|${name}>` : whole;
    })
    .replace(/(^|\s)(https?:\/\/[^\s<>]+)/g, '$1<$2>');
}

/** With escaping off: names as they are read, also where a person was picked from the list. */
function plain(world: World, typed: string): string {
  return typed
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (whole, id: string) => {
      const user = world.users.get(id);
      return user ? `@${user.name}` : whole;
    })
    .replace(/<#(C[A-Z0-9]+)(?:\|[^>]*)?>/g, (whole, id: string) => {
      const channel = world.channels.get(id);
      return channel ? `#${channel.name}` : whole;
    });
}
