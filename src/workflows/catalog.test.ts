import { readdirSync, readFileSync } from 'node:fs';
import {
  alerted,
  alertmanager,
  bo,
  declared,
  firescribe,
  latencyHigh,
  minutes,
  says,
  type World,
} from '../incident/fixtures/given.ts';
import { REACTIONS, SWITCHABLE } from './catalog.ts';
import { asked, kinds, only, openedChannel, policy } from './fixtures/asked.ts';
import { endBridge } from './make-bridge.ts';

test('every automatic step has a name of its own, written as an instruction', () => {
  const names = REACTIONS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z]/.test(name))).toEqual([]);
});

test('every step that is written is in the catalog', () => {
  const folder = new URL('.', import.meta.url);
  const written = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'reaction.ts')
    .flatMap((file) => [...readFileSync(new URL(file, folder), 'utf8').matchAll(/ = reaction\(/g)]);
  expect(written).toHaveLength(REACTIONS.length);
});

test('what takes away words that are redacted or private cannot be switched off', () => {
  expect(SWITCHABLE.filter((name) => /withdraw|redact|erase/.test(name))).toEqual([]);
  expect(SWITCHABLE).toContain('make a bridge');
});

test('a declaration opens the channel and is announced, and nothing else is posted', () => {
  expect(kinds(asked(declared({}, policy)))).toEqual(['channel.open', 'announcement.refresh']);
});

test('when the channel is there it gets its card, a bridge, and a choice of severity where nobody chose', () => {
  const opening = asked(declared({}, policy), (world) => openedChannel(world));
  expect(kinds(opening)).toEqual([
    'card.refresh',
    'message.post severity-chooser',
    'announcement.refresh',
    'similar.find',
    'bridge.open',
  ]);
  const chosen = asked(declared({ severity: '2' }, policy), (world) => openedChannel(world));
  expect(kinds(chosen)).toEqual([
    'card.refresh',
    'announcement.refresh',
    'roles.nag',
    'roles.nag',
    'similar.find',
    'bridge.open',
  ]);
});

test('an imported incident causes nothing by itself', () => {
  const world = declared({ kind: 'imported' }, policy);
  expect(asked(world)).toEqual([]);
  expect(kinds(asked(world, (imported) => openedChannel(imported)))).toEqual([]);
  expect(kinds(asked(world, (imported) => imported.when('resolve', { text: 'over' })))).toEqual([]);
});

test('a private incident is never announced', () => {
  const world = openedChannel(declared({}, policy));
  Object.assign(world.state(), { private: true });
  const wishes = asked(world, (it) => it.when('change-severity', { severity: '1' }));
  expect(kinds(wishes).filter((kind) => kind.startsWith('announcement'))).toEqual([]);
});

test('the topic and the card follow the title', () => {
  const wishes = asked(openedChannel(declared({}, policy)), (world) =>
    world.when('change-title', { title: 'Payments are down' }),
  );
  expect(kinds(wishes)).toEqual([
    'card.refresh',
    'announcement.refresh',
    'channel.topic',
    'message.post correction',
    'similar.find',
  ]);
});

test('the topic does not follow the status or the commander: Slack would say each change in the channel', () => {
  const world = openedChannel(declared({}, policy));
  const wishes = [
    ...asked(world, (it) => it.when('change-status', { status: 'identified' })),
    ...asked(world, (it) => it.when('assign-role', { role: 'ic', to: bo })),
  ];
  expect(kinds(wishes)).not.toContain('channel.topic');
  expect(kinds(asked(world, (it) => it.when('change-severity', { severity: '1' })))).toContain(
    'channel.topic',
  );
});

test('whoever gets a role is brought in and instructed; the channel hears of it', () => {
  const wishes = asked(openedChannel(declared({}, policy)), (world) =>
    world.when('assign-role', { role: 'ic', to: bo }),
  );
  expect(only(wishes, 'channel.invite').payload.invite).toEqual([{ who: bo.id, because: 'is Commander' }]);
  expect(kinds(wishes)).toContain('role.instruct');
  expect(kinds(wishes)).toContain('message.post role');
});

