// How doctor tries a bridge: it opens a meeting that nobody is told of, and takes it away again.
import { randomUUID } from 'node:crypto';
import type { Bridges } from './port.ts';

export async function tryBridge(port: Bridges): Promise<undefined> {
  const { id } = await port.open({
    key: `firescribe-doctor-${randomUUID()}`,
    topic: 'Firescribe: trying bridges',
    chat: { team: 'none', channel: 'none' },
    again: false,
  });
  await port.end(id);
}
