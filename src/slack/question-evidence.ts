// The moments that a question is about: where they stand, and whether their words are still there.
import type { IncidentEvent } from '../incident/events.ts';
import type { AskedQuestion } from '../incident/question-values.ts';
import type { Incident } from '../incident/state.ts';
import type { DeedContext } from './deed.ts';
import { streamOf } from './ids.ts';

type Context = Pick<DeedContext, 'permalink'> & {
  engine: { questions: Pick<DeedContext['engine']['questions'], 'event' | 'message'> };
};

/** `gone`: its author deleted it, or it was redacted. */
type Moment = { link?: string; gone: boolean };

async function momentOf({ engine, permalink }: Context, incident: Incident, id: string): Promise<Moment> {
  const event = await engine.questions.event(id);
  if (!event || event.erased) {
    return { gone: true };
  }
  if (event.type !== 'message-posted') {
    return { gone: false, ...onCard(event, incident, permalink) };
  }
  const { place, thread } = event.data;
  const facts = await engine.questions.message(streamOf(incident), place);
  const gone = facts?.deleted === true || facts?.redacted === true;
  return gone ? { gone } : { gone, link: permalink(place, thread) };
}

/** What is no message of the channel stands on the card. */
function onCard(
  event: IncidentEvent,
  { card }: Incident,
  permalink: DeedContext['permalink'],
): { link?: string } {
  const place = event.type === 'evidence-copied' ? event.data.place : card;
  return place ? { link: permalink(place) } : {};
}

export type Moments = { links: string[]; gone: boolean };

export async function momentsOf(
  context: Context,
  incident: Incident,
  evidence: readonly string[],
): Promise<Moments> {
  const moments = await Promise.all(evidence.map((id) => momentOf(context, incident, id)));
  const links = [...new Set(moments.flatMap(({ link }) => link ?? []))];
  return { links, gone: moments.some(({ gone }) => gone) };
}

export type ShownQuestion = AskedQuestion & { words?: string; links: string[] };

/** A question as it may be shown: without words where those that it asks about are gone. */
export async function shownQuestion(
  context: Context,
  incident: Incident,
  question: AskedQuestion,
): Promise<ShownQuestion> {
  const asked = await context.engine.questions.event(question.question);
  const { links, gone } = await momentsOf(context, incident, question.evidence);
  const words = asked?.type === 'question-asked' && !gone ? asked.content?.text : undefined;
  return { ...question, links, ...(words === undefined ? {} : { words }) };
}
