import { declared } from '../incident/fixtures/given.ts';
import { copyThread } from './copy-thread.ts';
import { policy } from './fixtures/asked.ts';

test('an incident declared from a message with a thread brings the thread along; without one there is nothing to read', () => {
  const world = declared({ severity: '2' }, policy);
  const [event] = world.events;
  if (event?.type !== 'incident-declared') {
    throw new Error('The world does not begin with a declaration.');
  }
  const from = { team: 'T1', channel: 'C9', ts: '1.000100' };
  const kinds = (place: typeof from & { thread?: string }) =>
    copyThread
      .react({ ...event, data: { ...event.data, from: place } }, world.state(), { policy, now: 0 })
      .map(({ kind }) => kind);
  expect(kinds({ ...from, thread: '1.000100' })).toEqual(['thread.copy']);
  expect(kinds(from)).toEqual([]);
});
