// Owns block_actions and block_suggestion: a person presses a button or chooses from a menu, in a message or a view.
import { z } from 'zod';
import { messageJson } from '../render/message.ts';
import type { Workspace } from '../workspace.ts';
import type { User } from '../world.ts';
import { type Entry, entered, option, optionsOf } from './choose.ts';
import { elementIn, type Spot, spotAt, type Where } from './find.ts';
import { acting, basics, channelField } from './payload.ts';
import { noteUnusable, TROUBLE } from './people.ts';
import { makeResponseUrl } from './response-urls.ts';
import { type Fields, isFields, type Located, stateOf } from './state.ts';
import { viewWithState } from './view-object.ts';

/**
 * Presses or chooses; resolves when the app has acknowledged. In an input block nothing is sent unless it dispatches.
 * @throws Error when there is no such element, the choice is not offered, or the app does not acknowledge.
 */
export async function click(
  workspace: Workspace,
  user: User,
  where: Where,
  wanted: string,
  entry?: Entry,
): Promise<void> {
  const spot = spotAt(workspace, user, where);
  const found = elementIn(spot, wanted);
  const outcome = await outcomeOf(workspace, user, spot, found, entry);
  if (found.block.type === 'input' && found.block.dispatch_action !== true) {
    return;
  }
  const act = acting(workspace, spot.app, user, spot.kind === 'view' ? spot.view.id : undefined);
  const action = {
    ...outcome,
    type: found.element.type,
    action_id: found.actionId,
    block_id: found.blockId,
    action_ts: act.action_ts,
  };
  const answer = await workspace.delivery.deliverInteraction(spot.app, {
    type: 'block_actions',
    ...basics(workspace, spot.app, user),
    trigger_id: act.trigger_id,
    container: containerOf(spot),
    ...placeFields(workspace, user, spot),
    actions: [action],
  });
  if (!answer.ok) {
    throw new Error(TROUBLE);
  }
}

/** The fields an act adds to its action; a value that is kept is kept now. */
async function outcomeOf(
  workspace: Workspace,
  user: User,
  spot: Spot,
  { element, blockId, actionId }: Located,
  entry: Entry | undefined,
): Promise<Fields> {
  switch (element.type) {
    case 'button':
    case 'icon_button':
    case 'workflow_button':
      return { text: element.text, ...(element.value === undefined ? {} : { value: element.value }) };
    case 'feedback_buttons': {
      const pressed = entry === 'negative' ? element.negative_button : element.positive_button;
      return isFields(pressed) ? { text: pressed.text, value: pressed.value } : {};
    }
    case 'overflow':
      return { selected_option: option(element, String(entry)) };
    default: {
      if (entry === undefined) {
        throw new Error(`"${actionId}" needs a value to choose or enter.`);
      }
      const value = await chosen(workspace, user, spot, element, actionId, entry);
      spot.values[blockId] = { ...spot.values[blockId], [actionId]: value };
      const { type: _, ...fields } = value;
      return fields;
    }
  }
}

/** The value entered; for external menus the app is asked for its options first, as the client does. */
export async function chosen(
  workspace: Workspace,
  user: User,
  spot: Spot,
  element: Fields,
  actionId: string,
  entry: Entry,
): Promise<Fields> {
  if (!String(element.type).endsWith('external_select') || entry === null) {
    return entered(workspace, user, element, entry);
  }
  const wanted = (Array.isArray(entry) ? entry : [entry]).map(String);
  const picked = [];
  for (const each of wanted) {
    const offered = await suggestions(workspace, user, spot, actionId, each);
    picked.push(option({ options: offered }, each));
  }
  return element.type === 'external_select'
    ? { type: element.type, selected_option: picked[0] }
    : { type: element.type, selected_options: picked };
}

const suggested = z.union([
  z.looseObject({ options: z.array(z.looseObject({})) }),
  z.looseObject({ option_groups: z.array(z.looseObject({})) }),
]);

/** Asks the app for the options of an external menu that fit what the person has typed. */
export async function suggestions(
  workspace: Workspace,
  user: User,
  spot: Spot,
  wanted: string,
  query: string,
): Promise<Fields[]> {
  const { actionId, blockId } = elementIn(spot, wanted);
  const answer = await workspace.delivery.deliverInteraction(spot.app, {
    type: 'block_suggestion',
    ...basics(workspace, spot.app, user),
    action_id: actionId,
    block_id: blockId,
    value: query,
    container: containerOf(spot),
    ...(spot.kind === 'view' ? { view: viewWithState(workspace, spot.view) } : {}),
  });
  const read = suggested.safeParse(answer.ok ? answer.body : undefined);
  if (!read.success) {
    noteUnusable(workspace, spot.app, actionId, 'no options', answer.ok ? answer.body : answer.reason);
    throw new Error(TROUBLE);
  }
  return optionsOf(read.data);
}

function containerOf(spot: Spot): Fields {
  if (spot.kind === 'view') {
    return { type: 'view', view_id: spot.view.id };
  }
  return {
    type: 'message',
    message_ts: spot.ts,
    channel_id: spot.channel.id,
    is_ephemeral: spot.message === undefined,
    ...(spot.threadTs ? { thread_ts: spot.threadTs } : {}),
  };
}

/** Where it happened: a view carries its state; a message its channel, its content and a response address. */
function placeFields(workspace: Workspace, user: User, spot: Spot): Fields {
  if (spot.kind === 'view') {
    return { view: viewWithState(workspace, spot.view) };
  }
  const { channel, message, ts } = spot;
  const place = { appId: spot.app.id, user: user.id, channel: channel.id, messageTs: ts };
  return {
    channel: channelField(channel),
    ...(message ? { message: messageJson(workspace, channel, message) } : {}),
    state: { values: stateOf(spot.blocks, spot.values) },
    response_url: makeResponseUrl(workspace, 'actions', place),
  };
}
