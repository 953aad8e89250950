// Owns who may see a file.
import { mayRead } from '../canvas/access.ts';
import type { SlackFile } from '../surfaces.ts';
import type { World } from '../world.ts';

/**
 * The uploader, and whoever can look into a channel where it was shared; a canvas has its own rules. Apps only see what is in
 * conversations they were added to (the words of files:read), public ones included.
 */
export function maySee(world: World, file: SlackFile, userId: string): boolean {
  const canvas = file.canvasId ? world.canvases.get(file.canvasId) : undefined;
  if (canvas) {
    return mayRead(world, canvas, userId);
  }
  const isApp = world.users.get(userId)?.bot !== undefined;
  return (
    file.user === userId ||
    file.shares.some(({ channel: id }) => {
      const channel = world.channels.get(id);
      return (channel?.kind === 'public' && !isApp) || channel?.members.includes(userId);
    })
  );
}
