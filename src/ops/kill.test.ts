// A few kills of the real process; fifty and more are in kill.acceptance.test.ts.
import { killAgainAndAgain } from './fixtures/kill-story.ts';

test('killed while people declare, talk and resolve: nothing acknowledged is lost, nothing is there twice', async () => {
  const told: string[] = [];
  const seed = Number(process.env.KILL_SEED ?? 20261122);
  const report = await killAgainAndAgain({ kills: 4, seed, tell: (line) => void told.push(line) });
  expect(report.kills).toBeGreaterThanOrEqual(4);
  expect(report.messages).toBeGreaterThan(0);
}, 60_000);
