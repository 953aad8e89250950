// Typed times: what each way of writing means, across midnight, changes of clocks, and two zones.
import { echoTime, knownZone, looksLikeTime, readTime } from './typed-time.ts';

const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';
/** Sunday 22 November 2026, 14:30 UTC: 15:30 in Berlin, 09:30 in New York. */
const NOW = Date.parse('2026-11-22T14:30:00Z');

function read(text: string, zone = BERLIN, now = NOW) {
  const time = readTime(text, { zone, now });
  return time && { at: new Date(time.at).toISOString(), rest: time.rest };
}

describe('a time typed without a date is the latest past one', () => {
  test.each([
    ['14:05', '2026-11-22T13:05:00.000Z'],
    ['at 14:05', '2026-11-22T13:05:00.000Z'],
    ['14.05', '2026-11-22T13:05:00.000Z'],
    ['14:05:30', '2026-11-22T13:05:30.000Z'],
    ['2:05pm', '2026-11-22T13:05:00.000Z'],
    ['2 pm', '2026-11-22T13:00:00.000Z'],
    ['2:05 p.m.', '2026-11-22T13:05:00.000Z'],
    ['9.15 a.m.', '2026-11-22T08:15:00.000Z'],
    ['14:05 o’clock', '2026-11-22T13:05:00.000Z'],
    ['14h05', '2026-11-22T13:05:00.000Z'],
    ['12am', '2026-11-21T23:00:00.000Z'],
    ['12:10 am', '2026-11-21T23:10:00.000Z'],
    ['14:05 UTC', '2026-11-22T14:05:00.000Z'],
    ['14:05z', '2026-11-22T14:05:00.000Z'],
    ['14:02+00:00', '2026-11-22T14:02:00.000Z'],
    ['14:05 (UTC)', '2026-11-22T14:05:00.000Z'],
    ['15:05 +0200', '2026-11-22T13:05:00.000Z'],
    ['15:05 +02:00', '2026-11-22T13:05:00.000Z'],
    ['14:02-05:00', '2026-11-21T19:02:00.000Z'],
    ['22:05 UTC+9', '2026-11-22T13:05:00.000Z'],
    ['6:35pm GMT+5:30', '2026-11-22T13:05:00.000Z'],
    ['9:05 utc\u22124', '2026-11-22T13:05:00.000Z'],
    ['22:05 Asia/Tokyo', '2026-11-22T13:05:00.000Z'],
    ['22:05 Tokyo time', '2026-11-22T13:05:00.000Z'],
    ['22:05 Tokyo', '2026-11-22T13:05:00.000Z'],
    ['8:05 New York time', '2026-11-22T13:05:00.000Z'],
    ['13:05 UK time', '2026-11-22T13:05:00.000Z'],
    ['13:05 utc time', '2026-11-22T13:05:00.000Z'],
    ['14:05 my time', '2026-11-22T13:05:00.000Z'],
    ['22:05+9', '2026-11-22T13:05:00.000Z'],
    ['14:05h', '2026-11-22T13:05:00.000Z'],
    ['14:05:30.250', '2026-11-22T13:05:30.250Z'],
    ['around 14:05', '2026-11-22T13:05:00.000Z'],
    ['~14:05', '2026-11-22T13:05:00.000Z'],
    ['noon', '2026-11-22T11:00:00.000Z'],
    ['midnight', '2026-11-21T23:00:00.000Z'],
    ['noon UTC', '2026-11-22T12:00:00.000Z'],
    ['１４：０５', '2026-11-22T13:05:00.000Z'],
    ['16:00', '2026-11-21T15:00:00.000Z'],
    ['23:50', '2026-11-21T22:50:00.000Z'],
  ])('%s', (text, at) => {
    expect(read(text)).toEqual({ at, rest: '' });
  });
});

