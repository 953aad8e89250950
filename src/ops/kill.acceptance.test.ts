// Fifty kills and more of the real process, at named fault points and at random moments: those of one seed; KILL_SEED is another.
import { killAgainAndAgain } from './fixtures/kill-story.ts';

const HALF = 25;

test('killed fifty times: nothing acknowledged is lost, nothing is there twice, the record verifies', async () => {
  const seed = Number(process.env.KILL_SEED ?? 22_112_026);
  const tell = (line: string) => void process.stdout.write(`${line}\n`);
  tell(`KILL_SEED=${seed}`);
  // Two workplaces side by side: one story leaves half of the smallest machine idle.
  const reports = await Promise.all(
    ['one', 'two'].map((place, index) =>
      killAgainAndAgain({ kills: HALF, seed: seed + index, tell: (line) => tell(`${place}: ${line}`) }),
    ),
  );
  tell(JSON.stringify(reports));
  const sum = (count: 'kills' | 'atFaultPoint') => reports.reduce((all, report) => all + report[count], 0);
  expect(sum('kills')).toBeGreaterThanOrEqual(2 * HALF);
  expect(sum('atFaultPoint')).toBeGreaterThanOrEqual(20);
}, 1_800_000);
