import { readFileSync } from 'node:fs';
import { Refusal } from '../incident/refusal.ts';
import { FOLD_VERSION } from '../incident/state.ts';
import { openTimeline } from '../timeline/sqlite.ts';
import { ana, bo, type House, openHouse, START } from './fixtures/house.ts';
import { AUDIT } from './stream-names.ts';

let house: House;

beforeEach(() => {
  house = openHouse();
});

afterEach(() => house.close());

const message = (ts: string, text: string) => ({
  place: { team: 'T1', channel: 'C1', ts },
  author: bo,
  text,
  files: [],
});

const say = (incident: string, ts: string, text: string) =>
  house.engine.handle({
    type: 'record-message',
    incident,
    wish: message(ts, text),
    asking: house.asking(bo, { source: { kind: 'message', key: `slack:T1/C1/${ts}` } }),
  });

/** How often a promise-returning function of the timeline is called. */
function counted(house: House): () => number {
  const { append } = house.timeline;
  let calls = 0;
  house.timeline.append = (given) => {
    calls += 1;
    return append(given);
  };
  return () => calls;
}

test('what was declared is on disk when handle resolves, and a second connection reads it', async () => {
  const { incident, state } = await house.declare();
  const other = openTimeline({ file: house.file });
  expect((await other.readState(incident))?.data).toEqual(JSON.parse(JSON.stringify(state)));
  await other.close();
  expect(state.number).toBe(1);
});

test('people who declare at once get numbers of their own, at the first try', async () => {
  const appends = counted(house);
  const made = await Promise.all(Array.from({ length: 10 }, (_, n) => house.declare(`Trouble ${n}`)));
  expect(made.map(({ state }) => state.number).sort((a, b) => a - b)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ]);
  expect(appends()).toBe(10);
});

test('the command line declares beside the app, and neither takes the number of the other', async () => {
  const cli = await house.reopen();
  await house.declare('first');
  const [app, line] = await Promise.all([house.declare('second'), cli.declare('third')]);
  expect([app.state.number, line.state.number].sort()).toEqual([2, 3]);
});

test('the same press delivered twice is one change, answered the same', async () => {
  const { incident } = await house.declare();
  const asking = house.asking(bo, { source: { kind: 'button', key: 'trigger-1' } });
  const press = () =>
    house.engine.handle({ type: 'change-severity', incident, wish: { severity: '1' }, asking });
  const first = await press();
  const second = await press();
  expect(first.repeated).toBe(false);
  expect(second.repeated).toBe(true);
  expect(second.events).toEqual(first.events);
  expect(await house.timeline.readStream(incident, { types: ['severity-changed'] })).toHaveLength(1);
});

test('a declaration delivered twice is one incident', async () => {
  const asking = house.asking(ana, { source: { kind: 'modal', key: 'view-1' } });
  const submit = () =>
    house.engine.handle({ type: 'declare', wish: { kind: 'real', title: 'Slow', private: false }, asking });
  const [first, second] = await Promise.all([submit(), submit()]);
  expect(second.incident).toBe(first.incident);
  const third = await house.declare('another');
  expect(third.state.number).toBe(2);
});

test('a channel that two people import at once becomes one incident', async () => {
  const channel = { team: 'T1', id: 'C7', name: 'old-outage' };
  const take = (by = ana) =>
    house.engine.handle({
      type: 'declare',
      wish: { kind: 'imported', title: 'Old outage', private: false, channel },
      asking: house.asking(by),
    });
  const [first, second] = await Promise.allSettled([take(), take(bo)]);
  expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
  const refused = [first, second].find((one) => one.status === 'rejected');
  expect(refused).toMatchObject({ reason: { message: expect.stringContaining('is the channel of INC-1') } });
  expect(await house.engine.questions.list({}, { kind: 'operator' })).toHaveLength(1);
});

test('an entry of one incident cannot be erased through another', async () => {
  const [one, other] = [await house.declare('one'), await house.declare('other')];
  const note = await house.engine.handle({
    type: 'add-note',
    incident: one.incident,
    wish: { text: 'restarted the cache' },
    asking: house.asking(ana),
  });
  const entry = note.events[0]?.id;
  const redact = (incident: string) =>
    house.engine.handle({ type: 'redact', incident, wish: { entry }, asking: house.asking(bo) });
  await expect(redact(other.incident)).rejects.toThrow('INC-2 has no such entry');
  expect((await house.engine.questions.event(entry ?? ''))?.erased).toBe(false);
  await redact(one.incident);
  expect((await house.engine.questions.event(entry ?? ''))?.erased).toBe(true);
});

