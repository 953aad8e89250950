import type { Line } from '../evidence/fixtures/chat.ts';
import { composeReview } from './compose-review.ts';
import type { ReviewDocument } from './document.ts';
import { importedChat } from './fixtures/imported.ts';
import { answerKey, exportedChat, publishedTimeline, replaysAreHere } from './fixtures/replays.ts';
import { renderCanvas } from './render-canvas.ts';
import { renderMarkdown } from './render-markdown.ts';

const suite = replaysAreHere() ? describe : describe.skip;

const ZONE = 'America/Los_Angeles';

function tsOf(doc: ReviewDocument, workspace = 'https://x.example'): Map<string, string> {
  return new Map(
    doc.cited.flatMap(({ id, link }) => {
      const digits = link?.startsWith(workspace) ? /p(\d{10})(\d{6})/.exec(link) : null;
      return digits === null ? [] : [[id, `${digits[1]}.${digits[2]}`] as const];
    }),
  );
}

function review(lines: readonly Line[], zone = ZONE): ReviewDocument {
  return composeReview(importedChat(lines, zone), { workspaceUrl: 'https://x.example' });
}

/** Rows of the timeline as `time → words`, by the ts they cite. */
function rowsByTs(doc: ReviewDocument): Map<string, string> {
  const ts = tsOf(doc);
  const table = doc.sections.find((section) => section.id === 'timeline')?.table;
  return new Map(
    (table?.rows ?? []).flatMap(({ cells, evidence }) =>
      evidence.flatMap((id) => (ts.has(id) ? [[ts.get(id)!, `${cells[0]} ${cells[2]}`] as const] : [])),
    ),
  );
}

/** The document without what names events: ids differ with the order of delivery. */
function comparable(doc: ReviewDocument): unknown {
  const ts = tsOf(doc);
  return JSON.parse(JSON.stringify(doc), (_, value) =>
    typeof value === 'string' ? (ts.get(value) ?? value) : value,
  );
}

suite('a self-deploying CI service breaks itself (the chat alone)', () => {
  const lines = replaysAreHere() ? exportedChat('k8s-0205', 'testing-ops') : [];
  const facts = replaysAreHere() ? answerKey('k8s-0205').facts : [];
  const recall = facts.filter((fact) => fact.lane_a === 'recall');

  test('every fact that the chat holds is carried with its minute and a citation of a message that contains it', () => {
    const rows = rowsByTs(review(lines));
    const lost = recall.filter((fact) => {
      const cited = (fact.evidence ?? []).filter((ts) => rows.has(ts));
      const minute = new Date(fact.at ?? Number(fact.evidence?.at(-1)) * 1000).toLocaleTimeString('sv-SE', {
        timeZone: ZONE,
        timeStyle: 'short',
      });
      return !cited.some((ts) => rows.get(ts)?.includes(minute));
    });
    expect(lost.map((fact) => fact.id)).toEqual([]);
  });

  test('what was published elsewhere and is not in the chat is not asserted', () => {
    const text = renderMarkdown(review(lines));
    for (const absent of [
      '08:47',
      '09:29',
      '14:31',
      '10:45',
      '415',
      '47 min',
      '10 min',
      '40 min',
      '09:02',
      '10:33',
    ]) {
      expect(text).not.toContain(absent);
    }
  });

  test('what is missing is a labelled gap that asks a person', () => {
    const doc = review(lines);
    const gaps = doc.sections.flatMap(({ statements }) =>
      statements.filter(({ kind }) => kind === 'gap').map(({ text }) => text),
    );
    expect(gaps).toEqual(
      expect.arrayContaining([
        'Impact is not recorded. Who can fill it in?',
        'When impact began is not recorded. Who can set it?',
        'When it was resolved is not recorded. Who can set it?',
      ]),
    );
    expect(doc.keyTimes.map(({ name, time }) => [name, time])).toContainEqual(['began', null]);
    expect(doc.metrics.map(({ text }) => text)).toEqual(doc.metrics.map(() => 'not recorded'));
  });

  test('at most half of the messages are cited, in at most forty rows', () => {
    const doc = review(lines);
    expect(doc.cited.length).toBeLessThanOrEqual(lines.length / 2);
    expect(rowsByTs(doc).size).toBeLessThanOrEqual(40);
  });

  test('nobody is named where causes are', () => {
    const section = review(lines).sections.find(({ id }) => id === 'contributing-factors');
    expect(JSON.stringify(section)).not.toMatch(/Responder|CI bot/);
    expect(section?.statements.length).toBeGreaterThan(2);
  });

  test('shuffled and doubled, it is the same review', () => {
    const mixed = [...lines.toReversed(), ...lines.filter((_, index) => index % 2 === 0), ...lines];
    expect(comparable(review(mixed))).toEqual(comparable(review(lines)));
  });

  test('moved by days and renamed, every value follows', () => {
    const move = 86_400_000 * 400 + 3_600_000 * 5;
    const rename = (text: string) =>
      text
        .replaceAll('prow', 'harbour')
        .replaceAll('plank', 'ferry')
        .replaceAll('branchprotector', 'gatekeeper')
        .replaceAll('11130', '20777');
    const moved = lines.map((line) => ({
      ...line,
      at: line.at + move,
      ts: (Number(line.ts) + move / 1000).toFixed(6),
      by: line.by.replace('Responder', 'Sailor'),
      text: rename(line.text),
    }));
    const before = [...rowsByTs(review(lines)).keys()].map((ts) => (Number(ts) + move / 1000).toFixed(0));
    const doc = review(moved);
    expect([...rowsByTs(doc).keys()].map((ts) => Number(ts).toFixed(0))).toEqual(before);
    expect(renderMarkdown(doc)).toContain('20777');
    expect(renderMarkdown(doc)).not.toMatch(/11130|2019-02-05|branchprotector|Responder/);
  });

  test('without the message that states it, a fact is gone', () => {
    for (const fact of recall.filter(({ star }) => star)) {
      const less = lines.filter((line) => !fact.evidence?.includes(line.ts ?? ''));
      const cited = new Set(tsOf(review(less)).values());
      expect(fact.evidence?.some((ts) => cited.has(ts))).toBe(false);
    }
  });

  test('no sentence of the draft had to be removed', () => {
    expect(renderMarkdown(review(lines))).toContain('Sentences removed for want of evidence: none.');
  });

  test('every statement of the canvas links to its messages', () => {
    const canvas = renderCanvas(review(lines));
    expect(canvas.match(/https:\/\/x\.example\/archives\/C1\/p\d{16}/g)?.length).toBeGreaterThan(30);
  });
});

suite.each(['moj-0725', 'dfds-23', 'binder-0118', 'rust-docsrs'])(
  'the published timeline of %s',
  (folder) => {
    test('every fact that the entries hold is in the timeline of the review', () => {
      const { events, rowOf } = publishedTimeline(folder);
      const doc = composeReview(events);
      const shown = new Set(
        doc.sections
          .flatMap((section) => (section.id === 'timeline' ? (section.table?.rows ?? []) : []))
          .flatMap(({ evidence }) => evidence.map((id) => rowOf.get(id))),
      );
      const facts = answerKey(folder).facts.filter(
        ({ where, rows }) => where.includes('T') && rows !== undefined,
      );
      const lost = facts.filter(({ rows }) => !rows?.some((row) => shown.has(row)));
      expect(lost.map(({ id }) => id)).toEqual([]);
      const starred = facts.filter(({ star, rows }) => star && !rows?.every((row) => shown.has(row)));
      expect(starred.map(({ id }) => id)).toEqual([]);
    });
  },
);
