// Tells the operators that the disk fills up before nothing can be recorded any more.
import type { LastTold } from './engine/last-told.ts';
import type { Log } from './lib/log.ts';

const MB = 1024 * 1024;
/** The words of some hundred thousand messages, and time to look after it. */
const LOW_BYTES = 200 * MB;
/** Around the limit it is not said again and again. */
const ENOUGH_BYTES = 2 * LOW_BYTES;
const ABOUT = 'room';

type Watching = {
  folder: string;
  /** Free bytes. */
  roomLeft: (folder: string) => Promise<number>;
  told: LastTold;
  /** Says it in the operators' channel. */
  tell: (text: string) => Promise<void>;
  log: Log;
};

/** Returns how to look; it is told once, also over restarts, until there was enough again. */
export function roomWatch({ folder, roomLeft, told, tell, log }: Watching): () => Promise<void> {
  let seen: 'low' | 'enough' | undefined;
  return async () => {
    const free = await roomLeft(folder);
    const now = free < LOW_BYTES ? 'low' : free >= ENOUGH_BYTES ? 'enough' : seen;
    if (now === seen || now === undefined) {
      return;
    }
    seen = now;
    const before = await told.of(ABOUT);
    if (now === 'low') {
      const text = `Only ${Math.floor(free / MB)} MB are free on the disk of ${folder}. When it is full, nothing is recorded any more: no message, no alert, no command. Free some space, or move DATA_DIR to another disk.`;
      log.error({ free }, text);
      if (before !== now) {
        await tell(text);
      }
    }
    if (before !== undefined || now === 'low') {
      await told.note(ABOUT, now);
    }
  };
}
