// Owns response addresses: made with interactions and commands, good for five posts in thirty minutes of story time.
import { randomBytes } from 'node:crypto';
import type { ResponseUrl } from '../surfaces.ts';
import type { Workspace } from '../workspace.ts';

/** Slack's docs. */
const MOST_USES = 5;
const LIFE_MS = 30 * 60_000;

export type ResponsePlace = {
  appId: string;
  user: string;
  channel: string;
  /** Of the message the interaction came from; the ephemeral's ts for ephemerals. */
  messageTs?: string;
};

export function makeResponseUrl(
  workspace: Workspace,
  family: 'actions' | 'commands' | 'app',
  place: ResponsePlace,
): string {
  const key = randomBytes(16).toString('base64url');
  workspace.world.responseUrls.set(key, { key, ...place, madeAt: workspace.clock.now(), uses: 0 });
  return `${workspace.url()}/${family}/${workspace.world.team.id}/${key}`;
}

/** Counts one use. The words for a dead address are as recorded; apps should look at the status alone. */
export function spendResponseUrl(
  workspace: Workspace,
  key: string,
): { place: ResponseUrl } | { status: number; words: string } {
  const place = workspace.world.responseUrls.get(key);
  if (!place) {
    return { status: 404, words: 'No service' };
  }
  if (workspace.clock.now() - place.madeAt > LIFE_MS) {
    return { status: 404, words: 'Expired url' };
  }
  if (place.uses >= MOST_USES) {
    return { status: 404, words: 'Used url' };
  }
  place.uses += 1;
  return { place };
}
