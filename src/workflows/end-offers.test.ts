// When messages whose buttons end are looked at again.
import {
  alerted,
  alertmanager,
  ana,
  declared,
  latencyHigh,
  minutes,
  placeAt,
  type World,
} from '../incident/fixtures/given.ts';
import type { Actor, Offering } from '../incident/values.ts';
import { endLine, endOffers, endStepsOfReview } from './end-offers.ts';
import { asked, openedChannel, policy } from './fixtures/asked.ts';

const open = () => openedChannel(declared({ severity: '3' }, policy));
const stands = (world: World, offers: Offering, fact = world.events.at(-1)?.id ?? '') =>
  world.when('record-post', { fact, place: placeAt(world.events.length), offers });
const ends = (world: World, happens: (world: World) => unknown) => asked(world, happens, [endOffers]);

test('Undo goes from its message and from the card when its ten minutes are over', () => {
  const world = open();
  world.when('resolve', { text: 'x' }, { at: minutes(20) });
  const fact = world.state().undoable?.event;
  expect(ends(world, (it) => stands(it, 'resolved'))).toMatchObject([
    { kind: 'offer.refresh', payload: { fact }, dueAt: minutes(30) },
    { kind: 'card.refresh', dueAt: minutes(30) },
  ]);
});

test.each<[string, (world: World) => unknown]>([
  ['taken back', (it) => it.when('undo-resolve', { resolveEvent: it.state().undoable?.event ?? '' })],
  ['reopened', (it) => it.when('reopen', { reason: 'again' })],
  ['closed', (it) => it.when('close', {})],
])('it goes at once where the incident is %s', (_how, happens) => {
  const world = open();
  world.when('resolve', { text: 'x' });
  stands(world, 'resolved');
  expect(ends(world, happens)).toMatchObject([
    { kind: 'offer.refresh', target: expect.stringContaining('offer:') },
  ]);
});

test('a word that was posted after the resolve was taken back has no button that could end', () => {
  const world = open();
  world.when('resolve', { text: 'x' });
  const fact = world.state().undoable?.event ?? '';
  world.when('undo-resolve', { resolveEvent: fact });
  expect(ends(world, (it) => stands(it, 'resolved', fact))).toEqual([]);
});

test('Raise is looked at when the severity changes, and when the incident ends or goes on', () => {
  const world = open();
  world.when('attach-signal', { signal: latencyHigh, because: 'the same service' });
  stands(world, 'signal-severity');
  const refreshed = [{ kind: 'offer.refresh' }];
  expect(ends(world, (it) => it.when('change-status', { status: 'identified' }))).toEqual([]);
  expect(ends(world, (it) => it.when('change-severity', { severity: '1' }))).toMatchObject(refreshed);
  expect(ends(world, (it) => it.when('resolve', { text: 'x' }))).toMatchObject(refreshed);
  expect(ends(world, (it) => it.when('close', {}))).toEqual([]);
  expect(ends(world, (it) => it.when('reopen', { reason: 'again' }))).toMatchObject(refreshed);
});

test('a storm of alerts asks for nothing', () => {
  const world = open();
  world.when('attach-signal', { signal: latencyHigh, because: 'the same service' });
  stands(world, 'signal-severity');
  const storm = (it: World) => {
    for (let index = 0; index < 50; index += 1) {
      const signal = { ...latencyHigh, dedupeKey: `f${index}/2` };
      it.when('attach-signal', { signal, because: 'the same service' });
    }
  };
  expect(ends(world, storm)).toEqual([]);
});

test('the steps of a review are looked at once the draft is linked', () => {
  const world = open();
  world.when('resolve', { text: 'x' });
  const files = { canvas: 'a', markdown: 'b', json: 'c', log: 'd' };
  world.when('record-draft', { cycle: 1, files, entries: { used: 1, notUsed: 0 } });
  const submit = (it: World) => it.when('submit-review', {});
  world.when('record-delivery', { draft: 1, message: placeAt(21) });
  expect(asked(world, submit, [endStepsOfReview])).toMatchObject([{ kind: 'delivery.refresh' }]);
  expect(asked(world, (it) => it.when('close', {}), [endStepsOfReview])).toEqual([]);
  expect(asked(world, (it) => it.when('reopen', { reason: 'again' }), [endStepsOfReview])).toHaveLength(1);
});

test('an alert’s line is looked at where a person made it part of an incident, not where it joined by itself', () => {
  const world = open();
  const attach = (by: Actor) => (it: World) =>
    it.when(
      'attach-signal',
      { signal: { ...latencyHigh, dedupeKey: by.id }, because: 'the same service' },
      { by },
    );
  const event = expect.any(String);
  expect(asked(world, attach(ana), [endLine])).toMatchObject([{ kind: 'line.refresh', payload: { event } }]);
  expect(asked(world, attach(alertmanager), [endLine])).toEqual([]);
});

test('whoever takes the lead, or takes a page, ends what is offered of them; so does whoever acknowledges an alert', () => {
  const world = openedChannel(alerted({}, policy));
  stands(world, 'nag');
  stands(world, 'leader');
  stands(world, 'page');
  const refreshed = (happens: (it: World) => unknown) =>
    ends(world, happens).map((wish) => (wish.payload as { fact: string }).fact);
  const [nag, leader, page] = (world.state().offers ?? []).map(({ fact }) => fact);
  expect(refreshed((it) => it.when('acknowledge', {}))).toEqual([nag]);
  expect(refreshed((it) => it.when('assign-role', { role: 'commander', to: ana }))).toEqual([leader]);
  expect(refreshed((it) => it.when('resolve', { text: 'x' }))).toEqual([leader, page]);
});
