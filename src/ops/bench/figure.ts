// What a figure is: something measured, the goal it is held against, and how much of it is run.

/** One row of the table. */
export type Row = {
  figure: string;
  measured: string;
  goal: string;
  /** Whether the goal is met; undefined for what is printed beside the others and has no goal of its own. */
  ok?: boolean;
};

/** How much is run. Tests run little, which shows that each figure is produced and says nothing about speed. */
export type Size = {
  capture: { connections: readonly number[]; requests: number; rounds: number };
  webhook: { connections: number; requests: number; rounds: number };
  storm: { alerts: number; seconds: number };
  appends: { rows: number; writers: number; rounds: number };
  commands: { atOnce: number; volleys: number; slackMs: number; entries: number };
  declare: { times: number; slackMs: number };
  drafts: { small: number; large: number; times: number };
  ground: { entries: number; statements: number };
  narrated: { messages: number; delayMs: number };
  cost: { few: number; many: number; commands: number; rounds: number };
  graph: { times: number; points: number };
  search: { entries: number; incidents: number; times: number };
  process: { starts: number; idleMs: number };
};

export type Figure = {
  /** As it is asked for: `npm run bench -- capture`. */
  name: string;
  run(size: Size, tell: (line: string) => void): Promise<Row[]>;
};

export const FULL: Size = {
  capture: { connections: [16, 64], requests: 10_000, rounds: 5 },
  webhook: { connections: 64, requests: 4_000, rounds: 5 },
  storm: { alerts: 10_000, seconds: 60 },
  appends: { rows: 12_800, writers: 64, rounds: 5 },
  commands: { atOnce: 50, volleys: 6, slackMs: 400, entries: 100_000 },
  declare: { times: 5, slackMs: 150 },
  drafts: { small: 10_000, large: 100_000, times: 3 },
  ground: { entries: 10_000, statements: 50_000 },
  narrated: { messages: 10_000, delayMs: 2_000 },
  cost: { few: 10, many: 100_000, commands: 200, rounds: 5 },
  graph: { times: 20, points: 500 },
  search: { entries: 1_000_000, incidents: 200, times: 20 },
  process: { starts: 5, idleMs: 10_000 },
};

export const TINY: Size = {
  capture: { connections: [2], requests: 10, rounds: 1 },
  webhook: { connections: 2, requests: 10, rounds: 1 },
  storm: { alerts: 30, seconds: 1 },
  appends: { rows: 64, writers: 8, rounds: 1 },
  commands: { atOnce: 3, volleys: 1, slackMs: 5, entries: 50 },
  declare: { times: 1, slackMs: 5 },
  drafts: { small: 20, large: 50, times: 1 },
  ground: { entries: 20, statements: 40 },
  narrated: { messages: 20, delayMs: 5 },
  cost: { few: 5, many: 30, commands: 5, rounds: 1 },
  graph: { times: 1, points: 10 },
  search: { entries: 200, incidents: 2, times: 1 },
  process: { starts: 1, idleMs: 100 },
};
