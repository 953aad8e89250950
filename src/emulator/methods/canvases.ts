// Methods of the canvases family, and conversations.canvases.create.
import { z } from 'zod';
import { mayRead, mayWrite } from '../canvas/access.ts';
import { changeCanvas, createCanvas, deleteCanvas } from '../canvas/acts.ts';
import { readChange, readContent, readCriteria } from '../canvas/arguments.ts';
import { canvasHtml } from '../canvas/html.ts';
import { lookUp, markdownOf } from '../canvas/sections.ts';
import { SlackError } from '../errors.ts';
import type { Canvas } from '../surfaces.ts';
import type { Channel } from '../world.ts';
import { json, list, text } from './args.ts';
import { knownChannel } from './channel-rules.ts';
import { type Call, type Method, method } from './method.ts';

/** What an administrator switched off is off for apps whatever they ask for. */
function requireOn(call: Call): void {
  if (call.canvasWays().off) {
    throw new SlackError('canvas_disabled_user_team');
  }
}

/** The canvas as this caller sees it: one that does not exist and one out of sight answer alike. */
function canvasFor(call: Call, id: string, deleted = 'canvas_not_found'): Canvas {
  requireOn(call);
  const canvas = call.world.canvases.get(id);
  if (!canvas || !mayRead(call.world, canvas, call.actor.id)) {
    throw new SlackError('canvas_not_found');
  }
  if (canvas.deleted) {
    throw new SlackError(deleted);
  }
  return canvas;
}

function writable(call: Call, id: string): Canvas {
  const canvas = canvasFor(call, id);
  if (!mayWrite(call.world, canvas, call.actor.id)) {
    throw new SlackError('restricted_action');
  }
  return canvas;
}

/** The channel whose tab a canvas becomes: the caller must be in it, and it must be open. */
function tabChannel(call: Call, id: string): Channel {
  const channel = call.world.channels.get(id);
  if (!channel || (channel.kind !== 'public' && !channel.members.includes(call.actor.id))) {
    throw new SlackError('channel_not_found');
  }
  if (!channel.members.includes(call.actor.id)) {
    throw new SlackError('not_in_channel');
  }
  if (channel.archived) {
    throw new SlackError('is_archived');
  }
  return channel;
}

const hasTab = (call: Call, channel: Channel) =>
  channel.canvasId !== undefined ||
  [...call.world.canvases.values()].some((canvas) => canvas.channel === channel.id && !canvas.deleted);

const content = { title: text().optional(), document_content: json().optional() };

const create = method({
  name: 'canvases.create',
  args: z.object({ ...content, channel_id: text().optional() }),
  scopes: ['canvases:write'],
  tier: 2,
  json: true,
  run(call, args) {
    requireOn(call);
    const markdown = readContent(args.document_content);
    const free = call.world.team.plan === 'free';
    if (free && !args.channel_id) {
      throw new SlackError('free_teams_cannot_create_non_tabbed_canvases');
    }
    const channel = args.channel_id ? tabChannel(call, args.channel_id) : undefined;
    if (free && channel && hasTab(call, channel)) {
      throw new SlackError('free_team_canvas_tab_already_exists');
    }
    const canvas = createCanvas(
      call,
      {
        title: args.title ?? '',
        markdown,
        owner: call.actor.id,
        isChannelCanvas: false,
        ...(channel ? { channel: channel.id } : {}),
      },
      'canvas_creation_failed',
    );
    return { canvas_id: canvas.id };
  },
});

const createInChannel = method({
  name: 'conversations.canvases.create',
  args: z.object({ channel_id: text(), ...content }),
  scopes: ['canvases:write'],
  tier: 2,
  json: true,
  run(call, args) {
    requireOn(call);
    const markdown = readContent(args.document_content);
    const channel = tabChannel(call, args.channel_id);
    if (call.world.team.plan === 'free' && hasTab(call, channel)) {
      throw new SlackError('free_team_canvas_tab_already_exists');
    }
    if (channel.canvasId) {
      throw new SlackError('channel_canvas_already_exists');
    }
    const canvas = createCanvas(
      call,
      { title: args.title ?? '', markdown, owner: call.actor.id, channel: channel.id, isChannelCanvas: true },
      'canvas_creation_failed',
    );
    return { canvas_id: canvas.id };
  },
});

