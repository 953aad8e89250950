import { validateView } from '../emulator/blocks/validate.ts';
import { defaultPolicy } from '../policy/defaults.ts';
import { renderHome } from './home.ts';

const quiet = { open: [], mine: [], items: [], failed: [], restored: 0 };
const failed = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ id, kind: 'document.export', why: 'The vendor is down.' }));

test('of many failures ten are shown, each with its button, and the rest is counted', () => {
  const view = renderHome({ ...quiet, failed: failed(14) }, defaultPolicy);
  expect(validateView(view)).toEqual([]);
  const words = JSON.stringify(view.blocks);
  expect(words.match(/Try again/g)).toHaveLength(10);
  expect(words.match(/Firescribe could not export the review\./g)).toHaveLength(10);
  expect(words).not.toContain('document.export');
  expect(words).toContain('And 4 more; `firescribe outbox list` at the machine shows them.');
});

test('what waits since a backup was restored is one line, and no failure', () => {
  const words = JSON.stringify(renderHome({ ...quiet, restored: 3 }, defaultPolicy).blocks);
  expect(words).toContain('3 deliveries wait since a backup was restored; `firescribe outbox release`');
  expect(words).not.toMatch(/failed|Try again/);
});
