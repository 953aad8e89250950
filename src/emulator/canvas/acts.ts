// Owns what happens to canvases, whoever does it: made, changed, deleted, with the files and events that go with it.
import { SlackError } from '../errors.ts';
import type { Canvas } from '../surfaces.ts';
import { nextTs, seconds, stamp, type Workspace } from '../workspace.ts';
import { type CanvasChange, type EditProblem, editSections, newSections, rewriteSection } from './edit.ts';
import type { CanvasWays } from './ways.ts';

export type NewCanvas = {
  title: string;
  markdown: string;
  /** User id of who makes it. */
  owner: string;
  channel?: string;
  isChannelCanvas: boolean;
};

/** @throws SlackError with `refusal` as its code where the Markdown is refused. */
export function createCanvas(workspace: Workspace, given: NewCanvas, refusal: string): Canvas {
  const { world } = workspace;
  const id = workspace.newId('F');
  const made = newSections(id, given.markdown, given.owner, workspace.newId('canvas'));
  if (!('sections' in made)) {
    throw refused(made, refusal);
  }
  const canvas: Canvas = {
    id,
    title: given.title || 'Untitled',
    owner: given.owner,
    created: seconds(workspace),
    updated: seconds(workspace),
    ...(given.channel ? { channel: given.channel } : {}),
    isChannelCanvas: given.isChannelCanvas,
    sections: made.sections,
    access: [],
    deleted: false,
  };
  world.canvases.set(id, canvas);
  addFace(workspace, canvas);
  const channel = given.channel ? world.channels.get(given.channel) : undefined;
  if (channel && given.isChannelCanvas) {
    channel.canvasId = id;
  }
  workspace.changed({ kind: 'canvas', id, ...(given.channel ? { channel: given.channel } : {}) });
  return canvas;
}

/** The file that a canvas is to files.info and files.list, shared silently where it is a tab. */
function addFace(workspace: Workspace, canvas: Canvas): void {
  const channel = canvas.channel ? workspace.world.channels.get(canvas.channel) : undefined;
  workspace.world.files.set(canvas.id, {
    id: canvas.id,
    name: '-',
    title: canvas.title,
    mimetype: 'application/vnd.slack-docs',
    bytes: new Uint8Array(),
    user: canvas.owner,
    created: canvas.created,
    shares: channel ? [{ channel: channel.id, ts: nextTs(workspace, channel) }] : [],
    canvasId: canvas.id,
    deleted: false,
  });
  const about = { file_id: canvas.id, file: { id: canvas.id }, user_id: canvas.owner };
  workspace.emit(
    { type: 'file_created', ...about, event_ts: stamp(workspace) },
    channel ? { channel } : undefined,
  );
}

/**
 * `ways`: for apps, whose changes come out otherwise here and there.
 * @throws SlackError `canvas_editing_failed` with a detail, or `canvas_too_large`; then nothing has changed.
 */
export function changeCanvas(
  workspace: Workspace,
  canvas: Canvas,
  change: CanvasChange,
  who: string,
  ways: CanvasWays = {},
): void {
  settle(workspace, canvas, editSections(canvas, change, who, workspace.newId('edit'), ways));
}

/** What a person typed over the section that says `text`. @throws SlackError as changeCanvas does */
export function typeOver(
  workspace: Workspace,
  canvas: Canvas,
  { text, markdown }: { text: string; markdown: string },
  who: string,
): void {
  settle(workspace, canvas, rewriteSection(canvas, text, markdown, who));
}

function settle(workspace: Workspace, canvas: Canvas, problem: EditProblem | undefined): void {
  if (problem) {
    throw refused(problem, 'canvas_editing_failed');
  }
  canvas.updated = seconds(workspace);
  const file = workspace.world.files.get(canvas.id);
  if (file) {
    file.title = canvas.title;
  }
  const channel = canvas.channel ? workspace.world.channels.get(canvas.channel) : undefined;
  workspace.emit(
    { type: 'file_change', file_id: canvas.id, file: { id: canvas.id }, event_ts: stamp(workspace) },
    channel ? { channel } : undefined,
  );
  workspace.changed({ kind: 'canvas', id: canvas.id, ...(channel ? { channel: channel.id } : {}) });
}

/** Deleting cannot be undone. On a free plan the tab stays and blocks a new canvas, as has been reported of Slack. */
export function deleteCanvas(workspace: Workspace, canvas: Canvas): void {
  const { world } = workspace;
  canvas.deleted = true;
  const file = world.files.get(canvas.id);
  if (file) {
    file.deleted = true;
  }
  const channel = canvas.channel ? world.channels.get(canvas.channel) : undefined;
  if (channel?.canvasId === canvas.id && world.team.plan === 'paid') {
    channel.canvasId = undefined;
  }
  workspace.emit(
    { type: 'file_deleted', file_id: canvas.id, event_ts: stamp(workspace) },
    channel ? { channel } : undefined,
  );
  workspace.changed({ kind: 'canvas', id: canvas.id, ...(channel ? { channel: channel.id } : {}) });
}

function refused(problem: EditProblem, code: string): SlackError {
  return 'tooLarge' in problem
    ? new SlackError('canvas_too_large')
    : new SlackError(code, { detail: problem.detail });
}
