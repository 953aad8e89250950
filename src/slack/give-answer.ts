// How an answer reaches the person: a modal opened in time, an ephemeral message, a message replaced.
import type { Logger, RespondArguments, RespondFn } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { button, row, section } from './blocks.ts';
import type { Answer, Later, Words } from './deed.ts';
import { notice } from './forms.ts';

type Opened = { kind: 'opened'; view?: { id: string; hash?: string }; later?: Later<ModalView> };

/** What is left to say once modals are open. */
export type Said = Exclude<Answer, { kind: 'modal' | 'redraw' }> | Opened;

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
  how: {
    client: WebClient;
    trigger: string;
    speechless?: boolean;
    logger: Logger;
    instead?: Said;
    /** The modal that a button was pressed on; none on Home. */
    on?: { id: string };
  },
): Promise<Said> {
  if (answer.kind === 'redraw') {
    return redraw(answer.view, how);
  }
  const view = modalOf(answer, how.speechless ?? false);
  if (!view) {
    return answer as Said;
  }
  try {
    // On top of the form that it was pressed on, which keeps what was typed.
    const show = how.on ? how.client.views.push : how.client.views.open;
    const { view: made } = await show({ trigger_id: how.trigger, view });
    const opened = made?.id ? { view: { id: made.id, ...(made.hash ? { hash: made.hash } : {}) } } : {};
    const later = answer.kind === 'modal' && answer.later ? { later: answer.later } : {};
    return { kind: 'opened', ...opened, ...later };
  } catch (error) {
    how.logger.error(error);
    return how.instead ?? { kind: 'private', text: NOT_OPENED };
  }
}

async function redraw(
  view: ModalView,
  { client, logger, on }: { client: WebClient; logger: Logger; on?: { id: string } },
): Promise<Said> {
  if (on) {
    await client.views.update({ view_id: on.id, view }).catch((error: unknown) => logger.error(error));
  }
  return { kind: 'nothing' };
}

/** Codes that say: the form was sent, closed or changed meanwhile. */
const PASSED = new Set(['not_found', 'hash_conflict', 'view_closed']);

/**
 * Brings what follows an answer by itself. Called once the answer is acknowledged and given; never rejects. The form takes it
 * up only where it still is as it was opened.
 */
export async function follow(
  said: Said,
  by: { client?: WebClient; logger: Logger; say: (words: Words) => Promise<void> },
): Promise<void> {
  try {
    if (said.kind === 'private' && said.later) {
      await by.say(await said.later());
    } else if (said.kind === 'opened' && said.later && said.view && by.client) {
      const { id, hash } = said.view;
      const view = await said.later();
      await by.client.views.update({ view_id: id, ...(hash ? { hash } : {}), view });
    }
  } catch (error) {
    const code = (error as { data?: { error?: string } }).data?.error ?? '';
    (PASSED.has(code) ? by.logger.debug : by.logger.error).call(by.logger, error);
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
