import { fc } from '../lib/fixtures/chance.ts';
import { ana, bo, declared, deployBot, minutes, nothingYet, type World } from './fixtures/given.ts';
import { ownPage, pageKey } from './page-key.ts';

const payments = { kind: 'schedule', vendor: 'pagerduty', schedule: 'P1', label: 'Payments' } as const;
const pagerduty = { id: 'pagerduty', label: 'PagerDuty' };

/** `detected`: an alert opened it. */
function given(detected = false): World {
  const world = nothingYet();
  const signal = {
    vendor: 'alertmanager',
    dedupeKey: 'f1/1',
    state: 'firing' as const,
    title: 'Down',
    labels: {},
    links: {},
    startsAt: minutes(-1),
  };
  world.when(
    'declare',
    { kind: 'real', title: 'Down', private: false, ...(detected ? { signal } : {}) },
    { by: detected ? { kind: 'monitor', id: 'alertmanager' } : ana, at: minutes(0) },
  );
  return world;
}

function paged(world: World): string {
  world.when('page', { target: payments, why: 'nobody can pay' }, { by: ana, at: minutes(1) });
  const id = world.state().pages?.[0]?.id ?? '';
  const data = { page: id, label: 'Payments', vendor: pagerduty, pager: true, ref: 'PINC1' };
  world.when('record-page', { ...data, people: [{ name: 'Bo', slack: bo.id }] }, { at: minutes(1) });
  return id;
}

const texts = (world: World) => world.entries().flatMap((one) => (one.kind === 'page' ? [one.text] : []));

test('a page is asked for, sent, and taken: each is an entry, and the state follows', () => {
  const world = given();
  const id = paged(world);
  expect(world.state().pages).toMatchObject([{ id, state: 'paged', who: 'Bo', ref: 'PINC1' }]);
  world.when('acknowledge-page', { page: id, by: bo, there: true }, { at: minutes(2) });
  expect(world.state().pages).toMatchObject([{ state: 'acknowledged' }]);
  expect(texts(world)).toEqual([
    'Page for Payments: nobody can pay',
    'Bo paged through PagerDuty',
    'Bo acknowledged the page for Payments in PagerDuty',
  ]);
});

test('whoever takes a page acknowledges the incident that nobody had acknowledged', () => {
  const world = given(true);
  const id = paged(world);
  expect(world.state().status).toBe('detected');
  world.when('acknowledge-page', { page: id, by: bo, there: true }, { at: minutes(2) });
  expect(world.state()).toMatchObject({ status: 'acknowledged', statusBy: bo });
  // Somebody had been there a minute before: whoever asked for the page.
  expect(world.state().keyTimes.acknowledged?.at).toBe(minutes(1));
});

test('told twice, each of these is there once', () => {
  const world = given();
  const id = paged(world);
  const data = { page: id, label: 'Payments', vendor: pagerduty, pager: true, people: [] };
  expect(world.when('record-page', data).facts).toEqual([]);
  world.when('acknowledge-page', { page: id, there: true }, { by: bo });
  expect(world.when('acknowledge-page', { page: id, there: false }, { by: ana }).facts).toEqual([]);
  expect(world.when('record-page-unanswered', { page: id }).facts).toEqual([]);
});

test('what names no page of this incident changes nothing', () => {
  const world = given(true);
  expect(world.when('acknowledge-page', { page: 'e999', there: true }).facts).toEqual([]);
  expect(world.state().status).toBe('detected');
});

test('two people who page at once wake somebody once; a minute later it may be said again', () => {
  const world = given();
  world.when('page', { target: payments }, { at: minutes(1) });
  expect(world.refusal('page', { target: payments }, { at: minutes(1) + 30_000 })).toContain(
    'Payments was paged at',
  );
  world.when('page', { target: payments }, { at: minutes(3) });
  expect(world.state().pages).toHaveLength(2);
});

test('nobody is woken for what is over, no bot is woken, and guests wake nobody', () => {
  const world = given();
  expect(world.refusal('page', { target: { kind: 'person', who: deployBot } })).toContain('is not one');
  expect(world.refusal('page', { target: payments }, { grants: ['guest'] })).toContain('may not page');
  world.when('resolve', { text: 'done' });
  expect(world.refusal('page', { target: payments })).toContain('nobody is woken for it');
});

test('nobody is woken for a drill', () => {
  const world = declared({ kind: 'drill' });
  expect(world.refusal('page', { target: payments })).toBe(
    'INC-42 is a drill; nobody is woken for it. Ask them in its channel.',
  );
});

test('a page that reached nobody is marked so by its effect, and no other one is', () => {
  const world = given();
  world.when('page', { target: payments }, { at: minutes(1) });
  world.when('page', { target: { kind: 'person', who: bo } }, { at: minutes(1) });
  const [first] = world.state().pages ?? [];
  const effect = `${first?.id}/page people/0`;
  world.when('record-failure', { kind: 'person.page', effect, permanent: false, why: 'too late' });
  expect(world.state().pages).toMatchObject([{ state: 'given-up' }, { state: 'asked' }]);
});

test('state stays small: a hundred pages leave twenty, and those that wait are kept', () => {
  const world = given();
  const waiting = paged(world);
  for (let n = 0; n < 100; n += 1) {
    const who = { kind: 'person' as const, id: `T1/U${n}`, name: `P${n}` };
    world.when('page', { target: { kind: 'person', who } }, { at: minutes(n + 2) });
    const id = world.state().pages?.at(-1)?.id ?? '';
    world.when('acknowledge-page', { page: id, there: false }, { by: who, at: minutes(n + 2) });
  }
  expect(world.state().pages).toHaveLength(20);
  expect(world.state().pages?.[0]?.id).toBe(waiting);
});

describe('the key that vendors know a page by', () => {
  test('names incident and page, and is known again', () => {
    fc.assert(
      fc.property(fc.nat(), fc.stringMatching(/^[\w-]{1,40}$/), (number, page) => {
        expect(ownPage(pageKey(number, page))).toEqual({ number, page });
      }),
    );
  });

  test('nothing else is taken for it', () => {
    fc.assert(fc.property(fc.string(), (key) => ownPage(`x${key}`) === undefined));
    expect([undefined, 'srv01/mysql', 'firescribe', 'firescribe/INC-1'].map(ownPage)).toEqual([
      ...[undefined, undefined, undefined, undefined],
    ]);
  });
});
