import { ana, bo, minutes, nothingYet, type World } from '../incident/fixtures/given.ts';
import { asked, kinds, only, openedChannel } from './fixtures/asked.ts';
import {
  followPage,
  inviteWhoIsPaged,
  messagePaged,
  pagePeople,
  sayPages,
  tellVendors,
} from './page-people.ts';

const STEPS = [pagePeople, messagePaged, sayPages, followPage, tellVendors];
const payments = { kind: 'schedule', vendor: 'pagerduty', schedule: 'P1', label: 'Payments' } as const;

function given(isPrivate = false): World {
  const world = nothingYet();
  const by = { kind: 'monitor' as const, id: 'alertmanager' };
  world.when('declare', { kind: 'real', title: 'Down', private: isPrivate }, { by });
  return openedChannel(world);
}

const page = (world: World) => world.when('page', { target: payments }, { by: ana, at: minutes(1) });
const pageId = (world: World) => world.state().pages?.at(-1)?.id ?? '';

function record(world: World, ref?: string) {
  const vendor = ref ? { id: 'pagerduty', label: 'PagerDuty' } : { id: 'slack', label: 'Slack' };
  const people = [{ name: 'Bo', slack: bo.id }, { name: 'Stranger' }];
  const wish = { page: pageId(world), label: 'Payments', vendor, pager: ref !== undefined, people };
  world.when('record-page', { ...wish, ...(ref ? { ref } : {}) }, { at: minutes(1) });
}

test('a page that is asked for is sent', () => {
  expect(
    only(
      asked(given(), (world) => page(world), STEPS),
      'person.page',
    ).payload,
  ).toEqual({
    page: expect.any(String),
  });
});

test('one that was sent is said, and looked after for ten minutes', () => {
  const world = given();
  page(world);
  const wishes = asked(world, (it) => record(it, 'PINC1'), STEPS);
  expect(kinds(wishes)).toEqual(['message.post page', ...Array(6).fill('page.follow')]);
  const looks = wishes.flatMap((wish) => (wish.kind === 'page.follow' ? [wish] : []));
  expect(looks.map(({ dueAt }) => ((dueAt ?? 0) - minutes(1)) / 60_000)).toEqual([0.5, 1, 2, 4, 7, 10]);
  expect(looks.map(({ payload }) => payload.last)).toEqual([false, false, false, false, false, true]);
});

test('without a pager people get a direct message; only the end of the ten minutes is waited for', () => {
  const world = given();
  page(world);
  const wishes = asked(world, (it) => record(it), STEPS);
  expect(kinds(wishes)).toEqual(['page.direct', 'message.post page', 'page.follow']);
  expect(only(wishes, 'page.direct').payload.who).toBe(bo.id);
});

test('acknowledged here, the vendor is told; taken there, it is not told what it told us', () => {
  const world = given();
  page(world);
  record(world, 'PINC1');
  expect(kinds(asked(world, (it) => it.when('acknowledge', {}, { by: ana }), [tellVendors]))).toEqual([
    'page.acknowledge',
  ]);
  const other = given();
  page(other);
  record(other, 'PINC1');
  const there = (it: World) => it.when('acknowledge-page', { page: pageId(it), by: bo, there: true });
  expect(asked(other, there, [tellVendors])).toEqual([]);
});

test('resolved or canceled here, whatever was opened there is ended', () => {
  for (const end of [
    (it: World) => it.when('resolve', { text: 'done' }),
    (it: World) => it.when('cancel', { reason: 'false alarm' }),
  ]) {
    const world = given();
    page(world);
    record(world, 'PINC1');
    expect(kinds(asked(world, end, [tellVendors]))).toEqual(['page.resolve']);
  }
});

test('what is no vendor’s is ended nowhere', () => {
  const world = given();
  page(world);
  record(world);
  expect(asked(world, (it) => it.when('resolve', { text: 'done' }), [tellVendors])).toEqual([]);
});

test('taken or over while the pager was being rung: it is told as soon as it has answered', () => {
  const acknowledged = given();
  page(acknowledged);
  acknowledged.when('acknowledge', {}, { by: ana, at: minutes(2) });
  const told = asked(acknowledged, (it) => record(it, 'PINC1'), [tellVendors]);
  expect(told).toMatchObject([
    { kind: 'page.acknowledge', payload: { event: acknowledged.state().statusEvent } },
  ]);

  const over = given();
  page(over);
  over.when('resolve', { text: 'done' }, { at: minutes(2) });
  expect(kinds(asked(over, (it) => record(it, 'PINC1'), [tellVendors]))).toEqual(['page.resolve']);

  const further = given();
  further.when('acknowledge', {}, { by: ana, at: minutes(0) });
  page(further);
  expect(asked(further, (it) => record(it, 'PINC1'), [tellVendors])).toEqual([]);
});

test('whoever is paged for a private incident is let in, as far as they have an account; a public one needs no invitation', () => {
  const invited = (world: World) => {
    page(world);
    return asked(world, (it) => record(it, 'PINC1'), [inviteWhoIsPaged]);
  };
  expect(only(invited(given(true)), 'channel.invite').payload).toEqual({
    invite: [{ who: bo.id, because: 'was paged' }],
    asked: true,
  });
  expect(invited(given())).toEqual([]);
});

test('a page that nobody answers while the channel is gone is told the operators', () => {
  const world = given();
  page(world);
  record(world, 'PINC1');
  world.when('record-channel-lost', { why: 'deleted' });
  const unanswered = (it: World) =>
    it.when('record-page-unanswered', { page: pageId(it) }, { at: minutes(11) });
  const [told] = asked(world, unanswered, [sayPages]);
  expect(told).toMatchObject({ kind: 'operators.tell' });
  expect(told?.payload).toMatchObject({
    text: expect.stringMatching(/^INC-42: nobody has answered the page for Bo/),
  });
});
