// The incident that somebody at the command line means: `INC-42`, `inc-42` or `42`.
import type { Questions } from '../engine/engine-port.ts';
import type { Incident } from '../incident/state.ts';

const OPERATOR = { kind: 'operator' } as const;
const SHOWN = 5;

/** @throws Error that names the newest incidents, where there is none of that number. */
export async function findIncident(
  questions: Pick<Questions, 'byNumber' | 'list'>,
  word: string,
): Promise<Incident> {
  const number = /^(?:inc-?)?(?<number>\d{1,9})$/i.exec(word.trim())?.groups?.number;
  const found = number === undefined ? undefined : await questions.byNumber(Number(number), OPERATOR);
  if (found) {
    return found;
  }
  const newest = await questions.list({ limit: SHOWN }, OPERATOR);
  const known = newest.map((incident) => `INC-${incident.number} (${incident.title.text})`).join(', ');
  const wrong =
    number === undefined
      ? `"${word}" names no incident; say INC-42, for instance.`
      : `There is no INC-${number}.`;
  throw new Error(`${wrong} ${known ? `The newest: ${known}.` : 'There is no incident on record yet.'}`);
}
