// Owns what a person enters: the value for an element as Slack's client would send it, from the words of a test or page.
import { addFile } from '../files/acts.ts';
import { fileJson } from '../render/file.ts';
import type { Workspace } from '../workspace.ts';
import type { User, World } from '../world.ts';
import { type Fields, isFields, slotOf } from './state.ts';

/** A file a person picks for a file_input. */
export type PickedFile = { name: string; mimetype: string; bytes: Uint8Array };

/**
 * What a person enters: text for inputs; the value or the text of an option for menus, radio buttons and checkboxes (a list
 * where several may be chosen); a user id or name; a channel id or name; `YYYY-MM-DD`; `HH:mm`; seconds since 1970; files.
 * null empties the element.
 */
export type Entry = string | number | string[] | PickedFile[] | null;

/** `{type, value}` and its like for `state.values`. @throws Error when the client would not offer that. */
export function entered(workspace: Workspace, user: User, element: Fields, entry: Entry): Fields {
  const slot = slotOf(element);
  if (!slot) {
    throw new Error(`A ${String(element.type)} keeps no value.`);
  }
  const value = entry === null ? slot.empty : valueFor(workspace, user, element, entry);
  return { type: element.type, [slot.report]: value };
}

function valueFor(workspace: Workspace, user: User, element: Fields, entry: Entry): unknown {
  const { world } = workspace;
  const several = () => limited<unknown>(element, Array.isArray(entry) ? entry : [entry]).map(String);
  switch (element.type) {
    case 'static_select':
    case 'radio_buttons':
      return option(element, String(entry));
    case 'checkboxes':
    case 'multi_static_select':
      return several().map((each) => option(element, each));
    case 'users_select':
      return userId(world, String(entry));
    case 'multi_users_select':
      return several().map((each) => userId(world, each));
    case 'channels_select':
    case 'conversations_select':
      return channelId(world, user, element, String(entry));
    case 'multi_channels_select':
    case 'multi_conversations_select':
      return several().map((each) => channelId(world, user, element, each));
    case 'datetimepicker':
      return Number(entry);
    case 'datepicker':
      return matching(String(entry), /^\d{4}-\d{2}-\d{2}$/);
    case 'timepicker':
      return matching(String(entry), /^([01]\d|2[0-3]):[0-5]\d$/);
    case 'rich_text_input':
      return richText(String(entry));
    case 'file_input':
      return pickedFiles(workspace, user, entry);
    default:
      return typed(element, String(entry));
  }
}

/** Slack's client takes no more characters than max_length. */
function typed(element: Fields, text: string): string {
  const most = typeof element.max_length === 'number' ? element.max_length : 3_000;
  if (text.length > most) {
    throw new Error(`The input takes ${most} characters at most; this text has ${text.length}.`);
  }
  return text;
}

function limited<T>(element: Fields, list: T[]): T[] {
  const most = element.max_selected_items ?? element.max_files;
  if (typeof most === 'number' && list.length > most) {
    throw new Error(`Only ${most} can be chosen here.`);
  }
  return list;
}

/** Every option of an element, those in groups included. */
export function optionsOf(element: Fields): Fields[] {
  const groups: unknown[] = Array.isArray(element.option_groups) ? element.option_groups : [];
  const lists: unknown[] = [element.options, ...groups.map((group) => isFields(group) && group.options)];
  return lists.flat().filter(isFields);
}

export const optionText = (choice: Fields): string =>
  isFields(choice.text) && typeof choice.text.text === 'string' ? choice.text.text : '';

/** By its value, else by what it reads. */
export function option(element: Fields, wanted: string): Fields {
  const offered = optionsOf(element);
  const found =
    offered.find((choice) => choice.value === wanted) ??
    offered.find((choice) => optionText(choice) === wanted);
  if (!found) {
    const list = offered.map((choice) => `${optionText(choice)} (${String(choice.value)})`).join(', ');
    throw new Error(`"${wanted}" is not offered here. Offered: ${list || 'nothing'}.`);
  }
  return found;
}

function userId(world: World, idOrName: string): string {
  const name = idOrName.replace(/^@/, '');
  const user = world.users.get(idOrName) ?? [...world.users.values()].find((each) => each.name === name);
  if (!user) {
    throw new Error(`There is nobody called ${idOrName} to choose.`);
  }
  return user.id;
}

/** channels_select offers public channels only; the others what this person is in. */
function channelId(world: World, user: User, element: Fields, idOrName: string): string {
  const name = idOrName.replace(/^#/, '');
  const channel =
    world.channels.get(idOrName) ?? [...world.channels.values()].find((each) => each.name === name);
  const publicOnly = String(element.type).endsWith('channels_select');
  const offered =
    channel && (channel.kind === 'public' || (!publicOnly && channel.members.includes(user.id)));
  if (!channel || !offered) {
    throw new Error(`There is no channel ${idOrName} to choose.`);
  }
  return channel.id;
}

function matching(text: string, pattern: RegExp): string {
  if (!pattern.test(text)) {
    throw new Error(`"${text}" cannot be picked here.`);
  }
  return text;
}

const richText = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});

function pickedFiles(workspace: Workspace, user: User, entry: Entry): unknown[] {
  const files = (Array.isArray(entry) ? entry : []).filter(
    (each): each is PickedFile => typeof each === 'object',
  );
  return files.map((file) =>
    fileJson(
      workspace.world,
      workspace.url(),
      addFile(workspace, { id: workspace.newId('F'), ...file, user: user.id }),
    ),
  );
}
