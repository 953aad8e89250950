import { ana, bo, chidi, declared, firescribe, minutes, placeAt } from './fixtures/given.ts';

const channel = { team: 'T1', id: 'C1', name: 'inc-20261122-checkout-is-slow' };
const by = { by: firescribe };

describe('the channel', () => {
  test('belongs to the incident from when it is open, once', () => {
    const world = declared();
    world.when('record-channel', { channel, adopted: false }, by);
    expect(world.state().channel).toEqual(channel);
    expect(world.keys.get('channel:T1/C1')).toEqual({ number: 42 });
    expect(world.when('record-channel', { channel, adopted: false }, by).facts).toEqual([]);
  });

  test('of another incident is refused', () => {
    const world = declared();
    world.keys.set('channel:T1/C1', { number: 41 });
    expect(world.refusal('record-channel', { channel, adopted: true }, by)).toBe(
      '#inc-20261122-checkout-is-slow is the channel of INC-41. Choose another channel.',
    );
  });

  test('that is lost is said so once; a new one takes its place', () => {
    const world = declared();
    world.when('record-channel', { channel, adopted: false }, by);
    world.when('record-channel-lost', { why: 'deleted' }, by);
    expect(world.when('record-channel-lost', { why: 'deleted' }, by).facts).toEqual([]);
    expect(world.state().channelLost).toBe('deleted');
    world.when('record-channel', { channel: { ...channel, id: 'C2' }, adopted: false }, by);
    expect(world.state()).toMatchObject({ channel: { id: 'C2' }, channelLost: undefined });
    expect([...world.keys.keys()].filter((key) => key.startsWith('channel:'))).toEqual(['channel:T1/C2']);
  });

  test('that comes back is open again', () => {
    const world = declared();
    world.when('record-channel', { channel, adopted: false }, by);
    world.when('record-channel-lost', { why: 'archived' }, by);
    world.when('record-channel', { channel, adopted: false }, by);
    expect(world.state().channelLost).toBeUndefined();
  });
});

test('the card and the announcement are known by their places, each recorded once', () => {
  const world = declared();
  world.when('record-card', { place: placeAt(1) }, by);
  world.when('record-announcement', { place: placeAt(1, 'C0') }, by);
  expect(world.state()).toMatchObject({ card: placeAt(1), announcement: placeAt(1, 'C0') });
  expect(world.when('record-card', { place: placeAt(1) }, by).facts).toEqual([]);
  expect(world.when('record-announcement', { place: placeAt(1, 'C0') }, by).facts).toEqual([]);
});

test('a reader is led from a fact to our sentence about it, and from the declaration to the card', () => {
  const world = declared();
  world.when('record-card', { place: placeAt(1) }, by);
  const status = world.when('change-status', { status: 'identified' }, { by: bo }).facts[0];
  const count = world.entries().length;
  world.when('record-post', { fact: status?.id ?? '', place: placeAt(2) }, by);
  const entries = world.entries();
  expect(entries).toHaveLength(count);
  expect(entries.find((entry) => entry.kind === 'status')?.shownAt).toEqual({ place: placeAt(2) });
  expect(entries.find((entry) => entry.kind === 'declared')?.shownAt).toEqual({ place: placeAt(1) });
});

test('who was brought in, and who could not be', () => {
  const world = declared();
  const refused = [{ who: 'U9', why: 'is deactivated' }];
  world.when('record-invited', { invited: ['U1', 'U2'], refused }, by);
  expect(world.entries().at(-1)?.text).toBe('2 brought in, 1 could not be');
  expect(world.when('record-invited', { invited: [], refused: [] }, by).facts).toEqual([]);
});

test('a comparison of history is on record where it found something', () => {
  const world = declared();
  const span = { from: 0, to: 60_000, missingFromHistory: 0 };
  expect(world.when('record-repair', { ...span, found: 0 }, by).facts).toEqual([]);
  world.when('record-repair', { ...span, found: 3 }, by);
  expect(world.entries().at(-1)?.text).toContain('3 recovered, 0 deleted meanwhile');
});

test('a look-up is on record with who asked for what and what came of it', () => {
  const world = declared();
  world.when('record-answer', { command: 'timeline', line: '/incident timeline', answer: '12 entries' });
  expect(world.entries().at(-1)).toMatchObject({
    kind: 'command',
    author: bo,
    text: '/incident timeline',
    values: { command: 'timeline', answer: '12 entries' },
  });
});

