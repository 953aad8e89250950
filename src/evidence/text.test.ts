// Small readers of text: Slack's markup, sentences, durations, zones, languages.
import { durationText } from './durations.ts';
import { languageOf } from './language.ts';
import { sentencesOf } from './sentences.ts';
import { plainText, readSlackText } from './slack-text.ts';
import { zoned } from './zoned.ts';

describe('Slack text', () => {
  const names = new Map([['U1', 'Ana']]);

  test('mentions, channels, links and entities read as a person sees them', () => {
    expect(plainText('<@U1> see <#C2|ops> and <https://x.example/a?b&amp;c|the graph> &lt;3', names)).toBe(
      '@Ana see #ops and the graph (https://x.example/a?b&c) <3',
    );
  });

  test('an unknown person is called by id', () => {
    expect(plainText('<@U9> joined', names)).toBe('@U9 joined');
  });

  test('nothing in code is read as markup', () => {
    expect(readSlackText('`a <b> c` and ```\nx &amp; y\n```')).toEqual([
      { kind: 'code', text: 'a <b> c' },
      { kind: 'text', text: ' and ' },
      { kind: 'fence', text: 'x & y' },
    ]);
  });

  test('a broadcast becomes plain words', () => {
    expect(plainText('<!channel> look')).toBe('@channel look');
  });
});

describe('sentences', () => {
  test('each line is one, and a long line is cut at its full stops', () => {
    const text =
      'rolling back\nThe api of v5.10.2 is slow in eu-west-1. We restart it now (see runbook. Step 3).';
    expect(sentencesOf(text).map((sentence) => sentence.text)).toEqual([
      'rolling back',
      'The api of v5.10.2 is slow in eu-west-1.',
      'We restart it now (see runbook. Step 3).',
    ]);
  });

  test('an address with a question mark in it is not cut there', () => {
    const text =
      'see https://grafana.example/d/errors_by*shard?from=now-1h&to=now for it. 決済が停止。復旧中です';
    expect(sentencesOf(text).map((sentence) => sentence.text)).toEqual([
      'see https://grafana.example/d/errors_by*shard?from=now-1h&to=now for it.',
      '決済が停止。',
      '復旧中です',
    ]);
  });

  test('a pasted block stays whole', () => {
    expect(sentencesOf('look:\n```\na. b.\nc\n```')).toEqual([
      { text: 'look:', fence: false },
      { text: '```\na. b.\nc\n```', fence: true },
    ]);
  });
});

test('sentences of one line know that they are', () => {
  const text = 'That release changed the connection pool. Now it is exhausted.\nrolling back';
  expect(sentencesOf(text).map(({ runsOn }) => runsOn ?? false)).toEqual([false, true, false]);
});

test.each([
  [45_000, '45 s'],
  [47 * 60_000, '47 min'],
  [2 * 3_600_000 + 17 * 60_000, '2 h 17 min'],
  [26 * 3_600_000, '26 h'],
  [50 * 3_600_000, '2 d 2 h'],
])('%d ms is %s', (ms, words) => {
  expect(durationText(ms)).toBe(words);
});

test('times are in the zone, and an unknown zone is UTC and says so', () => {
  const at = Date.UTC(2026, 5, 1, 22, 30);
  expect(zoned('Europe/Berlin').full(at)).toBe('2026-06-02 00:30');
  expect(zoned('Mars/Olympus')).toMatchObject({ zone: 'UTC' });
});

test.each([
  ['the api is down and we are looking at it', 'english'],
  ['wir haben den Dienst neu gestartet und es läuft wieder', 'other'],
  ['復旧しました', 'other'],
  ['rolling back', 'unknown'],
])('%s is %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});
