import { fillBlockIds } from './ids.ts';
import { checkMessageBlocks, refusedBlocks, refusedView, validateBlocks, validateView } from './validate.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (more: object = {}) => ({ type: 'button', text: plain('Resolve'), ...more });
const option = (value: string) => ({ text: plain(value), value });
const input = (element: object) => ({ type: 'input', label: plain('Title'), element });
const modal = (more: object = {}) => ({
  type: 'modal',
  title: plain('Declare'),
  submit: plain('Declare'),
  blocks: [section('hello')],
  ...more,
});
const row = (cells: number) => Array.from({ length: cells }, () => ({ type: 'raw_text', text: 'x' }));
const table = (rows: number, cells: number) => ({
  type: 'table',
  rows: Array.from({ length: rows }, () => row(cells)),
});
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));

function said(blocks: unknown, surface: 'message' | 'modal' | 'home' = 'message') {
  return validateBlocks(blocks, surface).map(
    (error) => `${error.error ?? ''}${error.message} ${error.pointer}`,
  );
}

test.each<[string, unknown[]]>([
  ['a section at its limit', [section('x'.repeat(3000))]],
  ['a header at its limit', [{ type: 'header', text: plain('x'.repeat(150)) }]],
  ['fifty blocks', many(50, () => ({ type: 'divider' }))],
  ['twenty-five buttons', [{ type: 'actions', elements: many(25, (i) => button({ action_id: `b${i}` })) }]],
  [
    'the same action_id in two blocks',
    many(2, () => ({ ...section('x'), accessory: button({ action_id: 'go' }) })),
  ],
  ['a context line', [{ type: 'context', elements: [plain('by'), { type: 'mrkdwn', text: '*Ana*' }] }]],
  ['a picture', [{ type: 'image', image_url: 'https://a.test/a.png', alt_text: 'a graph' }]],
  ['a table', [table(100, 20)]],
  ['Markdown', [{ type: 'markdown', text: '# Title' }]],
  [
    'rich text',
    [
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'user', user_id: 'U1' },
              { type: 'text', text: ' hi' },
            ],
          },
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'one', style: { bold: true } }] },
            ],
          },
        ],
      },
    ],
  ],
  ['an input in a message', [input({ type: 'plain_text_input' })]],
  ['a task card', [{ type: 'task_card', task_id: 't', title: 'Look', status: 'pending' }]],
  ['a card', [{ type: 'card', title: { type: 'mrkdwn', text: 'hello' }, actions: [button()] }]],
  [
    'a chart',
    [
      {
        type: 'data_visualization',
        title: 'Errors',
        chart: { type: 'pie', segments: [{ label: 'a', value: 1 }] },
      },
    ],
  ],
])('%s is accepted', (_what, blocks) => {
  expect(said(blocks)).toEqual([]);
});

