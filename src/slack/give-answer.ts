// How an answer reaches the person: a modal opened in time, an ephemeral message, a message replaced.
import type { Logger, RespondArguments, RespondFn } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { button, row, section } from './blocks.ts';
import type { Answer } from './deed.ts';
import { notice } from './forms.ts';

/** What is left to say once modals are open. */
export type Said = Exclude<Answer, { kind: 'modal' }> | { kind: 'opened' };

/** A private message with one button that opens the modal. */
export function offered(offer: string, open: { actionId: string; value: string }): Said {
  return {
    kind: 'private',
    text: offer,
    blocks: [section(offer), row('offer', [button('Open the form', open.actionId, open.value)])],
  };
}

/**
 * Opens the modal while the trigger lives (3 s, once). Where there is nowhere to write to (`speechless`: Home, global
 * shortcuts), words come as a modal too. The one network call before an acknowledgement.
 */
export async function openModal(
  answer: Answer,
  how: { client: WebClient; trigger: string; speechless?: boolean; logger: Logger; instead?: Said },
): Promise<Said> {
  const view = modalOf(answer, how.speechless ?? false);
  if (!view) {
    return answer as Said;
  }
  try {
    await how.client.views.open({ trigger_id: how.trigger, view });
    return { kind: 'opened' };
  } catch (error) {
    how.logger.error(error);
    return how.instead ?? { kind: 'private', text: NOT_OPENED };
  }
}

const NOT_OPENED = 'Slack did not open the form in time, and nothing was changed. Try it once more.';

function modalOf(answer: Answer, speechless: boolean): ModalView | undefined {
  if (answer.kind === 'modal') {
    return answer.view;
  }
  if (speechless && (answer.kind === 'private' || answer.kind === 'replace')) {
    const words = notice('Firescribe', answer.text);
    return answer.blocks ? { ...words, blocks: answer.blocks } : words;
  }
  return undefined;
}

/** An ephemeral message's arguments. Blocks leave the text to notifications. */
export function ephemeral(said: { text: string; blocks?: KnownBlock[] }) {
  return {
    response_type: 'ephemeral' as const,
    text: said.text,
    ...(said.blocks ? { blocks: said.blocks } : {}),
  };
}

/** Answers a press or a shortcut through its response URL, once it is acknowledged. */
export async function respondWith(
  said: Said,
  how: { respond: RespondFn; logger: Logger; thread?: string; chosen?: boolean },
): Promise<void> {
  const message = responseOf(said, how.chosen ?? false);
  if (!message) {
    return;
  }
  try {
    await how.respond({
      ...message,
      ...(how.thread && !message.replace_original ? { thread_ts: how.thread } : {}),
    });
  } catch (error) {
    how.logger.error(error);
  }
}

/** `chosen`: the message was a question that has been answered, and gives way to what came of it. */
function responseOf(said: Said, chosen: boolean): RespondArguments | undefined {
  if (said.kind === 'nothing' || said.kind === 'opened') {
    return chosen ? { delete_original: true } : undefined;
  }
  return { ...ephemeral(said), replace_original: chosen || said.kind === 'replace' };
}

/** Words for one person in a channel; where the bot cannot speak there, as a direct message. */
export async function whisper(
  said: Said,
  to: { client: WebClient; channel: string; user: string; thread?: string; logger: Logger },
): Promise<void> {
  if (said.kind === 'nothing' || said.kind === 'opened') {
    return;
  }
  const words = { text: said.text, ...(said.blocks ? { blocks: said.blocks } : {}) };
  try {
    await to.client.chat.postEphemeral({
      channel: to.channel,
      user: to.user,
      ...(to.thread ? { thread_ts: to.thread } : {}),
      ...words,
    });
  } catch (error) {
    // Usual where a shortcut was used: the bot is no member of every channel.
    to.logger.debug(error);
    await to.client.chat
      .postMessage({ channel: to.user, ...words })
      .catch((second: unknown) => to.logger.error(second));
  }
}
