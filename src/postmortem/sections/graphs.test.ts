import { alerted, firescribe, minutes, type World } from '../../incident/fixtures/given.ts';
import type { GraphMoment } from '../../incident/graph-values.ts';
import { composeReview } from '../compose-review.ts';
import { renderCanvas } from '../render-canvas.ts';
import { renderMarkdown } from '../render-markdown.ts';

function keep(
  world: World,
  moment: GraphMoment,
  more: { query?: string; drawn?: boolean; title?: string } = {},
): string {
  const { query = 'errors', drawn = true, title = 'Errors' } = more;
  const sha256 = `${moment}-${query}`;
  const picture = { id: sha256, name: `inc-42-graph-${sha256}.png`, mimetype: 'image/png', size: 9, sha256 };
  world.when(
    'record-graph',
    {
      title,
      graph: {
        moment,
        source: 'Prometheus',
        query,
        unit: 'seconds',
        threshold: 2,
        from: minutes(-60),
        to: minutes(9),
        series: [
          {
            name: 'errors',
            points: [
              [minutes(1), 1],
              [minutes(2), 3.2168],
            ],
          },
        ],
        left: 0,
        marks: [],
        ...(drawn ? { picture } : {}),
      },
    },
    { by: firescribe, at: minutes(9) },
  );
  return world.events.at(-1)!.id;
}

const supporting = (world: World) =>
  composeReview(world.events).sections.find(({ id }) => id === 'supporting-data')!;

test('the graph of the resolve stands in the supporting data, with its highest figure and its evidence', () => {
  const world = alerted();
  keep(world, 'declared');
  const id = keep(world, 'resolved');
  keep(world, 'asked');
  const { statements, pictures } = supporting(world);
  expect(statements[0]).toMatchObject({
    text: 'Errors, from Prometheus: highest 3.22 seconds, threshold 2 seconds.',
    evidence: [id],
  });
  expect(pictures).toMatchObject([
    { graph: id, file: 'inc-42-graph-resolved-errors.png', sha256: 'resolved-errors' },
  ]);
});

test('in the canvas it is the place of the file, in Markdown the file itself', () => {
  const world = alerted();
  const id = keep(world, 'declared', { title: 'Errors | of [checkout] & <b>' });
  const review = composeReview(world.events);
  expect(renderCanvas(review)).toContain(`\n![](firescribe-graph:${id})\n`);
  expect(renderMarkdown(review)).toContain('](inc-42-graph-declared-errors.png)');
});

test('each query is shown once, three at most; figures without a picture are words', () => {
  const world = alerted();
  for (const query of ['a', 'b', 'c', 'd']) {
    keep(world, 'declared', { query, drawn: query !== 'b' });
  }
  const { statements, pictures } = supporting(world);
  expect(statements.filter(({ text }) => text.startsWith('Errors, from Prometheus'))).toHaveLength(3);
  expect(pictures?.map(({ query }) => query)).toEqual(['a', 'c']);
});

test('a redacted one is not there', () => {
  const world = alerted();
  const entry = keep(world, 'resolved', { title: 'a secret' });
  world.when('redact', { entry });
  expect(supporting(world).pictures).toBeUndefined();
  expect(JSON.stringify(composeReview(world.events))).not.toContain('a secret');
});
