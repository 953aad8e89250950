// The card and the announcement in every state: what they say, and that Slack accepts them.
import { validateBlocks } from '../emulator/blocks/validate.ts';
import type { Incident } from '../incident/state.ts';
import { STATUSES } from '../incident/values.ts';
import { defaultPolicy } from '../policy/defaults.ts';
import { renderAnnouncement } from './announcement.ts';
import { renderCard } from './card.ts';

const at = Date.UTC(2026, 10, 22, 14, 5);
const bo = { kind: 'person' as const, id: 'T1/U2', name: 'Bo' };
const incident: Incident = {
  id: 'i1',
  number: 42,
  kind: 'real',
  private: false,
  title: { text: 'Checkout <!channel> *is* slow', event: 'e1', at },
  zone: 'Europe/Berlin',
  status: 'acknowledged',
  statusSince: at,
  statusEvent: 'e1',
  severity: { id: 'sev-2', label: 'SEV-2', rank: 2 },
  severityChosen: true,
  roles: { commander: { role: { id: 'commander', label: 'Commander' }, who: bo, since: at } },
  items: [],
  itemCounts: { tasks: 0, followUps: 0, done: 0 },
  declaredBy: bo,
  declaredAt: at,
  cycles: [],
  reopens: 0,
  keyTimes: {},
  counts: { messages: 0, pins: 0, signals: 3, firing: 1, people: 2 },
  channelName: 'inc-42',
  namedBy: ['e1'],
  channel: { team: 'T1', id: 'C1', name: 'inc-42' },
  links: { runbook: 'https://runbooks.example/checkout', source: 'https://prometheus.example/graph' },
  activeAt: at,
  version: 3,
};
const view = { policy: defaultPolicy, teamUrl: 'https://acme.slack.com/', now: at };
const shown = (of: Incident) => JSON.stringify(renderCard(of, view).blocks);
const buttons = (of: Incident) => [...shown(of).matchAll(/"action_id":"([^"]+)"/g)].map(([, id]) => id);

test.each(STATUSES)('Slack accepts the card and the announcement of an incident that is %s', (status) => {
  const whole = { ...incident, status, impact: { text: 'EU users', event: 'e2', at }, service: 'checkout' };
  expect(validateBlocks(renderCard(whole, view).blocks, 'message')).toEqual([]);
  expect(validateBlocks(renderAnnouncement(whole, defaultPolicy).blocks, 'message')).toEqual([]);
});

test('what would help now is the one coloured button', () => {
  const primary = (of: Incident) =>
    [...shown(of).matchAll(/"action_id":"([^"]+)"[^{}]*"style":"primary"/g)].map(([, id]) => id);
  const leaderless = { ...incident, roles: {} };
  expect(primary({ ...leaderless, status: 'detected' })).toEqual(['ack:press']);
  expect(primary(leaderless)).toEqual(['role:take:commander']);
  expect(primary({ ...incident, status: 'mitigated' })).toEqual(['resolve:open']);
  expect(buttons(leaderless)[0]).toBe('role:take:commander');
});

test('the longest of everything is still accepted', () => {
  const long = '漢*<'.repeat(1000);
  const whole = {
    ...incident,
    title: { text: long, event: 'e', at },
    impact: { text: long, event: 'e', at },
  };
  expect(validateBlocks(renderCard(whole, view).blocks, 'message')).toEqual([]);
});

test('the card names status, since when, roles, alerts, links, the next step, and that it records', () => {
  expect(shown(incident)).toMatch(
    /\*SEV-2\*.*\*acknowledged\* since <!date\^1795356300.*Commander.*<@U2>.*nobody yet.*3 alerts, 1 firing.*runbooks\.example.*prometheus\.example.*Next: .*This channel is recorded/s,
  );
});

test('once it is over, a role that nobody took is not waited for any more', () => {
  expect(shown({ ...incident, status: 'resolved' })).toContain('<@U2>');
  expect(shown({ ...incident, status: 'resolved' })).not.toContain('nobody yet');
  expect(
    validateBlocks(renderCard({ ...incident, status: 'closed', roles: {} }, view).blocks, 'message'),
  ).toEqual([]);
});

test('a runbook without a name of its own is called so once', () => {
  const runbook = {
    id: 'r1',
    title: { text: 'Runbook', event: 'e3', at },
    url: 'https://r.example/1',
    steps: 0,
    done: 0,
  };
  const pages = { ...runbook, id: 'r2', title: { text: 'Failover', event: 'e4', at } };
  const words = shown({ ...incident, runbooks: [runbook, pages] } as Incident);
  expect(words).toContain('<https://r.example/1|Runbook>  ·  Runbook <https://r.example/1|Failover>');
});

test('what is to be done with the review is said where there is one, or may be one', () => {
  const drill = { ...incident, kind: 'drill', status: 'resolved' } as const;
  expect(shown(drill)).toContain('have the postmortem drafted by the button');
  expect(shown(drill)).not.toContain('read the postmortem');
  expect(shown({ ...incident, status: 'canceled' })).not.toContain('belongs in the postmortem');
});

test('a title can ping nobody and formats nothing', () => {
  expect(shown(incident)).not.toMatch(/"type":"mrkdwn","text":"[^"]*<!channel>/);
  expect(JSON.stringify(renderAnnouncement(incident, defaultPolicy))).not.toContain('<!channel>');
});

