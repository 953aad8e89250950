import { readFileSync } from 'node:fs';
import { ana, bo, declared, minutes, says } from '../../incident/fixtures/given.ts';
import { defaultPolicy } from '../../policy/defaults.ts';
import { foldRecord, materialOf } from '../compose.ts';
import { composeReview } from '../compose-review.ts';
import type { ReviewDocument } from '../document.ts';
import { briefOf } from '../narration/brief.ts';
import { renderCanvas } from '../render-canvas.ts';
import { renderMarkdown } from '../render-markdown.ts';
import { templateProblems } from './check.ts';
import { builtInTemplate, templateFor } from './choose.ts';

const HOSTILE =
  'price is <p> & <!channel> {{ incident.number }} {% section impact %} | **bold** | # no heading\n![](@U0123ABCD)';

const at = (minute: number, by = bo) =>
  ({ by, at: minutes(minute), source: { kind: 'command', key: `c${minute}` } }) as const;

function incident() {
  const world = declared({
    title: 'Checkout {{ incident.status }} is <slow>',
    fields: { region: 'eu-west-1' },
  });
  says(world, 1, HOSTILE, ana);
  world.when('assign-role', { role: 'commander', to: bo }, at(2));
  world.when('describe-impact', { text: '312 orders were lost' }, at(12, ana));
  world.when(
    'add-item',
    { kind: 'follow-up', text: 'Alert on {{ times }} | hit rate', owner: ana, due: '2026-12-01' },
    at(30),
  );
  world.when('resolve', { text: 'the cache is warm' }, at(47));
  return world.events;
}

const EVENTS = incident();
const OPTIONS = { workspaceUrl: 'https://acme.example' };

function by(text: string): ReviewDocument {
  return composeReview(EVENTS, { ...OPTIONS, template: { name: 'ours', text } });
}

