// npm run soak: 200,000 messages in 2,000 incidents. `npm run soak -- 400 20000` runs that many incidents and messages.
import { beyondLimits } from './limits.ts';
import { soak } from './soak.ts';

async function main([incidents = '2000', messages = '200000']: readonly string[]): Promise<void> {
  const size = { incidents: Number(incidents), messages: Number(messages) };
  if (!(size.incidents > 0 && size.messages > 0)) {
    throw new Error('Say how many incidents and how many messages: npm run soak -- 2000 200000');
  }
  const report = await soak(size, (line) => void process.stdout.write(`${line}\n`));
  process.stdout.write(
    `${report.messages} messages in ${report.incidents} incidents in ${report.seconds.toFixed(0)} s; ` +
      `heap within ${((report.heapGrowth - 1) * 100).toFixed(1)} %, log at most ${report.wal.toFixed(1)} MB, ` +
      `${report.effectsLeft} effects left.\n`,
  );
  for (const sentence of beyondLimits(report)) {
    process.stdout.write(`${sentence}\n`);
    process.exitCode = 1;
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
