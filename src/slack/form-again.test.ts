import { checkedContent } from '../emulator/interactions/views.ts';
import { formAgain, typedTexts } from './form-again.ts';
import { choiceField, dateField, form, personField, textField, tickField, timeField } from './forms.ts';

const choices = [
  { value: 'a', label: 'A & B', description: 'first' },
  { value: 'b', label: 'B' },
];

const view = form({
  callbackId: 'x:form',
  title: 'X',
  submit: 'Send',
  metadata: { incident: 'incident/1' },
  blocks: [
    textField('text', 'What', { value: 'proposed' }),
    textField('emptied', 'Why', { value: 'proposed', optional: true }),
    choiceField('radio', 'Which', choices, { chosen: 'a' }),
    choiceField('menu', 'Which', choices, { menu: true }),
    tickField('ticked', 'Really', choices[0]!, false),
    tickField('not', 'Really', choices[1]!, true),
    personField('who', 'Who', { who: 'T1/UANA' }),
    dateField('day', 'When'),
    timeField('at', 'When', { at: 1_795_356_000_000 }),
  ],
});

const held = (entry: object) => ({ value: { type: 'any', ...entry } });
/** As Slack says it back, with its own ideas of what an option looks like. */
const option = (value: string) => ({ text: { type: 'plain_text', text: 'whatever', emoji: true }, value });
const sent = {
  ...view,
  id: 'V1',
  hash: 'h',
  team_id: 'T1',
  state: {
    values: {
      text: held({ value: 'typed <by> hand\nin two lines' }),
      emptied: held({ value: null }),
      radio: held({ selected_option: option('b') }),
      menu: held({ selected_option: option('a') }),
      ticked: held({ selected_options: [option('a')] }),
      not: held({ selected_options: [] }),
      who: held({ selected_user: 'UBO' }),
      day: held({ selected_date: '2026-12-01' }),
      at: held({ selected_date_time: 1_795_359_600 }),
    },
  },
};

test('everything that was filled in is there again, and what was emptied is empty', () => {
  const again = formAgain(sent, 'Nothing <is> well.');
  expect(checkedContent(again, 'modal')).toBeDefined();
  const [remark, ...fields] = again.blocks;
  expect(remark).toMatchObject({ text: { text: '*Not done.* Nothing &lt;is&gt; well.' } });
  const initial = fields.map((block) =>
    Object.entries(('element' in block && block.element) || {}).filter(([name]) =>
      name.startsWith('initial_'),
    ),
  );
  expect(initial).toMatchObject([
    [['initial_value', 'typed <by> hand\nin two lines']],
    [],
    [['initial_option', { text: { text: 'B' }, value: 'b' }]],
    [['initial_option', { description: { text: 'first' }, value: 'a' }]],
    [['initial_options', [{ description: { text: 'first' }, value: 'a' }]]],
    [],
    [['initial_user', 'UBO']],
    [['initial_date', '2026-12-01']],
    [['initial_date_time', 1_795_359_600]],
  ]);
  expect(again).toMatchObject({ callback_id: 'x:form', private_metadata: view.private_metadata });
});

test('refused once more, the older remark goes', () => {
  const twice = formAgain({ ...formAgain(sent, 'First.'), state: sent.state }, 'Second.');
  expect(JSON.stringify(twice)).not.toContain('First.');
  expect(twice.blocks).toHaveLength(view.blocks.length + 1);
});

test('what was typed is told with its label, whole', () => {
  const long = { ...sent, state: { values: { text: held({ value: 'x'.repeat(3_000) }) } } };
  expect(typedTexts(long)).toMatchObject([
    { elements: [{ text: 'What:' }] },
    { text: { type: 'plain_text', text: 'x'.repeat(1_500) } },
    { text: { type: 'plain_text', text: 'x'.repeat(1_500) } },
  ]);
});
