// Owns who may see and who may change a canvas.
import type { Canvas } from '../surfaces.ts';
import type { World } from '../world.ts';

export type Level = 'none' | 'read' | 'write' | 'owner';

const order: Level[] = ['none', 'read', 'write', 'owner'];
const higher = (one: Level, other: Level): Level => (order.indexOf(one) > order.indexOf(other) ? one : other);

/**
 * The most this person or bot may do. Members of a channel write in its channel canvas. A canvas that is merely a tab they can
 * read, unless given more: Slack's docs promise write, reports say otherwise, and here the less generous counts.
 */
function levelOf(world: World, canvas: Canvas, userId: string): Level {
  if (canvas.owner === userId) {
    return 'owner';
  }
  const isIn = (channelId: string) => world.channels.get(channelId)?.members.includes(userId) ?? false;
  const asMember: Level = canvas.isChannelCanvas ? 'write' : 'read';
  const inChannel: Level = canvas.channel && isIn(canvas.channel) ? asMember : 'none';
  return canvas.access
    .filter((given) => (given.kind === 'user' ? given.id === userId : isIn(given.id)))
    .map((given): Level => given.level)
    .reduce(higher, inChannel);
}

export const mayRead = (world: World, canvas: Canvas, userId: string) =>
  levelOf(world, canvas, userId) !== 'none';

export const mayWrite = (world: World, canvas: Canvas, userId: string) =>
  order.indexOf(levelOf(world, canvas, userId)) >= order.indexOf('write');