test.each<[string, unknown[], string]>([
  [
    'a button that leads nowhere',
    [{ type: 'actions', elements: [button({ url: 'runbooks/checkout' })] }],
    'must be a valid url /0/elements/0/url',
  ],
  [
    'a button that runs something',
    [{ type: 'actions', elements: [button({ url: 'javascript:alert(1)' })] }],
    'must be a valid url /0/elements/0/url',
  ],
  [
    'a picture without an address',
    [{ type: 'image', image_url: 'graph.png', alt_text: 'a graph' }],
    'must be a valid url /0/image_url',
  ],
  [
    'a day that never was',
    [{ type: 'actions', elements: [{ type: 'datepicker', initial_date: '2026-02-30' }] }],
    'must be a valid date /0/elements/0/initial_date',
  ],
  ['a section too long', [section('x'.repeat(3001))], 'must be less than 3001 characters /0/text/text'],
  ['an empty text', [section('')], 'must be more than 0 characters /0/text/text'],
  ['a section of nothing', [{ type: 'section' }], 'missing required field: text /0'],
  [
    'a header too long',
    [{ type: 'header', text: plain('x'.repeat(151)) }],
    'must be less than 151 characters /0/text/text',
  ],
  [
    'mrkdwn in a header',
    [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
    'unsupported type: mrkdwn /0/text/type',
  ],
  [
    'eleven fields',
    [{ type: 'section', fields: many(11, () => plain('x')) }],
    'no more than 10 items allowed /0/fields',
  ],
  [
    'a field too long',
    [{ type: 'section', fields: [plain('x'.repeat(2001))] }],
    'must be less than 2001 characters /0/fields/0/text',
  ],
  [
    'twenty-six buttons',
    [{ type: 'actions', elements: many(26, () => button()) }],
    'no more than 25 items allowed /0/elements',
  ],
  ['no button at all', [{ type: 'actions', elements: [] }], 'must provide at least 1 items /0/elements'],
  [
    'eleven things in a context',
    [{ type: 'context', elements: many(11, () => plain('x')) }],
    'no more than 10 items allowed /0/elements',
  ],
  [
    'a button in a context',
    [{ type: 'context', elements: [button()] }],
    'unsupported type: button /0/elements/0/type',
  ],
  ['a block nobody knows', [{ type: 'banner' }], 'unsupported type: banner /0/type'],
  ['a block without a type', [{}], 'missing required field: type /0'],
  ['a property nobody knows', [{ type: 'divider', text: 'x' }], 'invalid additional property: text /0'],
  ['fifty-one blocks', many(51, () => ({ type: 'divider' })), 'no more than 50 items allowed '],
  [
    'a button text too long',
    [{ type: 'actions', elements: [button({ text: plain('x'.repeat(76)) })] }],
    'must be less than 76 characters /0/elements/0/text/text',
  ],
  [
    'a button value too long',
    [{ type: 'actions', elements: [button({ value: 'x'.repeat(2001) })] }],
    'must be less than 2001 characters /0/elements/0/value',
  ],
  [
    'a style nobody knows',
    [{ type: 'actions', elements: [button({ style: 'green' })] }],
    'must be a valid enum value /0/elements/0/style',
  ],
  ['an alert, which is for modals', [{ type: 'alert', text: plain('x') }], 'unsupported type: alert /0/type'],
  [
    'a picture without alt text',
    [{ type: 'image', image_url: 'https://a.test/a.png' }],
    'missing required field: alt_text /0',
  ],
  ['a picture without a source', [{ type: 'image', alt_text: 'x' }], 'missing required field: image_url /0'],
  ['101 rows', [table(101, 1)], 'no more than 100 items allowed /0/rows'],
  ['21 cells', [table(1, 21)], 'no more than 20 items allowed /0/rows/0'],
  ['two tables', [table(1, 1), table(1, 1)], 'invalid_attachmentsonly_one_table_allowed '],
  [
    'a block_id twice',
    many(2, () => ({ type: 'divider', block_id: 'a' })),
    '`block_id` "a" already exists /1/block_id',
  ],
  [
    'an action_id twice in one block',
    [{ type: 'actions', elements: [button({ action_id: 'go' }), button({ action_id: 'go' })] }],
    '`action_id` "go" already exists /0/elements/1/action_id',
  ],
  [
    '101 options',
    [{ type: 'actions', elements: [{ type: 'static_select', options: many(101, (i) => option(`${i}`)) }] }],
    'no more than 100 items allowed /0/elements/0/options',
  ],
  [
    'an option too long',
    [{ type: 'actions', elements: [{ type: 'static_select', options: [option('x'.repeat(76))] }] }],
    'must be less than 76 characters /0/elements/0/options/0/text/text',
  ],
  [
    'six entries in an overflow menu',
    [{ type: 'actions', elements: [{ type: 'overflow', options: many(6, (i) => option(`${i}`)) }] }],
    'no more than 5 items allowed /0/elements/0/options',
  ],
  [
    'an initial option that is not offered',
    [
      {
        type: 'actions',
        elements: [{ type: 'static_select', options: [option('a')], initial_option: option('b') }],
      },
    ],
    'must match an option provided by the element /0/elements/0/initial_option',
  ],
])('%s is refused', (_what, blocks, message) => {
  expect(said(blocks)).toContain(message);
});

test('too much text in all is refused as a whole, Markdown sooner', () => {
  expect(said(many(5, () => section('x'.repeat(2_700))))[0]).toMatch(/^msg_blocks_too_long/);
  expect(said(many(4, () => section('x'.repeat(3_000))))).toEqual([]);
  expect(said(many(2, () => ({ type: 'markdown', text: 'x'.repeat(6_001) })))[0]).toMatch(
    /^msg_blocks_too_long/,
  );
});

test('a modal takes alerts and a hundred blocks, but no Markdown and no table', () => {
  expect(said([{ type: 'alert', text: plain('Careful') }], 'modal')).toEqual([]);
  expect(
    said(
      many(100, () => ({ type: 'divider' })),
      'modal',
    ),
  ).toEqual([]);
  expect(said([{ type: 'markdown', text: 'x' }], 'modal')).toEqual(['unsupported type: markdown /0/type']);
  expect(said([table(1, 1)], 'home')).toEqual(['unsupported type: table /0/type']);
});

test('a refusal has the shape of Slack: errors with pointers, and the same as [ERROR] lines', () => {
  expect(refusedBlocks(validateBlocks([section('x'.repeat(3001))], 'message'))).toEqual({
    ok: false,
    error: 'invalid_blocks',
    errors: [
      'failed to match all allowed schemas [json-pointer:/blocks/0/text]',
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    response_metadata: {
      messages: [
        '[ERROR] failed to match all allowed schemas [json-pointer:/blocks/0/text]',
        '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
      ],
    },
  });
});

test('blocks that are not a list are a matter of format', () => {
  expect(checkMessageBlocks('{"type":"divider"}')).toEqual({ ok: false, error: 'invalid_blocks_format' });
  expect(checkMessageBlocks('[')).toEqual({ ok: false, error: 'invalid_blocks_format' });
  expect(checkMessageBlocks('[{"type":"divider"}]')).toEqual({ blocks: [{ type: 'divider' }] });
});

describe('a view', () => {
  const why = (view: unknown) => refusedView(validateView(view))?.response_metadata?.messages ?? [];

  test('is accepted as modal and as Home', () => {
    expect(validateView(modal())).toEqual([]);
    expect(validateView({ type: 'home', blocks: [section('hello')] })).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    [
      'a title too long',
      modal({ title: plain('x'.repeat(25)) }),
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    ['no title', modal({ title: undefined }), 'missing required field: title [json-pointer:/view]'],
    [
      'metadata too long',
      modal({ private_metadata: 'x'.repeat(3001) }),
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      'an input without a submit button',
      modal({ submit: undefined, blocks: [input({ type: 'plain_text_input' })] }),
      'must define `submit` to use an `input` block in modals [json-pointer:/view]',
    ],
    ['a null submit button', modal({ submit: null }), 'must provide an object [json-pointer:/view/submit]'],
    [
      'an input longer than Slack allows',
      modal({ blocks: [input({ type: 'plain_text_input', max_length: 3001 })] }),
      'must be less than 3000 [json-pointer:/view/blocks/0/element/max_length]',
    ],
    [
      'a property of workflow steps',
      modal({ submit_disabled: true }),
      'invalid additional property: submit_disabled [json-pointer:/view]',
    ],
    [
      'a type nobody knows',
      { type: 'drawer', blocks: [] },
      'unsupported type: drawer [json-pointer:/view/type]',
    ],
    [
      'a block_id twice',
      modal({ blocks: many(2, () => ({ type: 'divider', block_id: 'a' })) }),
      '`block_id` "a" already exists [json-pointer:/view/blocks/1/block_id]',
    ],
  ])('is refused for %s', (_what, view, message) => {
    expect(why(view)).toContain(`[ERROR] ${message}`);
    expect(refusedView(validateView(view))?.error).toBe('invalid_arguments');
  });

  test('of more than 250 KB is too large', () => {
    const blocks = many(90, (i) => ({ ...section('x'.repeat(2_900)), block_id: `b${i}` }));
    expect(refusedView(validateView(modal({ blocks })))).toEqual({ ok: false, error: 'view_too_large' });
  });
});

test('ids that an app left out are made up, and those it gave are kept', () => {
  const given = [
    { type: 'actions', block_id: 'mine', elements: [button(), button({ action_id: 'go' })] },
    section('x'),
  ];
  const filled = fillBlockIds(given);
  expect(filled[0]).toMatchObject({
    block_id: 'mine',
    elements: [{ action_id: expect.any(String) }, { action_id: 'go' }],
  });
  expect(filled[1]).toMatchObject({ block_id: expect.any(String) });
  expect(given[1]).not.toHaveProperty('block_id');
});
