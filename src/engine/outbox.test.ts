import type { EventType } from '../incident/events.ts';
import { createLog } from '../lib/json-log.ts';
import { type Log, silentLog } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { EffectKind, EffectOf, EffectWish } from '../workflows/effects.ts';
import type { Reaction } from '../workflows/reaction.ts';
import { ana, type House, openHouse, START } from './fixtures/house.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { Performers } from './performer.ts';
import type { Pool } from './policy-of-effects.ts';

let house: House;
let outbox: Outbox | undefined;

afterEach(async () => {
  await outbox?.stop();
  outbox = undefined;
  await house.close();
});

/** Steps by what they listen to; each asks for what it is told to. */
function step(on: EventType, wishes: readonly EffectWish[]): Reaction {
  return { name: `after ${on}`, on: [on], react: () => wishes };
}

const post = (about: 'status' | 'severity' = 'status'): EffectWish => ({
  kind: 'message.post',
  payload: { event: 'e', about },
});
const card: EffectWish = { kind: 'card.refresh', payload: {}, target: 'card' };
const draft: EffectWish = { kind: 'postmortem.draft', payload: {}, target: 'draft' };

async function worker(
  performers: Performers,
  at: House = house,
  longestMs?: Record<Pool, number>,
  log: Log = silentLog,
): Promise<Outbox> {
  outbox = createOutbox({
    timeline: at.timeline,
    engine: at.engine,
    performers,
    clock: at.clock,
    log,
    ...(longestMs ? { longestMs } : {}),
  });
  await outbox.start();
  return outbox;
}

/** Notes what is performed, and does `work`. */
function noting(work: (effect: EffectOf<EffectKind>) => Promise<void> = async () => undefined) {
  const done: { kind: string; attempt: number; key: string; at: number }[] = [];
  const perform = async (effect: EffectOf<EffectKind>) => {
    done.push({ kind: effect.kind, attempt: effect.attempt, key: effect.key, at: house.clock.now() });
    await work(effect);
  };
  return { done, perform, kinds: () => done.map(({ kind }) => kind) };
}

const down = () => new VendorError('Slack does not answer.', { permanent: false, code: 'timeout' });

const statuses = async () =>
  (await house.timeline.listEffects({ limit: 500 })).map(({ kind, status }) => `${kind} ${status}`);

const note = (incident: string, text: string) =>
  house.engine.handle({ type: 'add-note', incident, wish: { text }, asking: house.asking(ana) });

/** A promise with its handle. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

test('a commit wakes the worker, which performs what it caused, once', async () => {
  house = openHouse({ reactions: [step('incident-declared', [post()])] });
  const { done, perform } = noting();
  const working = await worker({ 'message.post': perform });
  const { incident } = await house.declare();
  await working.idle();
  await working.tick();
  await working.idle();
  expect(done).toHaveLength(1);
  expect(done[0]?.key).toContain('after incident-declared');
  expect(await statuses()).toEqual(['message.post done']);
  expect(incident).toMatch(/^incident\//);
});

test('what another process appended is found by the tick', async () => {
  house = openHouse({ reactions: [step('incident-declared', [post()])] });
  const { done, perform } = noting();
  const working = await worker({ 'message.post': perform });
  const cli = await house.reopen();
  await cli.declare();
  await working.tick();
  await working.idle();
  expect(done).toHaveLength(1);
});

/** When each of three cards that fail is tried, in ms since the start, in the order of trying. */
async function triesOfThreeCards(): Promise<number[][]> {
  const cards = ['a', 'b', 'c'].map((target): EffectWish => ({ ...card, target }) as EffectWish);
  house = openHouse({ reactions: [step('incident-declared', cards)] });
  const { done, perform } = noting(async () => {
    throw down();
  });
  const working = await worker({ 'card.refresh': perform });
  await house.declare();
  await working.idle();
  while (house.clock.now() < START + 1_800_000) {
    house.clock.moveTo((await house.timeline.nextEffectAt()) ?? START);
    await working.idle();
  }
  return ['0', '1', '2'].map((ordinal) =>
    done.filter(({ key }) => key.endsWith(`/${ordinal}`)).map(({ at }) => at - START),
  );
}

