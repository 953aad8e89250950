// Lines that people type as a slash command.
import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { ackInTime } from './ack-in-time.ts';
import type { Asker } from './asks.ts';
import { carryLine } from './choose-incident.ts';
import { ephemeral, follow, offered, openModal, respondWith, type Said } from './give-answer.ts';
import { slashPayload } from './payloads.ts';
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
    await desk.meet(asker.user);
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
  const say = (said: Said) => respondWith(said, { respond, logger });
  const then = (said: Said) =>
    follow(said, { client, logger, say: (words) => say({ kind: 'private', ...words }) });
  const acks = {
    withResult: async (said: Said) => {
      await ('text' in said ? ack(ephemeral(said)) : ack());
      await then(said);
    },
    meanwhile: () => ack(ephemeral(STILL_WRITING)),
    late: async (said: Said) => {
      await say(said);
      await then(said);
    },
  };
  await ackInTime(work(), acks, desk.patience);
}

/** A form that cannot be opened now is offered by a button that opens it. */
export function asOffer({ answer, deed }: LineAnswer, line: string): Said {
  if (answer.kind === 'redraw') {
    return { kind: 'nothing' };
  }
  if (answer.kind !== 'modal') {
    return answer;
  }
  const value = carryLine({ line });
  return value === undefined || !deed
    ? { kind: 'private', text: answer.offer }
    : offered(answer.offer, { actionId: `${deed.name}:open`, value });
}
