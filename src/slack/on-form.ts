// Forms that are sent: what was filled in goes to its deed; refusals come back beside the field they belong to.
import type {
  AllMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewResponseAction,
  ViewSubmitAction,
} from '@slack/bolt';
import { ackInTime } from './ack-in-time.ts';
import { askingOf, incidentFor } from './asks.ts';
import { section, context as small } from './blocks.ts';
import type { Submission, SubmissionAnswer } from './deed.ts';
import { formAgain, typedTexts } from './form-again.ts';
import { readValues } from './form-values.ts';
import { notice, readMetadata } from './forms.ts';
import { whisper } from './give-answer.ts';
import { submissionPayload } from './payloads.ts';
import { failureWords, type Outcome, runRecorded } from './run-deed.ts';
import type { Desk } from './run-line.ts';
import { sentence } from './sentence.ts';

type Sent = ReturnType<typeof submissionPayload.parse>;
type Args = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

const WAITING = notice(
  'Writing it down',
  'This is taking longer than usual. The result appears here; if it does not work out, what you filled in comes back.',
);

/** Acknowledged after the commit: closed, given back with remarks, or replaced. */
export async function onForm(desk: Desk, { body, ack, client, logger }: Args): Promise<void> {
  const sent = submissionPayload.parse(body);
  const acks = {
    withResult: async (outcome: Outcome<SubmissionAnswer>) => {
      log(outcome, logger);
      const response = responseTo(sent, outcome);
      await (response ? ack(response) : ack());
      await tell(outcome, sent, { client, logger });
    },
    meanwhile: () => ack({ response_action: 'update', view: WAITING }),
    late: async (outcome: Outcome<SubmissionAnswer>) => {
      log(outcome, logger);
      try {
        await client.views.update({ view_id: sent.view.id, view: lateView(sent, outcome) });
      } catch (error) {
        // Usual where somebody did not wait, and closed it.
        logger.debug(error);
        await tellLate(outcome, sent, { client, logger });
      }
    },
  };
  await ackInTime(run(desk, sent), acks, desk.patience);
}

async function run(desk: Desk, sent: Sent): Promise<Outcome<SubmissionAnswer>> {
  const { context } = desk;
  const id = sent.view.callback_id;
  const handler = desk.deeds
    .flatMap((deed) => Object.entries(deed.modals ?? {}))
    .find(([name]) => name === id)?.[1];
  if (!handler) {
    return { failed: new Error(`No deed takes the form ${id}.`) };
  }
  try {
    await desk.meet(sent.user.id);
    const submission = await submissionOf(desk, sent);
    return await runRecorded(submission, id, context, (watched) => handler(submission, watched));
  } catch (error) {
    return { failed: error };
  }
}

/** The incident is the form's own, else the one chosen in it. */
async function submissionOf({ context }: Desk, sent: Sent): Promise<Submission> {
  const metadata = readMetadata(sent.view.private_metadata);
  const values = readValues(sent.view);
  const channel = metadata.channel ?? '';
  const chosen = typeof values.incident === 'string' ? values.incident : undefined;
  const stream = metadata.incident ?? chosen;
  const incident = stream ? await incidentFor(context, sent.user.id, { channel, stream }) : undefined;
  return {
    asking: askingOf(context, {
      user: sent.user.id,
      kind: 'modal',
      key: sent.trigger_id ?? `${sent.view.id}/${sent.view.hash ?? ''}`,
      words: sent.view.title ? `the form “${sent.view.title.text}”` : 'a form',
    }),
    channel,
    ...(incident ? { incident } : {}),
    rest: '',
    canOpenModal: false,
    callbackId: sent.view.callback_id,
    values,
    metadata: sent.view.private_metadata,
  };
}

function responseTo(sent: Sent, outcome: Outcome<SubmissionAnswer>): ViewResponseAction | undefined {
  if (!('answer' in outcome)) {
    const why = 'refused' in outcome ? outcome.refused : failureWords(outcome.failed);
    return remarkOn(sent, 'field' in outcome ? outcome.field : undefined, why);
  }
  const { answer } = outcome;
  if (answer.kind === 'errors') {
    return { response_action: 'errors', errors: answer.errors };
  }
  return answer.kind === 'update' ? { response_action: 'update', view: answer.view } : undefined;
}

/** Slack shows remarks beside input blocks only; where the form has none, the words take its place. */
function remarkOn(sent: Sent, field: string | undefined, why: string): ViewResponseAction {
  const inputs = sent.view.blocks.flatMap((block) =>
    block.type === 'input' && block.block_id ? [block.block_id] : [],
  );
  const where = inputs.find((id) => id === field) ?? inputs[0];
  return where === undefined
    ? { response_action: 'update', view: notice('Not done', sentence(why)) }
    : { response_action: 'errors', errors: { [where]: why } };
}

/** Why it was not done; undefined where it was. */
function whyNot(outcome: Outcome<SubmissionAnswer>): string | undefined {
  if (!('answer' in outcome)) {
    return 'refused' in outcome ? outcome.refused : failureWords(outcome.failed);
  }
  const { answer } = outcome;
  return answer.kind === 'errors' ? Object.values(answer.errors).join('\n') : undefined;
}

/** Slack's own remarks belong to an acknowledgement, which was given: the form comes back as it was sent. */
function lateView(sent: Sent, outcome: Outcome<SubmissionAnswer>) {
  const why = whyNot(outcome);
  if (why !== undefined) {
    return formAgain(sent.view, why);
  }
  const answer = 'answer' in outcome ? outcome.answer : undefined;
  return answer?.kind === 'update'
    ? answer.view
    : notice('Done', (answer?.kind === 'close' && answer.text) || 'It is written down.');
}

/** The form is not there any more: who sent it hears of it alone, and has their words back where nothing was made of them. */
async function tellLate(
  outcome: Outcome<SubmissionAnswer>,
  sent: Sent,
  how: Pick<Args, 'client' | 'logger'>,
): Promise<void> {
  const why = whyNot(outcome);
  if (why === undefined) {
    await tell(outcome, sent, how);
    return;
  }
  const { channel = '' } = readMetadata(sent.view.private_metadata);
  const text = `Not done: ${sentence(why)}`;
  const typed = typedTexts(sent.view);
  const back = typed.length > 0 ? [small('What you had typed:'), ...typed] : [];
  await whisper(
    { kind: 'private', text, blocks: [section(text), ...back] },
    { ...how, channel, user: sent.user.id },
  );
}

async function tell(
  outcome: Outcome<SubmissionAnswer>,
  sent: Sent,
  how: Pick<Args, 'client' | 'logger'>,
): Promise<void> {
  const { channel } = readMetadata(sent.view.private_metadata);
  if (channel && 'answer' in outcome && outcome.answer.kind === 'close' && outcome.answer.text) {
    await whisper({ kind: 'private', text: outcome.answer.text }, { ...how, channel, user: sent.user.id });
  }
}

function log(outcome: Outcome<SubmissionAnswer>, logger: Args['logger']): void {
  if ('failed' in outcome) {
    logger.error(outcome.failed);
  }
}
