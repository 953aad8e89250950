// Owns trigger ids: made with each interaction, good for three seconds of story time, once, for one app.
import { randomBytes } from 'node:crypto';
import { SlackError } from '../errors.ts';
import type { Trigger } from '../surfaces.ts';
import type { Workspace } from '../workspace.ts';

/** Slack's docs. Story time, ms. */
const LIFE_MS = 3_000;

/** `viewId`: the modal the interaction came from, if it did. */
export function makeTrigger(workspace: Workspace, appId: string, user: string, viewId?: string): string {
  const id = `${workspace.clock.now()}.${randomBytes(4).readUInt32BE()}.${randomBytes(16).toString('hex')}`;
  workspace.world.triggers.set(id, {
    id,
    appId,
    user,
    madeAt: workspace.clock.now(),
    used: false,
    ...(viewId ? { viewId } : {}),
  });
  return id;
}

/** Looks at a trigger without using it up. @throws SlackError as views.open and views.push do. */
export function freshTrigger(workspace: Workspace, appId: string, id: string): Trigger {
  const trigger = workspace.world.triggers.get(id);
  if (!trigger || trigger.appId !== appId) {
    throw new SlackError('invalid_trigger_id');
  }
  if (trigger.used) {
    throw new SlackError('exchanged_trigger_id');
  }
  if (workspace.clock.now() - trigger.madeAt > LIFE_MS) {
    throw new SlackError('expired_trigger_id');
  }
  return trigger;
}
