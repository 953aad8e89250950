// Where a statement of the chat is told, and where it is not.
import { chat } from '../../evidence/fixtures/chat.ts';
import { composeReview } from '../compose-review.ts';
import type { SectionId } from '../document.ts';
import { importedChat } from '../fixtures/imported.ts';

const OPENING = '15:00 ana: checkout is down since 14:50, all customers get an error page';

function told(id: SectionId, lines: string): string[] {
  const doc = composeReview(importedChat(chat(`${OPENING}\n${lines}`)));
  const section = doc.sections.find((one) => one.id === id);
  return (section?.statements ?? []).flatMap(({ kind, label, text }) =>
    kind === 'quote' ? [label === undefined ? text : `${label}: ${text}`] : [],
  );
}

const CLEAR = '15:40 ana: checkout works again for everybody';

test.each([
  ['deploy-bot', 'gateway 2.18.1 deployed to staging'],
  ['bo', 'restarted the test cluster'],
  ['bo', 'opened a ticket with the vendor'],
  ['bo', 'statuspage updated, next update 9:15'],
  ['bo', 'I applied the zone clean-up at 14:12'],
  ['bo', 'maybe the clients are retrying'],
  ['bo', 'restarting the workers tomorrow'],
  ['bo', 'error rate increased to 40%'],
  ['bo', 'creating a ticket to resize the pool'],
  ['bo', 'ran a couple of tests, all fine from here'],
  ['bo', 'the flag was enabled 40 minutes ago by a script'],
  ['bo', 'orders from the app look normal'],
  ['bo', 'paying with a voucher times out'],
])('%s: “%s” mends nothing', (by, text) => {
  expect(told('mitigation', `15:20 ${by}: ${text}\n${CLEAR}`).join()).not.toContain(text);
});

test.each([
  ['deploy-bot', 'gateway 2.18.1 deployed to production'],
  ['bo', 'restarted the cluster'],
  ['bo', 'managed to detach the stuck volume'],
  ['bo', 'failover to the second site complete'],
  ['bo', 'doubled the memory of the workers'],
  ['bo', 'Fix: new keys on both gateways'],
  ['bo', 'closed the online sales of all shows until we are sure'],
  ['bo', 'restarted all workers 5 minutes ago'],
  ['bo', 'rolled back to the snapshot of 14:20'],
  ['bo', "went back to last week's document"],
  ['bo', 'raised the pool limit so that the api is not starved, 300 connections'],
])('%s: “%s” was done against it', (by, text) => {
  expect(told('mitigation', `15:20 ${by}: ${text}\n${CLEAR}`)).toContain(text);
});

test.each(['I applied the zone clean-up at 14:12', 'release 2026.47 went out at 14:45'])(
  '%s: a change before the first sign',
  (text) => {
    expect(told('trigger', `15:20 bo: ${text}`)).toEqual([`Change on record before the first sign: ${text}`]);
  },
);

test.each([
  'last snapshot is from 14:00, before the release',
  '112 labels were printed since 14:45',
  'is it the release of 14:45?',
])('%s: tells of no change', (text) => expect(told('trigger', `15:20 bo: ${text}`)).toEqual([]));

test('a change that was taken back by its version is no trigger, and its suspicion is told as withdrawn', () => {
  const lines = `15:05 bo: checkout 5.44.0 went out at 14:48. I think that's our trigger
    15:30 bo: then I take that back, 5.44 wasn't the trigger`;
  expect(told('trigger', lines)).toEqual([]);
  expect(told('contributing-factors', lines)).toEqual([
    "ruled out or withdrawn: checkout 5.44.0 went out at 14:48. I think that's our trigger",
    "ruled out or withdrawn: then I take that back, 5.44 wasn't the trigger",
  ]);
});

test.each([
  ['follow-up: alert on the quota, bo', 'Said in the channel, not yet an item'],
  ['action item: bo sets a timeout of 2 seconds', 'Said in the channel, not yet an item'],
  ['bo will add the licence date to the monitoring by Thursday', 'Said in the channel, not yet an item'],
  ['what I would love is an alert on the quota', 'Wished for in the channel'],
])('%s: %s', (text, label) => {
  expect(told('action-items', `${CLEAR}\n15:50 bo: ${text}`)).toEqual([`${label}: ${text}`]);
});

test.each(['yes tomorrow morning', "let's keep watching until tonight", 'BI will know tomorrow'])(
  '%s: no work',
  (text) => expect(told('action-items', `${CLEAR}\n15:50 bo: ${text}`)).toEqual([]),
);

test('what is called an item is one before it is over as well, a plan is none', () => {
  const lines = '15:10 bo: todo: pin the kernel\n15:12 bo: I will restart the db in a moment';
  expect(told('action-items', `${lines}\n${CLEAR}`)).toEqual([
    'Said in the channel, not yet an item: todo: pin the kernel',
  ]);
});