describe('a time typed with a day is that day’s', () => {
  test.each([
    ['yesterday 23:50', '2026-11-21T22:50:00.000Z'],
    ['yesterday at 23:50', '2026-11-21T22:50:00.000Z'],
    ['23:50 yesterday', '2026-11-21T22:50:00.000Z'],
    ['22:50 UTC yesterday', '2026-11-21T22:50:00.000Z'],
    ['14:05 on monday', '2026-11-16T13:05:00.000Z'],
    ['14:05 Friday', '2026-11-20T13:05:00.000Z'],
    ['14:05 on 20 Nov', '2026-11-20T13:05:00.000Z'],
    ['14:05 2026-11-20', '2026-11-20T13:05:00.000Z'],
    ['14:05 UTC on friday', '2026-11-20T14:05:00.000Z'],
    ['22:05 Asia/Tokyo yesterday', '2026-11-21T13:05:00.000Z'],
    ['22:05 yesterday Tokyo time', '2026-11-21T13:05:00.000Z'],
    ['22:50 yesterday UTC', '2026-11-21T22:50:00.000Z'],
    ['on monday at 9:15', '2026-11-16T08:15:00.000Z'],
    ['last friday 9:15', '2026-11-20T08:15:00.000Z'],
    ['last sunday 9:15', '2026-11-15T08:15:00.000Z'],
    ['this morning 9:15', '2026-11-22T08:15:00.000Z'],
    ['last night 23:50', '2026-11-21T22:50:00.000Z'],
    ['last night at 0:50', '2026-11-21T23:50:00.000Z'],
    ['yesterday at noon', '2026-11-21T11:00:00.000Z'],
    ['today 00:10', '2026-11-21T23:10:00.000Z'],
    ['fri 9:15', '2026-11-20T08:15:00.000Z'],
    ['Friday at 9:15am', '2026-11-20T08:15:00.000Z'],
    ['sunday 15:00', '2026-11-22T14:00:00.000Z'],
    ['sunday 16:00', '2026-11-15T15:00:00.000Z'],
    ['2026-11-20 09:15', '2026-11-20T08:15:00.000Z'],
    ['2026-11-20T09:15', '2026-11-20T08:15:00.000Z'],
    ['2026-11-20T09:15:20Z', '2026-11-20T09:15:20.000Z'],
    ['2026-11-20 09:15:20', '2026-11-20T08:15:20.000Z'],
    ['2026-11-20T09:15:20.123Z', '2026-11-20T09:15:20.123Z'],
    ['2026-11-20T09:15:20 UTC', '2026-11-20T09:15:20.000Z'],
    ['2026-11-20T09:15:20 +01:00', '2026-11-20T08:15:20.000Z'],
    ['2026-11-20T09:15:20+0100', '2026-11-20T08:15:20.000Z'],
    ['2026-11-20T02:15-05:00', '2026-11-20T07:15:00.000Z'],
    ['[2026-11-20T09:15:20Z]', '2026-11-20T09:15:20.000Z'],
    ['2026-11-20T09:15-05:00', '2026-11-20T14:15:00.000Z'],
    ['20 Nov 09:15', '2026-11-20T08:15:00.000Z'],
    ['Nov 20, 2026 09:15', '2026-11-20T08:15:00.000Z'],
    ['24 December 23:00', '2025-12-24T22:00:00.000Z'],
    ['20th Nov 09:15', '2026-11-20T08:15:00.000Z'],
    ['20th of November 09:15', '2026-11-20T08:15:00.000Z'],
    ['Nov 20th, 2026 09:15', '2026-11-20T08:15:00.000Z'],
    ['2 days ago 14:05', '2026-11-20T13:05:00.000Z'],
    ['two days ago at 2pm', '2026-11-20T13:00:00.000Z'],
    ['a day ago, 14:05', '2026-11-21T13:05:00.000Z'],
    ['a week ago at 14:05', '2026-11-15T13:05:00.000Z'],
    ['14:05 2 days ago', '2026-11-20T13:05:00.000Z'],
    ['14:05 UTC a couple of days ago', '2026-11-20T14:05:00.000Z'],
    ['14:05 (yesterday)', '2026-11-21T13:05:00.000Z'],
    ['14:05 yday', '2026-11-21T13:05:00.000Z'],
    ['the day before yesterday 14:05', '2026-11-20T13:05:00.000Z'],
    ['14:05 the day before yesterday', '2026-11-20T13:05:00.000Z'],
  ])('%s', (text, at) => {
    expect(read(text)).toEqual({ at, rest: '' });
  });
});

