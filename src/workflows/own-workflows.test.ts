// Users' own workflows: given a configuration, when something happens, then this is asked for.
import { ana, bo, declared, firescribe, minutes } from '../incident/fixtures/given.ts';
import type { Workflow } from '../policy/section-workflows.ts';
import { dryRun } from './dry-run.ts';
import { neutralFacts } from './facts.ts';
import { asked, kinds, only, openedChannel, policy } from './fixtures/asked.ts';
import {
  announceWorkflow,
  doWorkflow,
  doWorkflowInChannel,
  startWorkflows,
  workflowActor,
} from './own-workflows.ts';
import { workflowProblems } from './workflow-problems.ts';

const leads: Workflow = {
  id: 'leads',
  title: 'Leads',
  when: ['severity-changed', 'incident-declared'],
  if: 'incident.severity.rank == 1',
  once: true,
  do: [{ post: 'SEV-1: {title}' }, { invite: ['U1LEAD'] }],
};
const withWorkflows = (...workflows: Workflow[]) => ({ ...policy, workflows });
const steps = [startWorkflows, doWorkflow, doWorkflowInChannel, announceWorkflow];

test('what a webhook may get of a private incident says neither what it is nor whose', () => {
  const world = declared({ private: true, service: 'payroll-api', team: 'people' });
  world.when('assign-role', { role: 'commander', to: bo });
  expect(neutralFacts(world.state(), minutes(9))).toMatchObject({
    ...{ number: 42, private: true, title: '', service: '', team: '', roles: {} },
    status: 'acknowledged',
  });
});

test('a fact sets a workflow off where its condition holds, once in an incident', () => {
  const world = declared({ severity: '2' }, withWorkflows(leads));
  expect(asked(world, undefined, steps)).toEqual([]);
  const raised = asked(world, (at) => at.when('change-severity', { severity: '1' }), steps);
  expect(raised).toEqual([
    {
      kind: 'workflow.run',
      payload: { workflow: 'leads', event: world.events.at(-1)?.id, repeats: 0 },
      once: 'workflow:leads',
    },
  ]);
});

test('one that waits is asked for later, whatever its condition says now', () => {
  const later: Workflow = {
    ...leads,
    if: 'incident.status == "resolved"',
    afterMs: 600_000,
    when: ['incident-declared'],
  };
  const [wish] = asked(declared({}, withWorkflows(later)), undefined, steps);
  expect(wish).toMatchObject({ kind: 'workflow.run', dueAt: minutes(0) + 600_000 });
  // Were it asked for once only, a fact with which the condition does not hold would keep it from the next.
  expect(wish).not.toHaveProperty('once');
});

test('what a workflow does sets no workflow off', () => {
  const world = declared({ severity: '2' }, withWorkflows(leads));
  const byWorkflow = { by: workflowActor(leads), grants: ['operator'] };
  expect(asked(world, (at) => at.when('change-severity', { severity: '1' }, byWorkflow), steps)).toEqual([]);
});

test('an expression over a field that is not recorded is false, and no error', () => {
  const odd: Workflow = { ...leads, if: 'incident.nothing.at.all == 1' };
  expect(asked(declared({ severity: '1' }, withWorkflows(odd)), undefined, steps)).toEqual([]);
});

test('a workflow that ran posts, brings people in, and repeats while the incident is open', () => {
  const again: Workflow = { ...leads, once: false, everyMs: 1_800_000 };
  const world = openedChannel(declared({ severity: '1' }, withWorkflows(again)));
  const ran = (at: typeof world, repeats: number) =>
    at.when(
      'record-workflow',
      {
        ...{ workflow: 'leads', title: 'Leads', trigger: 'e000001', off: 'set it to off', repeats },
        does: [{ do: 'post' }, { do: 'invite', who: ['U1LEAD'] }],
        texts: { 0: 'SEV-1: Checkout' },
      },
      { by: firescribe, grants: ['operator'] },
    );
  const wishes = asked(world, (at) => ran(at, 0), steps);
  expect(kinds(wishes)).toEqual(['workflow.run', 'workflow.post', 'channel.invite']);
  expect(only(wishes, 'workflow.run')).toMatchObject({
    payload: { repeats: 1 },
    dueAt: minutes(5) + 1_800_000,
  });
  expect(kinds(asked(world, (at) => ran(at, 49), steps))).toEqual(['workflow.post', 'channel.invite']);
  world.when('resolve', { text: 'rolled back' }, { by: bo });
  expect(kinds(asked(world, (at) => ran(at, 1), steps))).toEqual(['workflow.post', 'channel.invite']);
});