test('one form that asks for two things of a kind gets both', async () => {
  const { incident } = await house.declare();
  const asking = house.asking(ana, { source: { kind: 'modal', key: 'view-1' } });
  const assign = (role: string) =>
    house.engine.handle({ type: 'assign-role', incident, wish: { role, to: bo }, asking });
  await Promise.all([assign('ic'), assign('comms')]);
  const state = await house.engine.questions.incident(incident, { kind: 'operator' });
  expect(Object.keys(state?.roles ?? {})).toEqual(['commander', 'communications-lead']);
});

test('nothing on disk holds a trigger id', async () => {
  const { incident } = await house.declare();
  const asking = house.asking(bo, { source: { kind: 'button', key: 'trigger-SECRET' } });
  await house.engine.handle({ type: 'change-severity', incident, wish: { severity: '1' }, asking });
  const [event] = await house.timeline.readStream(incident, { types: ['severity-changed'] });
  expect(event?.source.key).toMatch(/^sha256:/);
  const onDisk = [house.file, `${house.file}-wal`].map((file) => readFileSync(file, 'latin1')).join('');
  expect(onDisk).toContain('severity-changed');
  expect(onDisk).not.toContain('trigger-SECRET');
});

test('a refused command is on the record with who, what and why, and is thrown', async () => {
  const { incident } = await house.declare();
  const asking = house.asking(bo, { words: '/incident severity 7' });
  const refused = house.engine.handle({ type: 'change-severity', incident, wish: { severity: '7' }, asking });
  await expect(refused).rejects.toThrow(Refusal);
  const [event] = await house.timeline.readStream(incident, { types: ['command-refused'] });
  expect(event).toMatchObject({
    actor: bo,
    data: { command: 'change-severity' },
    content: { line: '/incident severity 7', why: expect.stringContaining('SEV-1') },
  });
});

test('a refused press delivered twice is refused twice with the same sentence, and recorded once', async () => {
  const { incident } = await house.declare();
  const asking = house.asking(bo);
  const press = () =>
    house.engine.handle({ type: 'change-severity', incident, wish: { severity: '7' }, asking });
  const sentences = [await press().catch(String), await press().catch(String)];
  expect(sentences[1]).toBe(sentences[0]);
  expect(await house.timeline.readStream(incident, { types: ['command-refused'] })).toHaveLength(1);
});

test('a refused declaration belongs to no incident and is kept in the audit', async () => {
  await expect(house.declare('  ')).rejects.toThrow(Refusal);
  expect(await house.timeline.readStream('audit')).toMatchObject([
    { type: 'command-refused', actor: ana, data: { command: 'declare' } },
  ]);
  expect(await house.engine.questions.list({}, { kind: 'operator' })).toEqual([]);
  expect((await house.declare('Slow')).state.number).toBe(1);
});

test('a command for an incident that is not there is refused', async () => {
  const lost = house.engine.handle({
    type: 'acknowledge',
    incident: 'incident/none',
    wish: {},
    asking: house.asking(bo),
  });
  await expect(lost).rejects.toThrow('no such incident');
});

test('200 messages at once are written in few appends, and each is answered with its own event', async () => {
  const { incident } = await house.declare();
  const appends = counted(house);
  const told = await Promise.all(
    Array.from({ length: 200 }, (_, n) => say(incident, `${1_800_000_000 + n}.000100`, `line ${n}`)),
  );
  expect(appends()).toBeLessThanOrEqual(5);
  expect(told.map(({ events }) => events[0]?.content)).toEqual(
    Array.from({ length: 200 }, (_, n) => ({ text: `line ${n}` })),
  );
  const state = await house.engine.questions.incident(incident, { kind: 'operator' });
  expect(state?.counts.messages).toBe(200);
});

