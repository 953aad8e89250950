// What every method and act of the emulator works with: the world, the clock, the way to the apps, and who listens.
import { createHash } from 'node:crypto';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { CanvasWays } from './canvas/ways.ts';
import type { Delivery, SlackEvent } from './delivery.ts';
import type { App, Channel, World } from './world.ts';

/** Something that a client looking at the workspace would want to draw again. */
export type Change = {
  kind:
    | 'message'
    | 'ephemeral'
    | 'channel'
    | 'people'
    | 'view'
    | 'file'
    | 'canvas'
    | 'app'
    | 'call'
    | 'delivery'
    /** An app has acknowledged the event of the message at `channel` and `ts`. */
    | 'acknowledged';
  channel?: string;
  ts?: string;
  /** Who alone sees it (ephemeral, view). */
  user?: string;
  id?: string;
};

export type Workspace = {
  world: World;
  clock: Clock;
  log: Log;
  delivery: Delivery;
  /** Where this workspace is reached, without a slash at the end. */
  url(): string;
  /** Whose limits on reading history apply: an app a company made for itself, or one sold outside the Marketplace. */
  historyMode(): 'internal' | 'distributed';
  /** How canvases behave here, as far as it is not the same everywhere. */
  canvasWays(): CanvasWays;
  /** A one-time Socket Mode address for an app. */
  openSocket(app: App): string;
  /** An id as Slack makes them, opaque and unique: prefix and ten characters. The same order of acts gives the same ids. */
  newId(prefix: string): string;
  changed(change: Change): void;
  /** Tells the apps that are subscribed, have the scope and may know. */
  emit(event: SlackEvent, about?: EventPlace): void;
};

/** Where an event happened: in a channel, which then decides who may see it; or with one app alone. */
export type EventPlace = { channel?: Channel; appId?: string };

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export function idsFrom(seed: string): (prefix: string) => string {
  let count = 0;
  return (prefix) => {
    count += 1;
    const digest = createHash('sha256').update(`${seed}/${prefix}/${count}`).digest();
    return `${prefix}0${[...digest.subarray(0, 9)].map((byte) => ALPHABET[byte % 36]).join('')}`;
  };
}

/** Story time in whole seconds since 1970, as Slack's `created` fields have it. */
export function seconds(workspace: Workspace): number {
  return Math.floor(workspace.clock.now() / 1000);
}

/** Now as a ts that belongs to no message: event_ts, and the hash-like stamps of the API. */
export function stamp(workspace: Workspace): string {
  return tsOf(workspace.clock.now() * 1000);
}

/** A new ts in this channel: story time, and always later than every ts given out there before. */
export function nextTs(workspace: Workspace, channel: Channel): string {
  channel.lastMicros = Math.max(workspace.clock.now() * 1000, channel.lastMicros + 1);
  return tsOf(channel.lastMicros);
}

function tsOf(micros: number): string {
  const whole = Math.floor(micros / 1_000_000);
  return `${whole}.${String(Math.floor(micros % 1_000_000)).padStart(6, '0')}`;
}
