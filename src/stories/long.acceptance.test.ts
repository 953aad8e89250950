// Incidents that are long, in time and in words.
import { scene } from './scene.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test('an incident of 26 hours says 26 hours, whenever it is drafted, and shows where the day changes', async () => {
  const { declare, ana, bo, later, resolve, review, whispered, nothingElse } = await scene();
  const channel = await declare();
  await ana.say(channel, 'the queue grows, root cause unknown');
  await later(26 * HOUR);
  await bo.say(channel, 'the queue is empty again');
  await resolve(channel, 'drained the queue');
  const first = await review(channel);
  expect(first.canvas?.markdown).toMatch(/Declared to resolved \(headline\) \| 26 h/);
  expect(first.canvas?.markdown).toMatch(/2026-11-22 15:00[\s\S]*2026-11-23 17:00/);
  await later(3 * 24 * HOUR);
  await bo.slash(channel, '/incident postmortem');
  await whispered(bo, /draft/i);
  const second = await review(channel);
  expect(second.canvas?.markdown).toMatch(/Declared to resolved \(headline\) \| 26 h/);
  await nothingElse();
});

test('reopened and resolved again: the last resolve counts, and the cycles are counted', async () => {
  const { declare, bo, ana, later, resolve, review, said, incident, nothingElse } = await scene();
  const channel = await declare();
  await ana.say(channel, 'looking');
  await later(30 * MINUTE);
  await resolve(channel, 'restarted it');
  await review(channel);
  await later(HOUR);
  await bo.slash(channel, '/incident reopen it is back');
  await said(channel, /it is back/);
  await said('incidents', /it is back/);
  await later(HOUR);
  await resolve(channel, 'raised the limit');
  const { document } = await review(channel);
  const headline = document.metrics.find((metric) => metric.headline);
  expect(Math.round((headline?.seconds ?? 0) / 60)).toBe(150);
  expect(document.incident.reopens).toBe(1);
  expect((await incident(channel)).cycles).toHaveLength(2);
  await nothingElse();
});

test('of 3,000 messages and 400 replies the last one is in reach of the draft, and what is left out is counted', async () => {
  const { declare, ana, bo, slack, later, resolve, review, entries, nothingElse } = await scene();
  const channel = await declare();
  const thread = await ana.say(channel, 'which shard?');
  for (let n = 0; n < 3_000; n += 1) {
    await (n % 2 ? ana : bo).say(channel, `shard ${n} looks fine`, n < 400 ? { thread } : {});
    if (n % 250 === 0) {
      await slack.idle();
    }
  }
  for (let n = 0; n < 400; n += 1) {
    await ana.say(channel, `still checking ${n}`);
  }
  await later(MINUTE);
  await bo.say(channel, 'found the cause: shard 2999 lost its index, rebuilding it fixed everything', {
    thread,
  });
  await resolve(channel, 'rebuilt the index');
  const { document, log, canvas } = await review(channel);
  expect((await entries(channel)).filter(({ kind }) => kind === 'message')).toHaveLength(3_402);
  expect(canvas?.markdown).toContain('shard 2999 lost its index');
  const left = document.omitted.reasons.reduce((sum, { count }) => sum + count, 0);
  expect(document.omitted.used + left).toBe(document.omitted.entries);
  expect(left).toBeGreaterThan(3_000);
  expect(log).toContain('shard 2998 looks fine');
  expect(log).toContain('still checking 399');
  await nothingElse();
});
