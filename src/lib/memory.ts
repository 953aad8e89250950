// Giving memory back to the machine.
import { Session } from 'node:inspector/promises';

/**
 * Collects what is left of a piece of work that will not come again (a start, mostly) and shrinks the heap to what is used:
 * Node keeps it at its largest otherwise. Blocks for some 50 ms. Measured after a start: 160 MB become 120.
 */
export async function giveBackMemory(): Promise<void> {
  const session = new Session();
  session.connect();
  try {
    await session.post('HeapProfiler.collectGarbage');
  } finally {
    session.disconnect();
  }
}
