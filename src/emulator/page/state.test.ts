import type { Overview, ShownMessage } from '../client-api/shapes.ts';
import {
  asAnother,
  firstState,
  isUnread,
  type PageState,
  standingIn,
  withBatch,
  withContent,
} from './state.ts';

const said = (ts: string, more: Partial<ShownMessage> = {}): ShownMessage => ({
  ts,
  channel: 'C1',
  user: 'U2',
  text: ts,
  reactions: [],
  deleted: false,
  ...more,
});

const overview = { channels: [{ id: 'C1', latest: '10.000001' }] } as Overview;
const details = { channel: 'C1', pins: [], bookmarks: [], canvases: [], ephemerals: [] };

function opened(place: PageState['place'] = { kind: 'start' }): PageState {
  const state = withBatch(firstState({ cast: [], emoji: {} }, 'U1', place), { now: 20_000, overview });
  return withContent(state, { channel: 'C1', messages: [said('10.000001')], earlier: false, details });
}

const shown = (state: PageState) => standingIn(state.channels.C1).map(({ ts }) => ts);

test('messages stand in the order of their ts, however they arrive', () => {
  const state = withBatch(opened(), { now: 1, messages: [said('12.000001'), said('11.000001')] });
  expect(shown(state)).toEqual(['10.000001', '11.000001', '12.000001']);
});

test('a deleted message goes, one that holds a thread stays', () => {
  const thread = { count: 1, users: ['U2'], last: '13.000001' };
  const gone = said('10.000001', { deleted: true });
  expect(shown(withBatch(opened(), { now: 1, messages: [gone] }))).toEqual([]);
  expect(shown(withBatch(opened(), { now: 1, messages: [{ ...gone, thread }] }))).toEqual(['10.000001']);
});

test('what others write where one is not looking is unread; the past and one’s own words are not', () => {
  const before = opened();
  expect(isUnread(before, 'C1')).toBe(false);
  expect(isUnread(withBatch(before, { now: 1, messages: [said('21.000001', { user: 'U1' })] }), 'C1')).toBe(
    false,
  );
  expect(isUnread(withBatch(before, { now: 1, messages: [said('21.000001')] }), 'C1')).toBe(true);
});

test('what one looks at is read, for this person only', () => {
  const here = opened({ kind: 'channel', channel: 'C1', tab: 'messages' });
  const state = withBatch(here, { now: 1, messages: [said('21.000001')] });
  expect(isUnread(state, 'C1')).toBe(false);
  const other = withBatch(
    { ...asAnother(state, 'U3'), place: { kind: 'start' } },
    { now: 1, messages: [said('21.000001')] },
  );
  expect(isUnread(other, 'C1')).toBe(true);
});

test('what arrives while a channel is loading is not lost, and what was deleted meanwhile does not come back', () => {
  const begun = withBatch(firstState({ cast: [], emoji: {} }, 'U1', { kind: 'start' }), {
    now: 1,
    messages: [said('11.000001'), said('10.000001', { deleted: true })],
  });
  const older = { channel: 'C1', messages: [said('09.000001'), said('10.000001')], earlier: true, details };
  expect(shown(withContent(begun, older))).toEqual(['09.000001', '11.000001']);
});