test('a temporary failure is tried again after 1 s, 2 s, 5 s, 15 s, five times a minute apart, and then every 5 min, or up to a fifth later', async () => {
  const [tries = []] = await triesOfThreeCards();
  const waits = tries.map((at, n) => (at - (tries[n - 1] ?? 0)) / 1_000).slice(1, 12);
  const least = [1, 2, 5, 15, 60, 60, 60, 60, 60, 300, 300];
  expect(waits.map((wait, n) => wait >= least[n]! && wait <= least[n]! * 1.2)).toEqual(least.map(() => true));
});

test('what failed together is tried apart, and at the same times in each run', async () => {
  const first = await triesOfThreeCards();
  expect(new Set(first.map(([, second]) => second)).size).toBe(3);
  await outbox?.stop();
  await house.close();
  expect(await triesOfThreeCards()).toEqual(first);
});

test('a vendor that says how long to wait is obeyed, and the log warns of nothing', async () => {
  const warned: string[] = [];
  const log = createLog({ level: 'warn', write: (line) => warned.push(line) });
  house = openHouse({ reactions: [step('incident-declared', [card])] });
  let limited = true;
  const { done, perform } = noting(async () => {
    if (limited) {
      throw new VendorError('Slow down.', { permanent: false, code: 'ratelimited', retryAfterMs: 30_000 });
    }
  });
  const working = await worker({ 'card.refresh': perform }, house, undefined, log);
  await house.declare();
  await working.idle();
  limited = false;
  house.clock.moveBy(29_000);
  await working.idle();
  expect(done).toHaveLength(1);
  house.clock.moveBy(1_200);
  await working.idle();
  expect(done.map(({ attempt }) => attempt)).toEqual([1, 2]);
  expect(warned).toEqual([]);
  expect(await statuses()).toEqual(['card.refresh done']);
});

test('a permanent failure is parked at once and becomes a fact of the incident, once', async () => {
  house = openHouse({ reactions: [step('incident-declared', [post()])] });
  const { perform, done } = noting(async () => {
    throw new VendorError('The bot is not in the channel. Invite it: /invite @firescribe.', {
      permanent: true,
      code: 'not_in_channel',
    });
  });
  const working = await worker({ 'message.post': perform });
  const { incident } = await house.declare();
  await working.idle();
  house.clock.moveBy(3_600_000);
  await working.idle();
  expect(done).toHaveLength(1);
  expect(await statuses()).toEqual(['message.post parked']);
  const failures = await house.timeline.readStream(incident, { types: ['effect-failed'] });
  expect(failures).toMatchObject([
    {
      data: { kind: 'message.post', permanent: true },
      content: { why: expect.stringContaining('/invite') },
      actor: { kind: 'firescribe' },
    },
  ]);
  expect(await house.engine.questions.failedEffects({ kind: 'operator' })).toMatchObject([
    { kind: 'message.post', incident: { number: 1 }, why: expect.stringContaining('/invite') },
  ]);
});

test('a released effect is performed again', async () => {
  house = openHouse({ reactions: [step('incident-declared', [post()])] });
  let broken = true;
  const { done, perform } = noting(async () => {
    if (broken) {
      throw new VendorError('No.', { permanent: true, code: 'no' });
    }
  });
  const working = await worker({ 'message.post': perform });
  await house.declare();
  await working.idle();
  broken = false;
  await house.timeline.releaseEffects({ now: house.clock.now() });
  await working.idle();
  expect(done.map(({ attempt }) => attempt)).toEqual([1, 2]);
  expect(await statuses()).toEqual(['message.post done']);
});

test('an effect that nobody performs is parked with a sentence that says what to connect', async () => {
  house = openHouse({ reactions: [step('incident-declared', [post()])] });
  const working = await worker({});
  await house.declare();
  await working.idle();
  const [effect] = await house.timeline.listEffects({ limit: 1 });
  expect(effect?.status).toBe('parked');
  expect(effect?.lastError).toContain('message.post');
});