test('a dry run says what would have been done, and when, with the incident as it was then', () => {
  const unled: Workflow = {
    id: 'unled',
    title: 'Nobody leads',
    when: ['incident-declared'],
    if: '!has(incident.roles.commander)',
    once: true,
    afterMs: 15 * 60_000,
    do: [{ post: 'Who leads?' }],
  };
  const world = declared({ severity: '2' }, withWorkflows(leads, unled));
  world.when('change-severity', { severity: '1' }, { at: minutes(10) });
  world.when('assign-role', { role: 'commander', to: ana }, { at: minutes(20) });
  expect(dryRun(world.events, world.policy).ran).toMatchObject([
    {
      at: minutes(10),
      workflow: 'leads',
      because: 'severity-changed',
      does: ['post: SEV-1: {title}', expect.anything()],
    },
    { at: minutes(15), workflow: 'unled', because: 'incident-declared' },
  ]);
  const led = declared({ severity: '3' }, withWorkflows(unled));
  led.when('assign-role', { role: 'commander', to: ana }, { at: minutes(5) });
  expect(dryRun(led.events, led.policy).ran).toEqual([]);
});

test('one that waits runs for the first fact that its condition holds for, and once', () => {
  const late: Workflow = {
    ...{ id: 'late', title: 'Late', once: true, afterMs: 60_000, do: [{ page: 'U1LEAD' }] },
    ...{ when: ['severity-changed'], if: 'incident.severity.rank == 1' },
  };
  const world = declared({ severity: '3' }, withWorkflows(late));
  world.when('change-severity', { severity: '2' }, { at: minutes(1) });
  world.when('change-severity', { severity: '1' }, { at: minutes(10) });
  world.when('change-severity', { severity: '2' }, { at: minutes(20) });
  world.when('change-severity', { severity: '1' }, { at: minutes(30) });
  expect(dryRun(world.events, world.policy).ran.map(({ at }) => at)).toEqual([minutes(11)]);
});

test('a dry run says which condition could not be told, and why', () => {
  const whose: Workflow = { ...leads, if: 'incident.roles.commander == "T1/U1"' };
  const later: Workflow = { ...whose, id: 'later', afterMs: 60_000 };
  const { ran, untold } = dryRun(
    declared({}, withWorkflows(whose, later)).events,
    withWorkflows(whose, later),
  );
  expect(ran).toEqual([]);
  expect(untold).toMatchObject([
    { workflow: 'leads', because: 'incident-declared', why: 'No such key: commander' },
    { workflow: 'later', because: 'incident-declared', why: 'No such key: commander' },
  ]);
});

test('a condition may ask for every role there is, and for no other', () => {
  const asking = (role: string) =>
    workflowProblems(withWorkflows({ ...leads, if: `incident.roles["${role}"] == "U1"` }));
  expect(policy.roles.flatMap(({ id }) => asking(id))).toEqual([]);
  expect(asking('comander')[0]?.why).toBe(
    'incident.roles has no comander; did you mean commander? (at letter 17)',
  );
});

test.each<[string, Partial<Workflow>, RegExp]>([
  ['a fact that sets nothing off', { when: ['message-posted'] }, /sets no workflow off/],
  [
    'a misspelt field',
    { if: 'incident.severity.rnk == 1' },
    /^incident[.]severity has no rnk; did you mean rank[?] [(]at letter 19[)]$/,
  ],
  ['a condition that is none', { if: 'incident.severity.rank ==' }, /letter/],
  ['an unknown severity', { do: [{ severity: 'sev-9' }] }, /is no severity/],
  ['an unknown role', { do: [{ role: { role: 'boss', to: 'U1' } }] }, /is no role/],
  ['an unknown workflow', { do: [{ run: 'nobody' }] }, /is no workflow/],
  ['itself', { do: [{ run: 'leads' }] }, /round in a circle/],
])('a workflow with %s is refused when it is loaded', (_what, wrong, why) => {
  const [problem] = workflowProblems(withWorkflows({ ...leads, ...wrong }));
  expect(problem).toMatchObject({ why: expect.stringMatching(why) });
  expect(problem?.path[0]).toBe('leads');
  expect(workflowProblems(withWorkflows(leads))).toEqual([]);
});
