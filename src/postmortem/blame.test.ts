import { readMarkdown } from '../evidence/blame/read-markdown.ts';
import { checkBlame } from '../evidence/blameless.ts';
import { ana, bo, declared, minutes, says } from '../incident/fixtures/given.ts';
import { blameIn, checkedDocument } from './blame.ts';
import { composeReview } from './compose-review.ts';
import type { ReviewDocument } from './document.ts';
import { importedChat } from './fixtures/imported.ts';
import { markedChat, resolvedChat } from './fixtures/marked.ts';
import { MORE_STYLES } from './fixtures/more-styles.ts';
import { exportedChat, publishedTimeline, replaysAreHere } from './fixtures/replays.ts';
import { STYLES } from './fixtures/styles.ts';
import { renderMarkdown } from './render-markdown.ts';

const OPTIONS = { workspaceUrl: 'https://x.example' };

/** Findings about wording, in strict mode; what people have yet to write is no fault of the draft. */
const wordings = (doc: ReviewDocument) =>
  blameIn(doc, { strict: true, partOnly: true }).map(({ rule, quoted }) => `${rule} ${quoted}`);

/** The same of the file that goes out. */
const inFile = (doc: ReviewDocument) => {
  const review = readMarkdown(renderMarkdown(doc));
  return checkBlame(review.document, { strict: true, partOnly: true }).map(
    ({ rule, quoted }) => `${rule} ${quoted}`,
  );
};

describe.each([...STYLES, ...MORE_STYLES])('the draft of the chat with $name', ({ script }) => {
  test('passes all twenty rules, as a document and as a file', () => {
    const doc = composeReview(resolvedChat(markedChat(script)), OPTIONS);
    expect([wordings(doc), inFile(doc)]).toEqual([[], []]);
  });
});

(replaysAreHere() ? describe : describe.skip)('drafts of real incidents', () => {
  test('a chat passes all twenty rules', () => {
    const doc = composeReview(
      importedChat(exportedChat('k8s-0205', 'testing-ops'), 'America/Los_Angeles'),
      OPTIONS,
    );
    expect([wordings(doc), inFile(doc)]).toEqual([[], []]);
  });
  test.each(['moj-0725', 'dfds-23', 'binder-0118', 'rust-docsrs'])('%s passes all twenty rules', (folder) => {
    const doc = composeReview(publishedTimeline(folder).events, OPTIONS);
    expect([wordings(doc), inFile(doc)]).toEqual([[], []]);
  });
});

function harsh() {
  const world = declared();
  says(world, 1, 'Bo should have looked, it is his fault', ana);
  world.when('assign-role', { role: 'commander', to: bo }, { at: minutes(2) });
  world.when('add-item', { kind: 'follow-up', text: 'Be more careful' }, { at: minutes(3) });
  world.when('add-item', { kind: 'task', text: 'rollback' }, { at: minutes(4) });
  world.when('resolve', { text: 'Ana forgot the flag' }, { at: minutes(9) });
  return composeReview(world.events, OPTIONS);
}

test('what people said is quoted, and quoting it is no blame of ours', () => {
  const document = checkedDocument(harsh());
  expect(JSON.stringify(document)).toContain('should have looked');
  const blame = blameIn(harsh()).filter(
    ({ rule }) => !['B11', 'B12'].includes(rule) && !rule.startsWith('P'),
  );
  expect(blame).toEqual([]);
});

test('follow-ups are held to what gets done; tasks of the incident are over', () => {
  const found = blameIn(harsh(), { partOnly: true });
  expect(found.map(({ rule, quoted }) => [rule, quoted])).toEqual([
    ['B11', 'Be more careful'],
    ['B12', 'Be more careful'],
  ]);
});

test('what people have yet to write is named', () => {
  const missing = blameIn(harsh()).filter(({ rule }) => rule.startsWith('P'));
  expect(missing.map(({ rule }) => rule)).toEqual(['P1', 'P2', 'P4']);
});

test('roles that change hands are told without names, with who did it beside', () => {
  const world = declared();
  world.when('assign-role', { role: 'commander', to: bo }, { at: minutes(2), by: bo });
  world.when('assign-role', { role: 'operations', to: ana }, { at: minutes(3), by: bo });
  world.when('assign-role', { role: 'commander', to: null }, { at: minutes(4), by: bo });
  world.when('resolve', { text: 'done' }, { at: minutes(9) });
  const doc = composeReview(world.events, OPTIONS);
  const rows = doc.sections.find(({ id }) => id === 'timeline')?.table?.rows ?? [];
  expect(rows.map(({ cells }) => `${cells[1]} ${cells[2]}`)).toEqual(
    expect.arrayContaining([
      'Bo took the role Commander',
      'Bo gave the role Operations Lead to another responder',
      'Bo gave back the role Commander',
    ]),
  );
  expect([wordings(doc), inFile(doc)]).toEqual([[], []]);
});
