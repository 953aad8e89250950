// Whom questions are put to: people of this workspace who are still there, and of a private incident its members alone.
import type { Engine } from '../engine/engine-port.ts';
import type { Unaskable } from '../incident/question-values.ts';
import type { Incident } from '../incident/state.ts';
import type { Person } from './deed.ts';
import { streamOf } from './ids.ts';

/** Why this account is not written to; undefined where it may be. Somebody unknown is looked up when it is sent. */
export function unaskable(person: Person | undefined): Unaskable | undefined {
  if (person?.bot) {
    return 'bot';
  }
  if (person?.deactivated) {
    return 'deactivated';
  }
  return person?.guest || person?.external ? 'guest' : undefined;
}

/** As far as it is known here: whoever was heard to leave a private channel is not in it. */
export async function whoIsAsked(
  { engine, people }: { engine: Pick<Engine, 'questions'>; people: { find(id: string): Person | undefined } },
  incident: Incident,
): Promise<(id: string) => Unaskable | undefined> {
  const members = incident.private ? await engine.questions.members(streamOf(incident)) : [];
  const left = new Set(members.filter((one) => !one.in).map(({ who }) => who));
  return (id) => unaskable(people.find(id)) ?? (left.has(id) ? 'not-in-channel' : undefined);
}

/** As the end of a sentence about somebody. */
export const WHY_NOT: Readonly<Record<Unaskable, string>> = {
  guest: 'guests and people of other workspaces are not asked',
  bot: 'a bot is not asked',
  deactivated: 'the account is closed',
  'not-in-channel': 'the incident is private, and its channel is left',
  unclear: 'it is not known whether the message arrived, and it is not repeated',
};
