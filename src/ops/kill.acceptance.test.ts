// Fifty kills and more of the real process, at named fault points and at random moments. The seed is printed; KILL_SEED repeats it.
import { killAgainAndAgain } from './fixtures/kill-story.ts';

test('killed fifty times: nothing acknowledged is lost, nothing is there twice, the record verifies', async () => {
  const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000_000);
  const tell = (line: string) => void process.stdout.write(`${line}\n`);
  tell(`KILL_SEED=${seed}`);
  const report = await killAgainAndAgain({ kills: 50, seed, tell });
  tell(JSON.stringify(report));
  expect(report.kills).toBeGreaterThanOrEqual(50);
  expect(report.atFaultPoint).toBeGreaterThanOrEqual(20);
}, 400_000);
