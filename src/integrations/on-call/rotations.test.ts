import { DateTime } from 'luxon';
import { fc } from '../../lib/fixtures/chance.ts';
import { createEmbedded } from './embedded.ts';
import { Rotations } from './rotations.ts';
import { nextOnCall, onCallAt } from './turns.ts';

const ana = { email: 'ana@example.com' };
const bo = { email: 'bo@example.com' };
const chidi = { slackId: 'UCHIDI1' };

const read = (rotation: unknown) => {
  const all = Rotations.parse({ payments: rotation });
  return all.payments as NonNullable<typeof all.payments>;
};
const berlin = (local: string) => DateTime.fromISO(local, { zone: 'Europe/Berlin' }).toMillis();
const order = { people: ['ana@example.com', 'bo@example.com', 'UCHIDI1'], zone: 'Europe/Berlin' };
const weekly = read({ ...order, shift: 'weekly', handover: 'monday 09:00', from: '2026-01-05' });
const daily = read({ ...order, shift: 'daily', handover: '08:30', from: '2026-01-05' });
const names = (shifts: { who: unknown }[]) => shifts.map(({ who }) => who);

describe('weekly shifts', () => {
  test('the first person takes over at the first handover, and each holds on for a week', () => {
    const at = berlin('2026-01-05T09:00');
    expect(onCallAt(weekly, at, 'UTC')).toEqual([
      { who: ana, from: at, to: berlin('2026-01-12T09:00'), level: 1 },
    ]);
    expect(names(onCallAt(weekly, berlin('2026-01-12T08:59'), 'UTC'))).toEqual([ana]);
    expect(names(onCallAt(weekly, berlin('2026-01-12T09:00'), 'UTC'))).toEqual([bo]);
    expect(names(onCallAt(weekly, berlin('2026-01-26T09:00'), 'UTC'))).toEqual([ana]);
  });

  test('before its first day the order runs backwards, so that nobody is ever missing', () => {
    expect(names(onCallAt(weekly, berlin('2026-01-05T08:59'), 'UTC'))).toEqual([chidi]);
  });

  test('a first day in the middle of a week begins with the next handover', () => {
    const mid = read({ ...order, handover: 'monday 09:00', from: '2026-01-07' });
    expect(names(onCallAt(mid, berlin('2026-01-12T09:00'), 'UTC'))).toEqual([ana]);
  });

  test('next is the following person, from the moment of handover', () => {
    expect(nextOnCall(weekly, berlin('2026-01-07T12:00'), 'UTC')).toEqual([
      { who: bo, from: berlin('2026-01-12T09:00'), to: berlin('2026-01-19T09:00'), level: 1 },
    ]);
  });

  test('the handover stays at nine by the clock on the wall over both changes of clocks', () => {
    const spring = onCallAt(weekly, berlin('2026-03-25T12:00'), 'UTC')[0];
    expect([spring?.from, spring?.to]).toEqual([berlin('2026-03-23T09:00'), berlin('2026-03-30T09:00')]);
    expect(Number(spring?.to) - Number(spring?.from)).toBe((7 * 24 - 1) * 3_600_000);
    const autumn = onCallAt(weekly, berlin('2026-10-25T12:00'), 'UTC')[0];
    expect(Number(autumn?.to) - Number(autumn?.from)).toBe((7 * 24 + 1) * 3_600_000);
  });
});

describe('daily shifts', () => {
  test('change every day at the time of handover', () => {
    expect(names(onCallAt(daily, berlin('2026-01-06T08:29'), 'UTC'))).toEqual([ana]);
    expect(names(onCallAt(daily, berlin('2026-01-06T08:30'), 'UTC'))).toEqual([bo]);
  });

  test('a time of handover that the clocks skip comes as much later, once', () => {
    const night = read({ ...order, shift: 'daily', handover: '02:30', from: '2026-03-01' });
    const shift = onCallAt(night, berlin('2026-03-29T12:00'), 'UTC')[0];
    expect(shift?.from).toBe(berlin('2026-03-29T03:30'));
    expect(names(onCallAt(night, Number(shift?.from) - 1, 'UTC'))).not.toEqual([shift?.who]);
  });
});

test('a rotation without a zone lives in the common one', () => {
  const { zone: _zone, ...rest } = order;
  const plain = read({ ...rest, handover: 'monday 09:00', from: '2026-01-05' });
  const tokyo = DateTime.fromISO('2026-01-12T09:00', { zone: 'Asia/Tokyo' }).toMillis();
  expect(names(onCallAt(plain, tokyo, 'Asia/Tokyo'))).toEqual([bo]);
  expect(names(onCallAt(plain, tokyo, 'UTC'))).toEqual([ana]);
});

describe('overrides', () => {
  const override = { who: 'UCHIDI1', from: '2026-01-07 18:00', to: '2026-01-08 09:00' };
  const covered = read({ ...order, handover: 'monday 09:00', from: '2026-01-05', overrides: [override] });

  test('somebody stands in from then to then, and the order goes on behind them', () => {
    const at = (local: string) => onCallAt(covered, berlin(local), 'UTC')[0];
    expect(at('2026-01-07T17:59')).toMatchObject({ who: ana, to: berlin('2026-01-07T18:00') });
    expect(at('2026-01-07T18:00')).toMatchObject({ who: chidi, to: berlin('2026-01-08T09:00') });
    expect(at('2026-01-08T09:00')).toMatchObject({ who: ana, to: berlin('2026-01-12T09:00') });
  });

  test('next names who stands in', () => {
    expect(nextOnCall(covered, berlin('2026-01-06T12:00'), 'UTC')).toMatchObject([{ who: chidi }]);
  });

  test('of two that overlap the one written last counts', () => {
    const both = read({
      ...order,
      handover: 'monday 09:00',
      from: '2026-01-05',
      overrides: [override, { who: 'bo@example.com', from: '2026-01-07 20:00', to: '2026-01-07 22:00' }],
    });
    const at = (local: string) => onCallAt(both, berlin(local), 'UTC')[0];
    expect(at('2026-01-07T19:00')).toMatchObject({ who: chidi, to: berlin('2026-01-07T20:00') });
    expect(at('2026-01-07T21:00')).toMatchObject({ who: bo });
    expect(at('2026-01-07T22:00')).toMatchObject({ who: chidi, to: berlin('2026-01-08T09:00') });
  });
});