test('an effect that would come too late is given up, and said', async () => {
  const late: EffectWish = { ...post(), notAfter: START + 10_000 };
  house = openHouse({ reactions: [step('incident-declared', [late])] });
  const { done, perform } = noting(async () => {
    throw down();
  });
  const working = await worker({ 'message.post': perform });
  const { incident } = await house.declare();
  for (let second = 0; second < 30; second += 1) {
    await working.idle();
    house.clock.moveBy(1_000);
  }
  await working.idle();
  expect(Math.max(...done.map(({ at }) => at))).toBeLessThanOrEqual(START + 10_000);
  expect(await house.timeline.readStream(incident, { types: ['effect-failed'] })).toHaveLength(1);
});

test('what waited too long while we were stopped is not posted any more, and that is told', async () => {
  const late: EffectWish = { ...post(), notAfter: START + 10_000 };
  house = openHouse({ reactions: [step('incident-declared', [late])] });
  const { incident } = await house.declare();
  house.clock.moveBy(60_000);
  const { done, perform } = noting();
  await (await worker({ 'message.post': perform })).idle();
  expect(done).toEqual([]);
  expect(await statuses()).toEqual(['message.post parked']);
  expect(await house.timeline.readStream(incident, { types: ['effect-failed'] })).toMatchObject([
    {
      data: { kind: 'message.post', permanent: false },
      content: { why: expect.stringContaining('too late') },
    },
  ]);
});

test('work that never ends is given up like a call without an answer, and holds up nobody behind it', async () => {
  house = openHouse({ reactions: [step('incident-declared', [post(), post('severity')])] });
  const { done, perform } = noting((effect) =>
    effect.key.endsWith('/0') && effect.attempt === 1 ? new Promise(() => undefined) : Promise.resolve(),
  );
  const working = await worker({ 'message.post': perform }, house, {
    now: 20,
    view: 20,
    slow: 20,
    vendor: 20,
  });
  await house.declare();
  await working.idle();
  expect(done.map(({ key, attempt }) => `${key.slice(-1)} ${attempt}`)).toEqual(['0 1', '1 1']);
  house.clock.moveBy(1_200);
  await working.idle();
  expect(await statuses()).toEqual(['message.post done', 'message.post done']);
});

test('a slow draft and a failing card hold up no message', async () => {
  house = openHouse({ reactions: [step('incident-declared', [draft, card, post(), post('severity')])] });
  const drafting = gate();
  const drafts = noting(() => drafting.opened);
  const cards = noting(async () => {
    throw down();
  });
  const posts = noting();
  const working = await worker({
    'postmortem.draft': drafts.perform,
    'card.refresh': cards.perform,
    'message.post': posts.perform,
  });
  await house.declare();
  await working.tick();
  while (posts.done.length < 2) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(drafts.done).toHaveLength(1);
  expect(await statuses()).toContain('postmortem.draft running');
  drafting.open();
  await working.idle();
});

test('messages of one incident keep their order; two incidents do not wait for each other', async () => {
  house = openHouse({ reactions: [step('note-added', [post()])] });
  const order: string[] = [];
  const first = gate();
  const working = await worker({
    'message.post': async (effect) => {
      order.push(`begin ${effect.stream.slice(-4)}`);
      if (order.length === 1) {
        await first.opened;
      }
      order.push(`end ${effect.stream.slice(-4)}`);
    },
  });
  const [one, two] = [(await house.declare()).incident, (await house.declare()).incident];
  await note(one, 'a');
  await note(one, 'b');
  await note(two, 'c');
  while (order.length < 3) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  first.open();
  await working.idle();
  const of = (stream: string) => stream.slice(-4);
  expect(order).toEqual([
    `begin ${of(one)}`,
    `begin ${of(two)}`,
    `end ${of(two)}`,
    `end ${of(one)}`,
    `begin ${of(one)}`,
    `end ${of(one)}`,
  ]);
});

