// Owns who may see a file.
import { mayRead } from '../canvas/access.ts';
import type { SlackFile } from '../surfaces.ts';
import type { World } from '../world.ts';

/** The uploader, and whoever can look into a channel where it was shared; a canvas has its own rules. */
export function maySee(world: World, file: SlackFile, userId: string): boolean {
  const canvas = file.canvasId ? world.canvases.get(file.canvasId) : undefined;
  if (canvas) {
    return mayRead(world, canvas, userId);
  }
  return (
    file.user === userId ||
    file.shares.some(({ channel: id }) => {
      const channel = world.channels.get(id);
      return channel?.kind === 'public' || channel?.members.includes(userId);
    })
  );
}
