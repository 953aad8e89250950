import { linkTo } from './links.ts';

const place = { team: 'T1', channel: 'C1', ts: '1732276800.000100' };
const base = 'https://acme.slack.com/archives';

test('a message is found at its place, a reply in its thread', () => {
  expect(linkTo({ place }, 'https://acme.slack.com/')).toBe(`${base}/C1/p1732276800000100`);
  expect(linkTo({ place, thread: '1732276000.000200' }, 'https://acme.slack.com')).toBe(
    `${base}/C1/p1732276800000100?thread_ts=1732276000.000200&cid=C1`,
  );
});

test('a fact that is no message is found where our sentence about it stands', () => {
  expect(linkTo({ shownAt: { place } }, 'https://acme.slack.com')).toBe(`${base}/C1/p1732276800000100`);
});

test('the permalink on record wins; without workspace or place there is no link', () => {
  expect(linkTo({ place, permalink: 'https://other.slack.com/x' }, 'https://acme.slack.com')).toBe(
    'https://other.slack.com/x',
  );
  expect(linkTo({ place })).toBeUndefined();
  expect(linkTo({}, 'https://acme.slack.com')).toBeUndefined();
});
