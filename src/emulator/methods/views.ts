// Methods of the views family.
import { z } from 'zod';
import { invalidArguments, SlackError } from '../errors.ts';
import { freshTrigger } from '../interactions/triggers.ts';
import { viewObject } from '../interactions/view-object.ts';
import { changeView, checkedContent, openModal, publishHome, pushModal } from '../interactions/views.ts';
import type { View } from '../surfaces.ts';
import { json, text } from './args.ts';
import { type Call, type Method, method } from './method.ts';

/** `interactivity_pointer` is the trigger's other name, for workflow steps. */
const withTrigger = {
  view: json(),
  trigger_id: text().optional(),
  interactivity_pointer: text().optional(),
};

function triggerId(args: { trigger_id?: string; interactivity_pointer?: string }): string {
  const id = args.trigger_id ?? args.interactivity_pointer;
  if (!id) {
    throw invalidArguments(['missing required field: trigger_id']);
  }
  return id;
}

const open = method({
  name: 'views.open',
  args: z.object(withTrigger),
  scopes: [],
  tier: 4,
  json: true,
  run(call, args) {
    const content = checkedContent(args.view, 'modal');
    const trigger = freshTrigger(call, call.appId, triggerId(args));
    const view = openModal(call, { appId: call.appId, user: trigger.user, content });
    trigger.used = true;
    return { view: viewObject(call, view) };
  },
});

const push = method({
  name: 'views.push',
  args: z.object(withTrigger),
  scopes: [],
  tier: 4,
  json: true,
  run(call, args) {
    const content = checkedContent(args.view, 'modal');
    const trigger = freshTrigger(call, call.appId, triggerId(args));
    const under = call.world.views.get(trigger.viewId ?? '');
    if (under?.kind !== 'modal') {
      throw new SlackError('not_found');
    }
    const view = pushModal(call, under, content);
    trigger.used = true;
    return { view: viewObject(call, view) };
  },
});

type Target = { view_id?: string; external_id?: string };

function targetOf(call: Call, args: Target): View {
  if (args.view_id && args.external_id) {
    throw invalidArguments(['Cannot provide both `view_id` and `external_id`']);
  }
  if (!args.view_id && !args.external_id) {
    throw invalidArguments(['must provide either `view_id` or `external_id`']);
  }
  const view = [...call.world.views.values()].find(
    (each) =>
      each.appId === call.appId &&
      (args.view_id ? each.id === args.view_id : each.externalId === args.external_id),
  );
  if (!view) {
    throw new SlackError('not_found');
  }
  return view;
}

function checkHash(view: View | undefined, hash: string | undefined): void {
  if (view && hash !== undefined && hash !== view.hash) {
    throw new SlackError('hash_conflict');
  }
}

const update = method({
  name: 'views.update',
  args: z.object({
    view: json(),
    view_id: text().optional(),
    external_id: text().optional(),
    hash: text().optional(),
  }),
  scopes: [],
  tier: 4,
  json: true,
  run(call, args) {
    const view = targetOf(call, args);
    const content = checkedContent(args.view, view.kind);
    checkHash(view, args.hash);
    changeView(call, view, content);
    return { view: viewObject(call, view) };
  },
});

const publish = method({
  name: 'views.publish',
  args: z.object({ user_id: text(), view: json(), hash: text().optional() }),
  scopes: [],
  tier: 4,
  json: true,
  run(call, args) {
    const content = checkedContent(args.view, 'home');
    const user = call.world.users.get(args.user_id);
    if (!user || user.bot || user.deleted) {
      throw invalidArguments(['invalid `user_id`']);
    }
    if (!call.world.apps.get(call.appId)?.manifest.features.app_home?.home_tab_enabled) {
      throw new SlackError('not_enabled');
    }
    checkHash(call.world.views.get(call.world.homes.get(`${call.appId}/${user.id}`) ?? ''), args.hash);
    return { view: viewObject(call, publishHome(call, call.appId, user.id, content)) };
  },
});

export const viewMethods: Method[] = [open, push, update, publish];
