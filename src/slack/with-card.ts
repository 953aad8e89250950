// Waiting for the card, so that it is the first thing in its channel.
import type { Incident } from '../incident/state.ts';
import { patienceOf } from '../lib/patience.ts';
import { incidentOf, type Stage } from './stage.ts';

/** How long the card, which is on its way, is waited for, so that it comes first. Wire time. */
export const CARD_WAIT_MS = 3_000;

/** The incident with its card, if that comes in time. */
export async function withCard(stage: Stage, stream: string): Promise<Incident> {
  const heard = cardPosted(stage, stream);
  try {
    const incident = await incidentOf(stage, stream);
    if (!incident.channel || incident.channelLost || incident.card || incident.kind === 'imported') {
      return incident;
    }
    await heard.soon;
    return await incidentOf(stage, stream);
  } finally {
    heard.end();
  }
}

function cardPosted(stage: Stage, stream: string): { soon: Promise<void>; end: () => void } {
  let end: () => void = () => undefined;
  const soon = new Promise<void>((resolve) => {
    const stopWaiting = patienceOf(CARD_WAIT_MS)(resolve);
    const stop = stage.engine.onCommit((events) => {
      if (events.some((event) => event.type === 'card-posted' && event.stream === stream)) {
        resolve();
      }
    });
    end = () => {
      stopWaiting();
      stop();
    };
  });
  return { soon, end };
}
