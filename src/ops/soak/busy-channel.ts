// One incident channel's life as Slack's events: talk, threads, edits, deletions, pins.

export type Channel = { team: string; id: string; users: readonly string[]; openedAt: number };

const SAYINGS = [
  'p99 of checkout-api is at 4.2 s, error rate about 3 %',
  'looking at the dashboards now',
  'rolled back checkout-api to 2026.11.20-3 in eu-west-1',
  'no change yet, I suspect the new retry policy',
  'queue depth is going down, 1,200 left',
];
const SECOND = 1_000;

const tsOf = (at: number, count: number) =>
  `${Math.floor(at / SECOND)}.${String(count % 1_000_000).padStart(6, '0')}`;

const told = (team: string, event: Record<string, unknown>) => ({
  type: 'event_callback',
  team_id: team,
  event,
});

/** Everything that happens there while `messages` messages are written, ten seconds apart, in order. */
export function* lifeOf({ team, id, users, openedAt }: Channel, messages: number): Generator<unknown> {
  let parent: string | undefined;
  for (let count = 1; count <= messages; count += 1) {
    const at = openedAt + count * 10 * SECOND;
    const ts = tsOf(at, count);
    const user = users[count % users.length];
    const text = `${SAYINGS[count % SAYINGS.length]} (${count})`;
    const message = {
      type: 'message',
      user,
      text,
      ts,
      ...(count % 7 === 0 && parent ? { thread_ts: parent } : {}),
    };
    const later = tsOf(at + SECOND, count);
    yield told(team, { ...message, channel: id, event_ts: ts });
    if (count % 11 === 0) {
      const edited = { ...message, text: `${text}, corrected`, edited: { user, ts: later } };
      const change = { subtype: 'message_changed', message: edited, channel: id, ts: later, event_ts: later };
      yield told(team, { type: 'message', ...change });
    }
    if (count % 29 === 0) {
      const deletion = {
        subtype: 'message_deleted',
        deleted_ts: ts,
        channel: id,
        ts: later,
        event_ts: later,
      };
      yield told(team, { type: 'message', ...deletion });
    }
    if (count % 13 === 0) {
      const item = { type: 'message', channel: id, ts };
      yield told(team, { type: 'reaction_added', user, reaction: 'pushpin', item, event_ts: later });
    }
    parent = count % 7 === 0 ? parent : ts;
  }
}
