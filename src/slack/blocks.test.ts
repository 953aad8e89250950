// What foreign text can do to a message: nothing.
import { dateToken, escaped, link, shorten } from './blocks.ts';

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
