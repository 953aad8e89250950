import { checkGrounded, checkQuoted } from './ground.ts';

const ground = {
  cited: ['error rate on checkout rose to 12.5% after v2.41.0, see #4711 and https://x.example/g/1', '14:05'],
  computed: ['47 min', 'SEV-2'],
  names: ['Ana', 'Bo'],
};

test.each([
  'At 14:05 the error rate was 12.5%.',
  'It took 47 min, with v2.41.0 and #4711.',
  'Nobody recorded the impact.',
  'See https://x.example/g/1.',
  '“rose to 12.5% after v2.41.0”',
])('carried by its evidence: %s', (text) => {
  expect(checkGrounded(text, ground)).toEqual({ ok: true });
});

test.each([
  ['At 14:06 it rose.', '14:06'],
  ['The rate was 13%.', '13'],
  ['It took 48 min.', '48'],
  ['See #4712.', '#4712'],
  ['It was Ana.', 'Ana'],
  ['“rose to 12.5% because of v2.41.0”', 'rose to 12.5% because of v2.41.0'],
  ['See https://x.example/g/2.', 'https://x.example/g/2'],
])('refused, because its evidence does not hold it: %s', (text, missing) => {
  expect(checkGrounded(text, ground)).toEqual({ ok: false, missing });
});

test('a quotation is word for word, each part of it in one entry', () => {
  expect(checkQuoted('rose to 12.5% […]\nsee #4711', ground.cited)).toEqual({ ok: true });
  expect(checkQuoted('rose to 12.5% quickly', ground.cited)).toMatchObject({ ok: false });
});

test('part of a name is not the name', () => {
  expect(checkGrounded('Bobcat is fine.', { ...ground, cited: ['Bobcat'] })).toEqual({ ok: true });
});
