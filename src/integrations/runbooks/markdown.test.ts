import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fc } from '../../lib/fixtures/chance.ts';
import { temporaryFolder } from '../../lib/fixtures/temporary-folder.ts';
import { readMarkdown } from './markdown.ts';
import { markdownFiles } from './markdown-files.ts';
import { stepsOf } from './steps.ts';

const RUNBOOK = `# Checkout is slow

Background, for reading later:

- the pool has 50 connections
- it was raised in May

## Mitigation

1. Look at [the dashboard](https://grafana.example/d/1).
2. Roll back:

   \`\`\`sh
   kubectl rollout undo deploy/checkout
   \`\`\`
3. If that does not help
   - scale up to *20* pods
   - call the database team

### If it comes back

- [ ] Write down <!channel> the time

## See also

1. The architecture page
`;

test('the numbered steps under a heading that announces them are the steps', () => {
  expect(readMarkdown(RUNBOOK)).toEqual({
    title: 'Checkout is slow',
    steps: [
      'Look at the dashboard (https://grafana.example/d/1).',
      'Roll back:\nkubectl rollout undo deploy/checkout',
      'If that does not help\n– scale up to 20 pods\n– call the database team',
      'Write down <!channel> the time',
    ],
    more: 0,
  });
});

test('without such a heading every numbered list counts, and without one the first list', () => {
  expect(readMarkdown('- a\n\n1. b\n\ntext\n\n1. c').steps).toEqual(['b', 'c']);
  expect(readMarkdown('# T\n- a\n- b\n\ntext\n\n* c').steps).toEqual(['a', 'b']);
  expect(readMarkdown('Just words.').steps).toEqual([]);
});

test('a list that is too long is cut, and what was left out is counted', () => {
  const { steps, more } = stepsOf([
    {
      kind: 'list',
      ordered: true,
      items: Array.from({ length: 45 }, (_none, index) => `${index} ${'x'.repeat(999)}`),
    },
  ]);
  expect([steps.length, more, steps[0]?.length]).toEqual([40, 5, 600]);
});

test('whatever a page holds, it is read, and its steps stay within bounds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom('# Steps', '1. a', '- [ ] b', '   - c', '> 1. d'))),
      (lines) => {
        const { steps } = readMarkdown(lines.join('\n'));
        expect(steps.length).toBeLessThanOrEqual(40);
        expect(steps.every((step) => step.trim() !== '' && step.length <= 600)).toBe(true);
      },
    ),
  );
});

describe('files', () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder('runbooks');
  });

  const source = () => markdownFiles.read({ RUNBOOKS_DIR: folder }, [])!.create({} as never);

  test('a file of the configuration is read by its name', async () => {
    writeFileSync(join(folder, 'checkout.md'), RUNBOOK);
    expect(await source().read({ file: 'checkout.md' })).toMatchObject({
      key: 'checkout.md',
      title: 'Checkout is slow',
    });
    expect(await source().read({ url: 'https://x.example' })).toBeUndefined();
    expect(await source().find({ id: 'checkout', label: 'Checkout' })).toEqual([]);
  });

  test('one that is not there, or lies elsewhere, is told with what to do', async () => {
    await expect(source().read({ file: 'gone.md' })).rejects.toThrow(
      /gone\.md is not there\. Correct its name/,
    );
    await expect(source().read({ file: '../../etc/passwd' })).rejects.toThrow(/lies outside of/);
  });
});
