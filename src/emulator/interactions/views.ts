// Owns views: the stack of modals a person has open, Home tabs, and how apps open, push, change and close them.
import { randomBytes } from 'node:crypto';
import { fillBlockIds } from '../blocks/ids.ts';
import { refusedView, validateView } from '../blocks/validate.ts';
import { invalidArguments, SlackError } from '../errors.ts';
import type { View } from '../surfaces.ts';
import { seconds, type Workspace } from '../workspace.ts';
import { carryOver, type Fields, isFields, stateOf } from './state.ts';

/** Slack's docs: views on top of each other. */
const DEEPEST_STACK = 3;

/** The view as an app gave it, checked. @throws SlackError as views.* do. */
export function checkedContent(given: unknown, kind: View['kind']): Fields {
  if (given === undefined) {
    throw invalidArguments(['missing required field: view']);
  }
  const refused = refusedView(validateView(given));
  if (refused) {
    const { ok: _, error, ...extra } = refused;
    throw new SlackError(error, extra);
  }
  if (!isFields(given) || given.type !== kind || !Array.isArray(given.blocks)) {
    const type = isFields(given) ? String(given.type) : '';
    throw invalidArguments([`unsupported type: ${type} [json-pointer:/view/type]`]);
  }
  return { ...given, blocks: fillBlockIds(given.blocks) };
}

export type NewView = { appId: string; user: string; content: Fields; kind: View['kind'] };

function make(workspace: Workspace, given: NewView, under?: View): View {
  const id = workspace.newId('V');
  refuseExternalId(workspace, given.content, id);
  const view: View = {
    id,
    kind: given.kind,
    appId: given.appId,
    user: given.user,
    hash: newHash(workspace),
    rootId: under?.rootId ?? id,
    ...(under ? { previousId: under.id } : {}),
    ...externalId(given.content),
    content: given.content,
    values: {},
    errors: {},
  };
  workspace.world.views.set(id, view);
  return view;
}

const externalId = (content: Fields) =>
  typeof content.external_id === 'string' && content.external_id !== ''
    ? { externalId: content.external_id }
    : {};

/** An external_id may stand on one view of the workspace only. */
function refuseExternalId(workspace: Workspace, content: Fields, except: string): void {
  const wanted = externalId(content).externalId;
  const taken = [...workspace.world.views.values()].some(
    (view) => view.id !== except && wanted !== undefined && view.externalId === wanted,
  );
  if (taken) {
    throw new SlackError('duplicate_external_id');
  }
}

const newHash = (workspace: Workspace) => `${seconds(workspace)}.${randomBytes(4).toString('hex')}`;

/** The modals this person has open, bottom first. */
export const stackOf = ({ world }: Workspace, user: string): View[] =>
  (world.modals.get(user) ?? []).flatMap((id) => world.views.get(id) ?? []);

/** Opens a modal as the only one: what was open before gives way. */
export function openModal(workspace: Workspace, given: Omit<NewView, 'kind'>): View {
  const view = make(workspace, { ...given, kind: 'modal' });
  clearModals(workspace, given.user);
  workspace.world.modals.set(given.user, [view.id]);
  workspace.changed({ kind: 'view', user: given.user, id: view.id });
  return view;
}

/** Puts a modal on top of `under`. @throws SlackError `push_limit_reached` at the fourth. */
export function pushModal(workspace: Workspace, under: View, content: Fields): View {
  const stack = stackOf(workspace, under.user);
  if (!stack.includes(under)) {
    throw new SlackError('not_found');
  }
  if (stack.length >= DEEPEST_STACK) {
    throw new SlackError('push_limit_reached');
  }
  const top = stack.at(-1) ?? under;
  const view = make(workspace, { appId: under.appId, user: under.user, content, kind: 'modal' }, top);
  workspace.world.modals.set(under.user, [...stack.map((each) => each.id), view.id]);
  workspace.changed({ kind: 'view', user: view.user, id: view.id });
  return view;
}

/** Replaces what a view shows. Inputs keep their state where block_id and action_id stay the same. */
export function changeView(workspace: Workspace, view: View, content: Fields): void {
  refuseExternalId(workspace, content, view.id);
  const state = stateOf(view.content.blocks, view.values);
  view.values = carryOver(state, content.blocks);
  view.content = content;
  view.errors = {};
  view.hash = newHash(workspace);
  view.externalId = externalId(content).externalId;
  workspace.changed({ kind: 'view', user: view.user, id: view.id });
}

export function publishHome(workspace: Workspace, appId: string, user: string, content: Fields): View {
  const { world } = workspace;
  const key = `${appId}/${user}`;
  const known = world.views.get(world.homes.get(key) ?? '');
  if (known) {
    changeView(workspace, known, content);
    return known;
  }
  const view = make(workspace, { appId, user, content, kind: 'home' });
  world.homes.set(key, view.id);
  workspace.changed({ kind: 'view', user, id: view.id });
  return view;
}

/** Takes one modal away; what is below shows again. */
export function closeView(workspace: Workspace, view: View): void {
  workspace.world.views.delete(view.id);
  setStack(
    workspace,
    view.user,
    stackOf(workspace, view.user).filter((each) => each !== view),
  );
}

export function clearModals(workspace: Workspace, user: string): void {
  for (const view of stackOf(workspace, user)) {
    workspace.world.views.delete(view.id);
  }
  setStack(workspace, user, []);
}

function setStack(workspace: Workspace, user: string, stack: View[]): void {
  if (stack.length > 0) {
    workspace.world.modals.set(
      user,
      stack.map((view) => view.id),
    );
  } else {
    workspace.world.modals.delete(user);
  }
  workspace.changed({ kind: 'view', user });
}
