import { entriesOf } from '../incident/entries.ts';
import { silentLog } from '../lib/log.ts';
import type { Workflow } from '../policy/section-workflows.ts';
import { REACTIONS } from '../workflows/catalog.ts';
import { ana, type House, openHouse } from './fixtures/house.ts';
import { workflowRunner } from './run-workflow.ts';

const LATE: Workflow = {
  ...{ id: 'late', title: 'Late', once: true, afterMs: 60_000, do: [{ task: 'Look at the wall' }] },
  ...{ when: ['severity-changed'], if: 'incident.severity.rank == 1' },
};

const WORKPLACE = {
  workspace: () => 'T1',
  person: async (id: string) =>
    ({ kind: 'person', id, ...(id === 'T1/U0CHIDI' ? { name: 'Chidi' } : {}) }) as const,
  log: silentLog,
};

let house: House;

beforeEach(() => {
  house = openHouse({ reactions: REACTIONS, policy: { workflows: [LATE] } });
});

afterEach(() => house.close());

test('one that waits and finds nothing to do is run by the next fact, and then no more', async () => {
  const { incident } = await house.declare();
  const run = workflowRunner({ ...house, policy: () => house.policy, ...WORKPLACE });
  const rate = async (severity: string) => {
    await house.engine.handle({
      type: 'change-severity',
      incident,
      wish: { severity },
      asking: house.asking(ana),
    });
    const due = await house.timeline.listEffects({ kind: 'workflow.run', limit: 10 });
    for (const { key, payload } of due) {
      await run({ kind: 'workflow.run', stream: incident, key, payload: payload as never, attempt: 1 });
    }
    return (await house.engine.questions.ofType(incident, 'workflow-ran', 10)).length;
  };
  expect(await rate('3')).toBe(0);
  expect(await rate('1')).toBe(1);
  await rate('2');
  expect(await rate('1')).toBe(1);
});

test('whoever gets a role, or is asked for, is on record by name; a name that is learned later is told, too', async () => {
  const workflow: Workflow = {
    ...{ id: 'roles', title: 'Roles', once: true, when: ['severity-changed'] },
    do: [{ role: { role: 'commander', to: 'U0CHIDI' } }, { role: { role: 'communications', to: 'U0DEVA' } }],
  };
  const policy = { ...house.policy, workflows: [workflow] };
  const { incident } = await house.declare();
  const { events } = await house.engine.handle({
    type: 'change-severity',
    incident,
    wish: { severity: '1' },
    asking: house.asking(ana),
  });
  const run = workflowRunner({ ...house, policy: () => policy, ...WORKPLACE });
  const payload = { workflow: 'roles', event: events[0]?.id ?? '', repeats: 0 };
  await run({ kind: 'workflow.run', stream: incident, key: 'k', payload, attempt: 1 });
  const told = async () =>
    entriesOf(await house.engine.questions.events(incident))
      .filter(({ type }) => type === 'role-assigned')
      .map(({ text }) => text);
  expect(await told()).toEqual(['Chidi is Commander', 'U0DEVA is Communications Lead']);
  const who = { kind: 'person', id: 'T1/U0DEVA', name: 'Deva' } as const;
  await house.engine.handle({
    type: 'record-member',
    incident,
    wish: { who, joined: true },
    asking: house.asking(who),
  });
  expect(await told()).toEqual(['Chidi is Commander', 'Deva is Communications Lead']);
});
