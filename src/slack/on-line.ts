// Lines that people type: the slash command, and mentions of the bot in channels and threads.
import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { ackInTime } from './ack-in-time.ts';
import type { Asker } from './asks.ts';
import { carryLine } from './choose-incident.ts';
import { ephemeral, offered, openModal, respondWith, type Said, whisper } from './give-answer.ts';
import { instantOf, slackId } from './ids.ts';
import { mentionPayload, slashPayload } from './payloads.ts';
import { type Desk, type LineAnswer, runLine } from './run-line.ts';

const STILL_WRITING = { kind: 'private', text: 'Still writing this down; the answer follows here.' } as const;

/** Acknowledged after the commit, with the answer or the refusal in the acknowledgement itself. */
export async function onSlash(
  desk: Desk,
  { body, ack, respond, client, logger }: SlackCommandMiddlewareArgs & AllMiddlewareArgs,
): Promise<void> {
  const asked = slashPayload.parse(body);
  const text = asked.text.trim();
  const asker: Asker = {
    user: asked.user_id,
    kind: 'command',
    key: asked.trigger_id,
    words: `/${desk.context.policy.command} ${text}`.trim(),
  };
  const work = async (): Promise<Said> => {
    const found = await runLine(desk, asker, { channel: asked.channel_id, canOpenModal: true }, text);
    if (found.failed) {
      logger.error(found.failed);
    }
    return openModal(found.answer, {
      client,
      trigger: asked.trigger_id,
      logger,
      instead: asOffer(found, text),
    });
  };
  await ackInTime(work(), {
    withResult: (said) => ('text' in said ? ack(ephemeral(said)) : ack()),
    meanwhile: () => ack(ephemeral(STILL_WRITING)),
    late: (said) => respondWith(said, { respond, logger }),
  });
}

/** Mentions have no trigger: a modal is offered by a button. Told twice, a mention is answered once. */
export function mentionListener(desk: Desk) {
  const heard = new Set<string>();
  return async ({ event, client, logger }: SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs) => {
    const said = mentionPayload.parse(event);
    const text = commandIn(said.text, desk.context.botUser);
    const { user, channel, ts } = said;
    if (text === undefined || !user || said.bot_id || said.edited || !firstTime(heard, `${channel}/${ts}`)) {
      return;
    }
    const asker: Asker = {
      user,
      kind: 'mention',
      key: `slack:${desk.context.team}/${channel}/${ts}`,
      words: `@firescribe ${text}`.trim(),
      at: instantOf(ts),
    };
    const thread = said.thread_ts;
    const where = { channel, canOpenModal: false, ...(thread ? { thread } : {}) };
    const found = await runLine(desk, asker, where, text);
    if (found.failed) {
      logger.error(found.failed);
      heard.delete(`${channel}/${ts}`);
    }
    const answer = found.answer.kind === 'modal' ? asOffer(found, text) : found.answer;
    await whisper(answer, { client, channel, user, logger, ...(thread ? { thread } : {}) });
  };
}

/** What follows the mention, where the message begins with it. */
export function commandIn(text: string, botUser: string): string | undefined {
  const mention = new RegExp(`^\\s*<@${slackId(botUser)}(?:\\|[^>]*)?>[\\s,:]*`);
  return mention.test(text) ? text.replace(mention, '').trim() : undefined;
}

function asOffer({ answer, deed }: LineAnswer, line: string): Said {
  if (answer.kind !== 'modal') {
    return answer;
  }
  const value = carryLine({ line });
  return value === undefined || !deed
    ? { kind: 'private', text: answer.offer }
    : offered(answer.offer, { actionId: `${deed.name}:open`, value });
}

const REMEMBERED = 500;

/** Events come more than once (Slack's docs, "The Events API"); the latest few hundred are remembered. */
function firstTime(heard: Set<string>, key: string): boolean {
  if (heard.has(key)) {
    return false;
  }
  heard.add(key);
  const oldest = heard.values().next().value;
  if (heard.size > REMEMBERED && oldest !== undefined) {
    heard.delete(oldest);
  }
  return true;
}
