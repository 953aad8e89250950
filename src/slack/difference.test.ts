// What history says and the timeline does not, where history does not say everything.
import type { MessageFacts } from '../incident/message-facts.ts';
import { messageDifference } from './difference.ts';
import { slackMessage } from './slack-message.ts';
import type { Telling } from './telling.ts';

const ts = '1795356000.000100';
const telling: Telling = {
  identity: { team: 'T1', teamUrl: 'https://acme.slack.com/', botUser: 'UBOT', botId: 'BBOT' },
  people: { actor: (id) => ({ kind: 'person', id: `T1/${id}` }), grants: () => [] },
  source: 'repair',
};
const held = (how: 'emoji' | 'slack'): MessageFacts => ({
  event: 'e1',
  channel: 'C1',
  ts,
  posted: true,
  deleted: false,
  replies: 0,
  pins: [{ by: 'T1/U1', how }],
});

const told = (how: 'emoji' | 'slack', history: object) =>
  messageDifference(
    slackMessage.parse({ type: 'message', ts, user: 'U1', text: 'latency is up', ...history }),
    'C1',
    new Map([[ts, held(how)]]),
    telling,
    ts,
  ).map(({ type }) => type);

const pushpins = (users: string[], count: number) => ({ reactions: [{ name: 'pushpin', users, count }] });

test.each([
  ['a 📌 that is taken back is', 'emoji' as const, {}, ['unpin']],
  ['a 📌 beside that of others is', 'emoji' as const, pushpins(['U2'], 1), ['pin', 'unpin']],
  ['a 📌 among more than Slack names is not', 'emoji' as const, pushpins(['U2'], 2), ['pin']],
  ['a pin that is gone is', 'slack' as const, { pinned_to: [] }, ['unpin']],
  ['a pin of which history says nothing is not', 'slack' as const, {}, []],
  ['a pin whose hand Slack does not name is not', 'slack' as const, { pinned_to: ['C1'] }, []],
])('%s taken for removed', (_, how, history, commands) => {
  expect(told(how, history)).toEqual(commands);
});
