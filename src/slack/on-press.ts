// Buttons and selects: on cards and announcements, in private answers, on Home.
import type { AllMiddlewareArgs, RespondFn, SlackActionMiddlewareArgs } from '@slack/bolt';
import { ackInTime } from './ack-in-time.ts';
import { type Asker, askingOf, incidentFor } from './asks.ts';
import { type CarriedLine, CHOOSE, readCarriedLine } from './choose-incident.ts';
import type { Answer, Deed, DeedContext, Press } from './deed.ts';
import { readMetadata } from './forms.ts';
import { follow, openModal, respondWith, type Said } from './give-answer.ts';
import { type PressPayload, pressPayload } from './payloads.ts';
import { unpack } from './press-values.ts';
import { asAnswer, runRecorded } from './run-deed.ts';
import { type Desk, runLine } from './run-line.ts';

type Args = SlackActionMiddlewareArgs & AllMiddlewareArgs;

/** Acknowledged after the commit; what there is to say follows through the response URL. */
export async function onPress(desk: Desk, { body, ack, respond, client, logger }: Args): Promise<void> {
  const pressed = pressPayload.parse(body);
  const action = pressed.actions[0]!;
  const chosen = action.actionId.startsWith(CHOOSE);
  const work = async (): Promise<Said> => {
    await desk.meet(pressed.user.id);
    const { answer, failed } = await answerOf(desk, pressed, action);
    if (failed) {
      logger.error(failed);
    }
    return openModal(answer, {
      client,
      trigger: pressed.trigger_id,
      logger,
      speechless: !pressed.response_url,
      ...(pressed.view?.type === 'modal' ? { on: pressed.view } : {}),
    });
  };
  const how = { respond: respond as RespondFn, logger, thread: threadOf(pressed) };
  const say = async (said: Said) => {
    await respondWith(said, { ...how, chosen });
    // A message of its own: what was answered stands.
    await follow(said, { client, logger, say: (words) => respondWith({ kind: 'private', ...words }, how) });
  };
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

type Action = PressPayload['actions'][number];
type Answered = { answer: Answer; failed?: unknown };

async function answerOf(desk: Desk, pressed: PressPayload, action: Action): Promise<Answered> {
  const asker: Asker = {
    user: pressed.user.id,
    kind: 'button',
    key: `${pressed.trigger_id}/${action.actionId}`,
    words: action.label ? `the button “${action.label}”` : 'a button',
  };
  const line = readCarriedLine(action.value);
  const handler = handlerOf(desk.deeds, action.actionId);
  if (line && (action.actionId.startsWith(CHOOSE) || action.actionId.endsWith(':open'))) {
    return runCarried(desk, asker, pressed, line);
  }
  if (!handler) {
    return { answer: { kind: 'nothing' } };
  }
  try {
    const press = await pressOf(desk.context, asker, pressed, action);
    const outcome = await runRecorded(press, action.actionId, desk.context, (watched) =>
      handler(press, watched),
    );
    return {
      answer: asAnswer(outcome, desk.context),
      ...('failed' in outcome ? { failed: outcome.failed } : {}),
    };
  } catch (error) {
    return { answer: asAnswer({ failed: error }, desk.context), failed: error };
  }
}

/** A line that was typed before: chosen an incident for, or offered as a form. */
function runCarried(desk: Desk, asker: Asker, pressed: PressPayload, { line, incident }: CarriedLine) {
  const words = `/${desk.context.policy.command} ${line}`;
  const where = {
    channel: channelOf(pressed),
    canOpenModal: true,
    ...(incident ? { chosen: incident } : {}),
  };
  return runLine(desk, { ...asker, words }, where, line);
}

/** The thread of a reply. A message that has replies names itself as their thread; its own answers belong in the channel. */
function threadOf({ message, container }: PressPayload): string | undefined {
  return message?.thread_ts === container?.message_ts ? undefined : message?.thread_ts;
}

const channelOf = (pressed: PressPayload) => pressed.channel?.id ?? pressed.container?.channel_id ?? '';

/** The button's incident: the one its value or its form names, else the channel's. */
async function pressOf(
  context: DeedContext,
  asker: Asker,
  pressed: PressPayload,
  action: Action,
): Promise<Press> {
  const channel = channelOf(pressed);
  const ts = pressed.container?.message_ts;
  const thread = threadOf(pressed);
  const named = unpack(action.value).incident ?? readMetadata(pressed.view?.private_metadata ?? '').incident;
  const incident = await incidentFor(context, asker.user, { channel, ...(named ? { stream: named } : {}) });
  const onMessage = ts !== undefined && !pressed.container?.is_ephemeral;
  return {
    asking: askingOf(context, asker),
    channel,
    ...(thread ? { thread } : {}),
    ...(incident ? { incident } : {}),
    rest: '',
    canOpenModal: true,
    actionId: action.actionId,
    value: action.value,
    ...(onMessage ? { message: { team: context.team, channel, ts } } : {}),
  };
}

/** The handler of an action id; a trailing `*` matches any ending. Exact names win. */
export function handlerOf(deeds: readonly Deed[], actionId: string) {
  const all = deeds.flatMap((deed) => Object.entries(deed.buttons ?? {}));
  const exact = all.find(([name]) => name === actionId);
  const open = all.find(([name]) => name.endsWith('*') && actionId.startsWith(name.slice(0, -1)));
  return (exact ?? open)?.[1];
}
