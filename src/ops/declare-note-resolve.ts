// Declaring, noting and resolving from the machine's own command line: they work while Slack is down, and beside the running app.
import type { Engine } from '../engine/engine-port.ts';
import type { Incident } from '../incident/state.ts';
import type { Clock } from '../lib/clock.ts';
import type { NewId } from '../lib/ids.ts';
import { readBackdated } from '../slack/backdated.ts';
import { streamOf } from '../slack/ids.ts';
import { echoTime, readTime, type Writing } from '../slack/typed-time.ts';
import { findIncident } from './find-incident.ts';
import { operator, operatorAsking } from './operator.ts';

/** What they need of an open record (core.ts). What follows from them waits in the outbox for the app to do it. */
export type Desk = { engine: Pick<Engine, 'handle' | 'questions'>; clock: Pick<Clock, 'now'>; newId: NewId };

/** Whoever asks, where it is not the account of this machine. */
type By = { by?: string };

const asking = (desk: Desk, words: string, by: string | undefined) =>
  operatorAsking(operator(by), { at: desk.clock.now(), key: `cli:${desk.newId()}`, words });

export type Declaration = By & {
  title: string;
  severity?: string;
  service?: string;
  team?: string;
  impact?: string;
  private?: boolean;
};

/** Throws a Refusal where the rules say no. */
export async function declareIncident(desk: Desk, { by, ...wish }: Declaration): Promise<Incident> {
  const given = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
  const { state } = await desk.engine.handle({
    type: 'declare',
    wish: { ...given, title: wish.title, kind: 'real', private: wish.private === true },
    asking: asking(desk, 'firescribe declare', by),
  });
  return state;
}

export type Note = By & {
  incident: string;
  text: string;
  /** When it happened, as typed: `14:05`, `yesterday 23:50`, `10 min ago`; in the incident's zone. Else the text may begin with it, as in Slack: `at 14:05 …`. */
  at?: string;
};

export type Noted = { incident: Incident; at: string };

/** Throws a Refusal where the time never was or is still to come, an Error where it cannot be read. */
export async function noteFact(desk: Desk, { by, ...note }: Note): Promise<Noted> {
  const incident = await findIncident(desk.engine.questions, note.incident);
  const now = desk.clock.now();
  const writing = { zone: incident.zone, now };
  const wish =
    note.at === undefined
      ? readBackdated(note.text.trim(), writing)
      : { text: note.text, happenedAt: timeOf(note.at, writing) };
  const { state } = await desk.engine.handle({
    type: 'add-note',
    incident: streamOf(incident),
    wish,
    asking: asking(desk, 'firescribe note', by),
  });
  return { incident: state, at: echoTime(wish.happenedAt ?? now, incident.zone) };
}

function timeOf(typed: string, writing: Writing): number {
  const read = readTime(typed, writing);
  if (read?.rest !== '') {
    throw new Error(
      `"${typed}" is no time. Say --at 14:05, --at "yesterday 23:50" or --at "10 min ago" (${writing.zone}).`,
    );
  }
  return read.at;
}

export type Resolution = By & { incident: string; text?: string };

/** Throws a Refusal where it is resolved already, saying by whom. */
export async function resolveIncident(
  desk: Desk,
  { by, incident: word, text }: Resolution,
): Promise<Incident> {
  const incident = await findIncident(desk.engine.questions, word);
  const { state } = await desk.engine.handle({
    type: 'resolve',
    incident: streamOf(incident),
    wish: text?.trim() ? { text } : {},
    asking: asking(desk, 'firescribe resolve', by),
  });
  return state;
}
