import { fold } from './evolve.ts';
import {
  alerted,
  ana,
  bo,
  declared,
  firescribe,
  latencyHigh,
  minutes,
  placeAt,
  says,
  type World,
} from './fixtures/given.ts';
import { messageKey } from './message-facts.ts';

const place = placeAt(3);
const secret = 'token xoxb-123';

function withSecret(): World {
  const world = declared();
  says(world, 3, secret, ana);
  const revision = `${minutes(4) / 1000}.000000`;
  world.when('record-edit', { place, revision, text: `${secret}4`, files: [] }, { by: ana });
  return world;
}

test('a redacted message loses all its texts, its files and its place in the search', () => {
  const world = withSecret();
  const file = { id: 'F1', name: 'env.txt', mimetype: 'text/plain', size: 9, sha256: 'abc' };
  world.when('record-file', { file, place }, { by: firescribe });
  world.when('redact', { place, reason: 'a token' });
  expect(world.last.erase).toHaveLength(2);
  expect(world.events.at(-1)).toMatchObject({ type: 'entry-redacted', data: { place, files: ['abc'] } });
  expect(world.documents.has(messageKey(place))).toBe(false);
  expect(world.entries().find((entry) => entry.kind === 'message')).toMatchObject({
    text: '',
    earlier: [],
    files: [],
    redacted: true,
    author: ana,
  });
  expect(JSON.stringify([world.events, world.entries(), world.state(), [...world.keys]])).not.toContain(
    'xoxb',
  );
});

test('nothing that is told of it later brings its words back', () => {
  const world = withSecret();
  world.when('redact', { place });
  const revision = `${minutes(6) / 1000}.000000`;
  expect(world.when('record-edit', { place, revision, text: secret, files: [] }).facts).toEqual([]);
  const file = { id: 'F1', name: 'env.txt', mimetype: 'text/plain', size: 9, sha256: 'abc' };
  expect(world.refusal('record-file', { file, place })).toContain('its files are not kept');
});

test('twice is refused, and so is a message without words', () => {
  const world = withSecret();
  world.when('redact', { place });
  expect(world.refusal('redact', { place })).toBe('This message is redacted already.');
  expect(world.refusal('redact', { place: placeAt(9) })).toContain('nothing to redact');
});

test.each(['guest', 'external'])('a %s may not', (grant) => {
  expect(withSecret().refusal('redact', { place }, { grants: [grant] })).toContain('may not redact');
});

test('a note is redacted by its entry', () => {
  const world = declared();
  world.when('add-note', { text: secret });
  const entry = world.entries().at(-1)?.id ?? '';
  world.when('redact', { entry });
  expect(world.entries().find((one) => one.id === entry)).toMatchObject({ text: '', redacted: true });
  expect(world.documents.has(entry)).toBe(false);
});

test('an entry of another incident, or of none, is refused', () => {
  expect(declared().refusal('redact', { entry: 'e999' })).toBe(
    'INC-42 has no such entry, so there is nothing to redact.',
  );
});

test('an entry without words, or redacted before, is refused', () => {
  const world = declared();
  world.when('assign-role', { role: 'ic', to: bo });
  expect(world.refusal('redact', { entry: world.events.at(-1)?.id })).toContain('no words');
  world.when('add-note', { text: secret });
  const entry = world.events.at(-1)?.id;
  world.when('redact', { entry });
  expect(world.refusal('redact', { entry })).toBe('This entry is redacted already.');
});

test('a message is not redacted by one of its texts: the others would stay', () => {
  const world = withSecret();
  const posted = world.events.find(({ type }) => type === 'message-posted');
  expect(world.refusal('redact', { entry: posted?.id })).toContain('by its link');
});

test('words that state holds are gone from it, too', () => {
  const world = declared({ impact: 'first' });
  world.when('change-title', { title: 'Customer Smith cannot pay' });
  world.when('describe-impact', { text: 'Smith' });
  world.when('add-item', { kind: 'task', text: 'Call Smith', owner: bo });
  for (const event of world.events.slice(1, 4)) {
    world.when('redact', { entry: event.id });
  }
  expect(JSON.stringify([world.state(), world.entries()])).not.toContain('Smith');
  expect(world.state()).toMatchObject({
    title: { text: '[redacted]' },
    impact: { text: '[redacted]' },
    items: [{ text: { text: '[redacted]' }, owner: bo }],
  });
});

test('copied evidence is redacted by its place', () => {
  const world = declared();
  const elsewhere = placeAt(-3, 'C9');
  const copy = {
    place: elsewhere,
    author: ana,
    text: secret,
    files: [],
    postedAt: minutes(-3),
    pinned: true,
  };
  world.when('copy-evidence', copy);
  world.when('redact', { place: elsewhere });
  expect(JSON.stringify([world.entries(), [...world.documents]])).not.toContain('xoxb');
  expect(world.refusal('redact', { place: elsewhere })).toContain('redacted already');
});

describe('the words that an incident began with', () => {
  const opened = () => {
    const world = alerted({ title: 'Zebra cannot pay' });
    world.when('record-channel', {
      channel: { team: 'T1', id: 'C1', name: 'inc-20261122-zebra-cannot-pay' },
      adopted: false,
    });
    return world;
  };

  test('take the channel’s name with them, which gets one without words', () => {
    const world = opened();
    world.when('redact', { entry: world.events[0]?.id });
    expect(world.state()).toMatchObject({
      channelName: 'inc-20261122-42',
      channel: { name: 'inc-20261122-42' },
    });
    world.when('record-channel-name', { name: 'inc-20261122-42-2' });
    expect(world.state().channel?.name).toBe('inc-20261122-42-2');
    expect(JSON.stringify([world.events, world.entries(), world.state()])).not.toMatch(/zebra/i);
  });

  test('an erased alert takes the links that are shown', () => {
    const world = opened();
    expect(Object.keys(world.state().links)).not.toEqual([]);
    world.when('redact', { entry: world.events.find(({ type }) => type === 'signal-attached')?.id });
    expect(world.state().links).toEqual({});
    expect(JSON.stringify([world.events, world.state()])).not.toContain(latencyHigh.labels.alertname);
  });

  test('what is left of the events gives the same state', () => {
    const world = opened();
    world.when('redact', { entry: world.events[0]?.id });
    world.when('redact', { entry: world.events.find(({ type }) => type === 'signal-attached')?.id });
    expect(fold(world.events)).toEqual(world.state());
  });
});
