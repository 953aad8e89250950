// Whatever people do to a canvas, whenever they do it, and whatever the next draft says: nothing of theirs is lost or changed.
import type { CanvasChange } from '../../emulator/canvas/edit.ts';
import { readMarkdown } from '../../emulator/canvas/markdown.ts';
import { partsOf } from '../../emulator/canvas/sections.ts';
import { fc } from '../../lib/fixtures/chance.ts';
import { blocksOfMarkdown } from './blocks.ts';
import { type Paper, paper } from './fixtures/paper.ts';
import { baseOf, refreshCanvas } from './refresh.ts';

/** A draft: sections of a paragraph, bullets and a table, each with the state of its words. */
type Draft = { text: number; bullets: number[]; rows: number[] | undefined }[];

const state = fc.nat({ max: 3 });
const draft: fc.Arbitrary<Draft> = fc.array(
  fc.record({
    text: state,
    bullets: fc.array(state, { maxLength: 2 }),
    rows: fc.option(fc.array(state, { minLength: 1, maxLength: 2 }), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 3 },
);

const written = (sections: Draft) =>
  sections
    .flatMap(({ text, bullets, rows }, at) => [
      `## Section ${at}`,
      `text ${at} says [${text}](https://a.test/${text}) *now*`,
      ...(bullets.length > 0
        ? [bullets.map((one, index) => `- point ${at} ${index} is ${one}`).join('\n')]
        : []),
      ...(rows
        ? [
            `| Item | State |\n| --- | --- |\n${rows.map((one, index) => `| row ${at} ${index} | ${one} |`).join('\n')}`,
          ]
        : []),
    ])
    .join('\n\n');

/** What a person does: to which block (or part of it), and how. */
const deed = fc.record({
  what: fc.constantFrom('over', 'over', 'behind', 'before', 'start', 'end', 'out'),
  block: fc.nat(),
  part: fc.nat(),
});
type Deed = { what: string; block: number; part: number };

function does(it: Paper, { what, block, part }: Deed, count: number): void {
  const { canvas } = it;
  const markdown = `human **${count}** wrote`;
  const section = canvas.sections[block % Math.max(1, canvas.sections.length)];
  const parts = section ? partsOf(canvas, section) : [];
  const one = parts[part % Math.max(1, parts.length)];
  const bullet = parts.length > 0 && !one?.cell ? `- ${markdown}` : markdown;
  const sectionId = one?.id ?? section?.id;
  const changes: Record<string, CanvasChange | undefined> = {
    start: { operation: 'insert_at_start', markdown },
    end: { operation: 'insert_at_end', markdown },
    over: sectionId ? { operation: 'replace', sectionId, markdown: bullet } : undefined,
    behind: section && { operation: 'insert_after', sectionId: section.id, markdown },
    before: section && { operation: 'insert_before', sectionId: section.id, markdown },
    out: sectionId && !one?.cell ? { operation: 'delete', sectionId } : undefined,
  };
  const change = changes[what];
  if (change) {
    it.person(change);
  }
}

/** A note may name a column that people named. */
const isOfPeople = (node: unknown) => {
  const words = JSON.stringify(node);
  return words.includes('human') && !words.includes('Firescribe has since');
};

/** Everything that holds people's words, cell by cell, in the order in which it stands. */
const ofPeople = (it: Paper) =>
  blocksOfMarkdown(it.markdown()).flatMap(({ words: _words, cells, node }) =>
    cells
      ? cells.flat().flatMap(({ text, print }) => (/human/.test(text) ? [print] : []))
      : isOfPeople(node)
        ? [JSON.stringify(node, (key, value) => (key === 'position' ? undefined : value))]
        : [],
  );

const rounds = fc.array(
  fc.record({
    deeds: fc.array(deed, { maxLength: 4 }),
    next: draft,
    meanwhile: fc.array(deed, { maxLength: 2 }),
    frozen: fc.boolean(),
  }),
  { minLength: 1, maxLength: 3 },
);
const oddity = fc.record({ newIds: fc.boolean(), sibling: fc.boolean() });

test('people’s words stand, untouched blocks follow, a second refresh finds nothing to do', async () => {
  await fc.assert(
    fc.asyncProperty(draft, rounds, oddity, async (begin, then, odd) => {
      const it = paper(written(begin), odd);
      let { base } = await baseOf(it, written(begin));
      let count = 0;
      let people = 0;
      for (const { deeds, next, meanwhile, frozen } of then) {
        const mode = { frozen, erased: false };
        for (const one of deeds) {
          does(it, one, count++);
          people += 1;
        }
        let before = ofPeople(it);
        const waiting = [...meanwhile];
        const surface = {
          ...it,
          edit: async (change: object) => {
            // A write of the whole is made where only we wrote; the moment before it belongs to us alone.
            const whole =
              'operation' in change && change.operation === 'replace' && !('section_id' in change);
            const one = whole ? undefined : waiting.pop();
            if (one) {
              does(it, one, count++);
              people += 1;
              before = ofPeople(it);
            }
            await it.edit(change).catch((error: unknown) => {
              // The cells of a table know no neighbours.
              if (!(odd.sibling && String(error).includes('for a cell'))) {
                throw error;
              }
            });
            expect(ofPeople(it)).toEqual(before);
          },
        };
        const went = await refreshCanvas(
          surface,
          { ...base, entries: base.entries ?? [] },
          written(next),
          mode,
        );
        base = went.base;
        expect(ofPeople(it)).toEqual(before);
        expect(readMarkdown(it.markdown())).toHaveProperty('blocks');
        if (went.left === undefined) {
          const edits = it.edits();
          const again = await refreshCanvas(
            it,
            { ...base, entries: base.entries ?? [] },
            written(next),
            mode,
          );
          expect(again).toEqual({ ...went, base: { ...went.base, misses: 0 } });
          expect(it.edits()).toBe(edits);
          base = again.base;
        }
        if (people === 0 && !frozen && went.left === undefined) {
          expect(blocksOfMarkdown(it.markdown()).map(({ print }) => print)).toEqual(
            blocksOfMarkdown(written(next)).map(({ print }) => print),
          );
        }
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 8), endOnFailure: true },
  );
});
