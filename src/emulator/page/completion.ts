// What the composer offers while one types: commands, people, channels, emoji. Pure.
import type { Overview } from '../client-api/shapes.ts';

export type Suggestion = {
  /** What takes the place of what was typed, a space after it included. */
  insert: string;
  label: string;
  detail: string;
};

export type Completion = {
  /** Where what was typed begins. */
  from: number;
  suggestions: Suggestion[];
};

const SHOWN = 8;

/** For the text before the cursor. */
export function completionFor(
  before: string,
  overview: Overview,
  emoji: Record<string, string>,
): Completion | undefined {
  const command = /^\/\S*$/.exec(before);
  if (command) {
    return offered(0, commandsLike(before, overview));
  }
  const [, start = '', sign = '', word = ''] = /(^|[\s(])([@#:])([\p{L}\p{N}_.+-]*)$/u.exec(before) ?? [];
  const from = before.length - word.length - 1;
  switch (sign) {
    case '@':
      return offered(from, peopleLike(word.toLowerCase(), overview));
    case '#':
      return offered(from, channelsLike(word.toLowerCase(), overview));
    case ':':
      return word.length >= 2 && start.length <= 1
        ? offered(from, emojiLike(word.toLowerCase(), emoji))
        : undefined;
    default:
      return undefined;
  }
}

const offered = (from: number, suggestions: Suggestion[]): Completion | undefined =>
  suggestions.length > 0 ? { from, suggestions: suggestions.slice(0, SHOWN) } : undefined;

function commandsLike(typed: string, { commands }: Overview): Suggestion[] {
  return commands
    .filter(({ command }) => command.startsWith(typed))
    .map(({ command, description, usageHint }) => ({
      insert: `${command} `,
      label: usageHint ? `${command} ${usageHint}` : command,
      detail: description,
    }));
}

function peopleLike(typed: string, { users, groups }: Overview): Suggestion[] {
  const people = users.map(({ name, realName }) => ({
    insert: `@${name} `,
    label: realName,
    detail: `@${name}`,
  }));
  const several = groups.map(({ handle, name }) => ({
    insert: `@${handle} `,
    label: name,
    detail: `@${handle}`,
  }));
  const wide = ['here', 'channel'].map((name) => ({
    insert: `@${name} `,
    label: `@${name}`,
    detail: 'notifies everybody',
  }));
  return [...people, ...several, ...wide].filter(({ label, detail }) =>
    `${detail.replace(/^@/, '')} ${label}`
      .toLowerCase()
      .split(/[\s@]+/)
      .some((word) => word.startsWith(typed)),
  );
}

function channelsLike(typed: string, { channels }: Overview): Suggestion[] {
  return channels
    .filter(
      ({ kind, name, archived }) =>
        (kind === 'public' || kind === 'private') && !archived && name.includes(typed),
    )
    .map(({ name, topic }) => ({ insert: `#${name} `, label: `#${name}`, detail: topic }));
}

function emojiLike(typed: string, emoji: Record<string, string>): Suggestion[] {
  return Object.entries(emoji)
    .filter(([name]) => name.startsWith(typed))
    .map(([name, character]) => ({ insert: `:${name}: `, label: `${character} :${name}:`, detail: '' }));
}

/** The hint for the command being typed, once its name stands and the cursor is behind it. */
export function usageOf(
  text: string,
  { commands }: Overview,
): { command: string; usage: string } | undefined {
  const name = /^(\/\S+)\s/.exec(text)?.[1];
  const found = commands.find(({ command }) => command === name);
  return found ? { command: found.command, usage: found.usageHint || found.description } : undefined;
}
