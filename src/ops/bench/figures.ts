// Every figure, in the order of the table.
import { allSteps } from './all-steps.ts';
import { appends } from './appends.ts';
import { capture } from './capture.ts';
import { commandCost } from './command-cost.ts';
import { commands } from './commands.ts';
import { drafts } from './drafts.ts';
import type { Figure } from './figure.ts';
import { graphs } from './graphs.ts';
import { ground } from './ground.ts';
import { narrated } from './narrated.ts';
import { readyChannel } from './ready-channel.ts';
import { search } from './search.ts';
import { start } from './start.ts';
import { storm } from './storm.ts';
import { webhook } from './webhook.ts';

export const FIGURES: readonly Figure[] = [
  capture,
  webhook,
  storm,
  appends,
  commands,
  readyChannel,
  allSteps,
  drafts,
  ground,
  narrated,
  commandCost,
  search,
  graphs,
  start,
];
