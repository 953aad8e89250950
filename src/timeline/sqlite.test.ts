import { timelineContract } from './contract.ts';
import { harnessOver } from './fixtures/sqlite-harness.ts';
import { openTimeline } from './sqlite.ts';

timelineContract('the timeline in SQLite', () => harnessOver(openTimeline));
