// Every figure, in the order of the table.
import { appends } from './appends.ts';
import { capture } from './capture.ts';
import { commandCost } from './command-cost.ts';
import { commands } from './commands.ts';
import { drafts } from './drafts.ts';
import type { Figure } from './figure.ts';
import { ground } from './ground.ts';
import { narrated } from './narrated.ts';
import { readyChannel } from './ready-channel.ts';
import { start } from './start.ts';

export const FIGURES: readonly Figure[] = [
  capture,
  appends,
  commands,
  readyChannel,
  drafts,
  ground,
  narrated,
  commandCost,
  start,
];
