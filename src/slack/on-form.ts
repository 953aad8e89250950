// Forms that are sent: what was filled in goes to its deed; refusals come back beside the field they belong to.
import type {
  AllMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewResponseAction,
  ViewSubmitAction,
} from '@slack/bolt';
import { ackInTime } from './ack-in-time.ts';
import { askingOf, incidentFor } from './asks.ts';
import type { Submission, SubmissionAnswer } from './deed.ts';
import { readValues } from './form-values.ts';
import { notice, readMetadata } from './forms.ts';
import { whisper } from './give-answer.ts';
import { submissionPayload } from './payloads.ts';
import { FAILED, type Outcome, runRecorded } from './run-deed.ts';
import type { Desk } from './run-line.ts';
import { sentence } from './sentence.ts';

type Sent = ReturnType<typeof submissionPayload.parse>;
type Args = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

const WAITING = notice('Writing it down', 'This is taking longer than usual. The result appears here.');

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
      await client.views.update({ view_id: sent.view.id, view: lateView(outcome) });
    },
  };
  await ackInTime(run(desk, sent), acks, desk.patienceMs);
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
      words: `the form ${sent.view.callback_id}`,
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
    const why = 'refused' in outcome ? outcome.refused : FAILED;
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

function lateView(outcome: Outcome<SubmissionAnswer>) {
  if (!('answer' in outcome)) {
    return notice('Not done', 'refused' in outcome ? sentence(outcome.refused) : FAILED);
  }
  const { answer } = outcome;
  if (answer.kind === 'update') {
    return answer.view;
  }
  return answer.kind === 'errors'
    ? notice('Not done', sentence(Object.values(answer.errors).join('\n')))
    : notice('Done', answer.text ?? 'It is written down.');
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