function mitigatedGuess(lines: string): string {
  const doc = composeReview(importedChat(chat(`${OPENING}\n${lines}`)));
  const section = doc.sections.find((one) => one.id === 'key-times');
  return section?.table?.rows.find(({ cells }) => cells[0] === 'Mitigated')?.cells[1] ?? '';
}

test.each([
  ['what was fine all the time', '15:20 bo: PayPal and invoice work fine'],
  ['what is on its way', '15:20 bo: queue is at 200k and dropping fast'],
])('%s is not when it was mitigated', (_what, line) => {
  expect(mitigatedGuess(`${line}\n${CLEAR}`)).toContain('15:40');
});

test('what was affected, told afterwards, moves no end', () => {
  expect(
    mitigatedGuess(`${CLEAR}\n15:50 bo: 1,900 parcels missed the trucks\n15:55 ana: API is fast again`),
  ).toContain('15:40');
  expect(
    mitigatedGuess(`${CLEAR}\n15:50 bo: 1,900 parcels are stuck\n15:55 ana: API is fast again`),
  ).toContain('15:55');
});

test('beside what is affected, what is fine is no recovery', () => {
  const lines = '15:20 bo: images are missing for visitors in Europe, 35 % of views. US and Asia are fine.';
  expect(told('mitigation', `${lines}\n${CLEAR}`)).toEqual([CLEAR.slice(11)]);
});

test('a suspicion is withdrawn by the one word that names it', () => {
  const lines = '15:10 bo: my first guess is the address cache, mixing up keys\n15:12 bo: cache ruled out';
  expect(told('contributing-factors', lines).filter((one) => one.startsWith('suspected'))).toEqual([]);
});

test('words of a banner are nobody’s suspicion', () => {
  const lines = '15:10 bo: FYI the app shows a banner, "addresses may be wrong, please do not edit them"';
  expect(told('contributing-factors', lines)).toEqual([]);
});

test('what only rules something out is no recovery, what works after it is', () => {
  expect(
    told('resolution', `${CLEAR}\n15:50 bo: yeah, the upgrade is off the table, all clients are connected`),
  ).toEqual([]);
  expect(told('resolution', `${CLEAR}\n15:50 bo: the cache is off the table, search works again`)).toEqual([
    'the cache is off the table, search works again',
  ]);
});

test('a figure of the damage is no change, even where it says when', () => {
  expect(told('trigger', '15:20 bo: 1.4 million mails went out broken at 14:45')).toEqual([]);
});

test('a team that forgot is no condition, nor is what nobody noticed', () => {
  const lines = '15:10 bo: I think the data team forgot our job in the list\n15:12 bo: nobody noticed it';
  expect(told('contributing-factors', lines)).toEqual([]);
});

test('a figure that sums up after the all-clear is no new trouble', () => {
  const lines = `15:20 bo: restarted the cluster\n${CLEAR}\n15:50 ana: in total 2,310 customers were affected`;
  expect(told('mitigation', `${lines}\n15:55 bo: API works again with the new limit`)).toEqual([
    'restarted the cluster',
    'checkout works again for everybody',
  ]);
});

test('what sums up is no report by which it was noticed', () => {
  const lines = `${CLEAR}\n15:50 bo: support reports 96 tickets in total`;
  expect(told('detection', lines).join()).not.toContain('96 tickets');
});

test.each([
  'we should tune the alert on the queue',
  'the pool needs its own limit',
  'pin the base image → platform',
])('%s: wished for once it is over', (text) => {
  const wished = [`Wished for in the channel: ${text}`];
  expect(told('action-items', `${CLEAR}\n15:50 bo: ${text}`)).toEqual(wished);
});

test.each(["let's share an update with sales", "I'll note it for the report", 'I will close this ticket'])(
  '%s: no item of work',
  (text) => expect(told('action-items', `${CLEAR}\n15:50 bo: ${text}`)).toEqual([]),
);

test('what somebody confirms is told as confirmed, not the words that confirm it', () => {
  const lines = `15:10 bo: the new pool has half the size of the old one
    15:11 cy: yep, that explains it`;
  expect(told('contributing-factors', lines)).toEqual([
    'found, and confirmed: the new pool has half the size of the old one',
  ]);
  expect(
    told('contributing-factors', lines.replace('that explains it', "that's probably the cause")),
  ).toEqual(['suspected: the new pool has half the size of the old one']);
});

test('what was done and what came of it are told together', () => {
  const text = 'The new key is imported and the channel has been restarted. Orders flow again.';
  expect(told('mitigation', `15:20 bo: ${text}`)).toContain(text);
});
