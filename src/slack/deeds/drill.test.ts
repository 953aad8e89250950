import { ana, nothingYet } from '../../incident/fixtures/given.ts';
import { defaultPolicy } from '../../policy/defaults.ts';
import type { Policy } from '../../policy/policy.ts';
import { serviceOf } from '../../policy/services.ts';
import { REACTIONS } from '../../workflows/catalog.ts';
import { asked, openedChannel } from '../../workflows/fixtures/asked.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';
import { openSlackHouse } from '../fixtures/slack-house.ts';

let desk: DeedDesk;

beforeEach(() => {
  desk = openDesk();
});

afterEach(() => desk.close());

const first = () => desk.context.engine.questions.byNumber(1, { kind: 'operator' });

test('a drill is an incident of its own kind, with a channel whose name says so', async () => {
  expect(await desk.type('UANA', 'drill the cache goes away --sev 1', 'CELSEWHERE')).toEqual({
    kind: 'private',
    text: 'INC-1 is declared as SEV-1. It is a drill: it is announced nowhere, and nobody is paged. Its channel #inc-20261122-drill-the-cache-goes-away is being opened; you will be invited.',
  });
  expect(await first()).toMatchObject({
    kind: 'drill',
    status: 'acknowledged',
    title: { text: 'the cache goes away' },
  });
});

test('without a title it begins at once', async () => {
  await desk.type('UANA', 'drill');
  expect(await first()).toMatchObject({ kind: 'drill', title: { text: 'Practice' } });
});

test('with `drills` in the configuration it brings in whoever declares it and who is named there, and nobody else', async () => {
  await desk.close();
  const services = [serviceOf('checkout', { people: ['UCHIDI'] })];
  const severities = defaultPolicy.severities.map((one) => ({ ...one, invites: ['UGUEST'] }));
  const policy = { services, severities, responders: ['UBO'] };
  const invited = async (drills: Policy['drills'], line: string) => {
    desk = openDesk({ ...policy, drills }, REACTIONS);
    await desk.type('UANA', line);
    const opened = await desk.house.timeline.listEffects({ kind: 'channel.open', limit: 10 });
    const [{ payload } = { payload: {} }] = opened;
    return (payload as { invite?: { who: string }[] }).invite?.map(({ who }) => who);
  };
  const line = 'drill the cache goes away --sev 1 --service checkout';
  expect(await invited({ invite: ['UBO'] }, line)).toEqual(['T1/UANA', 'UBO']);
  await desk.close();
  expect(await invited({ invite: [] }, line)).toEqual(['T1/UANA']);
  await desk.close();
  expect(await invited({}, line)).toEqual(['T1/UANA', 'UCHIDI', 'UGUEST']);
  await desk.close();
  expect(await invited({ invite: [] }, line.replace('drill', 'declare'))).toEqual([
    'T1/UANA',
    'UCHIDI',
    'UGUEST',
  ]);
});

test('nor does a later change, or a workflow, bring in others; whoever gets a role comes', () => {
  const policy = {
    ...defaultPolicy,
    services: [serviceOf('search', { people: ['U8'] })],
    drills: { invite: ['U7'] },
  };
  const invites = (kind: 'drill' | 'real') => {
    const world = nothingYet(policy);
    world.when('declare', { kind, title: 'Down', private: false });
    openedChannel(world);
    return asked(world, (w) => {
      w.when('change-service', { service: 'search' });
      w.when('change-severity', { severity: '1' });
      w.when('assign-role', { role: 'commander', to: ana });
      w.when('record-workflow', {
        ...{ workflow: 'w', title: 'W', trigger: 'e', off: 'off', repeats: 0, texts: {} },
        does: [{ do: 'invite', who: ['U9'] }],
      });
    }).flatMap((wish) => (wish.kind === 'channel.invite' ? wish.payload.invite.map(({ who }) => who) : []));
  };
  expect(invites('drill')).toEqual(['T1/U1']);
  expect(invites('real')).toEqual(expect.arrayContaining(['U8', 'U9', 'T1/U1']));
});

test('a guest begins none, and nobody is paged in one', async () => {
  expect(wordsIn(await desk.type('UGUEST', 'drill'))).toContain('Ask a member of this workspace');
  await desk.type('UANA', 'drill');
  expect(wordsIn(await desk.type('UANA', 'INC-1 page <@UBO> can you look'))).toContain(
    'INC-1 is a drill; nobody is woken for it.',
  );
});

test('its channel, topic and card say that it is a drill, and nobody else hears of it', async () => {
  const house = await openSlackHouse();
  const channel = await house.declare('/incident drill the cache goes away');
  expect(house.slack.see.channel(channel)?.name).toBe('inc-20261122-drill-the-cache-goes-away');
  expect(house.slack.see.topic(channel)).toBe('Drill · INC-1 · SEV-3 · the cache goes away');
  expect(house.slack.see.pins(channel)[0]?.text).toBe(
    'Drill. INC-1 the cache goes away: SEV-3, acknowledged',
  );
  expect(JSON.stringify(house.slack.see.pins(channel)[0]?.blocks)).toContain(
    'This is a drill: nothing is broken, nobody is paged, it is announced nowhere and counts in no figures; whoever would be in a real one was invited',
  );
  await house.slack.as('ana').slash(channel, '/incident resolve the replica took over');
  await house.settled();
  expect(house.slack.see.messages('incidents').map(({ text }) => text)).not.toContainEqual(
    expect.stringContaining('INC-1'),
  );
  await house.close();
});