test('a message delivered three times, twice at once, is in the timeline once', async () => {
  const { incident } = await house.declare();
  await Promise.all([say(incident, '1800000000.000100', 'here'), say(incident, '1800000000.000100', 'here')]);
  const third = await say(incident, '1800000000.000100', 'here');
  expect(third.events).toEqual([]);
  expect(await house.timeline.readStream(incident, { types: ['message-posted'] })).toHaveLength(1);
});

test('of two who resolve at once one does, and the other is told who was first', async () => {
  const { incident } = await house.declare();
  const resolve = (by: typeof bo) =>
    house.engine.handle({
      type: 'resolve',
      incident,
      wish: { text: 'rolled back' },
      asking: house.asking(by),
    });
  const [first, second] = await Promise.allSettled([resolve(bo), resolve(ana)]);
  expect(first.status).toBe('fulfilled');
  expect(String((second as PromiseRejectedResult).reason)).toContain('by Bo');
});

test('what another process wrote meanwhile is seen: the decision is taken again on what is there now', async () => {
  const { incident } = await house.declare();
  const cli = await house.reopen();
  await cli.engine.handle({
    type: 'resolve',
    incident,
    wish: { text: 'done' },
    asking: cli.asking(ana, { source: { kind: 'cli', key: '1' } }),
  });
  const late = house.engine.handle({ type: 'resolve', incident, wish: {}, asking: house.asking(bo) });
  await expect(late).rejects.toThrow('by Ana');
});

test('two processes that write to one stream at the same time lose nothing', async () => {
  const { incident } = await house.declare();
  const cli = await house.reopen();
  const note = (who: House, n: number) =>
    who.engine.handle({ type: 'add-note', incident, wish: { text: `note ${n}` }, asking: who.asking(ana) });
  await Promise.all(Array.from({ length: 40 }, (_, n) => note(n % 2 ? house : cli, n)));
  expect(await house.timeline.readStream(incident, { types: ['note-added'] })).toHaveLength(40);
  expect((await house.timeline.verify()).problems).toEqual([]);
});

test('when the disk fails everybody who waits hears of it, and the next command works', async () => {
  const { incident } = await house.declare();
  const { append } = house.timeline;
  house.timeline.append = async () => {
    throw new Error('no room left');
  };
  const failed = await Promise.allSettled([1, 2, 3].map((n) => say(incident, `180000000${n}.000100`, 'x')));
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  house.timeline.append = append;
  expect((await say(incident, '1800000009.000100', 'there again')).events).toHaveLength(1);
});

test('a state folded by other rules is folded anew from its events, and kept so', async () => {
  const { incident, state } = await house.declare();
  await house.timeline.writeState({
    stream: incident,
    version: state.version,
    data: { number: 99, title: 'nonsense' },
    foldVersion: 0,
  });
  const again = await house.reopen();
  expect(await again.engine.questions.incident(incident, { kind: 'operator' })).toEqual(
    JSON.parse(JSON.stringify(state)),
  );
  expect((await again.timeline.readState(incident))?.foldVersion).toBe(FOLD_VERSION);
});

test('facts carry the time of their origin and the time of their recording', async () => {
  const asking = house.asking(ana, { at: START - 5_000 });
  const { events } = await house.engine.handle({
    type: 'declare',
    wish: { kind: 'real', title: 'Slow', private: false },
    asking,
  });
  expect(events[0]).toMatchObject({ occurredAt: START - 5_000, recordedAt: START, version: 1 });
});

test('a stopped engine takes nothing more, and what was being written is there', async () => {
  const declaring = house.declare();
  await house.engine.stop();
  expect((await declaring).state.number).toBe(1);
  await expect(house.declare()).rejects.toThrow('stopping');
});

test('what is asked for outside any incident is written down with the work it causes, once', async () => {
  const asking = house.asking(ana, {
    source: { kind: 'mention', key: 'slack:T1/C1/1.000100' },
    words: 'import it',
  });
  const work = (event: string) => ({ kind: 'channel.import' as const, payload: { event, channel: 'C1' } });
  const asked = { command: 'import', asking, work };
  expect(await house.engine.audit(asked)).toEqual({ repeated: false });
  expect(await house.engine.audit(asked)).toEqual({ repeated: true });
  const effects = await house.timeline.listEffects({ kind: 'channel.import', limit: 10 });
  expect(effects).toMatchObject([{ stream: AUDIT, status: 'waiting' }]);
  const { event } = (effects[0] ?? { payload: {} }).payload as { event: string };
  expect(await house.engine.questions.asked(event)).toMatchObject({
    command: 'import',
    by: ana,
    line: 'import it',
    source: asking.source,
  });
});

