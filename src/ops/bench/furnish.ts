// Incidents of any length, written by the engine as capture writes them.
import type { Core } from '../../core.ts';
import type { Actor } from '../../incident/values.ts';

const TEAM = 'T0ACME';
/** Nobody compares its history: comparing would find that none of this was ever said there. */
const ELSEWHERE = 'C0ELSEWHERE';

const PEOPLE: readonly Actor[] = ['Ana', 'Bo', 'Chidi', 'Dev'].map((name) => ({
  kind: 'person',
  id: `${TEAM}/U0${name.toUpperCase()}`,
  name,
}));

/** What a channel is full of: some of it matters, most does not. */
export const sayings = [
  'the api returns errors for some users, about 3% of requests',
  'ok',
  'I suspect the new cache, p99 is at 4 s',
  'looking at the logs now, give me a minute',
  'restarted two of the api pods in eu-west-1',
  'what do the graphs say?',
  'rolled back checkout-api to 2026.11.20-3',
  'error rate is back to normal',
];

/** Messages that wait together share a commit. */
const AT_ONCE = 64;
const SECOND = 1_000;

/** Declares an incident; resolves with its stream. */
export async function declareIn({ engine, clock }: Core, title: string): Promise<string> {
  const [by] = PEOPLE;
  const { incident } = await engine.handle({
    type: 'declare',
    wish: { kind: 'real', title, private: false },
    asking: { by: by!, grants: [], at: clock.now(), source: { kind: 'cli', key: `bench ${title}` } },
  });
  return incident;
}

/** Records this many messages, a second apart, the last of them now. */
export async function fill({ engine, clock }: Core, incident: string, messages: number): Promise<void> {
  const first = Math.floor(clock.now() / SECOND) - messages;
  for (let from = 0; from < messages; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, messages - from);
    await Promise.all(
      Array.from({ length: count }, (_, index) => engine.handle(saying(incident, first, from + index))),
    );
  }
}

function saying(incident: string, first: number, index: number) {
  const author = PEOPLE[index % PEOPLE.length]!;
  const ts = `${first + index}.000100`;
  const place = { team: TEAM, channel: ELSEWHERE, ts };
  const text = `${sayings[index % sayings.length]} (${index})`;
  const key = `slack:${TEAM}/${ELSEWHERE}/${ts}`;
  return {
    type: 'record-message' as const,
    incident,
    wish: { place, author, text, files: [] },
    asking: {
      by: author,
      grants: [],
      at: (first + index) * SECOND,
      source: { kind: 'message' as const, key },
    },
  };
}
