import { bo, chidi, declared, type World } from './fixtures/given.ts';

const url = 'https://grafana.example.com/d/checkout?from=now-1h';
const onRecord = (world: World) =>
  (world.state().linked ?? []).map((id) => world.events.find((event) => event.id === id)?.content);

test('a link is on the timeline, found by its words, and taken off again', () => {
  const world = declared();
  world.when('add-link', { url, title: ' Checkout   board ' });
  expect(onRecord(world)).toEqual([{ url, title: 'Checkout board' }]);
  expect(world.entries().at(-1)).toMatchObject({ kind: 'link', text: `Linked: Checkout board, ${url}` });
  const [link = ''] = world.state().linked ?? [];
  expect(world.documents.get(link)).toContain('Checkout board');
  world.when('remove-link', { link }, { by: chidi });
  expect(onRecord(world)).toEqual([]);
  expect(world.documents.has(link)).toBe(false);
  expect(world.entries().at(-1)).toMatchObject({ text: 'A link was taken off', author: chidi });
  expect(world.refusal('remove-link', { link })).toMatch(/somebody was quicker/);
});

test('the same address gets new words in its place; with none it is refused', () => {
  const world = declared();
  world.when('add-link', { url });
  world.when('add-link', { url: 'https://example.com/other' });
  world.when('add-link', { url, title: 'Checkout board' });
  expect(onRecord(world)).toEqual([{ url, title: 'Checkout board' }, { url: 'https://example.com/other' }]);
  expect(world.refusal('add-link', { url })).toMatch(/linked already/);
  expect(world.refusal('add-link', { url: 'HTTPS://Example.COM/other' })).toMatch(/linked already/);
});

test.each([
  ['javascript:alert(1)', /begins with https/],
  ['ftp://example.com/x', /begins with https/],
  ['grafana.example.com', /begins with https/],
  ['https://', /begins with https/],
  [`https://example.com/${'x'.repeat(2_000)}`, /at most 2000 fit/],
])('%.30s is no link', (address, why) => {
  expect(declared().refusal('add-link', { url: address })).toMatch(why);
});

test('twenty links are enough', () => {
  const world = declared();
  for (let count = 0; count < 20; count += 1) {
    world.when('add-link', { url: `https://example.com/${count}` });
  }
  expect(world.refusal('add-link', { url: 'https://example.com/more' })).toMatch(/has 20 links/);
});

test('a redacted link is gone from state, entries and search, with what was said of the same address before', () => {
  const world = declared();
  for (const title of ['Payroll', 'Payroll board', 'Payroll figures']) {
    world.when('add-link', { url, title });
  }
  const entry = world.state().linked?.[0] ?? '';
  world.when('redact', { entry }, { grants: ['operator'], by: { kind: 'operator', id: 'op' } });
  expect(onRecord(world)).toEqual([]);
  expect(JSON.stringify([world.state(), world.entries(), [...world.documents]])).not.toMatch(
    /Payroll|grafana/,
  );
});

test('where an older entry of a link is redacted, what was said of the same address later goes, too; other links stay', () => {
  const world = declared();
  world.when('add-link', { url, title: 'Payroll' });
  const [entry = ''] = world.state().linked ?? [];
  world.when('add-link', { url: 'https://example.com/other', title: 'Runbook' });
  for (const title of ['Payroll board', 'Payroll figures']) {
    world.when('add-link', { url, title });
  }
  world.when('redact', { entry }, { grants: ['operator'], by: { kind: 'operator', id: 'op' } });
  expect(onRecord(world)).toMatchObject([{ title: 'Runbook' }]);
  expect(JSON.stringify([world.state(), world.entries(), [...world.documents]])).not.toMatch(
    /Payroll|grafana/,
  );
});

const other = (wish: Parameters<typeof declared>[0] = {}) => ({
  ...declared({ title: 'Search is slow', ...wish }).state(),
  number: 7,
  id: 'i7',
});

function beside(seven: ReturnType<typeof other>, wish: Parameters<typeof declared>[0] = {}): World {
  const world = declared(wish);
  world.others.set('incident/i7', seven);
  return world;
}

test('incidents that have to do with each other know each other by number, once', () => {
  const world = beside(other());
  world.when('relate', { other: 'incident/i7' }, { by: bo });
  expect(world.state().related).toEqual([{ number: 7, incident: 'incident/i7' }]);
  expect(world.last.facts).toMatchObject([{ type: 'incident-related', data: { number: 7, mutual: true } }]);
  expect(world.refusal('relate', { other: 'incident/i7' })).toMatch(/linked here already/);
  world.when('record-related', { number: 7, incident: 'incident/i7' });
  expect(world.last.facts).toEqual([]);
  world.when('unrelate', { number: 7 });
  expect(world.state().related).toEqual([]);
  expect(world.refusal('unrelate', { number: 7 })).toMatch(/not linked here/);
  world.when('record-unrelated', { number: 7, incident: 'incident/i7' });
  expect(world.last.facts).toEqual([]);
});

test('a private incident is named in no other record, and tells no other one of itself', () => {
  const why = beside(other({ private: true })).refusal('relate', { other: 'incident/i7' });
  expect(why).toMatch(/INC-7 is private.*The other way round works: `\/incident INC-7 link INC-42`/);
  const hidden = beside(other(), { private: true });
  hidden.when('relate', { other: 'incident/i7' });
  expect(hidden.last.facts[0]?.data).not.toHaveProperty('mutual');
  const became = declared({ private: true });
  became.when('record-related', { number: 7, incident: 'incident/i7' });
  expect(became.last.facts).toEqual([]);
});

test('an incident has nothing to do with itself, nor with a drill', () => {
  const self = beside({ ...other(), id: declared().state().id });
  expect(self.refusal('relate', { other: 'incident/i7' })).toMatch(/itself/);
  expect(beside(other({ kind: 'drill' })).refusal('relate', { other: 'incident/i7' })).toMatch(/is a drill/);
});
