// Messages that begin with a mention of our bot: commands, and no part of what people told each other.
import type { Entry } from '../incident/entry.ts';

/** What follows the mention, where the message begins with it. `bot` is Slack's id, without the team. */
export function commandIn(text: string, bot: string): string | undefined {
  const mention = new RegExp(`^\\s*<@${bot}(?:\\|[^<>]*)?>[\\s,:]*`);
  return mention.test(text) ? text.replace(mention, '').trim() : undefined;
}

/** The same entries; commands that were typed as a message are told as commands, but for those that somebody pinned. */
export function commandsApart(entries: readonly Entry[], bot: string | undefined): Entry[] {
  return entries.map((entry) =>
    bot &&
    entry.kind === 'message' &&
    entry.author.kind === 'person' &&
    entry.pinned === undefined &&
    commandIn(entry.text, bot) !== undefined
      ? { ...entry, kind: 'command' }
      : entry,
  );
}