describe('what was typed outside any incident', () => {
  const typed = (by = ana) =>
    house.engine.audit({
      command: 'unknown',
      asking: house.asking(by, { words: '/incident delcare hunter2' }),
      refused: 'There is no command “delcare”.',
    });
  const lines = (by = ana) => house.engine.questions.askedBy({ kind: 'person', id: by.id }, 10);

  test('is redacted by whoever typed it, with the answer', async () => {
    await typed();
    const [line] = await lines();
    expect(line).toMatchObject({ line: '/incident delcare hunter2', by: ana });
    await house.engine.forget({ event: line?.event ?? '', asking: house.asking(ana), reason: 'a password' });
    expect(await lines()).toEqual([]);
    const again = house.engine.forget({ event: line?.event ?? '', asking: house.asking(ana) });
    await expect(again).rejects.toThrow('redacted already');
    expect((await house.timeline.verify()).problems).toEqual([]);
  });

  test('is nobody else’s to see or to redact, but the operators’', async () => {
    await typed();
    const [line] = await lines();
    expect(await lines(bo)).toEqual([]);
    const event = line?.event ?? '';
    await expect(house.engine.forget({ event, asking: house.asking(bo) })).rejects.toThrow(
      'no such line of yours',
    );
    const guest = house.asking(ana, { grants: ['guest'] });
    await expect(house.engine.forget({ event, asking: guest })).rejects.toThrow('may not redact');
    await house.engine.forget({ event, asking: house.asking(bo, { grants: ['operator'] }) });
    expect(await lines()).toEqual([]);
  });
});

test('a refusal asked for again is told again, and nothing but its event holds its words', async () => {
  const { incident } = await house.declare();
  const asking = house.asking(bo, { words: '/incident severity hunter2' });
  const request = { type: 'change-severity' as const, incident, wish: { severity: 'hunter2' }, asking };
  const first = await house.engine.handle(request).catch((error: Error) => error.message);
  expect(first).toContain('hunter2');
  expect(await house.engine.handle(request).catch((error: Error) => error.message)).toBe(first);
  const [event] = await house.timeline.readStream(incident, { types: ['command-refused'] });
  const redaction = house.asking(bo);
  await house.engine.handle({
    type: 'redact',
    incident,
    wish: { entry: event?.id ?? '' },
    asking: redaction,
  });
  expect(await house.engine.handle(request).catch((error: Error) => error.message)).toContain(
    'why is redacted',
  );
  await house.timeline.checkpoint();
  const onDisk = [house.file, `${house.file}-wal`].map((file) => readFileSync(file, 'latin1')).join('');
  expect(onDisk).not.toContain('hunter2');
});

const tsOf = (n: number) => `1795356000.00000${n}`;

test('a message told again among new ones is on record once, and so is one whose edit came first', async () => {
  const { incident } = await house.declare();
  const tell = (n: number) => say(incident, tsOf(n), `said ${n}`);
  await tell(1);
  const { place } = message(tsOf(3), '');
  await house.engine.handle({
    type: 'record-edit',
    incident,
    wish: { place, revision: '1795356900.000000', text: 'said better', files: [] },
    asking: house.asking(bo, { source: { kind: 'message', key: 'edit' } }),
  });
  await Promise.all([1, 2, 3, 4, 2].map(tell));
  const told = await house.timeline.readStream(incident, { types: ['message-posted'] });
  const placed = told.map(({ data }) => (data as { place: { ts: string } }).place.ts);
  expect(placed.sort()).toEqual([1, 2, 3, 4].map(tsOf));
  const { counts } = (await house.engine.questions.incident(incident, { kind: 'operator' }))!;
  expect(counts.messages).toBe(4);
  const known = await house.engine.questions.message(incident, place);
  expect(known).toMatchObject({ posted: true, revision: '1795356900.000000', texts: { length: 2 } });
});
