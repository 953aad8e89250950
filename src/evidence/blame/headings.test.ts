import type { SectionKind } from './document.ts';
import { columnOf, kindOf } from './headings.ts';

test.each<[SectionKind | undefined, string[]]>([
  [
    'summary',
    ['Summary', 'Issue Summary', 'Executive summary', 'TL;DR', 'What happened?', 'Overview', '1. Summary'],
  ],
  ['impact', ['Impact', 'Customer impact', 'Who was affected', 'Blast radius']],
  ['detection', ['Detection', 'How was it found?', 'How did we notice?']],
  ['trigger', ['Trigger', '### Trigger'.slice(4)]],
  ['root-cause', ['Root cause', 'Root Cause Analysis', 'Cause', 'RCA', '4. Root Cause']],
  [
    'causes',
    [
      'Root causes',
      'Contributing factors',
      'Root causes and trigger',
      'Root Cause and Resolution',
      'Why did it happen?',
    ],
  ],
  ['response', ['Resolution', 'Mitigation', 'Resolution and recovery', 'Fix applied', 'Response']],
  [
    'timeline',
    ['Timeline', 'Timeline (all times in UTC)', 'Timeline(UTC)', 'Chronology', 'Sequence of events'],
  ],
  ['went-well', ['What went well', 'What Went Right', 'What worked well']],
  ['went-badly', ['What went wrong', 'What could be improved', 'What didn’t go well', 'What Went Poorly']],
  ['lucky', ['Where we got lucky', 'Luck']],
  ['surprised', ['Why were we surprised?', 'Surprises']],
  ['questions', ['Open questions', 'Five whys', 'What is unclear']],
  [
    'actions',
    [
      'Action items',
      'Action Items & follow-ups',
      'Next steps',
      'Corrective and Preventative Measures',
      'Prevention',
      'Follow-ups',
      'How do we prevent this: Recommendations',
    ],
  ],
  ['people', ['Participants', 'Authors', 'Roles and responders', 'Owner(s)', 'Incident team']],
  ['metrics', ['Key times and metrics', 'Metrics']],
  [
    'evidence',
    ['Supporting information', 'Appendix', 'References', 'How this draft was made', 'Supporting data'],
  ],
  [undefined, ['Lessons learned', 'Status', 'Date', 'Foo']],
])('%s', (kind, titles) => {
  expect(titles.map((title) => [title, kindOf(title)])).toEqual(titles.map((title) => [title, kind]));
});

test('columns are known by their usual heads', () => {
  const heads = [
    'Action item',
    'Owner',
    'Due date',
    'Ticket',
    'Time (UTC)',
    'Contributing factor',
    'Status',
    'Type',
    'Priority',
    'Foo',
  ];
  expect(heads.map(columnOf)).toEqual([
    'text',
    'who',
    'due',
    'ticket',
    'time',
    'factor',
    'status',
    'type',
    'type',
    undefined,
  ]);
});
