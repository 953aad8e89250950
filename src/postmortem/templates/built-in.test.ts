import type { IncidentEvent } from '../../incident/events.ts';
import { BUILT_IN_TEMPLATES } from '../../policy/section-postmortem.ts';
import { blameIn } from '../blame.ts';
import { composeReview } from '../compose-review.ts';
import type { ReviewDocument, Section } from '../document.ts';
import { importedChat } from '../fixtures/imported.ts';
import { markedChat, resolvedChat } from '../fixtures/marked.ts';
import { exportedChat, publishedTimeline, replaysAreHere } from '../fixtures/replays.ts';
import { STYLES } from '../fixtures/styles.ts';
import { canvasSections, renderCanvas } from '../render-canvas.ts';
import { renderJson } from '../render-json.ts';
import { renderMarkdown } from '../render-markdown.ts';
import { postmortemFile } from '../schema.ts';
import { templateProblems } from './check.ts';
import { builtInTemplate } from './choose.ts';
import { NOT_RECORDED } from './told.ts';

const OPTIONS = { workspaceUrl: 'https://x.example' };

const CASES: readonly (readonly [string, () => IncidentEvent[]])[] = [
  ...STYLES.slice(0, 3).map(({ name, script }) => [name, () => resolvedChat(markedChat(script))] as const),
  ...(replaysAreHere()
    ? [
        [
          'a real chat',
          () => importedChat(exportedChat('k8s-0205', 'testing-ops'), 'America/Los_Angeles'),
        ] as const,
        ...['moj-0725', 'dfds-23', 'binder-0118', 'rust-docsrs'].map(
          (folder) => [folder, () => publishedTimeline(folder).events] as const,
        ),
      ]
    : []),
];

function laidOut(events: readonly IncidentEvent[], name: string): ReviewDocument {
  return composeReview(events, { ...OPTIONS, template: builtInTemplate(name)! });
}

const withoutTheEnd = ({ sections }: ReviewDocument) => sections.slice(0, -1);

/** What a section prints that neither rests on an entry nor says that nothing does. */
function baseless({ statements, table }: Section): string[] {
  return [
    ...statements.filter(
      ({ kind, text, evidence }) =>
        (kind === 'fact' || kind === 'quote') && evidence.length === 0 && !text.includes(NOT_RECORDED),
    ),
  ]
    .map(({ text }) => text)
    .concat(
      (table?.rows ?? [])
        .filter(({ cells, evidence }) => evidence.length === 0 && !cells.includes(NOT_RECORDED))
        .map(({ cells }) => cells.join(' | ')),
    );
}

test.each(BUILT_IN_TEMPLATES)('%s is a template that the check lets pass', (name) => {
  expect(templateProblems(builtInTemplate(name)!, { roles: [], fields: [] })).toEqual([]);
});

describe.each(CASES)('the review of %s', (_, events) => {
  const record = events();
  const whole = composeReview(record, OPTIONS);

  test('is the same by the default template as without one', () => {
    const doc = laidOut(record, 'default');
    expect(withoutTheEnd(doc)).toEqual(withoutTheEnd(whole));
    expect(renderCanvas({ ...doc, sections: withoutTheEnd(doc) })).toBe(
      renderCanvas({ ...whole, sections: withoutTheEnd(whole) }),
    );
  });

  test.each(BUILT_IN_TEMPLATES)('by the template %s says nothing that rests on nothing', (name) => {
    const doc = laidOut(record, name);
    const own = doc.sections.filter(({ id }) => id.startsWith('own-'));
    // The number and the severity of an imported chat come from the import, which is no entry of its story.
    const imported = doc.incident.kind === 'imported' ? /^(?:INC-7|SEV-3)/ : /^$/;
    expect(own.flatMap(baseless).filter((text) => !imported.test(text))).toEqual([]);
    expect(doc.sections.at(-1)?.id).toBe('how-made');
    expect(renderMarkdown(doc)).toContain('Sentences removed for want of evidence: none.');
    expect(postmortemFile.safeParse(JSON.parse(renderJson(doc))).success).toBe(true);
    expect(
      blameIn(doc, { strict: true, partOnly: true }).map(({ rule, quoted }) => `${rule} ${quoted}`),
    ).toEqual([]);
  });
});

const [, aChat] = CASES[0]!;

test('the shape of Google’s example stands as its book has it, with factors for root causes', () => {
  const doc = laidOut(aChat(), 'google');
  expect(
    doc.sections.filter(({ level }) => level !== 0).map(({ title, level }) => `${level ?? 2} ${title}`),
  ).toEqual([
    '2 Status',
    '2 Summary',
    '2 Impact',
    '2 Contributing factors',
    '2 Trigger',
    '2 Resolution',
    '3 What was done first',
    '3 What ended it',
    '2 Detection',
    '2 Action items',
    '2 Lessons learned',
    '3 What went well',
    '3 What went wrong',
    '3 Where we got lucky',
    '3 What surprised us',
    '3 Open questions',
    '2 Timeline',
    '2 Supporting information',
    '3 Key times and metrics',
    '3 Time in each status and severity',
    '3 Roles and responders',
    '3 The response in figures',
    '3 Alerts, graphs and changes',
    '2 How this draft was made',
  ]);
});

test('a canvas has one part for each heading of the second level, with the smaller ones in it', () => {
  const parts = canvasSections(laidOut(aChat(), 'google'));
  expect(parts.map(({ id }) => id)).toEqual([
    'head',
    'own-status',
    'summary',
    'impact',
    'contributing-factors',
    'trigger',
    'own-resolution',
    'detection',
    'action-items',
    'own-lessons-learned',
    'timeline',
    'own-supporting-information',
    'how-made',
  ]);
  expect(parts.find(({ id }) => id === 'own-lessons-learned')?.markdown).toMatch(
    /^## Lessons learned\n\n### What went well\n/,
  );
});

test('the short one fits one screen and names what it leaves out', () => {
  const doc = laidOut(aChat(), 'short');
  const shown = renderCanvas({ ...doc, sections: withoutTheEnd(doc) });
  expect(shown.split('\n').filter(Boolean).length).toBeLessThan(30);
  expect(renderMarkdown(doc)).toContain(
    'Laid out by the template “short”, which leaves out: Impact, Key times',
  );
  expect(renderMarkdown(doc)).toMatch(/stands in a section that the template leaves out \| \d+ \|/);
});

test('what a template leaves out is not missed by the wording check', () => {
  const missing = (name: string) =>
    blameIn(laidOut(aChat(), name)).flatMap(({ rule }) => (rule.startsWith('P') ? [rule] : []));
  expect(missing('default')).toContain('P1');
  expect(missing('short')).toEqual([]);
});
