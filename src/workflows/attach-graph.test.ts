import {
  alerted,
  declared,
  firescribe,
  latencyHigh,
  minutes,
  type World,
} from '../incident/fixtures/given.ts';
import type { GraphMoment } from '../incident/graph-values.ts';
import type { Policy } from '../policy/policy.ts';
import { serviceOf } from '../policy/services.ts';
import { attachGraph, graphOnRequest, graphOnResolve, postGraph, postWaitingGraph } from './attach-graph.ts';
import { asked, openedChannel, policy } from './fixtures/asked.ts';
import { mootNow } from './moot.ts';

const steps = [attachGraph, graphOnResolve, graphOnRequest, postGraph, postWaitingGraph];
const queries = [{ title: 'Errors', source: 'prometheus', query: 'errors' }];
const withQueries: Policy = { ...policy, services: [serviceOf('checkout-api', { queries })] };

const when = (world: World, happens?: (world: World) => unknown) => asked(world, happens, steps);
const keep = (world: World, moment: GraphMoment = 'declared', drawn = true) =>
  world.when(
    'record-graph',
    {
      graph: {
        moment,
        source: 'Prometheus',
        query: 'errors',
        from: minutes(-60),
        to: minutes(0),
        series: [],
        left: 0,
        marks: [],
        ...(drawn
          ? { picture: { id: 'a', name: 'a.png', mimetype: 'image/png', size: 1, sha256: 'a' } }
          : {}),
      },
      title: 'Errors',
    },
    { by: firescribe },
  );

test('an alert has its graph drawn; so does a declaration for a service with queries, and no other', () => {
  expect(when(alerted({}, policy))).toMatchObject([
    { kind: 'graph.draw', payload: { moment: 'declared' }, once: 'graph:declared:1' },
  ]);
  expect(when(declared({ service: 'checkout-api' }, withQueries))).toMatchObject([{ kind: 'graph.draw' }]);
  expect(when(declared({ service: 'checkout-api' }, policy))).toEqual([]);
  expect(when(declared({}, withQueries))).toEqual([]);
  expect(when(declared({ kind: 'imported', service: 'checkout-api' }, withQueries))).toEqual([]);
});

test('of ten thousand alerts three at most are tried, and none once there is a graph', () => {
  const world = alerted({}, policy);
  const attach = (dedupeKey: string) =>
    when(world, (it) => it.when('attach-signal', { signal: { ...latencyHigh, dedupeKey }, because: 'test' }));
  const wished = ['b', 'c', 'd', 'e'].flatMap(attach).map(({ once }) => once);
  expect(new Set(wished)).toEqual(new Set(['graph:declared:2', 'graph:declared:3']));
  keep(world, 'declared', false);
  expect(attach('f')).toHaveLength(1);
  keep(world);
  expect(attach('g')).toEqual([]);
});

test('what was drawn is posted once, now or when there is a channel; what makes no picture is not', () => {
  const early = declared({}, policy);
  expect(when(early, (it) => keep(it))).toEqual([]);
  const waiting = when(early, (it) => openedChannel(it));
  expect(waiting).toMatchObject([{ kind: 'graph.post', payload: { moment: 'declared' } }]);
  const late = openedChannel(declared({}, policy));
  const at = when(late, (it) => keep(it));
  expect(at).toMatchObject([{ kind: 'graph.post', once: `graph-post:${late.events.at(-1)!.id}` }]);
  expect(when(late, (it) => keep(it, 'declared', false))).toEqual([]);
});

test('the resolve has it drawn anew; one that is taken back does not, nor does an incident without figures', () => {
  const world = openedChannel(alerted({}, policy));
  const resolving = when(world, (it) => it.when('resolve', { text: 'rolled back' }));
  expect(resolving).toMatchObject([{ kind: 'graph.draw', payload: { moment: 'resolved' } }]);
  const payload = { event: 'e', moment: 'resolved' as const };
  expect(mootNow({ kind: 'graph.draw', payload, attempt: 1 }, world.state())).toBeUndefined();
  const resolveEvent = world.state().undoable!.event;
  expect(when(world, (it) => it.when('undo-resolve', { resolveEvent }))).toEqual([]);
  expect(mootNow({ kind: 'graph.draw', payload, attempt: 1 }, world.state())).toBe(
    'the incident is open again',
  );
  expect(when(openedChannel(declared({}, policy)), (it) => it.when('resolve', { text: 'x' }))).toEqual([]);
});

test('a second alert’s turn comes when the first one’s graph is there: nothing is left to do', () => {
  const world = alerted({}, policy);
  keep(world);
  const payload = { event: 'e', moment: 'declared' as const };
  expect(mootNow({ kind: 'graph.draw', payload, attempt: 1 }, world.state())).toBe('it is drawn already');
  expect(mootNow({ kind: 'graph.draw', payload, attempt: 2 }, world.state())).toBeUndefined();
});

test('whoever asks gets one', () => {
  const world = openedChannel(declared({}, policy));
  expect(when(world, (it) => it.when('ask-graph', {}))).toMatchObject([
    { kind: 'graph.draw', payload: { moment: 'asked' } },
  ]);
  expect(when(world, (it) => it.when('record-answer', { command: 'timeline', line: 'timeline' }))).toEqual(
    [],
  );
});