const edit = method({
  name: 'canvases.edit',
  args: z.object({ canvas_id: text(), changes: json() }),
  scopes: ['canvases:write'],
  tier: 3,
  json: true,
  run(call, args) {
    const change = readChange(args.changes);
    const canvas = writable(call, args.canvas_id);
    if (call.world.team.plan === 'free' && !canvas.channel) {
      throw new SlackError('free_teams_cannot_edit_standalone_canvases');
    }
    changeCanvas(call, canvas, change, call.actor.id, call.canvasWays());
    return {};
  },
});

const lookup = method({
  name: 'canvases.sections.lookup',
  args: z.object({ canvas_id: text(), criteria: json() }),
  scopes: ['canvases:read'],
  tier: 3,
  json: true,
  run(call, args) {
    const criteria = readCriteria(args.criteria);
    return { sections: lookUp(canvasFor(call, args.canvas_id, 'canvas_deleted'), criteria) };
  },
});

const remove = method({
  name: 'canvases.delete',
  args: z.object({ canvas_id: text() }),
  scopes: ['canvases:write'],
  tier: 3,
  json: true,
  run(call, args) {
    deleteCanvas(call, writable(call, args.canvas_id));
    return {};
  },
});

const getContent = method({
  name: 'canvases.getContent',
  args: z.object({ canvas_id: text(), content_type: z.enum(['markdown', 'html']).default('markdown') }),
  scopes: ['canvases:read'],
  tier: 3,
  json: true,
  run(call, args) {
    const canvas = canvasFor(call, args.canvas_id);
    return { content: args.content_type === 'html' ? canvasHtml(canvas) : markdownOf(canvas) };
  },
});

const levels = z.enum(['read', 'write', 'owner']);
const whom = { canvas_id: text(), channel_ids: ids().optional(), user_ids: ids().optional() };

/** A list, or the JSON of one. */
function ids() {
  return json()
    .pipe(z.union([z.array(z.string()), z.string()]))
    .pipe(list());
}

type Whom = { canvas_id: string; channel_ids?: string[]; user_ids?: string[] };

/** One channel or one person per call, never both (the schema Slack publishes); a channel canvas follows its channel. */
function shareFor(call: Call, args: Whom): { canvas: Canvas; kind: 'channel' | 'user'; id: string } {
  const canvas = writable(call, args.canvas_id);
  if (canvas.isChannelCanvas) {
    throw new SlackError('canvas_not_found');
  }
  const both = [...(args.channel_ids ?? []), ...(args.user_ids ?? [])];
  const id = both[0];
  if (id === undefined || both.length > 1) {
    throw new SlackError('invalid_parameters');
  }
  const kind = args.channel_ids?.length ? 'channel' : 'user';
  if (kind === 'channel') {
    knownChannel(call, id);
  } else if (call.world.users.get(id)?.deleted ?? true) {
    throw new SlackError('user_not_found');
  }
  return { canvas, kind, id };
}

const nothingFailed = { failed_to_update_channel_ids: [], failed_to_update_user_ids: [] };

const setAccess = method({
  name: 'canvases.access.set',
  args: z.object({ ...whom, access_level: levels }),
  scopes: ['canvases:write'],
  tier: 3,
  json: true,
  run(call, args) {
    const { canvas, kind, id } = shareFor(call, args);
    if (args.access_level === 'owner' && kind === 'channel') {
      throw new SlackError('invalid_parameters');
    }
    canvas.access = canvas.access.filter((given) => given.id !== id);
    canvas.access.push({ kind, id, level: args.access_level });
    if (args.access_level === 'owner') {
      canvas.owner = id;
    }
    call.changed({ kind: 'canvas', id: canvas.id });
    return nothingFailed;
  },
});

const deleteAccess = method({
  name: 'canvases.access.delete',
  args: z.object(whom),
  scopes: ['canvases:write'],
  tier: 3,
  json: true,
  run(call, args) {
    const { canvas, id } = shareFor(call, args);
    canvas.access = canvas.access.filter((given) => given.id !== id);
    call.changed({ kind: 'canvas', id: canvas.id });
    return nothingFailed;
  },
});

export const canvasMethods: Method[] = [
  create,
  createInChannel,
  edit,
  lookup,
  remove,
  getContent,
  setAccess,
  deleteAccess,
];
