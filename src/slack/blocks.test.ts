// What foreign text can do to a message: nothing.
import { dateToken, escaped, isolated, link, shorten } from './blocks.ts';

describe('escaped', () => {
  test('foreign text cannot ping', () => {
    expect(escaped('<!channel> see <@U1> & <#C1>')).toBe(
      '&lt;!channel&gt; see &lt;@U1&gt; &amp; &lt;#C1&gt;',
    );
  });

  test('foreign text cannot begin bold, italics, strike, code or a quote', () => {
    expect(escaped('*loud* _slanted_ ~gone~ `code`')).not.toMatch(/(^|\s)[*_~`]/);
    expect(escaped('> not a quote')).not.toMatch(/^&gt;/);
  });

  test('names with underscores stay as they can be copied', () => {
    expect(escaped('checkout_api_v2 2*3')).toBe('checkout_api_v2 2*3');
  });
});

describe('shorten', () => {
  test('counts as Slack does and never cuts a character in two', () => {
    expect(shorten('abc', 3)).toBe('abc');
    expect(shorten('abcd', 3)).toBe('ab…');
    expect(shorten('🔥🔥🔥', 4)).toBe('🔥…');
  });
});

describe('isolated', () => {
  test('words from right to left keep their own direction, and no others are touched', () => {
    expect(isolated('Checkout is slow')).toBe('Checkout is slow');
    expect(isolated('遅い')).toBe('遅い');
    expect(isolated('הקופה איטית in EU')).toBe('\u2068הקופה איטית in EU\u2069');
  });

  test('nothing in a title can turn the words around it', () => {
    expect(isolated('\u202eslow\u2069')).toBe('slow');
    expect(isolated('\u202eبطيء\u2069 x')).toBe('\u2068بطيء x\u2069');
  });
});

describe('link', () => {
  test('the words of a link cannot end it', () => {
    expect(link('https://a.example/x?y=1', 'a|b>c')).toBe('<https://a.example/x?y=1|a|b&gt;c>');
  });

  test('an address that could end the link is encoded, and what is no web address is no link', () => {
    expect(link('https://a.example/><!channel>', 'x')).toBe('<https://a.example/%3E%3C!channel%3E|x>');
    expect(link('javascript:alert(1)', 'x')).toBe('x');
  });
});

test('a date token carries words in the team zone for readers whose client cannot show it', () => {
  expect(dateToken(Date.UTC(2026, 10, 22, 13, 5), 'Europe/Berlin')).toBe(
    '<!date^1795352700^{date_short_pretty} at {time}|22 Nov 2026, 14:05 CET>',
  );
});
