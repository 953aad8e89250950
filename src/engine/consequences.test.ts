import type { CommandType, Wish } from '../incident/commands.ts';
import { defaultPolicy } from '../policy/defaults.ts';
import type { Effect } from '../timeline/port.ts';
import { REACTIONS } from '../workflows/catalog.ts';
import { alert, ana, bo, type House, openHouse, origin, START, telling } from './fixtures/house.ts';
import { forgettable } from './forgetting.ts';

let house: House;

beforeEach(() => {
  house = openHouse({ reactions: REACTIONS });
});

afterEach(() => house.close());

const asked = async (kind?: string): Promise<Effect[]> =>
  house.timeline.listEffects({ ...(kind ? { kind } : {}), limit: 1_000 });

const kinds = async () => (await asked()).map(({ kind }) => kind);

async function alertWithChannel(): Promise<string> {
  await house.engine.receive(telling(alert('LatencyHigh')), origin('d'));
  await house.engine.routed();
  const [incident] = await house.engine.questions.list({}, { kind: 'operator' });
  await openChannel(`incident/${incident?.id}`);
  return `incident/${incident?.id}`;
}

const openChannel = (incident: string, id = 'C1') =>
  house.engine.handle({
    type: 'record-channel',
    incident,
    wish: { channel: { team: 'T1', id, name: 'inc-1' }, adopted: false },
    asking: house.asking(
      { kind: 'firescribe', id: 'firescribe' },
      { source: { kind: 'effect', key: `${incident}/open/${id}` } },
    ),
  });

const fail = (incident: string, kind: string) =>
  house.engine.handle({
    type: 'record-failure',
    incident,
    wish: { kind, effect: `${kind}/1`, permanent: true, why: 'It is locked.' },
    asking: house.asking(
      { kind: 'firescribe', id: 'firescribe' },
      { source: { kind: 'effect', key: `${kind}/1/failed` } },
    ),
  });

const say = (incident: string, subtype?: string) =>
  house.engine.handle({
    type: 'record-message',
    incident,
    wish: {
      place: { team: 'T1', channel: 'C1', ts: '1795356060.000100' },
      author: bo,
      text: 'looking',
      files: [],
      ...(subtype ? { subtype } : {}),
    },
    asking: house.asking(bo, { source: { kind: 'message', key: 'm1' } }),
  });

test('facts and the work they cause are one append', async () => {
  const { incident } = await house.declare();
  expect(await kinds()).toEqual(['channel.open', 'announcement.refresh']);
  expect((await asked()).every(({ stream }) => stream === incident)).toBe(true);
});

test('fifty alerts that join ask for one refresh of the card', async () => {
  await alertWithChannel();
  const more = Array.from({ length: 50 }, (_, n) => alert(`More${n}`));
  await house.engine.receive(telling(...more), origin('e'));
  await house.engine.routed();
  const cards = await asked('card.refresh');
  expect(cards.filter(({ status }) => status === 'waiting')).toHaveLength(1);
});

const inThread = async () =>
  (await asked('message.post')).map(({ payload }) => {
    const { about, inCardThread } = payload as { about: string; inCardThread?: boolean };
    return `${about} ${inCardThread ? 'in the thread' : 'in the channel'}`;
  });

test('before anybody speaks the channel gets the card and two more of ours; then the thread of the card', async () => {
  const incident = await alertWithChannel();
  await fail(incident, 'file.keep');
  expect(await inThread()).toEqual(['severity-chooser in the channel', 'effect-failed in the thread']);
});

test('people who merely join have not spoken; one who writes has', async () => {
  const incident = await alertWithChannel();
  await say(incident, 'channel_join');
  await fail(incident, 'file.keep');
  expect((await inThread()).at(-1)).toBe('effect-failed in the thread');
  await house.engine.handle({
    type: 'record-message',
    incident,
    wish: {
      place: { team: 'T1', channel: 'C1', ts: '1795356090.000100' },
      author: bo,
      text: 'here',
      files: [],
    },
    asking: house.asking(bo, { source: { kind: 'message', key: 'm2' } }),
  });
  await fail(incident, 'postmortem.deliver');
  expect((await inThread()).at(-1)).toBe('effect-failed in the channel');
});

test('what answers a person who acts is said in the channel, though nobody has written yet', async () => {
  const incident = await alertWithChannel();
  const act = { incident, asking: house.asking(ana) };
  await house.engine.handle({ ...act, type: 'acknowledge', wish: {} });
  await house.engine.handle({ ...act, type: 'change-severity', wish: { severity: '2' } });
  await house.engine.handle({ ...act, type: 'assign-role', wish: { role: 'ic', to: ana } });
  expect((await inThread()).filter((place) => place.endsWith('thread'))).toEqual([]);
});

test('the nag is asked for once, five minutes ahead, and not too late', async () => {
  await alertWithChannel();
  const nags = await asked('acknowledge.nag');
  expect(nags).toMatchObject([{ dueAt: START + 300_000, notAfter: START + 300_000 + 3_600_000 }]);
});

test('a private word, a draft and a file are asked for with their event, never with their words', async () => {
  const incident = await alertWithChannel();
  await house.engine.handle({
    type: 'add-item',
    incident,
    wish: { kind: 'task', text: 'Roll back the SECRET release' },
    asking: house.asking(ana),
  });
  expect(JSON.stringify(await asked())).not.toContain('SECRET');
});

