import { messageLink } from './message-link.ts';

const place = { team: 'T1', channel: 'C1', ts: '1795356060.000100' };

test.each([
  ['https://acme.slack.com/archives/C1/p1795356060000100', ''],
  ['<https://acme.slack.com/archives/C1/p1795356060000100> a token', 'a token'],
  ['<https://acme.slack.com/archives/C1/p1795356060000100|the message> a token', 'a token'],
  [
    'see https://acme.slack.com/archives/C1/p1795356060000100?thread_ts=1795356000.000100&cid=C1 please',
    'see please',
  ],
  ['http://127.0.0.1:3000/archives/C1/p1795356060000100', ''],
])('%s', (text, rest) => {
  expect(messageLink(text, 'T1')).toEqual({ place, rest });
});

test.each([
  '',
  'the message above',
  'https://acme.slack.com/archives/C1',
  'https://example.com/p1795356060000100',
])('“%s” links to no message', (text) => {
  expect(messageLink(text, 'T1')).toBeUndefined();
});
