// Entries as rules read them: their words plain, with names for mentions.
import { commandsApart } from '../evidence/addressed.ts';
import type { Entry } from '../incident/entry.ts';
import type { Incident } from '../incident/state.ts';
import { viewerOf } from './asks.ts';
import type { Ask, DeedContext } from './deed.ts';
import { readEntries } from './entry-lines.ts';
import { slackId } from './ids.ts';
import { wordsOf } from './typed-words.ts';

const FROM_CHAT: ReadonlySet<Entry['kind']> = new Set<Entry['kind']>(['message', 'evidence', 'note']);

/** The newest entries that whoever asks may see. */
export async function plainEntries(
  ask: Pick<Ask, 'asking'>,
  context: DeedContext,
  incident: Incident,
): Promise<Entry[]> {
  const { entries } = await readEntries(context, incident, viewerOf(context, ask.asking.by.id));
  return inPlainWords(entries, context);
}

export function inPlainWords(
  entries: readonly Entry[],
  { people, botUser }: Pick<DeedContext, 'botUser'> & { people: Pick<DeedContext['people'], 'find'> },
): Entry[] {
  return commandsApart(entries, slackId(botUser)).map((entry) =>
    FROM_CHAT.has(entry.kind) ? { ...entry, text: wordsOf(entry.text, people) } : entry,
  );
}
