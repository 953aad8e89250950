// Owns what a person can do with apps: commands, shortcuts, buttons, modals, the Home tab, canvases.
import { mayWrite } from '../canvas/access.ts';
import { changeCanvas, typeOver } from '../canvas/acts.ts';
import type { CanvasChange } from '../canvas/edit.ts';
import { asPerson } from '../refusals.ts';
import type { View } from '../surfaces.ts';
import type { Workspace } from '../workspace.ts';
import type { User } from '../world.ts';
import type { Entry } from './choose.ts';
import { click, suggestions } from './click.ts';
import { closeModal } from './close.ts';
import { type SlashResult, slash } from './commands.ts';
import { spotAt, type Where } from './find.ts';
import { openHome } from './home.ts';
import { globalShortcut, messageShortcut } from './shortcuts.ts';
import type { Fields } from './state.ts';
import { type Entries, fill, type SubmitResult, submit } from './submit.ts';
import { stackOf } from './views.ts';

export type CanvasEdit = CanvasChange | { operation: 'type_over'; text: string; markdown: string };

/** Each act rejects with the words Slack's client would show. */
export type AppActs = {
  /** `line`: the command with its text. What it answered at once. Refused in threads, as in Slack. */
  slash(channel: string, line: string, options?: { thread?: string }): Promise<SlashResult>;
  shortcut(callbackId: string): Promise<void>;
  messageShortcut(channel: string, ts: string, callbackId: string): Promise<void>;
  /** `what`: action id, or what is written on it. `value` for menus, pickers and inputs. */
  click(where: Where, what: string, value?: Entry): Promise<void>;
  /** The options an external menu offers for what was typed. */
  suggest(where: Where, what: string, query: string): Promise<Fields[]>;
  /** Enters values in the modal on top. */
  fill(entries: Entries): Promise<void>;
  /** Enters values and submits the modal on top. */
  submit(entries?: Entries): Promise<SubmitResult>;
  closeModal(options?: { all?: boolean }): Promise<void>;
  /** The modal on top. */
  modal(): View | undefined;
  /** Opens the Home tab, which tells the app. What it shows by now. */
  home(appId?: string): View | undefined;
  /** Types over the section that says `text`, whose id stays; or one of the operations of canvases.edit. */
  editCanvas(canvasId: string, edit: CanvasEdit): Promise<void>;
};

export function appActs(workspace: Workspace, user: User): AppActs {
  return {
    slash: asPerson((channel: string, line: string, options?: { thread?: string }) =>
      slash(workspace, user, channel, line, options),
    ),
    shortcut: asPerson((callbackId: string) => globalShortcut(workspace, user, callbackId)),
    messageShortcut: asPerson((channel: string, ts: string, callbackId: string) =>
      messageShortcut(workspace, user, channel, ts, callbackId),
    ),
    click: asPerson((where: Where, what: string, value?: Entry) =>
      click(workspace, user, where, what, value),
    ),
    suggest: asPerson((where: Where, what: string, query: string) =>
      suggestions(workspace, user, spotAt(workspace, user, where), what, query),
    ),
    fill: asPerson((entries: Entries) => fill(workspace, user, entries)),
    submit: asPerson((entries?: Entries) => submit(workspace, user, entries)),
    closeModal: asPerson((options?: { all?: boolean }) => closeModal(workspace, user, options)),
    modal: () => stackOf(workspace, user.id).at(-1),
    home: (appId) => openHome(workspace, user, appId),
    editCanvas: asPerson((canvasId: string, edit: CanvasEdit) => editCanvas(workspace, user, canvasId, edit)),
  };
}

/** Changes a canvas as people do. @throws SlackError with a detail when the change cannot be made */
function editCanvas(workspace: Workspace, user: User, canvasId: string, edit: CanvasEdit): void {
  const canvas = workspace.world.canvases.get(canvasId);
  if (!canvas || canvas.deleted || !mayWrite(workspace.world, canvas, user.id)) {
    throw new Error(`${user.name} cannot edit the canvas ${canvasId}.`);
  }
  if (edit.operation === 'type_over') {
    typeOver(workspace, canvas, edit, user.id);
  } else {
    changeCanvas(workspace, canvas, edit, user.id);
  }
}
