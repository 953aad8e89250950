// Owns the modal on top: filling it in, submitting it, and what the app's answer does to it.
import { z } from 'zod';
import { SlackError } from '../errors.ts';
import type { View } from '../surfaces.ts';
import type { Workspace } from '../workspace.ts';
import type { App, User } from '../world.ts';
import { clientErrors } from './check-inputs.ts';
import type { Entry } from './choose.ts';
import { chosen } from './click.ts';
import { elementIn, type Spot, spotAt } from './find.ts';
import { acting, basics } from './payload.ts';
import { noteUnusable, TROUBLE } from './people.ts';
import { makeResponseUrl } from './response-urls.ts';
import { type Fields, isFields, locate } from './state.ts';
import { viewWithState } from './view-object.ts';
import { changeView, checkedContent, clearModals, closeView, pushModal } from './views.ts';

/** By block id, action id, or the label a person reads. */
export type Entries = Record<string, Entry>;

export type SubmitResult = {
  /** `refused`: the modal stays, with errors under its inputs. */
  outcome: 'refused' | 'closed' | 'updated' | 'pushed' | 'cleared';
  /** Sentences by block id; empty unless refused. */
  errors: Record<string, string>;
};

type ViewSpot = Extract<Spot, { kind: 'view' }>;

function topSpot(workspace: Workspace, user: User): ViewSpot {
  const spot = spotAt(workspace, user, 'modal');
  if (spot.kind !== 'view') {
    throw new Error(`${user.name} has no modal open.`);
  }
  return spot;
}

/** Enters values in the modal on top without sending it. @throws Error for what the client would not take. */
export async function fill(workspace: Workspace, user: User, entries: Entries): Promise<void> {
  const spot = topSpot(workspace, user);
  for (const [wanted, entry] of Object.entries(entries)) {
    const { element, blockId, actionId } = elementIn(spot, wanted);
    const value = await chosen(workspace, user, spot, element, actionId, entry);
    spot.values[blockId] = { ...spot.values[blockId], [actionId]: value };
  }
  workspace.changed({ kind: 'view', user: user.id, id: spot.view.id });
}

/** Fills in and submits the modal on top. @throws Error with Slack's words when the app does not answer properly. */
export async function submit(workspace: Workspace, user: User, entries: Entries = {}): Promise<SubmitResult> {
  await fill(workspace, user, entries);
  const { app, view } = topSpot(workspace, user);
  if (!view.content.submit) {
    throw new Error('This modal has no submit button.');
  }
  const errors = clientErrors(view);
  if (Object.keys(errors).length > 0) {
    return refusedWith(workspace, view, errors);
  }
  const { trigger_id } = acting(workspace, app, user, view.id);
  const answer = await workspace.delivery.deliverInteraction(app, {
    type: 'view_submission',
    ...basics(workspace, app, user),
    trigger_id,
    view: viewWithState(workspace, view),
    response_urls: responseUrls(workspace, app, user, view),
  });
  if (!answer.ok) {
    throw new Error(TROUBLE);
  }
  return answered(workspace, app, view, answer.body);
}

function refusedWith(workspace: Workspace, view: View, errors: Record<string, string>): SubmitResult {
  view.errors = errors;
  workspace.changed({ kind: 'view', user: view.user, id: view.id });
  return { outcome: 'refused', errors };
}

/** One for each conversation menu that asked for it. */
function responseUrls(workspace: Workspace, app: App, user: User, view: View): Fields[] {
  return locate(view.content.blocks).flatMap(({ block, element, blockId, actionId }) => {
    const held = view.values[blockId]?.[actionId];
    const channel = isFields(held) && (held.selected_conversation ?? held.selected_channel);
    if (block.type !== 'input' || element.response_url_enabled !== true || typeof channel !== 'string') {
      return [];
    }
    const place = { appId: app.id, user: user.id, channel };
    const response_url = makeResponseUrl(workspace, 'app', place);
    return [{ block_id: blockId, action_id: actionId, channel_id: channel, response_url }];
  });
}

const reaction = z.discriminatedUnion('response_action', [
  z.looseObject({
    response_action: z.literal('errors'),
    errors: z.record(z.string(), z.string().min(1)),
  }),
  z.looseObject({ response_action: z.literal('update'), view: z.unknown() }),
  z.looseObject({ response_action: z.literal('push'), view: z.unknown() }),
  z.looseObject({ response_action: z.literal('clear') }),
]);

const isNothing = (body: unknown) =>
  body === undefined || body === '' || body === null || (isFields(body) && Object.keys(body).length === 0);

function answered(workspace: Workspace, app: App, view: View, body: unknown): SubmitResult {
  if (isNothing(body)) {
    closeView(workspace, view);
    return { outcome: 'closed', errors: {} };
  }
  const read = reaction.safeParse(body);
  if (!read.success) {
    return useless(workspace, app, view, 'not a response_action', body);
  }
  try {
    return react(workspace, app, view, read.data);
  } catch (error) {
    if (!(error instanceof SlackError)) {
      throw error;
    }
    return useless(workspace, app, view, `${error.code} ${JSON.stringify(error.extra)}`, body);
  }
}

function react(workspace: Workspace, app: App, view: View, given: z.output<typeof reaction>): SubmitResult {
  switch (given.response_action) {
    case 'errors': {
      const strange = Object.keys(given.errors).filter((id) => !inputIds(view).includes(id));
      return strange.length > 0 || Object.keys(given.errors).length === 0
        ? useless(workspace, app, view, `errors for blocks that are no inputs: ${strange.join(', ')}`, given)
        : refusedWith(workspace, view, given.errors);
    }
    case 'update':
      changeView(workspace, view, checkedContent(given.view, 'modal'));
      return { outcome: 'updated', errors: {} };
    case 'push':
      pushModal(workspace, view, checkedContent(given.view, 'modal'));
      return { outcome: 'pushed', errors: {} };
    case 'clear':
      clearModals(workspace, view.user);
      return { outcome: 'cleared', errors: {} };
  }
}

/** Errors can be shown under input blocks only. */
function inputIds(view: View): string[] {
  const blocks: unknown[] = Array.isArray(view.content.blocks) ? view.content.blocks : [];
  return blocks.flatMap((block) =>
    isFields(block) && block.type === 'input' ? [String(block.block_id)] : [],
  );
}

/** The client shows that something went wrong, and none of what the app said. */
function useless(workspace: Workspace, app: App, view: View, why: string, body: unknown): never {
  noteUnusable(workspace, app, `view_submission ${String(view.content.callback_id ?? view.id)}`, why, body);
  throw new Error(TROUBLE);
}
