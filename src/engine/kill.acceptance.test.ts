import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { openReader } from '../timeline/sqlite.ts';
import { alert } from './fixtures/house.ts';

const program = fileURLToPath(new URL('./fixtures/one-alert.ts', import.meta.url));

let folder: string;

beforeEach(() => {
  folder = temporaryFolder('kill');
});

/** Takes in the alert in a process of its own, killed at the named point if there is one. */
function run(killAt?: string): { killed: boolean; accepted: boolean } {
  const signals = JSON.stringify([alert('LatencyHigh', { startsAt: Date.now() })]);
  const { signal, status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, join(folder, 'db'), join(folder, 'calls'), signals],
    { encoding: 'utf8', env: { ...process.env, ...(killAt ? { FIRESCRIBE_KILL_AT: killAt } : {}) } },
  );
  expect(signal === 'SIGKILL' || status === 0 ? '' : stderr).toBe('');
  return { killed: signal === 'SIGKILL', accepted: stdout.includes('accepted') };
}

test.each(['before-commit:2', 'after-commit:2', 'after-vendor-answer:1', 'before-effect-done:1'])(
  'killed at %s and started again: one incident, one channel, the alert on it once',
  async (point) => {
    const first = run(point);
    expect(first.killed).toBe(true);
    expect(run()).toEqual({ killed: false, accepted: true });
    const reader = openReader({ file: join(folder, 'db') });
    const [incident, ...others] = await reader.findStreams({
      where: [{ facet: 'open', is: [1] }],
      limit: 10,
    });
    const effects = await reader.listEffects({ kind: 'channel.open', limit: 10 });
    const { problems } = await reader.verify();
    await reader.close();
    expect(others).toEqual([]);
    expect(incident?.data).toMatchObject({ number: 1, counts: { signals: 1, firing: 1 } });
    expect(effects.map(({ status }) => status)).toEqual(['done']);
    expect(readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n')).toHaveLength(1);
    expect(problems).toEqual([]);
  },
);