test('nobody is instructed where a role is emptied', () => {
  const world = openedChannel(declared({}, policy));
  world.when('assign-role', { role: 'ic', to: bo });
  const wishes = asked(world, (it) => it.when('assign-role', { role: 'ic', to: null }));
  expect(kinds(wishes)).not.toContain('role.instruct');
  expect(kinds(wishes)).not.toContain('channel.invite');
});

test('a late change of service brings in its people and those of its team', () => {
  const wishes = asked(openedChannel(declared({}, policy)), (world) =>
    world.when('change-service', { service: 'search' }),
  );
  expect(only(wishes, 'channel.invite').payload.invite.map(({ who }) => who)).toEqual(['U8', 'U9']);
});

test('into a private incident nobody is brought by a change of service or team, only by a role', () => {
  const world = openedChannel(declared({}, policy));
  world.when('record-privacy', { private: true });
  const service = asked(world, (it) => it.when('change-service', { service: 'search' }));
  expect(kinds(service)).not.toContain('channel.invite');
  const role = asked(world, (it) => it.when('assign-role', { role: 'ic', to: bo }));
  expect(only(role, 'channel.invite').payload.invite.map(({ who }) => who)).toEqual([bo.id]);
});

test('a task that somebody adds is said in the channel and stands on the card', () => {
  const wishes = asked(openedChannel(declared({}, policy)), (world) =>
    world.when('add-item', { kind: 'task', text: 'Roll back' }),
  );
  expect(kinds(wishes)).toEqual(['card.refresh', 'message.post item']);
});

test('talk, pins and notes cause no message of ours', () => {
  const world = openedChannel(declared({}, policy));
  const wishes = asked(world, (it) => {
    const place = says(it, 6, 'looking');
    it.when('pin', { place, how: 'emoji' });
    it.when('add-note', { text: 'deployed at 14:01' });
  });
  expect(wishes).toEqual([]);
});

test('each file of a message is kept, and not once more when the message is edited', () => {
  const file = { id: 'F1', name: 'graph.png', mimetype: 'image/png', size: 10 };
  const large = { ...file, id: 'F2', notKept: 'larger than 50 MB' };
  const wishes = asked(openedChannel(declared({}, policy)), (world) =>
    world.when('record-message', {
      place: { team: 'T1', channel: 'C1', ts: '1795356300.000100' },
      author: bo,
      text: 'see',
      files: [file, large],
    }),
  );
  expect(only(wishes, 'file.keep')).toMatchObject({ payload: { file: 'F1' }, once: 'file:F1' });
});

test('an alert that nobody acknowledges is said once more after five minutes; a person who declares is not nagged', () => {
  const nag = only(asked(alerted({}, policy)), 'acknowledge.nag');
  expect(nag).toMatchObject({ dueAt: minutes(5), once: 'nag' });
  expect(kinds(asked(declared({}, policy)))).not.toContain('acknowledge.nag');
});

test('alerts join silently; one that names a higher severity is said, once for each', () => {
  const world = openedChannel(alerted({}, policy));
  const attach = (dedupeKey: string, severity: string) =>
    asked(world, (it) =>
      it.when(
        'attach-signal',
        { signal: { ...latencyHigh, dedupeKey, severity }, because: 'test' },
        { by: alertmanager },
      ),
    );
  expect(kinds(attach('a', 'warning'))).toEqual(['card.refresh', 'runbook.find', 'graph.draw']);
  const higher = attach('b', 'sev1');
  expect(kinds(higher)).toEqual([
    'card.refresh',
    'message.post signal-severity',
    'runbook.find',
    'graph.draw',
  ]);
  expect(only(higher, 'message.post').once).toBe('signal-severity:sev-1');
});

