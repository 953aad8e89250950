// What is kept of a review, and what an erasure leaves of it, over a real record.
import { bo, type House, openHouse } from '../engine/fixtures/house.ts';
import type { CommandType, Wish } from '../incident/commands.ts';
import { sha256 } from '../lib/ids.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { draftFiles } from './draft-files.ts';
import { type KeepDesk, reviewKeeper } from './keep-review.ts';
import { reviewSifter } from './sift-review.ts';
import { sifted } from './sift-worker.ts';

let house: House;
let stream: string;
let kept: Map<string, string>;
let canvas: () => string | undefined;

beforeEach(async () => {
  house = openHouse();
  kept = new Map();
  canvas = () => undefined;
  stream = (await house.declare()).incident;
});
afterEach(() => house.close());

const put = async (bytes: Uint8Array) => {
  kept.set(sha256(bytes), new TextDecoder().decode(bytes));
  return { sha256: sha256(bytes) };
};
const handle = <T extends CommandType>(type: T, wish: Wish<T>) =>
  house.engine.handle({ type, incident: stream, wish, asking: house.asking(bo) });
const events = () => house.engine.questions.events(stream);
const incident = async () => (await house.engine.questions.incident(stream, { kind: 'operator' }))!;

const desk = (): KeepDesk => ({
  engine: house.engine,
  clock: house.clock,
  files: {
    put,
    read: async (name) => (kept.has(name) ? new TextEncoder().encode(kept.get(name)) : undefined),
  },
  policy: () => house.policy,
  asWritten: async () => canvas(),
  sift: async (task) =>
    sifted(await events(), { ...task, events: { module: '', name: '', settings: {} }, bot: 'U0BOT' }),
});

async function draft() {
  const made = await draftFiles(await events(), {});
  const files = {
    canvas: (await put(made.canvas)).sha256,
    markdown: (await put(made.markdown)).sha256,
    json: (await put(made.json)).sha256,
    log: (await put(made.log)).sha256,
  };
  await handle('record-draft', { cycle: 1, files, entries: { used: 1, notUsed: 0 } });
}

let calls = 0;
const keep = () => {
  calls += 1;
  return reviewKeeper(desk())({
    attempt: 1,
    key: `k${calls}`,
    stream,
    kind: 'review.keep',
    payload: { event: 'e' },
  });
};
const sift = (attempt = 1) =>
  reviewSifter(desk())({ key: `s${calls}`, stream, attempt, kind: 'review.sift', payload: {} });

async function keptWords(): Promise<{ markdown: string; log: string }> {
  const event = await house.engine.questions.event((await incident()).edition?.event ?? '');
  const edition =
    event?.type === 'review-kept' || event?.type === 'review-sifted' ? event.data.edition : undefined;
  return {
    markdown: kept.get(edition?.files.markdown ?? '') ?? '',
    log: kept.get(edition?.files.log ?? '') ?? '',
  };
}

async function redactNote() {
  const note = await handle('add-note', { text: 'Jane Doe of Acme cannot pay at all' });
  await draft();
  canvas = () => '## Ours\n\nWe heard that Jane Doe of Acme cannot pay. We rolled back.';
  await keep();
  expect((await keptWords()).markdown).toContain('Jane Doe of Acme cannot pay. We rolled back.');
  expect((await keptWords()).log).toContain('Jane Doe');
  await handle('redact', { entry: note.events[0]?.id });
}

test('what is kept loses what was erased, in words and log; people’s other words stay', async () => {
  await redactNote();
  await sift();
  const { markdown, log } = await keptWords();
  expect(markdown).toMatch(/## Ours\n\n\*\(left out: erased\)\* We rolled back\./);
  expect(`${markdown}${log}`).not.toContain('Jane');
  expect(log).toContain('[redacted]');
});

test('what the canvas still says is left out of what is kept later, too, where no draft has the words any more', async () => {
  await redactNote();
  await sift();
  await draft();
  canvas = () => '## Ours\n\nWe heard that Jane Doe of Acme cannot pay. We rolled back.\n\nAnd slept.';
  await keep();
  expect((await keptWords()).markdown).toMatch(/\*\(left out: erased\)\* We rolled back\.\n\nAnd slept\./);
});

test('between an erasure and the look for it nothing is kept of a canvas', async () => {
  await redactNote();
  await draft();
  await expect(keep()).rejects.toMatchObject({ permanent: false, code: 'withdrawn' });
});

test('while Slack is away what is kept waits a little, then goes on without what people write', async () => {
  await redactNote();
  canvas = () => {
    throw new VendorError('Slack is away.', { permanent: false, code: 'connection' });
  };
  await expect(sift(1)).rejects.toThrow('Slack is away.');
  await sift(3);
  expect((await keptWords()).markdown).toContain('*(left out: erased)* We rolled back.');
  canvas = () => 'Jane Doe of Acme, says the canvas.';
  await draft();
  await keep();
  expect((await keptWords()).markdown).not.toContain('says the canvas');
  expect((await events()).at(-1)?.type).toBe('review-kept');
});

test('what its author deleted is not read any more either', async () => {
  const place = { team: 'T1', channel: 'C1', ts: '1795356060.000100' };
  await handle('record-message', {
    ...{ place, author: bo, text: 'the replica in eu-west-9 is gone for good', files: [] },
  });
  await draft();
  canvas = () =>
    'Fine. It was [said](https://acme.slack.com/archives/C1/p1795356060000100). The replica in eu-west-9 is gone for good.';
  await keep();
  await handle('record-deletion', { place });
  await sift();
  const { markdown, log } = await keptWords();
  expect(markdown).toContain('Fine. *(left out: erased)* *(left out: erased)*');
  expect(log).toContain('[deleted by its author]');
  expect(`${markdown}${log}`).not.toContain('replica');
});

test('what is kept between a deletion and the next draft has the words nowhere, nor in its log', async () => {
  const place = { team: 'T1', channel: 'C1', ts: '1795356060.000100' };
  await handle('record-message', {
    ...{ place, author: bo, text: 'the replica in eu-west-9 is gone for good', files: [] },
  });
  await draft();
  await handle('record-deletion', { place });
  await sift();
  await keep();
  const { markdown, log } = await keptWords();
  expect(log).toContain('[deleted by its author]');
  expect(`${markdown}${log}`).not.toContain('replica');
});

test('a log of before our bot’s name was known makes nothing else look erased', async () => {
  await handle('record-message', {
    place: { team: 'T1', channel: 'C1', ts: '1795356060.000100' },
    ...{ author: bo, text: '<@U0BOT> note we restart the payments worker pool at nine', files: [] },
  });
  const note = await handle('add-note', { text: 'Jane Doe of Acme cannot pay at all' });
  await draft();
  canvas = () => 'Jane Doe of Acme cannot pay. We restart the payments worker pool at nine.';
  await keep();
  expect((await keptWords()).log).toContain('@U0BOT note');
  await handle('redact', { entry: note.events[0]?.id });
  await sift();
  const { markdown, log } = await keptWords();
  expect(markdown).toContain('*(left out: erased)* We restart the payments worker pool at nine.');
  expect(log).toContain('@Firescribe note');
});
