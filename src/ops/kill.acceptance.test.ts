// Fifty kills and more of the real process, at named fault points and at random moments: those of one seed; KILL_SEED is another.
import { killAgainAndAgain } from './fixtures/kill-story.ts';

test('killed fifty times: nothing acknowledged is lost, nothing is there twice, the record verifies', async () => {
  const seed = Number(process.env.KILL_SEED ?? 22_112_026);
  const tell = (line: string) => void process.stdout.write(`${line}\n`);
  tell(`KILL_SEED=${seed}`);
  const report = await killAgainAndAgain({ kills: 50, seed, tell });
  tell(JSON.stringify(report));
  expect(report.kills).toBeGreaterThanOrEqual(50);
  expect(report.atFaultPoint).toBeGreaterThanOrEqual(20);
}, 1_800_000);
