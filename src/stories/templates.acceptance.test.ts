// A review laid out by a template, as the channel gets it: its headings, its links, and what people write under them.
import { scene } from './scene.ts';

const MINUTE = 60_000;

test('a review in Google’s shape: each fact is linked, a tag in the chat is text, and a redraft keeps what people wrote', async () => {
  const { declare, ana, bo, later, resolve, review, said, whispered, nothingElse } = await scene({
    file: () => 'postmortem:\n  template: google\n',
  });
  const channel = await declare();
  await bo.say(
    channel,
    'found it: the config holds {{ incident.number }} and {% section impact %} where a number belongs',
  );
  await later(MINUTE);
  await resolve(channel);
  const { canvas } = await review(channel);
  const shown = canvas?.markdown ?? '';
  expect(shown.match(/^## .+$/gm)).toEqual([
    '## Status',
    '## Summary',
    '## Impact',
    '## Contributing factors',
    '## Trigger',
    '## Resolution',
    '## Detection',
    '## Action items',
    '## Lessons learned',
    '## Timeline',
    '## Supporting information',
    '## How this draft was made',
  ]);
  expect(shown).toMatch(/\*Review of:\* INC-1, “.+” \[\d\d:\d\d\]\(https?:.+\)/);
  expect(shown).toContain('{{ incident.number }} and {% section impact %}');
  expect(shown).toContain('Laid out by the template “google”, which shows every section.');

  await ana.editCanvas(canvas?.id ?? '', {
    operation: 'type_over',
    text: 'Who writes this review',
    markdown: 'Ana writes it, Chidi reads it.',
  });
  await bo.slash(channel, '/incident impact 8 % of customers could not pay');
  await said(channel, /8 % of customers/);
  await bo.slash(channel, '/incident times began 14:50 because the graph says so');
  await whispered(bo, /began/);
  await later(3 * MINUTE);
  const again = (await review(channel)).canvas?.markdown ?? '';
  expect(again).toContain('Ana writes it, Chidi reads it.');
  expect(again).toMatch(/## Impact\n[\s\S]*8 % of customers could not pay[\s\S]*## Contributing factors/);
  expect(again.match(/^## .+$/gm)).toEqual(shown.match(/^## .+$/gm));
  await nothingElse();
});
