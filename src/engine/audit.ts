// What was asked for outside any incident, and what came of it: a stream of its own, told by nobody and there for whoever asks.
import type { Fact } from '../incident/events.ts';
import type { Engine } from './engine-port.ts';
import type { WritePath } from './handle.ts';
import { receiptKey } from './idempotency.ts';
import { newEvent, record, refusalFact } from './recording.ts';
import { AUDIT } from './stream-names.ts';

export async function audit(path: WritePath, asked: Parameters<Engine['audit']>[0]): Promise<void> {
  const { command, asking } = asked;
  const key = receiptKey('record-answer', command, asking);
  await path.streams.change(AUDIT, async (view) => {
    const about = { stream: AUDIT, asking, now: path.now(), newId: path.newId };
    const { events } = record([factOf(asked)], view, about);
    return {
      add: {
        state: view.state,
        events: events.map(newEvent),
        ...(key === undefined ? {} : { idempotency: { key, receipt: null } }),
      },
      answer: () => undefined,
      repeated: () => undefined,
    };
  });
}

function factOf({ command, asking, answer, refused }: Parameters<Engine['audit']>[0]): Fact {
  if (refused !== undefined) {
    return refusalFact(command, asking, refused);
  }
  const line = asking.words ?? command;
  return { type: 'command-answered', data: { command }, content: { line, ...(answer ? { answer } : {}) } };
}
