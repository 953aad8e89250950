import { fc } from '../lib/fixtures/chance.ts';
import { deploymentSentence } from './deployment-words.ts';
import { declared, minutes, type World } from './fixtures/given.ts';
import type { Actor, Deployment } from './values.ts';

const by: Actor = { kind: 'monitor', id: 'deploy', name: 'Deploy webhook' };
const rule = { name: 'deployments of the service are noted', off: 'deployments.within' };

const deployed = (key: string, minute: number, more: Partial<Deployment> = {}): Deployment => ({
  vendor: 'deploy',
  key,
  service: 'checkout-api',
  environment: 'production',
  version: '1.4.2',
  title: 'Pool size 20',
  finishedAt: minutes(minute),
  status: 'succeeded',
  ...more,
});

const note = (world: World, ...deployments: Deployment[]) =>
  world.when('note-deployments', {
    deployments: deployments.map((deployment) => ({ deployment, by })),
    rule,
  });

const told = (world: World) =>
  world
    .entries()
    .filter(({ kind }) => kind === 'deployment')
    .map(({ at, text }) => [at, text]);

test('a deployment stands on the timeline at its own time, told by its pipeline, with the rule that noted it', () => {
  const world = declared({ service: 'checkout-api' });
  note(world, deployed('41', -12));
  const [first] = world.entries();
  expect(first).toMatchObject({
    kind: 'deployment',
    at: minutes(-12),
    author: by,
    text: 'Deployed checkout-api 1.4.2 to production: Pool size 20',
    values: { status: 'succeeded', version: '1.4.2', because: rule.name },
  });
});

test('a status is noted once; a later one of the same deployment is another entry of the same deployment', () => {
  const world = declared({ service: 'checkout-api' });
  note(world, deployed('41', -12, { status: 'started' }), deployed('41', -8));
  expect(note(world, deployed('41', -8)).facts).toEqual([]);
  note(world, deployed('41', 9, { status: 'rolled-back' }));
  expect(told(world)).toEqual([
    [minutes(-12), 'Deployment of checkout-api 1.4.2 to production started: Pool size 20'],
    [minutes(-8), 'Deployed checkout-api 1.4.2 to production: Pool size 20'],
    [minutes(9), 'Deployment of checkout-api 1.4.2 to production rolled back: Pool size 20'],
  ]);
  expect(world.state().deployments).toMatchObject({
    count: 1,
    newest: [{ deployment: 'deploy/41', at: minutes(9) }],
  });
});

test('state holds the newest three, however many there are, and in whatever order they are told', () => {
  const tellings = [-50, -40, -30, -20, -10].flatMap((minute) => [
    deployed(`d${minute}`, minute - 1, { status: 'started' }),
    deployed(`d${minute}`, minute),
  ]);
  fc.assert(
    fc.property(fc.shuffledSubarray(tellings, { minLength: tellings.length }), (order) => {
      const world = declared({ service: 'checkout-api' });
      for (const telling of order) {
        note(world, telling);
      }
      const { count, newest } = world.state().deployments ?? { count: 0, newest: [] };
      expect(count).toBe(5);
      expect(newest.map(({ deployment, at }) => [deployment, at])).toEqual([
        ['deploy/d-10', minutes(-10)],
        ['deploy/d-20', minutes(-20)],
        ['deploy/d-30', minutes(-30)],
      ]);
    }),
    { numRuns: 30 },
  );
});

test.each<[Partial<Deployment>, string]>([
  [{ status: 'failed' }, 'Deployment of checkout-api 1.4.2 to production failed'],
  [{ version: 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e' }, 'Deployed checkout-api f95f852bd8 to production'],
  [{ environment: undefined, release: true }, 'Released checkout-api 1.4.2'],
  [{ environment: undefined, version: undefined }, 'Deployed checkout-api'],
  [{ service: undefined, version: undefined, environment: 'staging' }, 'Deployed something to staging'],
])('%j is said in plain words', (more, words) => {
  expect(deploymentSentence(deployed('1', 0, more))).toBe(words);
});
