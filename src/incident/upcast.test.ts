import { EVENT_VERSION } from './events.ts';
import { upcast, type WrittenEvent } from './upcast.ts';

const written = (type: string, data: object, content: object | null, erased = false) =>
  ({
    id: 'e1',
    stream: 'incident/i1',
    version: 1,
    type,
    v: 1,
    data,
    content,
    erased,
  }) as unknown as WrittenEvent;

test('the channel’s name and an alert’s labels were data once, and are read as words', () => {
  const declared = upcast(
    written('incident-declared', { number: 1, channelName: 'inc-slow' }, { title: 'Slow' }),
  );
  expect(declared).toMatchObject({ v: EVENT_VERSION, content: { title: 'Slow', channelName: 'inc-slow' } });
  const channel = { team: 'T1', id: 'C1', name: 'inc-slow' };
  expect(upcast(written('channel-opened', { channel, adopted: false }, null)).content).toEqual({
    name: 'inc-slow',
  });
  const signal = { vendor: 'v', dedupeKey: 'd', labels: { pod: 'p' }, links: {} };
  expect(upcast(written('signal-attached', { signal }, { title: 'High' })).content).toEqual({
    title: 'High',
    labels: { pod: 'p' },
    links: {},
  });
});

test('what was erased stays erased', () => {
  expect(upcast(written('incident-declared', { channelName: 'inc-slow' }, null, true)).content).toBeNull();
});

test('an event of a newer Firescribe is refused', () => {
  expect(() => upcast({ ...written('note-added', {}, null), v: EVENT_VERSION + 1 })).toThrow(
    /newer Firescribe/,
  );
});
