import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(async () => {
  desk = openDesk();
  await desk.declare();
});

afterEach(() => desk.close());

const linked = async () =>
  (await desk.entries()).flatMap(({ type, values }) => (type === 'link-added' ? [values] : []));

test.each([
  ['link https://grafana.example.com/d/1', { url: 'https://grafana.example.com/d/1', title: null }],
  ['link <https://grafana.example.com/d/1>', { url: 'https://grafana.example.com/d/1', title: null }],
  ['link <https://grafana.example.com/d/1|grafana.example.com/d/1> the board', { title: 'the board' }],
  [
    'link https://grafana.example.com/d/1?a=1&amp;b=2 - Checkout board',
    { url: 'https://grafana.example.com/d/1?a=1&b=2', title: 'Checkout board' },
  ],
  [
    'link <https://grafana.example.com/d/1|Checkout board>',
    { url: 'https://grafana.example.com/d/1', title: 'Checkout board' },
  ],
  [
    'link Fix: https://github.com/acme/shop/pull/12',
    { url: 'https://github.com/acme/shop/pull/12', title: 'Fix' },
  ],
  [
    'attach https://en.wikipedia.org/wiki/Cat_(animal)',
    { url: 'https://en.wikipedia.org/wiki/Cat_(animal)' },
  ],
])('%s', async (line, values) => {
  expect(await desk.type('UBO', line)).toEqual({ kind: 'nothing' });
  expect(await linked()).toEqual([expect.objectContaining(values)]);
});

test('a sentence’s full stop is no part of an address', async () => {
  await desk.type('UBO', 'link see https://example.com/pull/2.');
  expect(await linked()).toMatchObject([{ url: 'https://example.com/pull/2', title: 'see' }]);
});

test.each([
  'link grafana',
  'link http://[::1',
  'link <@UANA>',
  'link javascript:alert(1)',
  'link ftp://example.com/x',
  'link same cause as INC-7',
])('%s is refused, saying what works', async (line) => {
  expect(wordsIn(await desk.type('UBO', line))).toMatch(/link https:\/\/…/);
  expect(await linked()).toEqual([]);
});

test('forty thousand dashes cost no more than one pass', async () => {
  const began = performance.now();
  const answer = wordsIn(await desk.type('UBO', `link https://example.com/1 a${' -'.repeat(20_000)}b`));
  expect(answer).toMatch(/takes 40002 characters; at most 120 fit.*How what you typed begins/s);
  expect(performance.now() - began).toBeLessThan(400);
});

test('bare it lists what is linked, with the numbers by which it is taken off', async () => {
  expect(wordsIn(await desk.type('UBO', 'link'))).toContain('Nothing is linked to INC-1 yet');
  await desk.type('UBO', 'link https://grafana.example.com/d/1 Checkout <!channel> *board*');
  await desk.type('UBO', 'link https://example.com/pull/2');
  const list = wordsIn(await desk.type('UBO', 'link'));
  expect(list).toContain('1. <https://grafana.example.com/d/1|Checkout');
  expect(list).not.toContain('<!channel>');
  expect(list).toContain('2. <https://example.com/pull/2|example.com/pull/2>');
  expect(wordsIn(await desk.type('UBO', 'unlink 1'))).toContain('off the card');
  const left = wordsIn(await desk.type('UBO', 'links'));
  expect(left).not.toContain('grafana');
  await desk.type('UBO', 'unlink pull');
  expect((await desk.incident()).linked).toEqual([]);
  expect(wordsIn(await desk.type('UBO', 'unlink 1'))).toMatch(/Which link is to go/);
});

test('an address with a secret is shown without it, and whoever linked it is told', async () => {
  const answer = wordsIn(await desk.type('UBO', 'link https://example.com/x?api_key=abcdef0123456789 Board'));
  expect(answer).toContain('holds what looks like a secret');
  const list = wordsIn(await desk.type('UBO', 'link'));
  expect(list).toContain('Board (no link: the address held what looks like a secret');
  const record = JSON.stringify([list, await desk.entries()]);
  expect(record).not.toContain('abcdef0123456789');
  const hook = 'link https://hooks.slack.com/services/T000/B000/abcdefghijklmnop';
  expect(wordsIn(await desk.type('UBO', hook))).toContain('This address is a secret itself');
});

test('another incident is linked by its number; one that cannot be seen is refused like one that is not there', async () => {
  const search = await desk.house.declare('Search is slow', desk.context.people.actor('UANA'));
  expect(await desk.type('UBO', `link inc-${search.state.number}`)).toEqual({ kind: 'nothing' });
  expect((await desk.incident()).related).toMatchObject([{ number: 2 }]);
  expect(wordsIn(await desk.type('UBO', 'link'))).toContain('INC-2 Search is slow (acknowledged)');
  expect(wordsIn(await desk.type('UBO', 'link INC-1'))).toMatch(/This is INC-1 itself/);
  expect(wordsIn(await desk.type('UBO', 'link INC-99'))).toMatch(/no INC-99 that you can see/);
  await desk.type('UBO', 'unlink INC-2');
  expect((await desk.incident()).related).toEqual([]);
});
