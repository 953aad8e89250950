import { innerLink, pathOf, placeAt } from './place.ts';

const origin = 'http://127.0.0.1:4880';

test('a permalink of the workspace leads to the message inside the page', () => {
  expect(innerLink('https://acme.slack.com/archives/C1/p1732305600000100', 'acme', origin)).toEqual({
    place: { kind: 'channel', channel: 'C1', tab: 'messages', mark: '1732305600.000100' },
  });
});

test('a permalink of a reply opens its thread, too', () => {
  const link = `${origin}/archives/C1/p1732305600000200?thread_ts=1732305600.000100&cid=C1`;
  expect(innerLink(link, 'acme', origin)).toEqual({
    place: {
      kind: 'channel',
      channel: 'C1',
      tab: 'messages',
      thread: '1732305600.000100',
      mark: '1732305600.000200',
    },
  });
});

test('canvases and files have addresses of their own', () => {
  expect(innerLink('https://acme.slack.com/docs/T1/F1', 'acme', origin)).toEqual({ canvas: 'F1' });
  expect(innerLink('https://acme.slack.com/files/U1/F2/log.txt', 'acme', origin)).toEqual({ file: 'F2' });
});

test('other addresses, other workspaces and broken links are left to the browser', () => {
  for (const href of [
    'https://example.com/archives/C1/p1732305600000100',
    'https://other.slack.com/archives/C1',
    'https://acme.slack.com/',
    'http://',
  ]) {
    expect(innerLink(href, 'acme', origin)).toBeUndefined();
  }
});

test.each([
  { kind: 'channel', channel: 'C1', tab: 'messages' } as const,
  { kind: 'channel', channel: 'C1', tab: 'canvas', canvas: 'F1' } as const,
  { kind: 'channel', channel: 'C1', tab: 'messages', thread: '1.000001', mark: '1732305600.000200' } as const,
  { kind: 'home', app: 'A1' } as const,
])('an address leads back to its place: %j', (place) => {
  expect(placeAt(new URL(pathOf(place), origin))).toEqual(place);
});
