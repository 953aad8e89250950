import { runningOut } from './fixtures/running-out.ts';
import { awaited, patienceOf } from './patience.ts';

/** Nothing of this process runs meanwhile. */
const standStill = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

test('it runs out, unless it is ended before', async () => {
  let others = 0;
  const end = patienceOf(5)(() => {
    others += 1;
  });
  end();
  await new Promise<void>((resolve) => patienceOf(10)(resolve));
  expect(others).toBe(0);
});

test('what arrived while the process stood still is there before it runs out', async () => {
  const order: string[] = [];
  const ranOut = new Promise<void>((resolve) => {
    patienceOf(20)(() => {
      order.push('given up');
      resolve();
    });
  });
  const answer = fetch('data:,here').then(() => order.push('answered'));
  standStill(200);
  await Promise.all([answer, ranOut]);
  expect(order).toEqual(['answered', 'given up']);
});

test('a process that is always in want of the processor gives up, too', async () => {
  let givenUp = false;
  patienceOf(20)(() => {
    givenUp = true;
  });
  for (let turns = 0; turns < 30 && !givenUp; turns += 1) {
    standStill(80);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(givenUp).toBe(true);
});

test('work is waited for until it is done, until it fails, or for as long as there is patience', async () => {
  const { patience, runOut } = runningOut();
  await awaited(Promise.resolve(), patience);
  await expect(awaited(Promise.reject(new Error('full')), patience)).rejects.toThrow('full');
  const endless = awaited(new Promise(() => undefined), patience);
  runOut();
  await endless;
});
