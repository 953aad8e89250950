import { fileEraser } from './erase-files.ts';
import { bo, type House, openHouse } from './fixtures/house.ts';

let house: House;

beforeEach(() => {
  house = openHouse();
});

afterEach(() => house.close());

const draftOf = (name: string) => ({
  canvas: `${name}-canvas`,
  markdown: 'the same in both',
  json: `${name}-json`,
  log: `${name}-log`,
});

test('a newer draft replaces the one before', async () => {
  const { incident } = await house.declare();
  const draft = (name: string) =>
    house.engine.handle({
      type: 'record-draft',
      incident,
      wish: { cycle: 1, files: draftOf(name), entries: { used: 1, notUsed: 0 } },
      asking: house.asking(bo),
    });
  await draft('first');
  const second = await draft('second');
  const erased: string[] = [];
  const erase = fileEraser({
    engine: house.engine,
    files: { erase: async (digest) => void erased.push(digest) },
  });
  const event = second.events[0]?.id ?? '';
  await erase({ kind: 'file.erase', key: 'k', stream: incident, payload: { event }, attempt: 1 });
  expect(erased).toEqual(['first-canvas', 'first-json', 'first-log']);
});

test('with the words go the drafts made before, but not what a later draft has, too', async () => {
  const { incident } = await house.declare();
  const handle = <T extends Parameters<typeof house.engine.handle>[0]['type']>(
    type: T,
    wish: Parameters<typeof house.engine.handle<T>>[0]['wish'],
  ) => house.engine.handle({ type, incident, wish, asking: house.asking(bo) });
  const note = await handle('add-note', { text: 'the token is hunter2' });
  const draft = (name: string) =>
    handle('record-draft', { cycle: 1, files: draftOf(name), entries: { used: 1, notUsed: 0 } });
  await draft('first');
  const redaction = await handle('redact', { entry: note.events[0]?.id });
  await draft('second');
  const erased: string[] = [];
  const erase = fileEraser({
    engine: house.engine,
    files: { erase: async (digest) => void erased.push(digest) },
  });
  const event = redaction.events[0]?.id ?? '';
  const done = () =>
    erase({ kind: 'file.erase', key: 'k', stream: incident, payload: { event }, attempt: 1 });
  await done();
  // Its log says what to look for in what people wrote; it stays until that is done.
  expect(erased.splice(0)).toEqual(['first-canvas', 'first-json']);
  const through = (await house.engine.questions.incident(incident, { kind: 'operator' }))?.erased?.version;
  await handle('record-sifted', { through: through ?? 0, left: 0, salt: '', out: [] });
  await done();
  expect(erased).toContain('first-log');
  expect(erased).not.toContain('the same in both');
});

test('what is kept of a publication stays whatever is drafted, until another is kept', async () => {
  const { incident } = await house.declare();
  const handle = <T extends Parameters<typeof house.engine.handle>[0]['type']>(
    type: T,
    wish: Parameters<typeof house.engine.handle<T>>[0]['wish'],
  ) => house.engine.handle({ type, incident, wish, asking: house.asking(bo) });
  const erased: string[] = [];
  const erase = fileEraser({
    engine: house.engine,
    files: { erase: async (digest) => void erased.push(digest) },
  });
  const keep = (name: string) =>
    handle('record-kept', {
      because: 'e1',
      edition: {
        ...{ cycle: 1, draft: 1, review: 'e0', pictures: [], written: true },
        files: { markdown: `${name}-words`, log: `${name}-log` },
      },
    });
  await handle('record-draft', { cycle: 1, files: draftOf('first'), entries: { used: 1, notUsed: 0 } });
  await keep('first');
  const second = await handle('record-draft', {
    ...{ cycle: 1, files: draftOf('second'), entries: { used: 1, notUsed: 0 } },
  });
  const payload = { event: second.events[0]?.id ?? '' };
  const done = () => erase({ kind: 'file.erase', key: 'k', stream: incident, payload, attempt: 1 });
  await done();
  expect(erased.splice(0)).toEqual(['first-canvas', 'first-json']);
  await keep('second');
  await done();
  expect(erased).toEqual(expect.arrayContaining(['first-words', 'first-log']));
  expect(erased).not.toContain('second-log');
});