const workflowRan = (incident: string, n: number, repeats = 0) =>
  house.engine.handle({
    type: 'record-workflow',
    incident,
    wish: {
      ...{ workflow: `w${n}`, title: `W${n}`, trigger: 'e1', off: 'set it to off', repeats },
      does: [{ do: 'post' }, { do: 'invite', who: ['U1'] }, { do: 'announce' }],
      texts: { 0: `hello ${n}`, 2: `begun ${n}` },
    },
    asking: house.asking(
      { kind: 'firescribe', id: `workflow:w${n}` },
      { source: { kind: 'effect', key: `run/${n}` } },
    ),
  });

const addTask = (incident: string, text: string) =>
  house.engine.handle({
    type: 'add-item',
    incident,
    wish: { kind: 'task', text },
    asking: house.asking(bo),
  });

const done = async (...of: string[]) => (await kinds()).filter((kind) => of.includes(kind));

test('what came before the channel is done when it opens: once, and not again when it opens anew', async () => {
  const { incident } = await house.declare();
  await workflowRan(incident, 1);
  await workflowRan(incident, 2, 3);
  await addTask(incident, 'Look at the wall');
  const late = ['workflow.post', 'channel.invite', 'message.post'];
  expect(await done(...late)).toEqual([]);
  // Both at the same moment: the task is of before, or of after.
  await Promise.all([addTask(incident, 'Feed the cat'), openChannel(incident)]);
  expect(await done('workflow.post', 'channel.invite')).toEqual(['workflow.post', 'channel.invite']);
  const [post] = await asked('workflow.post');
  expect(post?.payload).toMatchObject({ index: 0, where: 'channel' });
  const items = (await asked('message.post')).filter(
    ({ payload }) => (payload as { about: string }).about === 'item',
  );
  expect(items).toHaveLength(2);

  const before = await done(...late);
  await house.engine.handle({
    type: 'record-channel-lost',
    incident,
    wish: { why: 'deleted' },
    asking: house.asking({ kind: 'firescribe', id: 'firescribe' }),
  });
  await openChannel(incident, 'C2');
  expect(await done('workflow.post', 'channel.invite', 'message.post')).toEqual(before);
});

test('an alert that joins before the channel is open and names a higher severity is said when it opens, once', async () => {
  const { incident } = await house.declare();
  for (const n of [1, 2]) {
    await house.engine.handle({
      type: 'attach-signal',
      incident,
      wish: { signal: { ...alert(`Worse${n}`), severity: 'sev1' }, because: 'test', flapping: 4 + n },
      asking: house.asking(bo, { source: { kind: 'alert', key: `worse/${n}` } }),
    });
  }
  expect(await done('message.post')).toEqual([]);
  await openChannel(incident);
  const said = (await asked('message.post')).map(({ payload }) => (payload as { about: string }).about);
  expect(said.filter((about) => about === 'signal-severity')).toHaveLength(1);
  expect(said.filter((about) => about === 'flapping')).toHaveLength(2);
});

test('of an incident that was resolved before its channel opened the review is reminded of, too', async () => {
  const severities = defaultPolicy.severities.map((one) => ({ ...one, postmortemDueMs: 5 * 86_400_000 }));
  await house.close();
  house = openHouse({ reactions: REACTIONS, policy: { severities } });
  const { incident } = await house.declare();
  await house.engine.handle({ type: 'resolve', incident, wish: {}, asking: house.asking(ana) });
  expect(await done('review.remind')).toEqual([]);
  await openChannel(incident);
  expect(await done('review.remind')).toEqual(['review.remind', 'review.remind']);
});

test('an update, the steps of a runbook and the archiving wait for the channel, too', async () => {
  await house.close();
  const steps = { ...defaultPolicy.steps, archiveAfterMs: 86_400_000 };
  house = openHouse({ reactions: REACTIONS, policy: { steps } });
  const { incident } = await house.declare();
  const does = <T extends CommandType>(type: T, wish: Wish<T>) =>
    house.engine.handle<T>({ type, incident, wish, asking: house.asking(bo) });
  await does('post-update', { text: 'We are on it' });
  await does('record-runbook', {
    ...{ vendor: { id: 'notion', label: 'Notion' }, key: 'k', title: 'Red shards' },
    ...{ steps: ['Look'], more: 0, because: 'test' },
  });
  await does('request-runbook', { runbook: 'r1' });
  await does('resolve', {});
  await does('close', {});
  await does('reopen', { reason: 'it is back' });
  await does('resolve', {});
  await does('close', {});
  const late = ['message.post', 'runbook.post', 'channel.archive'];
  expect(await done(...late)).toEqual([]);
  await openChannel(incident);
  const said = (await asked('message.post')).map(({ payload }) => (payload as { about: string }).about);
  expect(said.filter((about) => about === 'update')).toHaveLength(1);
  expect((await done('runbook.post', 'channel.archive')).sort()).toEqual(['channel.archive', 'runbook.post']);
});

test('what is asked for once is not asked for again when the effect that came of it is long forgotten', async () => {
  const incident = await alertWithChannel();
  const joins = (name: string) =>
    house.engine.handle({
      type: 'attach-signal',
      incident,
      wish: { signal: { ...alert(name), severity: 'sev1' }, because: 'test' },
      asking: house.asking(bo),
    });
  const { timeline, clock } = house;
  const said = async () =>
    (await asked('message.post')).filter(({ key }) => key.includes('signal-severity')).length;
  await joins('Worse');
  expect(await said()).toBe(1);
  for (const effect of await timeline.leaseEffects({ now: clock.now(), leaseMs: 1_000, limit: 99 })) {
    await timeline.finishEffect(effect, { status: 'done', now: clock.now() });
  }
  clock.moveBy(15 * 86_400_000);
  await timeline.prune(forgettable(clock.now()));
  expect(await said()).toBe(0);
  await joins('Worse still');
  expect(await said()).toBe(0);
});
