// Reading Slack's message text: mentions, links, code and entities as tokens, and the same as plain words.

export type TextToken =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'fence'; text: string }
  | { kind: 'link'; url: string; label: string }
  /** A person or a group; `id` is Slack's, `label` what the message calls them, if it does. */
  | { kind: 'mention'; id: string; label?: string }
  | { kind: 'channel'; id: string; label?: string }
  /** `<!here>`, `<!channel>`, `<!subteam^S1|@team>`: shown as words, never as something that pings. */
  | { kind: 'broadcast'; label: string };

/** Names of people and channels by their Slack id (without the team). */
export type Names = ReadonlyMap<string, string>;

// Slack's docs, "Formatting text for app surfaces": <@U…>, <#C…|name>, <!…>, <url|label>; only &, < and > are entities.
const TOKEN =
  /```(?<fence>[\s\S]*?)```|`(?<code>[^`\n]+)`|<@(?<user>[A-Z0-9]+)(?:\|(?<userLabel>[^<>]*))?>|<#(?<channel>[A-Z0-9]+)(?:\|(?<channelLabel>[^<>]*))?>|<!(?<special>[^<>|]+)(?:\|(?<specialLabel>[^<>]*))?>|<(?<url>(?:https?|mailto|tel):[^<>|\s]+)(?:\|(?<label>[^<>]*))?>/g;

/** A user group; Slack's own id of it tells a reader nothing. */
const GROUP = /^subteam\^/;

/** `&amp;`, `&lt;` and `&gt;` as Slack sends them; other ampersands stay as they are. */
function unescapeEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function tokenOf(groups: Record<string, string | undefined>): TextToken {
  const { fence, code, user, channel, special, url } = groups;
  if (fence !== undefined) {
    return { kind: 'fence', text: unescapeEntities(fence.replace(/^\n|\n$/g, '')) };
  }
  if (code !== undefined) {
    return { kind: 'code', text: unescapeEntities(code) };
  }
  if (user !== undefined) {
    return { kind: 'mention', id: user, label: groups.userLabel };
  }
  if (channel !== undefined) {
    return { kind: 'channel', id: channel, label: groups.channelLabel };
  }
  if (special !== undefined) {
    return {
      kind: 'broadcast',
      label: groups.specialLabel || (GROUP.test(special) ? 'user-group' : special.split('^')[0]!),
    };
  }
  const address = unescapeEntities(url ?? '');
  return { kind: 'link', url: address, label: unescapeEntities(groups.label ?? address) };
}

/** The text as Slack would show it, in pieces. Text that only looks like markup stays text. */
export function readSlackText(text: string): TextToken[] {
  const tokens: TextToken[] = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > from) {
      tokens.push({ kind: 'text', text: unescapeEntities(text.slice(from, match.index)) });
    }
    tokens.push(tokenOf(match.groups ?? {}));
    from = match.index + match[0].length;
  }
  if (from < text.length) {
    tokens.push({ kind: 'text', text: unescapeEntities(text.slice(from)) });
  }
  return tokens;
}

/** What to call the person of a mention: the name the record knows, the message's own label, else the id. */
function mentionName(token: { id: string; label?: string }, names: Names): string {
  return names.get(token.id) ?? (token.label || token.id);
}

function plainToken(token: TextToken, names: Names): string {
  switch (token.kind) {
    case 'text':
      return token.text;
    case 'code':
      return `\`${token.text}\``;
    case 'fence':
      return `\`\`\`\n${token.text}\n\`\`\``;
    case 'link':
      return token.label === token.url ? token.url : `${token.label} (${token.url})`;
    case 'mention':
      return `@${mentionName(token, names).replace(/^@/, '')}`;
    case 'channel':
      return `#${names.get(token.id) ?? (token.label || token.id)}`;
    case 'broadcast':
      return `@${token.label.replace(/^@/, '')}`;
  }
}

/** The text in plain words, for rules, for comparison and for files: code keeps its backticks, links their address. */
export function plainText(text: string, names: Names = new Map()): string {
  if (!/[<&]/.test(text)) {
    return text;
  }
  return readSlackText(text)
    .map((token) => plainToken(token, names))
    .join('');
}