/** What stands under the first heading, as Markdown without its links. */
function written(text: string): string {
  const [, body = ''] = renderMarkdown(by(`## Ours\n\n${text}`)).split('## Ours\n\n');
  return (body.split('\n## ')[0] ?? '').replace(/ ?\[\\\[\d+\\\]\]\(#e\d+\)/g, '').trim();
}

const removed = (doc: ReviewDocument) =>
  /Sentences removed for want of evidence: (\w+)/.exec(renderMarkdown(doc))?.[1];

describe('facts in a template', () => {
  test('keep their evidence wherever they stand: in sentences, lists, tables, loops', () => {
    const doc = by(
      '## Ours\n\nResolved at {{ times.resolved.time }}.\n\n- Commander: {{ roles.commander }}\n\n| What | Value |\n|---|---|\n{% for item in items %}\n| {{ item }} | {{ item.owner }}, {{ item.due }} |\n{% endfor %}\n\n{% for one in sections.resolution.statements %}\n- {{ one }}\n{% endfor %}\n',
    );
    const parts = doc.sections.filter(({ id }) => id.startsWith('own-'));
    const pieces = parts.flatMap(({ statements, table }) => [...statements, ...(table?.rows ?? [])]);
    expect(pieces.map((one) => ('text' in one ? one.text : one.cells.join(' | ')))).toEqual([
      'Resolved at 14:47.',
      'Bo',
      'Alert on {{ times }} | hit rate | Ana, 2026-12-01',
      'the cache is warm',
    ]);
    expect(pieces.filter(({ evidence }) => evidence.length === 0)).toEqual([]);
    const cited = new Set(doc.cited.map(({ id }) => id));
    expect(pieces.flatMap(({ evidence }) => evidence).filter((id) => !cited.has(id))).toEqual([]);
  });

  test('decide what is shown', () => {
    expect(
      written(
        '{% if incident.severity.rank <= 3 and fields.region == "eu-west-1" %}\n- Region: {{ fields.region }}\n{% endif %}\n{% unless incident.service %}\n> Name the service.\n{% endunless %}\n{% case incident.status %}{% when "resolved" %}\n- Status: {{ incident.status }}\n{% endcase %}',
      ),
    ).toBe('- *Region:* eu-west-1\n\n**To fill in:** Name the service.\n\n- *Status:* resolved');
  });

  test('that nobody recorded say so, and are nothing in a condition', () => {
    expect(
      written(
        '- Team: {{ incident.team }}\n{% if incident.team %}\n- Team: {{ incident.team }}\n{% endif %}',
      ),
    ).toBe('- *Team:* not recorded');
  });

  test('are text: neither Markdown, nor Liquid, nor a ping', () => {
    const text = '{% for row in timeline %}\n- {{ row.what }}\n{% endfor %}\n- Title: {{ incident.title }}\n';
    const doc = by(`## Ours\n\n${text}`);
    for (const shown of [renderCanvas(doc), renderMarkdown(doc)]) {
      expect(shown).toContain(
        '\\<p> & @channel {{ incident.number }} {% section impact %} | \\*\\*bold\\*\\* |',
      );
      expect(shown).toContain('Checkout {{ incident.status }} is \\<slow>');
      expect(shown).not.toMatch(/^# no heading|^!\[\]\(@U0123ABCD\)/m);
      expect(shown).not.toContain('\u{E000}');
    }
    expect(doc.sections.map(({ id }) => id)).toEqual(['own-ours', 'how-made']);
  });

  test('stand in tables without breaking them', () => {
    expect(
      written(
        '| Item | Owner |\n|---|---|\n{% for item in items %}\n| {{ item }} | {{ item.owner }} |\n{% endfor %}',
      ),
    ).toContain('| Alert on {{ times }} \\| hit rate | Ana |');
  });
});

describe('a claim without evidence', () => {
  test.each([
    ['another cause than the record has', 'It broke because {{ incident.status }} pods were out of memory.'],
    ['a figure', 'It took 90 minutes until {{ times.resolved }}.'],
    ['a person', 'Ana broke it until {{ times.resolved }}.'],
    ['a denial', 'No customer saw that it was {{ incident.status }}.'],
    ['the contrary', 'It got worse until it was {{ incident.status }}.'],
    ['whom it touched', 'All customers lost their data until {{ times.resolved }}.'],
    ['what somebody did', '{{ roles.commander }} made {{ incident.title }}.'],
    ['who did it', '- Fixed by: {{ roles.commander }}'],
    [
      'two facts the wrong way round',
      'It was declared at {{ times.resolved }} and resolved at {{ incident.declared }}.',
    ],
    ['the wrong fact', '{{ incident.title }} began at {{ times.resolved }}.'],
    ['one fact leading to another', '{{ incident.title }}, so {{ incident.impact }}.'],
    ['the same by a sign', '{{ incident.title }} → {{ incident.impact }}.'],
    ['order', 'After {{ incident.title }} came {{ incident.impact }}.'],
    ['certainty', '{{ incident.impact }} (confirmed).'],
    ['a label that tells', '- All data gone: {{ times.resolved }}'],
    ['a grave word for a label', '- Data breach in: {{ incident.status }}'],
    ['the label of a row', '| What | Value |\n|---|---|\n| Customers deleted | {{ incident.impact }} |'],
    ['a column', '| What | Deleted at |\n|---|---|\n| A | {{ times.resolved }} |'],
    ['words around a quotation', '{{ incident.impact }} and the database was deleted.'],
    ['words alone', 'The database was deleted.'],
    ['words of a literal', '{{ "The database was deleted." }}'],
    ['a row', '| What | Value |\n|---|---|\n| Loss | high |'],
  ])('is taken out and counted: %s', (_, text) => {
    const doc = by(`## Ours\n\n${text}\n\n## Open questions\n\n{% section open-questions %}\n`);
    expect(doc.sections[0]).toMatchObject({ id: 'own-ours', statements: [{ kind: 'gap' }] });
    expect(removed(doc)).toBe('1');
    expect(doc.openQuestions.map((one) => one.text).join('\n')).toContain('Is this so?');
  });

  test.each([
    [
      'The incident was declared at {{ incident.declared.time }} and resolved at {{ times.resolved.time }}.',
      'The incident was declared at 14:00 and resolved at 14:47.',
    ],
    ['The commander was {{ roles.commander }}.', 'The commander was Bo.'],
    [
      '{{ incident.number }} is {{ incident.status }}, with severity {{ incident.severity.rank }}.',
      'INC-42 is resolved, with severity 3.',
    ],
    ['{{ items | size }} action items.', '1 action items.'],
    ['From {{ times.declared.time }} to {{ times.resolved.time }}.', 'From 14:00 to 14:47.'],
    ['The impact on record: {{ incident.impact }}.', '“312 orders were lost”'],
    ['- End of it: {{ times.resolved.time }}', '14:47'],
    [
      '{% for one in items %}\n- {{ one }} ({{ one.owner }}, due {{ one.due }})\n{% endfor %}',
      'Alert on {{ times }} | hit rate (Ana, due 2026-12-01)',
    ],
  ])('what the facts carry stays: %s', (text, shown) => {
    const doc = by(`## Ours\n\n${text}\n`);
    expect(doc.sections[0]?.statements.map((one) => one.text)).toEqual([shown]);
    expect(removed(doc)).toBe('none');
  });
});

test('no words come between facts by a filter', () => {
  expect(written('- People: {{ responders | join: " was told off by " }}')).toBe('- *People:* Bo, Ana');
});

describe('what a template may not drop', () => {
  test('how the draft was made, with what it leaves out', () => {
    const end = by('## Ours\n\n{% section impact %}\n').sections.at(-1);
    expect(end?.id).toBe('how-made');
    expect(end?.statements.at(-1)?.text).toMatch(
      /^Laid out by the template “ours”, which leaves out: Summary, Key times and metrics, Time in each status and severity, /,
    );
  });

  test('where sources disagree, both values are shown', () => {
    const world = declared();
    world.when('set-key-time', { name: 'began', at: minutes(-5), evidence: [] }, at(1));
    says(world, 2, 'impact started at 13:30', ana);
    world.when('resolve', { text: 'done' }, at(9));
    const whole = composeReview(world.events, OPTIONS);
    const said = whole.sections
      .find(({ id }) => id === 'key-times')
      ?.statements.filter(({ text }) => text.includes('the record says'));
    const short = composeReview(world.events, {
      ...OPTIONS,
      template: { name: 'ours', text: '## A\n\n{% section impact %}\n' },
    });
    expect(said?.length).toBeGreaterThan(0);
    expect(short.sections.at(-1)?.statements).toEqual(expect.arrayContaining(said ?? []));
  });

  test('the draft itself: a template that passes its limits leaves every section as it is', () => {
    const text = `## A\n\n${'{% for a in timeline %}{% for b in timeline %}'.repeat(5)}x{% endfor %}${'{% endfor %}'.repeat(9)}`;
    const doc = by(text);
    expect(doc.sections.length).toBeGreaterThan(15);
    expect(doc.sections.at(-1)?.statements.at(-1)?.text).toMatch(
      /^The template “ours” could not be used \(line \d+: .* limit exceeded\); every section is shown as it is\.$/,
    );
  });
});

describe('which template', () => {
  const texts = { ours: '## A\n\n{% section impact %}\n' };
  const templates = {
    template: 'google',
    severities: { 'sev-4': 'short' },
    teams: { payments: 'ours' },
    files: {},
  };
  const chosen = (severity: string, team?: string) =>
    templateFor({ templates }, texts, { severity: { id: severity }, team })?.name;

  test('its team’s wins over its severity’s, and that over the one for all', () => {
    expect([
      chosen('sev-1'),
      chosen('sev-4'),
      chosen('sev-4', 'payments'),
      chosen('sev-4', 'search'),
    ]).toEqual(['google', 'short', 'ours', 'short']);
  });

  test('nothing is chosen: every section as it is', () => {
    expect(templateFor(defaultPolicy, {}, { severity: { id: 'sev-1' } })).toBeUndefined();
  });
});

test('a narrator is asked only for what the template shows', () => {
  const asked = (text?: string) =>
    briefOf(
      materialOf(foldRecord(EVENTS), text === undefined ? {} : { template: { name: 'ours', text } }),
      100_000,
    ).sections.map(({ id }) => id);
  expect(asked()).toEqual(['summary', 'impact', 'detection', 'mitigation', 'resolution']);
  expect(asked('## A\n\n{% section detection %}\n')).toEqual(['detection']);
  expect(asked(builtInTemplate('short')?.text)).toEqual(['summary', 'resolution']);
});

test('the example of the documentation is a template, and nothing of it has to be taken out', () => {
  const text = readFileSync('docs/templates/payments.md', 'utf8');
  expect(readFileSync('docs/templates.md', 'utf8')).toContain(text);
  expect(templateProblems({ text }, { roles: ['commander'], fields: ['region'] })).toEqual([]);
  const doc = by(text);
  expect(removed(doc)).toBe('none');
  expect(renderMarkdown(doc)).not.toContain('Nothing is on record for this');
  const headings = doc.sections.flatMap(({ title }) => (title === '' ? [] : [title]));
  expect(headings).toEqual([
    'In short',
    'What customers saw',
    'What we did',
    'What made it possible',
    'What we change',
    'Timeline',
    'Open questions',
    'How this draft was made',
  ]);
});
