// Shortcuts: on a message, and global ones.
import type { AllMiddlewareArgs, RespondFn, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import { ackInTime } from './ack-in-time.ts';
import { askingOf, incidentFor, messageOf } from './asks.ts';
import type { Answer, Ask, DeedContext } from './deed.ts';
import { openModal, respondWith, type Said } from './give-answer.ts';
import { type ShortcutPayload, shortcutPayload } from './payloads.ts';
import { asAnswer, type Outcome, runRecorded } from './run-deed.ts';
import type { Desk } from './run-line.ts';

/** By callback id, as manifest.yml calls them: Slack does not say their names. */
export const SHORTCUTS: Readonly<Record<string, string>> = {
  declare: 'Declare an incident',
  pin_to_timeline: 'Pin to timeline',
  make_task: 'Make a task',
  make_follow_up: 'Make a follow-up',
  declare_from_message: 'Declare from this',
};

type Args = SlackShortcutMiddlewareArgs & AllMiddlewareArgs;

/** Acknowledged after the commit; forms are opened before. */
export async function onShortcut(desk: Desk, { body, ack, respond, client, logger }: Args): Promise<void> {
  const used = shortcutPayload.parse(body);
  const work = async (): Promise<Said> => {
    await desk.meet(used.user.id);
    const outcome = await run(desk, used);
    if ('failed' in outcome) {
      logger.error(outcome.failed);
    }
    return openModal(asAnswer(outcome, desk.context), {
      client,
      trigger: used.trigger_id,
      logger,
      speechless: !used.response_url,
    });
  };
  const say = (said: Said) => respondWith(said, { respond: respond as RespondFn, logger });
  const acks = {
    withResult: async (said: Said) => {
      await ack();
      await say(said);
    },
    meanwhile: () => ack(),
    late: say,
  };
  await ackInTime(work(), acks, desk.patience);
}

async function run(desk: Desk, used: ShortcutPayload): Promise<Outcome<Answer>> {
  try {
    const ask = await askOf(desk.context, used);
    return await runRecorded(ask, used.callback_id, desk.context, (watched) =>
      handle(desk, used, ask, watched),
    );
  } catch (error) {
    return { failed: error };
  }
}

async function handle(desk: Desk, used: ShortcutPayload, ask: Ask, watched: DeedContext): Promise<Answer> {
  const { message, callback_id } = used;
  const deed = desk.deeds.find(
    (each) => each.messageShortcuts?.[callback_id] ?? each.shortcuts?.[callback_id],
  );
  const onMessage = deed?.messageShortcuts?.[callback_id];
  if (message && onMessage) {
    return onMessage(messageOf(watched, ask, { ...used, message }), watched);
  }
  const anywhere = deed?.shortcuts?.[callback_id];
  if (!anywhere) {
    throw new Error(`No deed takes the shortcut ${callback_id}.`);
  }
  return anywhere(ask, watched);
}

async function askOf(context: DeedContext, used: ShortcutPayload): Promise<Ask> {
  const channel = used.channel?.id ?? '';
  const incident = await incidentFor(context, used.user.id, { channel });
  return {
    asking: askingOf(context, {
      user: used.user.id,
      kind: 'shortcut',
      key: used.trigger_id,
      words: `the shortcut “${SHORTCUTS[used.callback_id]}”`,
    }),
    channel,
    ...(incident ? { incident } : {}),
    rest: '',
    canOpenModal: true,
  };
}
