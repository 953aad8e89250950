// Message text as Slack stores it: what apps and people write becomes escapes, angle-bracket links and mentions.
import type { World } from './world.ts';

/** Slack's docs: longer texts are cut. */
export const LONGEST_TEXT = 40_000;

/** The control sequences of mrkdwn: people, channels, groups, dates, links. */
const CONTROL =
  /<(?:@[UW][A-Z0-9]+(?:\|[^<>]*)?|#C[A-Z0-9]+(?:\|[^<>]*)?|![a-z][^<>]*|(?:https?:\/\/|mailto:|tel:|slack:\/\/)[^<>|\s]+(?:\|[^<>]*)?)>/g;
const BARE_URL = /(\bhttps?:\/\/[^\s<>|]+[^\s<>|.,;:!?'")\]}])/;

/** What an app sent: its control sequences stand, the rest is escaped, bare addresses become links, too much is cut. */
export function storedText(text: string): string {
  return aroundControls(text.slice(0, LONGEST_TEXT), (plain) => linked(unescaped(plain)), tidied);
}

/** What a person typed: @names, #channels and @groups that exist become mentions, as when picked from the list. */
export function typedText(world: World, text: string): string {
  return aroundControls(
    text,
    (plain) => mentioned(world, linked(plain)),
    (control) => (exists(world, control) ? tidied(control) : linked(control)),
  );
}

function aroundControls(
  text: string,
  plain: (part: string) => string,
  control: (part: string) => string,
): string {
  let result = '';
  let from = 0;
  for (const match of text.matchAll(CONTROL)) {
    result += plain(text.slice(from, match.index)) + control(match[0]);
    from = match.index + match[0].length;
  }
  return result + plain(text.slice(from));
}

/** & < > and nothing else. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Escaped, with bare addresses in angle brackets. */
function linked(text: string): string {
  const parts = text.split(BARE_URL);
  return parts.map((part, index) => (index % 2 === 1 ? `<${escaped(part)}>` : escaped(part))).join('');
}

/** Slack drops the name an app writes beside a user's id. */
function tidied(control: string): string {
  return control.replace(/^<@([UW][A-Z0-9]+)\|[^>]*>$/, '<@$1>');
}

function exists(world: World, control: string): boolean {
  const [, kind, id] = /^<([@#!])(?:subteam\^)?([A-Za-z0-9]+)/.exec(control) ?? [];
  switch (kind) {
    case '@':
      return world.users.has(id ?? '');
    case '#':
      return world.channels.has(id ?? '');
    case '!':
      return world.groups.has(id ?? '') || WIDE.has(id ?? '');
    default:
      return false;
  }
}

const WIDE = new Set(['here', 'channel', 'everyone']);

function mentioned(world: World, text: string): string {
  const people = new Map([...world.users.values()].map((user) => [user.name, `<@${user.id}>`]));
  const groups = new Map(
    [...world.groups.values()].map((group) => [group.handle, `<!subteam^${group.id}|@${group.handle}>`]),
  );
  const channels = new Map(
    [...world.channels.values()].map((channel) => [channel.name, `<#${channel.id}|${channel.name}>`]),
  );
  return text
    .replace(/(^|[\s(])@([a-z0-9][a-z0-9._-]*)/g, (whole, before: string, name: string) => {
      const mention = WIDE.has(name) ? `<!${name}>` : (people.get(name) ?? groups.get(name));
      return mention ? before + mention : whole;
    })
    .replace(/(^|[\s(])#([a-z0-9_-]+)/g, (whole, before: string, name: string) => {
      const mention = channels.get(name);
      return mention ? before + mention : whole;
    });
}

/** The ids of the users a stored text mentions. */
export function mentionedUsers(text: string): string[] {
  return [...text.matchAll(/<@([UW][A-Z0-9]+)>/g)].map((match) => match[1] ?? '');
}

/** The rich_text block Slack's client sends beside what a person typed: one section, without its formatting. */
export function richText(text: string, blockId: string): unknown {
  const elements: unknown[] = [];
  const plain = (part: string) => {
    if (part !== '') {
      elements.push({ type: 'text', text: unescaped(part) });
    }
    return part;
  };
  aroundControls(text, plain, (control) => {
    elements.push(richElement(control));
    return control;
  });
  return { type: 'rich_text', block_id: blockId, elements: [{ type: 'rich_text_section', elements }] };
}

function richElement(control: string): unknown {
  const [target = '', label] = control.slice(1, -1).split('|');
  if (target.startsWith('@')) {
    return { type: 'user', user_id: target.slice(1) };
  }
  if (target.startsWith('#')) {
    return { type: 'channel', channel_id: target.slice(1) };
  }
  if (target.startsWith('!subteam^')) {
    return { type: 'usergroup', usergroup_id: target.slice('!subteam^'.length) };
  }
  return target.startsWith('!')
    ? { type: 'broadcast', range: target.slice(1) }
    : { type: 'link', url: target, ...(label ? { text: label } : {}) };
}

export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
