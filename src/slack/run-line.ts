// From a typed line to an answer: the deed of its word, the incident it is about, and the run.
import { Refusal } from '../incident/refusal.ts';
import { type Asker, askingOf, incidentFor } from './asks.ts';
import { askWhich } from './choose-incident.ts';
import { type CommandDeed, deedOf, type Line, readLine, unknownWord } from './command-line.ts';
import type { Answer, Ask, Deed, DeedContext } from './deed.ts';
import { asAnswer, runRecorded } from './run-deed.ts';

/** What every entrance needs. */
export type Desk = { deeds: readonly Deed[]; context: DeedContext };

export type Where = {
  channel: string;
  thread?: string;
  /** Stream of the incident that was chosen. */
  chosen?: string;
  canOpenModal: boolean;
};

/** An answer, and which deed gave it. `failed` is what broke, for the log. */
export type LineAnswer = { answer: Answer; deed?: CommandDeed; failed?: unknown };

/** Runs what was typed after the command's word. */
export async function runLine(desk: Desk, asker: Asker, where: Where, text: string): Promise<LineAnswer> {
  const { context } = desk;
  const line = readLine(text);
  const deed = deedOf(desk.deeds, line.word || (line.number === undefined ? 'help' : 'status'));
  try {
    const ask = await askOf(context, asker, where, line);
    if (deed?.command.needsIncident && !ask.incident) {
      return { answer: await askWhich(context, asker.user, text.trim()), deed };
    }
    const outcome = await runRecorded(ask, deed?.name ?? 'unknown', context, async (watched) => {
      if (!deed) {
        throw new Refusal(unknownWord(desk.deeds, line, context.policy.command));
      }
      return deed.command.run(ask, watched);
    });
    return {
      answer: asAnswer(outcome),
      ...(deed ? { deed } : {}),
      ...('failed' in outcome ? { failed: outcome.failed } : {}),
    };
  } catch (error) {
    return error instanceof Refusal
      ? { answer: asAnswer({ refused: error.message }) }
      : { answer: asAnswer({ failed: error }), failed: error };
  }
}

async function askOf(context: DeedContext, asker: Asker, where: Where, line: Line): Promise<Ask> {
  const incident = await incidentFor(context, asker.user, {
    channel: where.channel,
    ...(where.chosen === undefined ? {} : { stream: where.chosen }),
    ...(line.number === undefined ? {} : { number: line.number }),
  });
  return {
    asking: askingOf(context, asker),
    channel: where.channel,
    ...(where.thread ? { thread: where.thread } : {}),
    ...(incident ? { incident } : {}),
    rest: line.rest,
    canOpenModal: where.canOpenModal,
  };
}
