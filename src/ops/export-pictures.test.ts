import { ana, openHouse } from '../engine/fixtures/house.ts';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { openFileStore } from '../timeline/files.ts';
import { exportPictures, exportText } from './export.ts';

test('the pictures that the review names come with it; those that were erased are left out', async () => {
  const house = openHouse();
  const folder = temporaryFolder('pictures');
  const store = openFileStore({ dir: folder, maxBytes: 1_000 });
  const { incident } = await house.declare();
  const keep = async (query: string) => {
    const { sha256, size } = await store.put(new TextEncoder().encode(query));
    const picture = { id: sha256, name: `inc-1-graph-${query}.png`, mimetype: 'image/png', size, sha256 };
    const graph = {
      moment: 'resolved' as const,
      source: 'Prometheus',
      query,
      from: 0,
      to: 1,
      series: [],
      left: 0,
      marks: [],
      picture,
    };
    const asking = house.asking(ana, { source: { kind: 'effect', key: query } });
    await house.engine.handle({ type: 'record-graph', incident, wish: { title: query, graph }, asking });
    return sha256;
  };
  await keep('a');
  const gone = await keep('b');
  await store.erase(gone);
  const text = await exportText({ database: house.file, incident: 'INC-1', format: 'md' });
  expect(text).toContain('![a](inc-1-graph-a.png)');
  const pictures = await exportPictures({ database: house.file, incident: '1', files: store, text });
  expect(pictures.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
    ['inc-1-graph-a.png', 'a'],
  ]);
  await house.close();
});
