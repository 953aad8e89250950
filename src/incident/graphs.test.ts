import { bo, declared, firescribe, minutes, type World } from './fixtures/given.ts';
import type { KeptGraph } from './graph-values.ts';

const by = { by: firescribe };
const picture = { id: 'abc', name: 'inc-42-graph-abc.png', mimetype: 'image/png', size: 9, sha256: 'abc' };

const graph = (more: Partial<KeptGraph> = {}): KeptGraph => ({
  moment: 'declared',
  source: 'Prometheus',
  query: 'errors',
  threshold: 0.05,
  from: minutes(-60),
  to: minutes(0),
  series: [
    {
      name: 'errors',
      points: [
        [minutes(-2), 0.1],
        [minutes(-1), null],
        [minutes(0), 0.12345],
      ],
    },
  ],
  left: 0,
  marks: [{ at: minutes(0), word: 'detected' }],
  picture,
  ...more,
});

const keep = (world: World, more: Partial<KeptGraph> = {}, title = 'Errors of checkout') =>
  world.when('record-graph', { graph: graph(more), title }, by);

test('figures, query and picture are on the record, and what was highest can be cited', () => {
  const world = declared();
  keep(world);
  expect(world.events.at(-1)).toMatchObject({
    type: 'graph-kept',
    data: graph(),
    content: { title: 'Errors of checkout' },
  });
  expect(world.entries().at(-1)).toMatchObject({
    kind: 'graph',
    text: 'Graph from Prometheus, 2026-11-22 13:00 UTC to 2026-11-22 14:00 UTC: Errors of checkout',
    files: [picture],
    values: { highest: 0.123, threshold: 0.05, source: 'Prometheus', query: 'errors' },
  });
  expect([...world.documents.values()]).toContain('Errors of checkout');
});

test('state knows where the latest pictures are, and no figures', () => {
  const world = declared();
  for (let count = 0; count < 50; count += 1) {
    keep(world, { moment: 'asked' });
  }
  expect(world.state().graphs).toHaveLength(6);
  expect(JSON.stringify(world.state())).not.toContain('0.12345');
  const { event } = world.state().graphs!.at(-1)!;
  const post = { graph: event, file: 'F1', permalink: 'https://acme.example/files/F1' };
  world.when('record-graph-post', post, by);
  expect(world.state().graphs!.at(-1)).toEqual({
    event,
    moment: 'asked',
    picture: 'abc',
    file: 'F1',
    permalink: 'https://acme.example/files/F1',
  });
  expect(world.when('record-graph-post', post, by).facts).toEqual([]);
});

test('figures that make no picture are kept all the same', () => {
  const world = declared();
  const { picture: _none, ...single } = graph();
  world.when('record-graph', { graph: single, title: 'Errors' }, by);
  expect(world.entries().at(-1)?.files).toEqual([]);
  expect(world.state().graphs).toEqual([{ event: expect.any(String), moment: 'declared' }]);
});

test('redacting it takes title and picture along', () => {
  const world = declared();
  keep(world);
  world.when('redact', { entry: world.events.at(-1)!.id, reason: 'a secret in the title' });
  expect(world.events.at(-1)).toMatchObject({ type: 'entry-redacted', data: { files: ['abc'] } });
  expect(world.entries().find(({ kind }) => kind === 'graph')).toMatchObject({ redacted: true, files: [] });
  expect(JSON.stringify(world.entries())).not.toContain('Errors of checkout');
});

test('asking for one is an answer on the record; an imported incident has none to show', () => {
  const world = declared();
  world.when('ask-graph', {}, { by: bo, words: '/incident graph' });
  expect(world.events.at(-1)).toMatchObject({ type: 'command-answered', data: { command: 'graph' } });
  expect(declared({ kind: 'imported' }).refusal('ask-graph', {})).toContain('was imported');
});