describe('a time may be typed as how long ago', () => {
  test.each([
    ['now', '2026-11-22T14:30:00.000Z'],
    ['10 min ago', '2026-11-22T14:20:00.000Z'],
    ['10m ago', '2026-11-22T14:20:00.000Z'],
    ['a minute ago', '2026-11-22T14:29:00.000Z'],
    ['an hour ago', '2026-11-22T13:30:00.000Z'],
    ['half an hour ago', '2026-11-22T14:00:00.000Z'],
    ['1h 20m ago', '2026-11-22T13:10:00.000Z'],
    ['1 hour and 20 minutes ago', '2026-11-22T13:10:00.000Z'],
    ['2 hours ago', '2026-11-22T12:30:00.000Z'],
    ['two hours ago', '2026-11-22T12:30:00.000Z'],
    ['an hour and a half ago', '2026-11-22T13:00:00.000Z'],
    ['1h30m ago', '2026-11-22T13:00:00.000Z'],
    ['about 15 minutes ago', '2026-11-22T14:15:00.000Z'],
    ['~15 min ago', '2026-11-22T14:15:00.000Z'],
    ['a quarter of an hour ago', '2026-11-22T14:15:00.000Z'],
    ['30 seconds ago', '2026-11-22T14:29:30.000Z'],
    ['1.5 hours ago', '2026-11-22T13:00:00.000Z'],
    ['0 min ago', '2026-11-22T14:30:00.000Z'],
    ['half hour ago', '2026-11-22T14:00:00.000Z'],
    ['a half hour ago', '2026-11-22T14:00:00.000Z'],
    ['one and a half hours ago', '2026-11-22T13:00:00.000Z'],
    ['2,5 hours ago', '2026-11-22T12:00:00.000Z'],
    ['1 day and 3 hours ago', '2026-11-21T11:30:00.000Z'],
    ['1d 3h ago', '2026-11-21T11:30:00.000Z'],
    ['a couple of minutes ago', '2026-11-22T14:28:00.000Z'],
    ['fifteen minutes ago', '2026-11-22T14:15:00.000Z'],
    ['forty-five mins ago', '2026-11-22T13:45:00.000Z'],
    ['almost an hour ago', '2026-11-22T13:30:00.000Z'],
    ['an hour or so ago', '2026-11-22T13:30:00.000Z'],
  ])('%s', (text, at) => {
    expect(read(text)).toEqual({ at, rest: '' });
  });
});