test('a card is refreshed at most once in two seconds, and the last change is on it', async () => {
  house = openHouse({ reactions: [step('note-added', [card])] });
  const { done, perform } = noting();
  const working = await worker({ 'card.refresh': perform });
  const { incident } = await house.declare();
  for (let n = 0; n < 40; n += 1) {
    await note(incident, `note ${n}`);
    await working.idle();
    house.clock.moveBy(250);
  }
  await working.idle();
  house.clock.moveBy(5_000);
  await working.idle();
  const gaps = done.slice(1).map(({ at }, n) => at - (done[n]?.at ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2_000);
  expect(done.length).toBeLessThanOrEqual(7);
  expect(done.at(-1)?.at).toBeGreaterThanOrEqual(START + 39 * 250);
});

test('a reminder is performed when its time has come, not before', async () => {
  const later: EffectWish = { ...post(), dueAt: START + 300_000 };
  house = openHouse({ reactions: [step('incident-declared', [later])] });
  const { done, perform } = noting();
  const working = await worker({ 'message.post': perform });
  await house.declare();
  await working.idle();
  house.clock.moveBy(299_000);
  await working.idle();
  expect(done).toEqual([]);
  house.clock.moveBy(1_000);
  await working.idle();
  expect(done).toHaveLength(1);
});

test('killed between the work and its mark: the next start performs it again at once, as a second attempt', async () => {
  house = openHouse({ reactions: [step('incident-declared', [post()])] });
  await house.declare();
  const [left] = await house.timeline.leaseEffects({ now: START, leaseMs: 30_000, limit: 1 });
  expect(left?.attempts).toBe(1);
  const restarted = await house.reopen();
  const { done, perform } = noting();
  const working = await worker({ 'message.post': perform }, restarted);
  await working.idle();
  expect(done).toHaveLength(1);
  expect(done[0]?.attempt).toBeGreaterThan(1);
  expect(await statuses()).toEqual(['message.post done']);
});

test('killed before the effect was taken: the next start performs it', async () => {
  house = openHouse({ reactions: [step('incident-declared', [post()])] });
  await house.declare();
  const restarted = await house.reopen();
  const { done, perform } = noting();
  await (await worker({ 'message.post': perform }, restarted)).idle();
  expect(done).toHaveLength(1);
});

test('work that outlasts its lease is not begun a second time', async () => {
  house = openHouse({ reactions: [step('incident-declared', [draft])] });
  const drafting = gate();
  const { done, perform } = noting(() => drafting.opened);
  const working = await worker({ 'postmortem.draft': perform });
  await house.declare();
  await working.tick();
  for (let n = 0; n < 4; n += 1) {
    house.clock.moveBy(31_000);
    await working.tick();
  }
  drafting.open();
  await working.idle();
  expect(done).toHaveLength(1);
  expect(await statuses()).toEqual(['postmortem.draft done']);
});

test.each([
  ['alone', ['a']],
  ['in a full pool', ['a', 'b', 'c']],
])('a draft that takes twenty minutes %s is one attempt, and stays ours', async (_where, targets) => {
  const drafts = targets.map((target): EffectWish => ({ ...draft, target }) as EffectWish);
  house = openHouse({ reactions: [step('incident-declared', drafts)] });
  const first = gate();
  const { done, perform } = noting(async ({ attempt }) => {
    await first.opened;
    if (attempt === 1) {
      throw down();
    }
  });
  const working = await worker({ 'postmortem.draft': perform });
  await house.declare();
  for (let n = 0; n < 40; n += 1) {
    await working.tick();
    house.clock.moveBy(31_000);
  }
  await working.tick();
  const running = await house.timeline.listEffects({ status: ['running'], limit: 9 });
  expect(running).toHaveLength(Math.min(targets.length, 2));
  for (const { attempts, leaseUntil = 0 } of running) {
    expect([attempts, leaseUntil > house.clock.now()]).toEqual([1, true]);
  }
  first.open();
  await working.idle();
  house.clock.moveBy(1_200);
  await working.idle();
  expect(done.map(({ attempt }) => attempt).sort()).toEqual([
    ...targets.map(() => 1),
    ...targets.map(() => 2),
  ]);
  expect(new Set(await statuses())).toEqual(new Set(['postmortem.draft done']));
});

test('more than twenty messages overdue at the start become one message, and can be released', async () => {
  house = openHouse({ reactions: [step('incident-declared', [post(), card])] });
  for (let n = 0; n < 25; n += 1) {
    await house.declare();
  }
  house.clock.moveBy(3_600_000);
  const restarted = await house.reopen();
  const posts = noting();
  const cards = noting();
  const operators: string[] = [];
  const working = await worker(
    {
      'message.post': posts.perform,
      'card.refresh': cards.perform,
      'operators.tell': async ({ payload }) => void operators.push(payload.text),
    },
    restarted,
  );
  await working.idle();
  expect(posts.done).toEqual([]);
  expect(cards.done.length).toBeGreaterThan(0);
  expect(operators).toEqual([
    expect.stringMatching(
      /^25 messages were overdue.*oldest since \d{4}-\d\d-\d\d \d\d:\d\d UTC: 25 × post a message in the channel\./,
    ),
  ]);
  await house.timeline.releaseEffects({ now: house.clock.now() });
  await working.idle();
  expect(posts.done).toHaveLength(25);
});

test('twenty overdue messages are simply posted', async () => {
  house = openHouse({ reactions: [step('incident-declared', [post()])] });
  for (let n = 0; n < 20; n += 1) {
    await house.declare();
  }
  house.clock.moveBy(3_600_000);
  const { done, perform } = noting();
  await (await worker({ 'message.post': perform })).idle();
  expect(done).toHaveLength(20);
});

test('stopping waits for what is being performed, and loses nothing that waits behind it', async () => {
  house = openHouse({ reactions: [step('incident-declared', [post(), post('severity')])] });
  const first = gate();
  const { done, perform } = noting(() => first.opened);
  const working = await worker({ 'message.post': perform });
  await house.declare();
  await working.tick();
  while (done.length === 0) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  const stopping = working.stop();
  first.open();
  await stopping;
  expect(await statuses()).toEqual(['message.post done', 'message.post waiting']);
  const [waiting] = await house.timeline.listEffects({ status: ['waiting'], limit: 1 });
  expect(waiting?.attempts).toBe(0);
});

test('an effect whose own error is a bug is given up after a few attempts, and said', async () => {
  house = openHouse({ reactions: [step('incident-declared', [card])] });
  const { done, perform } = noting(async () => {
    throw new TypeError('undefined is not a function');
  });
  const working = await worker({ 'card.refresh': perform });
  const { incident } = await house.declare();
  for (let n = 0; n < 20; n += 1) {
    await working.idle();
    house.clock.moveBy(60_000);
  }
  await working.idle();
  expect(done.length).toBe(6);
  expect(await house.timeline.readStream(incident, { types: ['effect-failed'] })).toHaveLength(1);
});

test('nothing is lost: each of 300 messages asked for by three incidents is posted exactly once', async () => {
  house = openHouse({ reactions: [step('note-added', [post()])] });
  let calls = 0;
  const { done, perform } = noting(async () => {
    calls += 1;
    if (calls % 7 === 0) {
      throw down();
    }
  });
  const working = await worker({ 'message.post': perform });
  const incidents = await Promise.all([house.declare(), house.declare(), house.declare()]);
  await Promise.all(
    Array.from({ length: 300 }, (_, n) => note(incidents[n % 3]?.incident ?? '', `note ${n}`)),
  );
  for (let n = 0; n < 60; n += 1) {
    await working.idle();
    house.clock.moveBy(5_000);
  }
  await working.idle();
  const failed = Math.floor(calls / 7);
  expect(new Set(done.map(({ key }) => key)).size).toBe(300);
  expect(done).toHaveLength(300 + failed);
  expect(new Set(await statuses())).toEqual(new Set(['message.post done']));
});