test('what failed is said in the channel, and to the operators where the channel is out of reach', () => {
  const world = openedChannel(declared({}, policy));
  const fail = (kind: string) =>
    asked(world, (it) =>
      it.when(
        'record-failure',
        { kind, effect: 'k', permanent: true, why: 'The canvas is locked. Unlock it.' },
        { by: firescribe },
      ),
    );
  expect(kinds(fail('postmortem.deliver'))).toEqual(['message.post effect-failed']);
  const told = only(fail('message.post'), 'operators.tell');
  expect(told.payload.text).toBe(
    'INC-42: Firescribe could not post a message in the channel. The canvas is locked. Unlock it.',
  );
  expect(fail('operators.tell')).toEqual([]);
  // Each page that reached nobody, and not the first of an hour alone.
  expect(only(fail('page.direct'), 'message.post').once).toBe('failed:k');
});

test('the operators hear of a lost channel, and of an archived one only while the incident is not over', () => {
  const world = openedChannel(declared({}, policy));
  const lost = asked(world, (it) => it.when('record-channel-lost', { why: 'bot-removed' }));
  expect(only(lost, 'operators.tell').payload.text).toContain('invite it back');
  world.when('resolve', { text: 'done' });
  world.when('close', {});
  expect(asked(world, (it) => it.when('record-channel-lost', { why: 'archived' }))).toEqual([]);
});

test('the people whom a severity calls for come in once it is chosen, and not after it is over', () => {
  const severities = policy.severities.map((one) => (one.id === 'sev-1' ? { ...one, invites: ['S1'] } : one));
  const calling = { ...policy, severities };
  const called = { who: 'S1', because: 'is called for SEV-1' };
  expect(only(asked(declared({ severity: '1' }, calling)), 'channel.open').payload.invite).toContainEqual(
    called,
  );
  const world = openedChannel(declared({}, calling));
  const raised = asked(world, (it) => it.when('change-severity', { severity: '1' }));
  expect(only(raised, 'channel.invite').payload.invite).toEqual([called]);
  const over = openedChannel(declared({}, calling));
  over.when('resolve', { text: 'rolled back' });
  const late = asked(over, (it) => it.when('change-severity', { severity: '1' }));
  expect(kinds(late)).not.toContain('channel.invite');
});

test('whom Slack refuses is named, once; whom a limit of ours spares is not', () => {
  const world = openedChannel(declared({}, policy));
  const refused = (who: string, spared = false) =>
    asked(world, (it) =>
      it.when(
        'record-invited',
        { invited: [], refused: [{ who, why: 'user_disabled', ...(spared ? { spared: true } : {}) }] },
        { by: firescribe },
      ),
    );
  expect(only(refused('T1/U9'), 'message.post')).toMatchObject({
    payload: { about: 'not-invited' },
    once: 'not-invited:T1/U9',
  });
  expect(refused('T1/U8', true)).toEqual([]);
});

const meeting = {
  vendor: { id: 'zoom', label: 'Zoom' },
  meeting: '7',
  joinUrl: 'https://zoom.example/7',
  dialIn: [],
};
const bridgeOpens = (world: World) => world.when('record-bridge', meeting, { by: firescribe });

test('a bridge ends with its incident, also where it was under way while somebody closed or canceled that', () => {
  const world = openedChannel(declared({}, policy));
  expect(kinds(asked(world, (it) => bridgeOpens(it), [endBridge]))).toEqual([]);
  const ended = asked(world, (it) => it.when('cancel', { reason: 'false alarm' }), [endBridge]);
  expect(ended).toEqual([{ kind: 'bridge.end', payload: { meeting: '7' } }]);
  const late = openedChannel(declared({}, policy));
  late.when('cancel', { reason: 'false alarm' });
  expect(asked(late, (it) => bridgeOpens(it), [endBridge])).toEqual(ended);
});
