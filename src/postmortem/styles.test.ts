import { readMarkdown } from '../emulator/canvas/markdown.ts';
import { composeReview } from './compose-review.ts';
import type { ReviewDocument } from './document.ts';
import { disagreements, type MarkedLine, markedChat, resolvedChat } from './fixtures/marked.ts';
import { MORE_STYLES } from './fixtures/more-styles.ts';
import { STYLES } from './fixtures/styles.ts';
import { renderCanvas } from './render-canvas.ts';

const ALL = [...STYLES, ...MORE_STYLES];

function reviewOf(script: string): { lines: MarkedLine[]; doc: ReviewDocument } {
  const lines = markedChat(script);
  return { lines, doc: composeReview(resolvedChat(lines), { workspaceUrl: 'https://x.example' }) };
}

const count = (found: readonly string[], what: string) => found.filter((one) => one.startsWith(what)).length;

describe.each(ALL)('the chat with $name', ({ script }) => {
  const { lines, doc } = reviewOf(script);
  const found = disagreements(doc, lines);

  test('keeps what a reviewer wants, but for two lines at most, and little of what nobody would miss', () => {
    expect(count(found, 'lost')).toBeLessThanOrEqual(2);
    expect(count(found, 'noise')).toBeLessThanOrEqual(1);
  });

  test('quotes each line where it belongs, but for two at most, and never where it does not', () => {
    expect(found.filter((one) => one.startsWith('not in')).slice(2)).toEqual([]);
    expect(found.filter((one) => one.startsWith('wrongly'))).toEqual([]);
  });

  test('loses no sentence for want of evidence, and Slack takes its canvas', () => {
    const made = doc.sections.find(({ id }) => id === 'how-made')?.statements.map(({ text }) => text);
    expect(made).toContain('Sentences removed for want of evidence: none.');
    expect(() => readMarkdown(renderCanvas(doc))).not.toThrow();
  });

  test('has a summary of three sentences at most', () => {
    expect(doc.sections[0]?.statements.length).toBeLessThanOrEqual(3);
  });
});

test('over all of these chats nineteen lines of twenty stand where a reviewer wants them', () => {
  const all = ALL.map(({ script }) => reviewOf(script));
  const wanted = all.flatMap(({ lines }) => lines).filter((line) => line.wanted).length;
  const lost = all.reduce((sum, { doc, lines }) => sum + count(disagreements(doc, lines), 'lost'), 0);
  expect(1 - lost / wanted).toBeGreaterThanOrEqual(0.95);
});
