import type { IncidentEvent } from './events.ts';
import { fold } from './evolve.ts';
import {
  alerted,
  ana,
  bo,
  declared,
  deployBot,
  firescribe,
  latencyHigh,
  minutes,
  placeAt,
  says,
  type World,
} from './fixtures/given.ts';
import { contradictionsOf } from './key-times.ts';

const times = (world: World) =>
  Object.fromEntries(Object.entries(world.state().keyTimes).map(([name, time]) => [name, time.at]));
const set = (
  world: World,
  name: 'began' | 'detected' | 'mitigated' | 'resolved' | 'acknowledged',
  at: number | null,
  reason?: string,
) =>
  world.when('set-key-time', { name, at, evidence: [], ...(reason ? { reason } : {}) }, { at: minutes(60) });

const at = (minute: number) => ({ at: minutes(minute) });
/** Of an incident that a person declared. */
const begun = { declared: minutes(0), detected: minutes(0), acknowledged: minutes(0) };

describe('as the events tell them', () => {
  test('a person’s declaration is detection, declaration and acknowledgement in one; nobody knows when it began', () => {
    expect(times(declared())).toEqual({
      declared: minutes(0),
      detected: minutes(0),
      acknowledged: minutes(0),
    });
  });

  test('an alert was detected when it was received; its own start is offered, not taken', () => {
    const world = alerted({ detectedAt: minutes(-1) });
    expect(times(world)).toEqual({ declared: minutes(0), detected: minutes(-1) });
    expect(world.state().beganGuess).toBe(minutes(-7));
  });

  test('an alert that a person attaches later was detected when it was received, not when it was attached', () => {
    const world = declared();
    const wish = { signal: latencyHigh, because: 'a person attached it', receivedAt: minutes(-5) };
    world.when('attach-signal', wish, { at: minutes(9) });
    expect(times(world).detected).toBe(minutes(-5));
    expect(world.entries().map(({ at }) => at)).toEqual([minutes(0), minutes(9)]);
  });

  test('the first human message acknowledges; bots do not', () => {
    const world = alerted();
    says(world, 1, 'deploy finished', deployBot);
    says(world, 4, 'looking');
    says(world, 6, 'me too', ana);
    expect(times(world).acknowledged).toBe(minutes(4));
  });

  test('a message that is told late and was written earlier wins', () => {
    const world = alerted();
    says(world, 6, 'me too', ana);
    says(world, 4, 'looking');
    expect(world.state().keyTimes.acknowledged).toMatchObject({ at: minutes(4), by: bo, set: false });
  });

  test('that somebody joined is not something they said', () => {
    const world = alerted();
    const joined = { place: placeAt(1), author: bo, subtype: 'channel_join', text: 'Bo joined', files: [] };
    world.when('record-message', joined, { at: minutes(1) });
    expect(times(world).acknowledged).toBeUndefined();
  });

  test.each([
    ['a severity chosen', (world: World) => world.when('change-severity', { severity: 'sev-1' }, at(3))],
    ['a task', (world: World) => world.when('add-item', { kind: 'task', text: 'roll back' }, at(3))],
    [
      'a note of an earlier time',
      (world: World) => world.when('add-note', { text: 'it began', happenedAt: minutes(1) }, at(3)),
    ],
  ])('%s is somebody who is there', (_what, act) => {
    const world = alerted();
    act(world);
    says(world, 7, 'looking');
    expect(times(world).acknowledged).toBe(minutes(3));
  });

  test('a pin by emoji is somebody who is there; looking and being refused is not', () => {
    const world = alerted();
    const place = says(world, 1, 'deploy finished', deployBot);
    world.when('record-answer', { command: 'timeline', line: '/incident timeline' }, at(2));
    world.when('pin', { place, how: 'emoji' }, { ...at(4), source: { kind: 'message', key: 'pin' } });
    expect(times(world).acknowledged).toBe(minutes(4));
  });

  test('reviewing what was over before anybody came does not acknowledge it', () => {
    const world = alerted();
    world.when('resolve', {}, { ...at(4), by: firescribe });
    world.when('add-item', { kind: 'follow-up', text: 'raise the pool' }, at(90));
    expect(times(world).acknowledged).toBeUndefined();
  });

  test('what was said in the channel before the declaration does not acknowledge it', () => {
    const world = alerted();
    says(world, -30, 'lunch?');
    expect(times(world).acknowledged).toBeUndefined();
  });

  test('the ack button acknowledges, and each status leaves its time with the event as evidence', () => {
    const world = alerted();
    world.when('acknowledge', {}, { at: minutes(2) });
    world.when('change-status', { status: 'identified' }, { at: minutes(6) });
    world.when('change-status', { status: 'mitigated' }, { at: minutes(9) });
    world.when('resolve', {}, { at: minutes(15) });
    expect(times(world)).toEqual({
      declared: minutes(0),
      detected: minutes(0),
      acknowledged: minutes(2),
      identified: minutes(6),
      mitigated: minutes(9),
      resolved: minutes(15),
    });
    expect(world.state().keyTimes.resolved?.evidence).toEqual([world.events.at(-1)?.id]);
  });

  test('a step that was skipped has no time', () => {
    const world = alerted();
    world.when('resolve', {});
    expect(times(world)).not.toHaveProperty('mitigated');
  });
});