describe('what follows the time is the text', () => {
  test.each([
    ['14:05 rolled back checkout', 'rolled back checkout'],
    ['14:05, rolled back', 'rolled back'],
    ['14:05: rolled back', 'rolled back'],
    ['14:05 – rolled back', 'rolled back'],
    ['10 min ago p99 was 800 ms', 'p99 was 800 ms'],
    ['yesterday 23:50 -5% orders', '-5% orders'],
    ['14:05-14:10 errors', '-14:10 errors'],
    ['14:05 UTC -5% orders', '-5% orders'],
    ['14:05 UTC-5% orders', '-5% orders'],
    ['14:05 TCP/IP reset', 'TCP/IP reset'],
    ['14:05 yesterday’s deploy broke', 'yesterday’s deploy broke'],
    ['14:05 +1000 orders', '+1000 orders'],
    ['14:05 (rolled back)', '(rolled back)'],
    ['14:05 ist wieder da', 'ist wieder da'],
    ['14:05 in Tokyo rolled back', 'in Tokyo rolled back'],
    ['14:05 response time rose', 'response time rose'],
    ['14:05 on call paged Bo', 'on call paged Bo'],
    ['14:05 on 3 nodes', 'on 3 nodes'],
    ['14:05 on 5 decoders', 'on 5 decoders'],
    ['14:05 2 days’ work lost', '2 days’ work lost'],
    ['2 days ago 14:05 rolled back', 'rolled back'],
    ['14:05 friday deploy broke', 'friday deploy broke'],
    ['14:05 on friday: rolled back', 'rolled back'],
    ['14:05 +9 pods', '+9 pods'],
    ['14:05 z-index broke', 'z-index broke'],
    ['22:05 Tokyo time because of the deploy', 'because of the deploy'],
    ['2026-11-22T14:05:30Z: rolled back', 'rolled back'],
    ['2026-11-22T14:05:30Z, rolled back', 'rolled back'],
    ['[2026-11-22T14:05:30Z] rolled back', 'rolled back'],
    ['14:05 est revenu', 'est revenu'],
    ['14:05 west rack down', 'west rack down'],
    ['14:05 UTC+2 rolled back', 'rolled back'],
    ['１４：０５　再起動（Ａ）', '再起動（Ａ）'],
    ['14:05： 再起動', '再起動'],
  ])('%s', (text, rest) => {
    expect(read(text)?.rest).toBe(rest);
  });

  test.each([
    '',
    '5 pods restarted',
    '14:05pm:1 is a port',
    '25:00',
    '14:65',
    '13pm',
    'step 12 failed',
    '2026',
    'agony',
    '10.0.0.12 is down',
    '14:05ish',
    '14:05 UTC+25',
    '14:05+25',
    '22.11. 14:05',
    '1:15 ago',
    '99999999999 hours ago',
    'noonday demon',
    'mago',
  ])('no time begins "%s"', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

describe('a zone after the clock is read or refused, never dropped', () => {
  test.each([
    '15:05 JST x',
    '13:30 EST',
    'at 13:30EST x',
    '2pm pst restarted',
    'yesterday 13:30 IST',
    'noon CET',
    '14:05 CST/CDT',
    '15:05 est',
    '15:05 est, restarted',
    '14:05 bst restarted',
    '15:05 Eastern time x',
    '15:05 Pacific',
    '15:05 San Francisco time',
    '2026-11-22T14:05:30 CET x',
  ])('%s', (text) => {
    expect(() => read(text)).toThrow('in your own zone (Europe/Berlin), in UTC, like');
  });

  test('the refusal says what would work', () => {
    expect(() => read('15:05 JST x')).toThrow(
      'JST does not say for sure which zone is meant. Write the time in your own zone (Europe/Berlin), in UTC, like `15:05 UTC`, or with its offset, like `15:05 UTC+2`.',
    );
  });

  test('what is a word elsewhere is a zone where the writer has such a one', () => {
    expect(() => read('8:05 est restarted', NEW_YORK)).toThrow('est does not say for sure');
    expect(() => read('19:05 ist restarted', 'Asia/Kolkata')).toThrow('ist does not say for sure');
    expect(read('8:05 est restarted', BERLIN)?.rest).toBe('est restarted');
  });

  test('a bare number with a sign is read or refused, not dropped', () => {
    expect(() => read('15:05-5')).toThrow(
      '`15:05-5` can be a span, or a time behind UTC. Write when it began, like `15:05`, or the offset as `15:05 UTC-5`.',
    );
    expect(() => read('15:05 +9')).toThrow(
      '`+9` can be an offset, or part of what happened. Write `15:05 UTC+9`, or only `15:05`.',
    );
  });

  test('a span is not taken for an offset', () => {
    expect(() => read('02:00-03:00 slow')).toThrow(
      '`02:00-03:00` can be a span, or a time behind UTC. Write when it began, like `02:00`, or the offset as `02:00 UTC-03:00`.',
    );
    expect(read('02:00 UTC-03:00 slow')).toEqual({ at: '2026-11-22T05:00:00.000Z', rest: 'slow' });
  });
});

test.each([
  'at 25:00 x',
  'at 1405 x',
  'at 13pm x',
  'two days ago x',
  '1d ago x',
  'a few minutes ago',
  'half past two',
  'yesterday evening x',
  'at ２５：００',
])('"%s" looks like a time that cannot be read', (text) => {
  expect(looksLikeTime(text)).toBe(true);
  expect(read(text)).toBeUndefined();
});

test.each(['at least 3 pods', 'at 3 sites orders fail', 'long ago', 'today we rolled back', 'agony'])(
  '"%s" looks like no time',
  (text) => {
    expect(looksLikeTime(text)).toBe(false);
  },
);

describe('when the clocks change', () => {
  test('of a time that came twice the echo tells which, in words that can be typed', () => {
    const afterBoth = Date.parse('2026-10-25T06:00:00Z');
    const first = Date.parse('2026-10-25T00:30:00Z');
    expect(echoTime(first, BERLIN)).toBe('Sun 25 Oct 2026, 02:30 UTC+2 (Europe/Berlin)');
    expect(echoTime(first + 3_600_000, BERLIN)).toBe('Sun 25 Oct 2026, 02:30 UTC+1 (Europe/Berlin)');
    expect(echoTime(first + 2 * 3_600_000, BERLIN)).toBe('Sun 25 Oct 2026, 03:30 (Europe/Berlin)');
    expect(read('02:30 UTC+2', BERLIN, afterBoth)?.at).toBe('2026-10-25T00:30:00.000Z');
  });

  test('an hour that came twice means the later one, once it is past', () => {
    const afterBoth = Date.parse('2026-10-25T06:00:00Z');
    expect(read('02:30', BERLIN, afterBoth)?.at).toBe('2026-10-25T01:30:00.000Z');
    const between = Date.parse('2026-10-25T00:45:00Z');
    expect(read('02:30', BERLIN, between)?.at).toBe('2026-10-25T00:30:00.000Z');
  });

  test('an hour that was skipped is refused with what would work', () => {
    const morning = Date.parse('2026-03-29T06:00:00Z');
    expect(() => read('02:30', BERLIN, morning)).toThrow(
      'There was no 02:30 on Sun 29 Mar 2026 in Europe/Berlin: the clocks went forward over it. Did you mean 03:30? In UTC that is `2026-03-29 01:30 UTC`, which always works.',
    );
    expect(read('2026-03-29 01:30 UTC', BERLIN, morning)?.at).toBe(
      new Date(Date.parse('2026-03-29T03:30:00+02:00')).toISOString(),
    );
  });

  test('before the skipped hour is reached, yesterday’s is meant', () => {
    expect(read('02:30', BERLIN, Date.parse('2026-03-29T00:10:00Z'))?.at).toBe('2026-03-28T01:30:00.000Z');
  });

  test('the time of a day on the other side of the change uses that day’s offset', () => {
    const after = Date.parse('2026-10-25T06:00:00Z');
    expect(read('yesterday 14:00', BERLIN, after)?.at).toBe('2026-10-24T12:00:00.000Z');
    expect(read('14:00', BERLIN, after)?.at).toBe('2026-10-24T12:00:00.000Z');
  });
});

test('two people in two zones write across midnight and both mean the right instant', () => {
  const now = Date.parse('2026-11-23T00:20:00Z');
  expect(read('23:50', 'Europe/London', now)?.at).toBe('2026-11-22T23:50:00.000Z');
  expect(read('00:50', BERLIN, now)?.at).toBe('2026-11-22T23:50:00.000Z');
  expect(read('18:50', NEW_YORK, now)?.at).toBe('2026-11-22T23:50:00.000Z');
  const at = Date.parse('2026-11-22T23:50:00Z');
  expect(echoTime(at, BERLIN)).toBe('Mon 23 Nov 2026, 00:50 (Europe/Berlin)');
  expect(echoTime(at, NEW_YORK)).toBe('Sun 22 Nov 2026, 18:50 (America/New_York)');
});

test('a time that is still to come is refused with its date and zone', () => {
  expect(() => read('today 18:00')).toThrow('Sun 22 Nov 2026, 18:00 (Europe/Berlin) is still to come.');
  expect(() => read('2026-11-23 08:00')).toThrow('is still to come');
});

test('a watch that runs less than a minute ahead means now', () => {
  expect(read('15:31', BERLIN, NOW + 20_000)?.at).toBe('2026-11-22T14:30:20.000Z');
});

test('a zone that this machine does not know gives way to the team’s', () => {
  expect(knownZone('Mars/Olympus', BERLIN)).toBe(BERLIN);
  expect(knownZone(undefined, BERLIN)).toBe(BERLIN);
  expect(knownZone(NEW_YORK, BERLIN)).toBe(NEW_YORK);
});

test('spaces without end take no time to speak of', () => {
  const before = process.threadCpuUsage();
  expect(readTime(`2 days${' '.repeat(20_000)}x`, { zone: 'Europe/Berlin', now: 0 })).toBeUndefined();
  expect(process.threadCpuUsage(before).user / 1_000).toBeLessThan(1_000);
});
