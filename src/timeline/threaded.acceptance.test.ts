// The same contract where a thread writes: apart, since each of its rules starts a thread. Every story runs on it too.
import { timelineContract } from './contract.ts';
import { harnessOver } from './fixtures/sqlite-harness.ts';
import { openThreadedTimeline } from './threaded.ts';

timelineContract('the timeline in SQLite, written by a thread', () => harnessOver(openThreadedTimeline));
