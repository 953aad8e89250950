// Decisions that are made while the append before them is on its way to the disk.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../lib/log.ts';
import { said } from '../timeline/contract-harness.ts';
import type { Append, Timeline } from '../timeline/port.ts';
import { openTimeline } from '../timeline/sqlite.ts';
import type { Addition, View } from './batch.ts';
import { createStreams } from './streams.ts';

const STREAM = 'incident/1';
type State = { sum: number };
type Wish = { id: string; add?: number } & Partial<Addition<State>>;

let folder: string;
let timeline: Timeline;
/** Appends that were sent, each with what lets it go on to the disk. */
let sent: { append: Append; letGo(): void; fail(error: Error): void }[];
let arrived: () => void;
/** Sums that decisions saw, in their order. */
let seen: Record<string, number[]>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'streams-'));
  timeline = openTimeline({ file: join(folder, 'firescribe.db'), log: silentLog });
  sent = [];
  seen = {};
  arrived = () => undefined;
});

afterEach(async () => {
  await timeline.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A disk that takes each append when it is told to. */
function open() {
  return createStreams<State>({
    timeline: {
      readKeys: (keys) => timeline.readKeys(keys),
      readState: (stream) => timeline.readState(stream),
      async append(append) {
        await new Promise<void>((letGo, fail) => {
          sent.push({ append, letGo, fail });
          arrived();
        });
        return timeline.append(append);
      },
    },
    async load(stream) {
      const row = await timeline.readState(stream);
      return { version: row?.version ?? 0, state: (row?.data as State | undefined) ?? { sum: 0 } };
    },
    stateRow: (data) => ({ data, foldVersion: 1 }),
    now: () => 0,
    onCommit: () => undefined,
  });
}

type Streams = ReturnType<typeof open>;

function wish(streams: Streams, { id, add = 1, ...more }: Wish, look?: (view: View<State>) => Promise<void>) {
  return streams.change(STREAM, async (view) => {
    seen[id] = [...(seen[id] ?? []), view.state.sum];
    await look?.(view);
    return {
      add: { events: [said(id)], state: { sum: view.state.sum + add }, ...more },
      answer: () => view.state.sum + add,
      repeated: (receipt) => receipt,
    };
  });
}

async function send(number: number) {
  while (sent.length < number) {
    await new Promise<void>((resolve) => {
      arrived = resolve;
    });
  }
  return sent[number - 1]!;
}

/** Everything that can happen without the disk has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
const sum = async () => (await timeline.readState(STREAM))?.data;

test('what comes in while an append is on its way is decided on top of it, and sent once it has landed', async () => {
  const streams = open();
  const first = wish(streams, { id: 'a' });
  await send(1);
  const others = [wish(streams, { id: 'b' }), wish(streams, { id: 'c' })];
  await settled();
  expect(seen).toEqual({ a: [0], b: [1], c: [2] });
  expect(sent).toHaveLength(1);
  sent[0]!.letGo();
  expect(await first).toBe(1);
  const { append, letGo } = await send(2);
  expect(append).toMatchObject({ expectedVersion: 1, events: [{ id: 'b' }, { id: 'c' }] });
  letGo();
  expect(await Promise.all(others)).toEqual([2, 3]);
  expect(await sum()).toEqual({ sum: 3 });
});

test('it sees the keys of what is on its way', async () => {
  const streams = open();
  const first = wish(streams, { id: 'a', keys: [{ op: 'set', key: 'message/1', value: 'from a' }] });
  await send(1);
  let found: unknown;
  const second = wish(streams, { id: 'b' }, async (view) => {
    found = (await view.readKeys(['message/1'])).get('message/1');
  });
  await settled();
  expect(found).toBe('from a');
  sent[0]!.letGo();
  (await send(2)).letGo();
  await Promise.all([first, second]);
});

test('where another process was quicker, both are decided again, in their order, however many events it wrote', async () => {
  const streams = open();
  const both = [wish(streams, { id: 'a' })];
  await send(1);
  both.push(wish(streams, { id: 'b' }));
  await settled();
  // As many events as were on their way: the version alone would not tell the second append from a right one.
  const other = { stream: STREAM, expectedVersion: 0, at: 0, events: [said('x')] };
  await timeline.append({ ...other, state: { data: { sum: 100 }, foldVersion: 1 } });
  sent[0]!.letGo();
  (await send(2)).letGo();
  expect(await Promise.all(both)).toEqual([101, 102]);
  expect(seen).toEqual({ a: [0, 100], b: [1, 101] });
  expect(sent[1]!.append).toMatchObject({ expectedVersion: 1, events: [{ id: 'a' }, { id: 'b' }] });
});

test('where the disk fails, who waited for it hears of it; what was decided meanwhile is decided without it', async () => {
  const streams = open();
  const first = wish(streams, { id: 'a' });
  await send(1);
  const second = wish(streams, { id: 'b' });
  await settled();
  sent[0]!.fail(new Error('the disk is full'));
  await expect(first).rejects.toThrow('the disk is full');
  (await send(2)).letGo();
  expect(await second).toBe(1);
  expect(seen).toEqual({ a: [0], b: [1, 0] });
});

test('an erasure is decided when nothing is on its way, and goes alone', async () => {
  const streams = open();
  const all = [wish(streams, { id: 'a' })];
  await send(1);
  all.push(wish(streams, { id: 'b', erase: ['a'] }), wish(streams, { id: 'c' }));
  await settled();
  sent[0]!.letGo();
  const { append, letGo } = await send(2);
  expect(append.events).toMatchObject([{ id: 'b' }]);
  expect(seen.b).toEqual([1, 1]);
  await settled();
  expect(sent).toHaveLength(2);
  letGo();
  (await send(3)).letGo();
  expect(await Promise.all(all)).toEqual([1, 2, 3]);
  expect(sent[2]!.append).toMatchObject({ expectedVersion: 2, events: [{ id: 'c' }] });
});

test('what was asked for twice is answered as the first time, and what was decided on top of it is decided without it', async () => {
  const streams = open();
  const idempotency = { key: 'press/1', receipt: 'the first answer' };
  const first = wish(streams, { id: 'a', idempotency });
  (await send(1)).letGo();
  await first;
  const again = wish(streams, { id: 'a2', idempotency });
  await send(2);
  const other = wish(streams, { id: 'b' });
  await settled();
  sent[1]!.letGo();
  expect(await again).toBe('the first answer');
  (await send(3)).letGo();
  expect(await other).toBe(2);
  expect(seen).toEqual({ a: [0], a2: [1], b: [2, 1] });
});

test('nothing waits once all have their answers', async () => {
  const streams = open();
  const first = wish(streams, { id: 'a' });
  let idle = false;
  const done = streams.idle().then(() => {
    idle = true;
  });
  await send(1);
  await settled();
  expect(idle).toBe(false);
  sent[0]!.letGo();
  await first;
  await done;
  expect(idle).toBe(true);
});
