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
  await erase({ kind: 'file.erase', key: 'k', stream: incident, payload: { event }, attempt: 1 });
  expect(erased).toEqual(['first-canvas', 'first-json', 'first-log']);
});