test('the words for notifications say which incident, how bad, and where it stands', () => {
  expect(renderCard(incident, view).text).toMatch(
    /^INC-42 Checkout &lt;!channel&gt; .*: SEV-2, acknowledged$/,
  );
});

test('each state has the buttons that fit it, in at most two rows', () => {
  expect(buttons({ ...incident, status: 'detected' })).toEqual([
    'ack:press',
    'status:open',
    'resolve:open',
    'severity:open',
    'roles:open',
    'task:open',
    'role:take:communications-lead',
    'steps:open',
  ]);
  expect(
    buttons({ ...incident, status: 'resolved', undoable: { event: 'e9', from: 'mitigated', at } }),
  ).toEqual(['undo:press', 'postmortem:draft', 'reopen:open']);
  expect(buttons({ ...incident, status: 'canceled' })).toEqual(['reopen:open']);
  for (const status of STATUSES) {
    const rows = renderCard({ ...incident, status }, view).blocks.filter(({ type }) => type === 'actions');
    expect(rows.length).toBeLessThanOrEqual(2);
  }
});

test('a severity that nobody chose is shown as such', () => {
  expect(shown({ ...incident, severityChosen: false })).toMatch(/SEV-2\* until somebody chooses/);
});

describe('what the severity says of the review', () => {
  const resolved = { ...incident, status: 'resolved' as const };
  const under = (level: { postmortem: 'draft' | 'button' | 'skip'; postmortemDueMs?: number }) => {
    const severities = defaultPolicy.severities.map((one) => ({ ...one, ...level }));
    const { blocks } = renderCard(resolved, { ...view, policy: { ...defaultPolicy, severities } });
    expect(validateBlocks(blocks, 'message')).toEqual([]);
    return JSON.stringify(blocks);
  };

  test('a draft comes by itself, and is due on a day', () => {
    const card = under({ postmortem: 'draft', postmortemDueMs: 5 * 86_400_000 });
    expect(card).toContain(
      'Next: read the postmortem and add what only you know. It is due by <!date^1795788300^',
    );
  });

  test('once it is published nobody is asked to read it', () => {
    const step = { event: 'e8', at, by: bo, draft: 1 };
    const published = { ...resolved, review: { cycle: 1, submitted: step, published: step } };
    expect(shown(resolved)).toContain('Next: read the postmortem');
    expect(shown(published as unknown as Incident)).not.toContain('Next:');
  });

  test('a button asks for it', () => {
    const card = under({ postmortem: 'button' });
    expect(card).toContain('have the postmortem drafted by the button.');
    expect(card).toContain('postmortem:draft');
  });

  test('nothing is said and no button is there where it is skipped', () => {
    const card = under({ postmortem: 'skip' });
    expect(card).not.toContain('postmortem and');
    expect(card).not.toContain('postmortem:draft');
  });
});

describe('who is on call, on the card', () => {
  const vendor = { id: 'pagerduty', label: 'PagerDuty' };
  const until = Date.UTC(2026, 10, 23, 8);
  const onCall = (people: NonNullable<Incident['onCall']>['people'], missing = false) =>
    shown({ ...incident, onCall: { label: 'Payments', vendor, people, missing } });

  test('somebody known here by mention, with the end of their turn in the incident’s zone', () => {
    expect(onCall([{ name: 'Bo', slack: 'T1/U2', until }])).toContain(
      'On call for Payments: <@U2> until Mon 09:00',
    );
  });

  test('somebody without an account in plain words, which neither ping nor format', () => {
    const card = onCall([{ name: '<!channel> *Bo*', email: 'bo@example.com' }]);
    expect(card).toContain('&lt;!channel&gt;');
    expect(card).toContain('has no account here');
    expect(card).not.toContain('On call for Payments: <!channel>');
  });

  test('nobody, and whose answer is missing', () => {
    expect(onCall([], true)).toContain('On call for Payments: not known, PagerDuty did not say');
  });

  test.each([
    ['asked', 'Payments: being paged'],
    ['paged', 'Bo: paged, no answer yet'],
    ['unanswered', 'Bo: paged, did not answer'],
    ['given-up', 'Payments: could not be paged'],
  ] as const)('a page that is %s', (state, words) => {
    const who = state === 'paged' || state === 'unanswered' ? { who: 'Bo' } : {};
    const card = shown({ ...incident, pages: [{ id: 'e9', label: 'Payments', at, state, ...who }] });
    expect(card).toContain(words);
  });
});

test('an incident that is merged and was linked before is named once', () => {
  const other = { ...incident, id: 'i2', number: 41, title: { text: 'Search is slow', event: 'e1', at } };
  const related = (of: Incident) => JSON.stringify(renderCard(of, { ...view, related: [other] }).blocks);
  expect(related(incident)).toContain('Has to do with: INC-41 Search is slow');
  const absorbed = [{ number: 41, incident: 'incident/i2' }];
  expect(related({ ...incident, absorbed })).not.toContain('Has to do with');
  expect(related({ ...incident, absorbed: [{ ...absorbed[0]!, parted: true }] })).toContain('Has to do with');
});

test('why it was canceled stands on the card and in the announcement', () => {
  const canceled = { ...incident, status: 'canceled' as const, cancelReason: 'false alarm' as const };
  expect(shown(canceled)).toContain('*canceled* (false alarm) since');
  expect(JSON.stringify(renderAnnouncement(canceled, defaultPolicy).blocks)).toContain(
    '*canceled* (false alarm) since',
  );
});