describe('several layers', () => {
  const layered = read({
    zone: 'Europe/Berlin',
    layers: [
      { people: ['ana@example.com', 'bo@example.com'], handover: 'mon 09:00', from: '2026-01-05' },
      { name: 'backup', people: ['UCHIDI1'], shift: 'daily' },
    ],
    overrides: [{ who: 'UCHIDI1', from: '2026-01-06', to: '2026-01-07' }],
  });

  test('each layer has somebody, the first one at level 1', () => {
    expect(onCallAt(layered, berlin('2026-01-05T12:00'), 'UTC')).toMatchObject([
      { who: ana, level: 1 },
      { who: chidi, level: 2 },
    ]);
  });

  test('who is on both is named once, at the more urgent level', () => {
    expect(onCallAt(layered, berlin('2026-01-06T12:00'), 'UTC')).toMatchObject([{ who: chidi, level: 1 }]);
  });

  test('a layer of one person has no next', () => {
    expect(nextOnCall(layered, berlin('2026-01-08T12:00'), 'UTC')).toMatchObject([{ who: bo, level: 1 }]);
  });
});

test('at every instant exactly one turn holds, whatever the zone, the time of handover and the overrides', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'UTC'];
  const days = [
    '2026-03-08 12:00',
    '2026-03-29 01:00',
    '2026-04-05 03:00',
    '2026-10-25 02:30',
    '2026-11-01 05:00',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.constantFrom('weekly' as const, 'daily' as const),
      fc.nat({ max: 23 }),
      fc.constantFrom('00', '30'),
      fc.integer({ min: Date.UTC(2026, 1, 1), max: Date.UTC(2026, 11, 1) }),
      fc.boolean(),
      (zone, shift, hour, minute, instant, standIn) => {
        const time = `${String(hour).padStart(2, '0')}:${minute}`;
        const rotation = read({
          ...order,
          zone,
          shift,
          handover: shift === 'weekly' ? `sunday ${time}` : time,
          from: '2026-01-05',
          overrides: standIn ? days.map((from) => ({ who: 'UCHIDI1', from, to: '2026-11-02' })) : [],
        });
        const [now] = onCallAt(rotation, instant, 'UTC');
        expect(now?.from).toBeLessThanOrEqual(instant);
        expect(now?.to).toBeGreaterThan(instant);
        const [last] = onCallAt(rotation, Number(now?.to) - 1, 'UTC');
        const [after] = onCallAt(rotation, Number(now?.to), 'UTC');
        expect(last).toEqual(now);
        expect(after).toMatchObject({ from: now?.to });
        expect(after?.who).not.toEqual(now?.who);
        expect(nextOnCall(rotation, instant, 'UTC')).toEqual([after]);
      },
    ),
    { numRuns: 300 },
  );
});

describe('what is written wrong is said with what would be right', () => {
  const wrong = (rotation: unknown) => {
    const read = Rotations.safeParse({ payments: rotation });
    return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  };
  test.each([
    [{ ...order, people: ['bo'] }, 'payments.people.0: name a person by e-mail address or by Slack id'],
    [{ ...order, people: [] }, 'payments.people: name at least one person'],
    [{ ...order, zone: 'Berlin' }, 'payments.zone: use an IANA zone such as Europe/Berlin'],
    [{ ...order, handover: 'someday 09:00' }, 'payments.handover: someday 09:00 is no time of handover'],
    [{ ...order, handover: 'monday 25:00' }, 'payments.handover: monday 25:00 is no time of handover'],
    [{ ...order, handover: '09:00' }, 'payments.handover: a weekly shift hands over on a day: monday 09:00'],
    [{ ...order, shift: 'daily', handover: 'mon 09:00' }, 'payments.handover: a daily shift hands over at'],
    [{ ...order, shift: 'monthly' }, 'payments.shift: a shift is weekly or daily'],
    [{ ...order, from: '2026-02-30' }, 'payments.from: write the day as 2026-01-05'],
    [{ zone: 'UTC' }, 'payments: give either people, or layers with people each'],
    [
      { ...order, layers: [{ people: ['bo@example.com'] }] },
      'payments.people: give either people, or layers',
    ],
    [
      { ...order, overrides: [{ who: 'bo@example.com', from: '2026-01-02', to: '2026-01-01' }] },
      'payments.overrides.0.to: an override ends after it begins',
    ],
    [
      { ...order, overrides: [{ who: 'bo@example.com', from: '2026-01-01', to: '2026-01-02', layer: 'x' }] },
      'payments.overrides.0.layer: there is no layer x; the layers are primary',
    ],
    [{ ...order, handovr: 'x' }, 'payments: Unrecognized key'],
  ])('%j', (rotation, words) => {
    expect(wrong(rotation).join('\n')).toContain(words);
  });
});

test('an unknown rotation is named with the known ones', async () => {
  const embedded = createEmbedded({ rotations: () => ({ payments: weekly }), zone: () => 'UTC' });
  await expect(embedded.onCall({ schedule: 'search', at: 0 })).rejects.toMatchObject({
    permanent: true,
    message: expect.stringContaining('there is: payments'),
  });
});