test('an effect that was given up is on record with the sentence that says how to mend it', () => {
  const world = declared();
  const why = 'The canvas cannot be made: canvases are switched off in this workspace.';
  world.when('record-failure', { kind: 'postmortem.deliver', effect: 'k1', permanent: true, why }, by);
  expect(world.entries().at(-1)?.text).toBe(`Something could not be done: ${why}`);
});

describe('people', () => {
  const join = { who: bo, joined: true, invitedBy: ana };
  const leave = { who: bo, joined: false };

  test('are counted once, whether their coming or their going is told first', () => {
    const world = declared();
    world.when('record-member', { who: ana, joined: true });
    world.when('record-member', leave, { at: minutes(9) });
    world.when('record-member', join, { at: minutes(3) });
    world.when('record-member', { who: chidi, joined: true });
    expect(world.state().counts.people).toBe(3);
    expect(world.entries().filter((entry) => entry.kind === 'member')).toHaveLength(4);
  });

  test('are in the channel or not by what happened last', () => {
    const world = declared();
    world.when('record-member', leave, { at: minutes(9) });
    world.when('record-member', join, { at: minutes(3) });
    expect(world.keys.get('member:42/T1/U2')).toEqual({ in: false, at: minutes(9) });
    world.when('record-member', join, { at: minutes(12) });
    expect(world.keys.get('member:42/T1/U2')).toEqual({ in: true, at: minutes(12) });
    expect(world.when('record-member', join, { at: minutes(12) }).facts).toEqual([]);
  });
});

describe('the review', () => {
  const files = { canvas: 'a', markdown: 'b', json: 'c', log: 'd' };
  const draft = { cycle: 1, files, entries: { used: 30, notUsed: 4 } };
  const canvas = { id: 'F1', own: true };

  test('may be asked for at any time', () => {
    const world = declared();
    world.when('draft-postmortem', { because: 'asked' }, { words: '/incident postmortem' });
    expect(world.events.at(-1)).toMatchObject({ type: 'command-answered', data: { command: 'postmortem' } });
  });

  test('drafts are numbered within their cycle, and what was delivered stays known', () => {
    const world = declared();
    world.when('record-draft', draft, by);
    world.when('record-delivery', { draft: 1, canvas, message: placeAt(9) }, by);
    world.when('record-draft', draft, by);
    expect(world.state().draft).toMatchObject({
      cycle: 1,
      draft: 2,
      delivered: { canvas: 'F1', own: true, message: placeAt(9) },
    });
  });

  test('a new cycle has its own first draft and message, in the same canvas', () => {
    const world = declared();
    world.when('record-draft', draft, by);
    world.when('record-delivery', { draft: 1, canvas, message: placeAt(9) }, by);
    world.when('record-draft', { ...draft, cycle: 2 }, by);
    expect(world.state().draft).toEqual({
      cycle: 2,
      draft: 1,
      event: world.events.at(-1)?.id,
      delivered: { canvas: 'F1', own: true },
    });
  });
});

test('privacy follows what happened last, in whatever order it is told', () => {
  const world = declared();
  const tell = (isPrivate: boolean, minute: number) =>
    world.when('record-privacy', { private: isPrivate }, { at: minutes(minute) });
  tell(true, 3);
  expect(world.state().private).toBe(true);
  expect(tell(true, 3).facts).toEqual([]);
  tell(false, 9);
  expect(tell(true, 6).facts).toEqual([]);
  expect(world.state().private).toBe(false);
  tell(true, 11);
  tell(true, 15);
  expect(tell(false, 13).facts).toEqual([]);
  expect(world.state().private).toBe(true);
});

test('incidents that were like it are noted once, three at most', () => {
  const world = declared();
  const rule = { name: 'note similar incidents', off: 'off' };
  world.when('record-similar', { numbers: [7, 5, 3, 1], rule }, by);
  expect(world.state().similar).toEqual([7, 5, 3]);
  expect(world.when('record-similar', { numbers: [7, 5, 3], rule }, by).facts).toEqual([]);
  world.when('record-similar', { numbers: [9], rule }, by);
  expect(world.state().similar).toEqual([9]);
});

test('a look is told by what people see on the button, the form or the shortcut', () => {
  const world = declared();
  for (const line of [
    'the button “Times”',
    'the form “Update”',
    'the shortcut “Pin to timeline”',
    '/incident times',
  ]) {
    world.when('record-answer', { command: 'times', line }, by);
  }
  expect(
    world
      .entries()
      .slice(-4)
      .map(({ text }) => text),
  ).toEqual([
    'pressed “Times”',
    'sent the form “Update”',
    'used the shortcut “Pin to timeline”',
    '/incident times',
  ]);
});
