import { idMaker, sha256 } from './ids.ts';

test('ten thousand ids made in one millisecond are different and in order', () => {
  const newId = idMaker(() => 1_700_000_000_000);
  const ids = Array.from({ length: 10_000 }, newId);
  expect(new Set(ids).size).toBe(10_000);
  expect([...ids].sort()).toEqual(ids);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a clock that goes back does not disturb the order', () => {
  const times = [2_000, 1_000, 1_500];
  const newId = idMaker(() => times.shift() ?? 0);
  const ids = [newId(), newId(), newId()];
  expect([...ids].sort()).toEqual(ids);
});

test('a digest is that of the standard', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
