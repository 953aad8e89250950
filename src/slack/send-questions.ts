// Performs what concerns questions: sends all of one person's in one message while they work, and keeps that message true.
import { z } from 'zod';
import type { Performer } from '../engine/performer.ts';
import type { CommandType, Wish } from '../incident/commands.ts';
import type { AskedQuestion, Unaskable } from '../incident/question-values.ts';
import { reviewOf } from '../incident/review-state.ts';
import type { Incident } from '../incident/state.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { nextWorkingHour } from '../workflows/working-hours.ts';
import { type Post, section } from './blocks.ts';
import { permalinkOf, slackId } from './ids.ts';
import { update } from './posting.ts';
import { privately } from './private-words.ts';
import { shownQuestion } from './question-evidence.ts';
import { questionsMessage } from './questions-direct.ts';
import { type Attempt, incidentOf, ownAsking, type Stage } from './stage.ts';
import { unaskable } from './who-is-asked.ts';

const questionsOf = (incident: Incident, to: string): AskedQuestion[] =>
  (reviewOf(incident)?.asked?.questions ?? []).filter((one) => one.to.id === to);

async function messageFor(stage: Stage, incident: Incident, to: string): Promise<Post> {
  const { teamUrl } = stage.session.identity();
  const context = {
    engine: stage.engine,
    permalink: (...[place, thread]: [Parameters<typeof permalinkOf>[1], string?]) =>
      permalinkOf(teamUrl, place, thread),
  };
  const shown = questionsOf(incident, to).map((one) => shownQuestion(context, incident, one));
  return questionsMessage(incident, await Promise.all(shown), stage.policy.reviewWord);
}

function tellEngine<T extends CommandType>(stage: Stage, effect: Attempt, type: T, wish: Wish<T>) {
  return stage.engine.handle({
    type,
    incident: effect.stream,
    wish,
    asking: ownAsking(stage, effect, type),
  });
}

const memberPage = z.object({
  members: z.array(z.string()),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** Whether they are in the channel now. @throws VendorError */
async function isMember(stage: Stage, channel: string, user: string): Promise<boolean> {
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const more: { cursor?: string } = cursor ? { cursor } : {};
    const page: z.infer<typeof memberPage> = await stage.slack.call(
      'conversations.members',
      { channel, limit: 200, ...more },
      memberPage,
    );
    if (page.members.includes(slackId(user))) {
      return true;
    }
    cursor = page.response_metadata?.next_cursor || undefined;
  }
  return false;
}

/** Codes that say: this account takes no messages. */
const CLOSED = new Set(['user_disabled', 'user_not_found', 'cannot_dm_bot', 'messages_tab_disabled']);

async function whyNot(stage: Stage, incident: Incident, to: string): Promise<Unaskable | undefined> {
  const why = unaskable(await stage.directory.lookAgain(stage.slack, to));
  if (why || !incident.private) {
    return why;
  }
  const { channel } = incident;
  return channel && (await isMember(stage, channel.id, to)) ? undefined : 'not-in-channel';
}

export function questionsPerformer(stage: Stage): Performer<'questions.send'> {
  const tell = privately(stage);
  return async (effect) => {
    const { to } = effect.payload;
    const incident = await incidentOf(stage, effect.stream);
    const unsent = (why: Unaskable) => tellEngine(stage, effect, 'record-questions-unsent', { to, why });
    const why = await whyNot(stage, incident, to).catch((error: unknown) => {
      tell.later(effect);
      throw error;
    });
    if (why) {
      await unsent(why);
      return;
    }
    const now = stage.clock.now();
    const zone = stage.directory.zone(to) ?? incident.zone;
    const until = nextWorkingHour(now, zone, stage.policy.workingHours);
    if (until > now) {
      await tellEngine(stage, effect, 'postpone-questions', { to, until });
      return;
    }
    try {
      const place = await tell(effect, to, await messageFor(stage, incident, to));
      await (place ? tellEngine(stage, effect, 'record-questions-sent', { to, place }) : unsent('unclear'));
    } catch (error) {
      if (!(error instanceof VendorError && CLOSED.has(error.code))) {
        throw error;
      }
      await unsent('deactivated');
    }
  };
}

/** What stands with somebody who is not of an incident that is private now. */
function hidden({ number }: Incident): Post {
  const text = `INC-${number} is private now, and you are not in its channel: there is nothing to answer here.`;
  return { text, blocks: [section(text)] };
}

/** Where it never arrived there is nothing to bring up to date. */
export function questionsRefresher(stage: Stage): Performer<'questions.refresh'> {
  return async (effect) => {
    const { to } = effect.payload;
    const incident = await incidentOf(stage, effect.stream);
    const place = questionsOf(incident, to).find((one) => one.place)?.place;
    if (place) {
      const away = incident.private && (await whyNot(stage, incident, to)) === 'not-in-channel';
      const words = away ? hidden(incident) : await messageFor(stage, incident, to);
      await update(stage, place, words, { effect: effect.key }, 'refresh');
    }
  };
}