describe('as people set them', () => {
  test('a time is set on evidence, and the history says what it was before', () => {
    const world = declared();
    world.when('set-key-time', { name: 'began', at: minutes(-9), evidence: ['e1'] }, { at: minutes(60) });
    world.when('set-key-time', { name: 'began', at: minutes(-8), evidence: [] }, { at: minutes(61) });
    expect(world.state().keyTimes.began).toEqual({ at: minutes(-8), evidence: [], by: bo, set: true });
    expect(world.entries().at(-1)).toMatchObject({
      kind: 'key-time',
      text: 'Time began set to 2026-11-22 13:52 UTC, before 2026-11-22 13:51 UTC',
      values: { name: 'began', at: minutes(-8), was: minutes(-9) },
    });
  });

  test('what people set wins over what events tell', () => {
    const world = alerted();
    set(world, 'acknowledged', minutes(3));
    says(world, 1, 'looking');
    expect(times(world).acknowledged).toBe(minutes(3));
  });

  test('an open incident has no end yet; the resolve gives it, and can be corrected', () => {
    const world = declared();
    expect(world.refusal('set-key-time', { name: 'resolved', at: minutes(5), evidence: [] }, at(10))).toBe(
      'INC-42 is acknowledged, so it has no end yet. Resolve it first: `/incident resolve <what fixed it>`; then correct the time.',
    );
    world.when('resolve', {}, at(30));
    expect(times(world).resolved).toBe(minutes(30));
    set(world, 'resolved', minutes(28));
    expect(times(world).resolved).toBe(minutes(28));
  });

  test('an import was over before it came: its end is set by hand', () => {
    const world = declared({ kind: 'imported', channel: { team: 'T1', id: 'C1', name: 'old' } });
    set(world, 'resolved', minutes(5));
    expect(times(world).resolved).toBe(minutes(5));
  });

  test('an older record in which an open incident was given an end folds to what its resolve says', () => {
    const world = declared();
    world.when('set-key-time', { name: 'mitigated', at: minutes(5), evidence: [] }, at(10));
    const [opening, early] = world.events;
    const open = [opening!, { ...early!, data: { ...early!.data, name: 'resolved' } } as IncidentEvent];
    expect(fold(open)?.keyTimes).not.toHaveProperty('resolved');
    world.when('resolve', {}, at(30));
    expect(fold([...open, world.events[2]!])?.keyTimes.resolved).toMatchObject({
      at: minutes(30),
      set: false,
    });
  });

  test.each(['identified', 'mitigated'] as const)(
    '%s set by hand stays whatever steps follow; only an order that cannot be true is refused',
    (name) => {
      const world = declared();
      world.when('set-key-time', { name, at: minutes(3), evidence: [] }, at(4));
      world.when('change-status', { status: name }, at(6));
      world.when('change-status', { status: 'acknowledged', text: 'errors are back' }, at(9));
      world.when('resolve', {}, at(12));
      expect(world.state().keyTimes[name]).toMatchObject({ at: minutes(3), set: true });
      const late = { name, at: minutes(14), evidence: [] };
      expect(world.refusal('set-key-time', late, at(20))).toContain(`before it was ${name}`);
    },
  );

  test('reopening takes the end back and no step; a step that is taken again has its new time, unless people set one', () => {
    const world = declared();
    world.when('change-status', { status: 'identified' }, at(5));
    world.when('change-status', { status: 'mitigated' }, at(9));
    world.when('resolve', {}, at(30));
    set(world, 'mitigated', minutes(8));
    set(world, 'resolved', minutes(28));
    world.when('reopen', { reason: 'errors are back' }, at(61));
    expect(times(world)).toEqual({ ...begun, identified: minutes(5), mitigated: minutes(8) });
    world.when('change-status', { status: 'identified' }, at(64));
    world.when('change-status', { status: 'mitigated' }, at(66));
    world.when('resolve', {}, at(70));
    expect(times(world)).toEqual({
      ...begun,
      identified: minutes(64),
      mitigated: minutes(8),
      resolved: minutes(70),
    });
  });

  test('a step back in the second round leaves what the first round told of later steps', () => {
    const world = declared();
    world.when('change-status', { status: 'mitigated' }, at(9));
    world.when('resolve', {}, at(30));
    world.when('change-status', { status: 'identified', text: 'the same again' }, at(40));
    world.when('change-status', { status: 'acknowledged', text: 'it was not that' }, at(45));
    expect(times(world)).toEqual({ ...begun, mitigated: minutes(9) });
  });

  test('a cancel by mistake, taken back, takes no step back', () => {
    const world = declared();
    world.when('change-status', { status: 'identified' }, at(5));
    world.when('cancel', { reason: 'false alarm', text: 'a test' }, at(6));
    world.when('reopen', { reason: 'it is none' }, at(7));
    expect(times(world)).toEqual({ ...begun, identified: minutes(5) });
  });

  test('confirming what was derived makes it set; confirming twice does nothing', () => {
    const world = declared();
    set(world, 'detected', minutes(0));
    expect(world.state().keyTimes.detected?.set).toBe(true);
    expect(set(world, 'detected', minutes(0)).facts).toEqual([]);
  });

  test('a time can be said to be unknown', () => {
    const world = declared();
    set(world, 'acknowledged', null);
    expect(world.state().keyTimes.acknowledged).toMatchObject({ at: null, set: true });
    expect(world.entries().at(-1)?.text).toBe(
      'Time acknowledged set to not recorded, before 2026-11-22 14:00 UTC',
    );
  });

  test('mitigated before it began is refused with both values', () => {
    const world = declared();
    set(world, 'began', minutes(-5));
    expect(
      world.refusal(
        'set-key-time',
        { name: 'mitigated', at: minutes(-10), evidence: [] },
        { at: minutes(60) },
      ),
    ).toBe(
      'INC-42 cannot be mitigated at 13:50 UTC, before it began at 13:55 UTC. Correct one of the two, or give a reason to keep both; the review then shows both.',
    );
  });

  test('with a reason the contradiction stands, and is named', () => {
    const world = declared();
    set(world, 'began', minutes(-5));
    set(world, 'mitigated', minutes(-10), 'two dashboards disagree');
    expect(contradictionsOf(world.state().keyTimes)).toEqual([
      { earlier: { name: 'began', at: minutes(-5) }, later: { name: 'mitigated', at: minutes(-10) } },
      { earlier: { name: 'detected', at: minutes(0) }, later: { name: 'mitigated', at: minutes(-10) } },
    ]);
  });

  test('clocks may differ by five seconds', () => {
    const world = declared();
    set(world, 'began', minutes(0) + 5_000);
    expect(contradictionsOf(world.state().keyTimes)).toEqual([]);
  });

  test('a time in the future is refused even with a reason', () => {
    const wish = { name: 'mitigated' as const, at: minutes(90), evidence: [], reason: 'surely by then' };
    expect(declared().refusal('set-key-time', wish, { at: minutes(60) })).toBe(
      '15:30 UTC is in the future. Give the time at which it happened.',
    );
  });

  test('mitigation may come before the cause is identified', () => {
    const world = declared();
    world.when('change-status', { status: 'mitigated' }, { at: minutes(5) });
    world.when('set-key-time', { name: 'identified', at: minutes(8), evidence: [] }, { at: minutes(60) });
    expect(contradictionsOf(world.state().keyTimes)).toEqual([]);
  });

  test('state keeps ten pieces of evidence', () => {
    const world = declared();
    const evidence = Array.from({ length: 50 }, (_, index) => `e${index}`);
    world.when('set-key-time', { name: 'began', at: minutes(-1), evidence }, { at: minutes(60) });
    expect(world.state().keyTimes.began?.evidence).toHaveLength(10);
  });
});
