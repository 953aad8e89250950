// From a typed line to an answer: the deed of its word, the incident it is about, and the run.
import { Refusal } from '../incident/refusal.ts';
import type { Incident } from '../incident/state.ts';
import type { Patience } from '../lib/patience.ts';
import { type Asker, askingOf, incidentFor } from './asks.ts';
import { section, shorten, context as small, wholeText } from './blocks.ts';
import { askWhich } from './choose-incident.ts';
import { type CommandDeed, type Line, meantBy, readLine, unknownWord } from './command-line.ts';
import type { Answer, Ask, Deed, DeedContext } from './deed.ts';
import { asAnswer, type Outcome, runRecorded } from './run-deed.ts';
import { wordsOf } from './typed-words.ts';

/** What every entrance needs. */
export type Desk = {
  deeds: readonly Deed[];
  context: DeedContext;
  /** Before a person's deed is decided: see `Directory.meet`. At once for whoever is known. */
  meet(user: string): Promise<void>;
  /** How long an acknowledgement waits for the commit: see `ackInTime`. */
  patience?: Patience;
};

export type Where = {
  channel: string;
  thread?: string;
  /** Stream of the incident that was chosen. */
  chosen?: string;
  canOpenModal: boolean;
};

/**
 * An answer, and which deed gave it. `failed` is what broke, for the log; `repeated`: it had all been done before, by the same
 * asking.
 */
export type LineAnswer = { answer: Answer; deed?: CommandDeed; failed?: unknown; repeated: boolean };

/** Runs what was typed after the command's word. */
export async function runLine(desk: Desk, asker: Asker, where: Where, text: string): Promise<LineAnswer> {
  const { context } = desk;
  const { deed, line } = meantBy(desk.deeds, readLine(withoutCommand(text, context.policy.command)));
  try {
    const incident = await namedIncident(context, asker, where, line);
    // It may hold words of another, private incident: not for the record of the one in whose channel it was typed.
    const about = deed?.command.aboutOthers ? undefined : incident.found;
    const ask = askOf(context, asker, where, { rest: line.rest, incident: about });
    const outcome = await runRecorded(ask, deed?.name ?? 'unknown', context, async (watched) => {
      if (incident.refused) {
        throw incident.refused;
      }
      if (!deed) {
        throw new Refusal(unknownWord(desk.deeds, line, context.policy.command));
      }
      return deed.command.needsIncident && !ask.incident
        ? askWhich(watched, asker.user, text.trim())
        : deed.command.run(ask, watched);
    });
    return {
      answer: asker.kind === 'command' ? withTyped(outcome, context, text) : asAnswer(outcome, context),
      repeated: outcome.repeated ?? false,
      ...(deed ? { deed } : {}),
      ...('failed' in outcome ? { failed: outcome.failed } : {}),
    };
  } catch (error) {
    return { answer: asAnswer({ failed: error }, context), failed: error, repeated: false };
  }
}

/** What was copied from somewhere may begin with the command once more. */
const withoutCommand = (text: string, command: string) =>
  text.trim().startsWith(`/${command} `) ? text.trim().slice(command.length + 2) : text;

/** Longer than what one types again without a thought. */
const WORTH_KEEPING = 80;

/** A message takes some 13,000 characters in all; Slack refuses longer ones, and then nothing at all would be said. */
const KEPT = 10_000;

/** Slack forgets a slash command once it is sent: where nothing was made of a long one, its words come back. */
function withTyped(outcome: Outcome<Answer>, context: DeedContext, text: string): Answer {
  const answer = asAnswer(outcome, context);
  if ('answer' in outcome || answer.kind !== 'private' || text.length < WORTH_KEEPING) {
    return answer;
  }
  const words = wordsOf(text, context.people);
  const label = words.length > KEPT ? 'How what you typed begins:' : 'What you typed:';
  return {
    ...answer,
    blocks: [section(answer.text), small(label), ...wholeText(shorten(words, KEPT))],
  };
}

/** The incident that the line is about; or why it cannot be seen, to be said and written down as any refusal. */
async function namedIncident(
  context: DeedContext,
  asker: Asker,
  where: Where,
  line: Line,
): Promise<{ found?: Incident; refused?: Refusal }> {
  const named = {
    channel: where.channel,
    ...(where.chosen === undefined ? {} : { stream: where.chosen }),
    ...(line.number === undefined ? {} : { number: line.number }),
  };
  try {
    const found = await incidentFor(context, asker.user, named);
    return found ? { found } : {};
  } catch (error) {
    if (error instanceof Refusal) {
      return { refused: error };
    }
    throw error;
  }
}

function askOf(
  context: DeedContext,
  asker: Asker,
  where: Where,
  { rest, incident }: { rest: string; incident: Incident | undefined },
): Ask {
  return {
    asking: askingOf(context, asker),
    channel: where.channel,
    ...(where.thread ? { thread: where.thread } : {}),
    ...(incident ? { incident } : {}),
    rest,
    canOpenModal: where.canOpenModal,
  };
}
