// Our own sentences about what was redacted, written anew without the words: in the channel, and under the announcement.
import type { Performer } from '../engine/performer.ts';
import type { IncidentEvent, Recorded } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import { saidAbout } from '../workflows/say-changes.ts';
import { renderReply } from './announcement.ts';
import { renderMessage } from './messages.ts';
import { findPosted, update } from './posting.ts';
import { eventOf, incidentOf, type Stage } from './stage.ts';

type Posted = Recorded<'fact-posted'>['data'];

/** Messages of ours by the fact that they are about. */
function postsOf(events: readonly IncidentEvent[], facts: ReadonlySet<string>): Map<string, Posted[]> {
  const posts = new Map<string, Posted[]>();
  for (const event of events) {
    if (event.type === 'fact-posted' && facts.has(event.data.fact)) {
      const { fact } = event.data;
      posts.set(fact, [...(posts.get(fact) ?? []), event.data]);
    }
  }
  return posts;
}

async function inChannel(
  stage: Stage,
  incident: Incident,
  event: IncidentEvent,
  posts: readonly Posted[],
): Promise<void> {
  for (const { place, beside } of posts) {
    const about = beside ?? saidAbout(event) ?? 'correction';
    const words = renderMessage(about, event, incident, stage);
    if (words) {
      await update(stage, place, words, { fact: event.id }, 'now');
    }
  }
}

const TOLD_OUTSIDE: ReadonlySet<IncidentEvent['type']> = new Set([
  'status-changed',
  'severity-changed',
  'update-posted',
  'workflow-ran',
] as const);

/** Large changes, updates and what workflows say are told there, and each carries the effect that its event caused. */
async function underAnnouncement(stage: Stage, incident: Incident, event: IncidentEvent): Promise<void> {
  const { announcement } = incident;
  if (!announcement || !TOLD_OUTSIDE.has(event.type)) {
    return;
  }
  const thread = { channel: announcement.channel, thread: announcement.ts };
  for (const end of endsOf(event)) {
    const isAbout = ({ effect }: Record<string, unknown>) =>
      String(effect).startsWith(`${event.id}/`) && String(effect).endsWith(end);
    const found = await findPosted(stage, thread, isAbout);
    if (found) {
      const place = { ...announcement, ts: found.ts };
      await update(stage, place, renderReply(event, incident), { effect: String(found.mark.effect) }, 'now');
    }
  }
}

/** How the keys of what an event has said there end: a workflow may say several things. */
const endsOf = (event: IncidentEvent): string[] =>
  event.type === 'workflow-ran'
    ? event.data.does.filter((act) => act.do === 'announce').map((_act, ordinal) => `/${ordinal}`)
    : [''];

/** The events are read as they are now, without what was erased. Messages that are gone need nothing. */
export function withdrawWordsPerformer(stage: Stage): Performer<'words.withdraw'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    const redaction = await eventOf(stage, effect.payload.event, 'entry-redacted');
    const erased = new Set(redaction.data.events);
    const events = await stage.engine.questions.events(effect.stream);
    const posts = postsOf(events, erased);
    for (const event of events.filter(({ id }) => erased.has(id))) {
      await inChannel(stage, incident, event, posts.get(event.id) ?? []);
      await underAnnouncement(stage, incident, event);
    }
  };
}
