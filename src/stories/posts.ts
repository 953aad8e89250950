// Everything the bot has put before people, and which of it a story expected.
import { isNotice } from '../emulator/acts/post.ts';
import type { Emulator } from '../emulator/emulator.ts';

/** Something of the bot's that somebody sees: a message, a reply, words for one person, a canvas. */
export type Posted = {
  id: string;
  channel: string;
  ts: string;
  /** Who alone sees it. */
  to?: string;
  threadTs?: string;
  /** Every word of it, also those on its buttons. */
  words: string;
  files: readonly string[];
};

export type Posts = {
  /** All of them, oldest first, also those that were taken away again. */
  all(): Posted[];
  /** The first one that fits and that nobody expected before; from now on it is expected. */
  take(fits: (posted: Posted) => boolean): Posted | undefined;
  /** What no expectation has taken. */
  unexpected(): Posted[];
};

type Shown = {
  ts: string;
  text: string;
  blocks?: unknown;
  attachments?: unknown;
  threadTs?: string;
  files?: string[];
};

/** `bot`: user id of the bot whose posts count. */
export function postsOf(slack: Emulator, bot: string): Posts {
  const expected = new Set<string>();
  const seen = (shown: Shown, channel: string, to?: string): Posted => ({
    id: `${channel}/${shown.ts}/${to ?? ''}`,
    channel,
    ts: shown.ts,
    ...(to ? { to } : {}),
    ...(shown.threadTs && shown.threadTs !== shown.ts ? { threadTs: shown.threadTs } : {}),
    words: [shown.text, ...wordsIn(shown.blocks), ...wordsIn(shown.attachments)].join('\n'),
    files: shown.files ?? [],
  });
  const all = () => {
    const messages = slack.see
      .channels()
      .flatMap(({ id }) => [...slack.see.messages(id), ...slack.see.deleted(id)])
      .filter((message) => message.user === bot && !isNotice(message))
      .map((message) => seen(message, message.channel));
    const whispers = slack.see
      .users()
      .flatMap(({ id }) => slack.see.ephemerals(id))
      .map((ephemeral) => seen(ephemeral, ephemeral.channel, ephemeral.to));
    return [...messages, ...whispers].sort((a, b) => Number(a.ts) - Number(b.ts));
  };
  return {
    all,
    take(fits) {
      const found = all().find((posted) => !expected.has(posted.id) && fits(posted));
      if (found) {
        expected.add(found.id);
      }
      return found;
    },
    unexpected: () => all().filter(({ id }) => !expected.has(id)),
  };
}

/** Whatever stands under `text` in blocks, at any depth. */
function wordsIn(blocks: unknown): string[] {
  if (Array.isArray(blocks)) {
    return blocks.flatMap(wordsIn);
  }
  if (blocks === null || typeof blocks !== 'object') {
    return [];
  }
  return Object.entries(blocks).flatMap(([name, value]) =>
    name === 'text' && typeof value === 'string' ? [value] : wordsIn(value),
  );
}

/** One line for each. */
export function listed(slack: Emulator, posts: readonly Posted[]): string {
  return posts
    .map(({ channel, to, threadTs, words, files }) => {
      const name = slack.see.channel(channel)?.name;
      const where = name ? `#${name}` : 'direct message';
      const seenBy = to ? ` to ${slack.see.user(to).name}` : '';
      const kind = threadTs ? ' (reply)' : '';
      const attached = files.length > 0 ? ` [${files.length} files]` : '';
      return `${where}${seenBy}${kind}${attached}: ${words.slice(0, 200).replaceAll('\n', ' / ')}`;
    })
    .join('\n');
}
