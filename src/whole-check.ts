// What follows where a large record turns out to be damaged while the app already runs: people hear of it, and nothing more is written.
import type { Outbox } from './engine/outbox.ts';
import type { Log } from './lib/log.ts';
import { awaited, patienceOf } from './lib/patience.ts';

/** So long Slack has to take the word to the operators; after that writing it down is over. */
const TELL_MS = 10_000;

type Running = {
  record: {
    /** Resolves with what to do where the file is damaged. */
    checkWhole(): Promise<string | undefined>;
    refuseWrites(why: string): void;
  };
  outbox: Pick<Outbox, 'idle'>;
  log: Log;
  /** Says it in the operators' channel. */
  tell: (text: string) => Promise<void>;
};

/** Never rejects. */
export async function checkWholeRecord({ record, outbox, log, tell }: Running): Promise<void> {
  try {
    const damage = await record.checkWhole();
    if (damage === undefined) {
      return;
    }
    log.error({}, `${damage} Until then nothing is recorded any more.`);
    await tell(`${damage} Until then nothing is recorded any more.`)
      .then(() => awaited(outbox.idle(), patienceOf(TELL_MS)))
      .catch((error: unknown) => log.error({ error }, 'The operators could not be told.'));
    record.refuseWrites(damage);
  } catch (error) {
    log.error({ error }, 'The record could not be checked whole; the next start tries again.');
  }
}
