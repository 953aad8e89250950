import { silentLog } from '../lib/log.ts';
import type { Workflow } from '../policy/section-workflows.ts';
import { REACTIONS } from '../workflows/catalog.ts';
import { ana, type House, openHouse } from './fixtures/house.ts';
import { workflowRunner } from './run-workflow.ts';

const LATE: Workflow = {
  ...{ id: 'late', title: 'Late', once: true, afterMs: 60_000, do: [{ task: 'Look at the wall' }] },
  ...{ when: ['severity-changed'], if: 'incident.severity.rank == 1' },
};

let house: House;

beforeEach(() => {
  house = openHouse({ reactions: REACTIONS, policy: { workflows: [LATE] } });
});

afterEach(() => house.close());

test('one that waits and finds nothing to do is run by the next fact, and then no more', async () => {
  const { incident } = await house.declare();
  const run = workflowRunner({ ...house, policy: () => house.policy, workspace: () => 'T1', log: silentLog });
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
