import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTimeline } from './sqlite.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'timeline-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('what was appended is there after a restart', async () => {
  const file = join(dir, 'a.db');
  const before = openTimeline({ file });
  const event = {
    ...{ id: 'e1', type: 'message.posted', v: 1, occurredAt: 1, recordedAt: 2, actor: 'Ana' },
    ...{ source: { kind: 'test', key: '1' }, data: {}, content: { text: 'checkout is down' } },
  };
  const result = await before.append({ stream: 's', expectedVersion: 0, events: [event], at: 2 });
  await before.close();
  const after = openTimeline({ file });
  expect(await after.readStream('s')).toEqual(result.ok && result.events);
  expect(await after.verify()).toEqual({ events: 1, streams: 1, problems: [] });
  await after.close();
});
