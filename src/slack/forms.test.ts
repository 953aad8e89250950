import { validateView } from '../emulator/blocks/validate.ts';
import { oneOf, readCarried, readElement, readValues } from './form-values.ts';
import {
  carriedText,
  choiceField,
  dateField,
  form,
  notice,
  personField,
  readMetadata,
  textField,
  timeField,
} from './forms.ts';

const many = Array.from({ length: 120 }, (_, index) => ({
  value: `v${index}`,
  label: `Choice ${index} ${'x'.repeat(90)}`,
}));

test('every field is one that Slack takes, however long its words are', () => {
  const view = form({
    callbackId: 'a:form',
    title: 'A title that is longer than Slack allows',
    submit: 'A button that is longer than Slack allows',
    metadata: { incident: 'incident/1', more: { a: 'b' } },
    blocks: [
      textField('text', 'Text', {
        value: 'x'.repeat(400),
        max: 300,
        long: true,
        placeholder: 'p'.repeat(200),
        focus: true,
      }),
      choiceField('radio', 'Radio', many.slice(0, 4), { chosen: 'v1' }),
      choiceField('menu', 'Menu', many, { chosen: 'v99', optional: true, hint: 'h' }),
      personField('who', 'Who', { who: 'T1/U1' }),
      dateField('due', 'Due', { date: '2026-11-30' }),
      timeField('at', 'At', { at: 1_795_356_000_000 }),
    ],
  });
  expect(validateView(view)).toEqual([]);
  expect(validateView(notice('Not done', 'why'))).toEqual([]);
});

test.each([
  [{ type: 'plain_text_input', value: 'words' }, 'words'],
  [{ type: 'static_select', selected_option: { value: 'a' } }, 'a'],
  [{ type: 'users_select', selected_user: 'U1' }, 'U1'],
  [{ type: 'datepicker', selected_date: '2026-11-30' }, '2026-11-30'],
  [{ type: 'datetimepicker', selected_date_time: 1_795_356_000 }, '1795356000'],
  [{ type: 'checkboxes', selected_options: [{ value: 'a' }, { value: 'b' }] }, ['a', 'b']],
  [{ type: 'plain_text_input', value: null }, undefined],
  [{ type: 'button' }, undefined],
])('%j holds %j', (element, value) => {
  expect(readElement(element)).toEqual(value);
});

test('fields come back under their names; those left empty are not there', () => {
  const values = readValues({
    state: { values: { title: { value: { value: ' Slow ' } }, who: { value: { selected_user: null } } } },
    blocks: [],
  });
  expect(values).toEqual({ title: ' Slow ' });
  expect([oneOf(values, 'title'), oneOf(values, 'who')]).toEqual(['Slow', undefined]);
});

test('a long text travels with a form and comes back whole', () => {
  const text = `begin ${'é😀\n'.repeat(4_000)} end`;
  const blocks = carriedText(text);
  const back = readValues({ blocks: blocks.toReversed() });
  expect(readCarried(back)).toBe(text);
  expect(validateView({ ...notice('t', 'x'), blocks })).toEqual([]);
});

test('metadata of another app, or broken, is no metadata', () => {
  expect(readMetadata('{"incident":"incident/1","other":1}')).toEqual({ incident: 'incident/1' });
  expect([readMetadata(''), readMetadata('{'), readMetadata('[1]'), readMetadata('{"incident":7}')]).toEqual([
    {},
    {},
    {},
    {},
  ]);
});
