// Block Kit as this house uses it: foreign text that can neither ping nor format, dates in the reader's own zone, small builders.
import type {
  ActionsBlock,
  Button,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  KnownBlock,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import type { Instant } from '../incident/values.ts';
import { slackId } from './ids.ts';

/** Invisible, and no word boundary: a marker that follows it opens no formatting. */
const WORD_JOINER = '\u2060';

/**
 * Foreign text for a mrkdwn field. Slack's docs ("Formatting message text"): `&`, `<` and `>` are its control characters, so
 * that `<!channel>` or `<@U1>` stay letters; markers that could begin bold, italics, strike, code or a quote are unarmed.
 */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/`|(?<![\p{L}\p{N}])[*_~]/gu, `${WORD_JOINER}$&`)
    .replace(/^&gt;/gm, `${WORD_JOINER}&gt;`);
}

/** Letters that are written from right to left, and characters that turn the direction (Unicode Annex 9). */
const TURNS = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

/** Foreign words in the middle of ours: in a direction of their own, so that neither stirs up the order of the other. */
export function isolated(text: string): string {
  const words = text.replace(CONTROLS, '');
  return TURNS.test(words) ? `\u2068${words}\u2069` : words;
}

/** Foreign text in bold. A star inside it could end that too early, so it becomes a mathematical one (U+2217). */
export function bold(text: string): string {
  return text === '' ? '' : `*${escaped(text).replaceAll('*', '∗')}*`;
}

/** At most `length` UTF-16 units, as Slack counts, with an ellipsis where something was cut. Never half a character. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) {
    return text;
  }
  let cut = '';
  for (const character of text) {
    if (cut.length + character.length > length - 1) {
      break;
    }
    cut += character;
  }
  return `${cut}…`;
}

/** A person of ours (`T1/U1`), as a mention that Slack shows by name. Only for people we mean to name. */
export function mention(id: string): string {
  return `<@${slackId(id)}>`;
}

export function channelLink(id: string): string {
  return `<#${id}>`;
}

/** A link whose words are foreign text. Addresses that are not http(s) become plain words. */
export function link(url: string, words: string): string {
  return /^https?:\/\//i.test(url)
    ? `<${url.replace(/[<>|\s]/g, (found) => encodeURIComponent(found))}|${escaped(words)}>`
    : escaped(words);
}

/**
 * A time in each reader's own zone (Slack's docs, "Date formatting"), with words in `zone` (IANA) where Slack cannot show it.
 */
export function dateToken(at: Instant, zone: string, pattern = '{date_short_pretty} at {time}'): string {
  return `<!date^${Math.floor(at / 1000)}^${pattern}|${dateWords(at, zone)}>`;
}

/** `22 Nov 2026, 14:05 CET`: day, month, year, 24-hour clock and zone. */
export function dateWords(at: Instant, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}

export function plain(text: string, length = 3000): PlainTextElement {
  return { type: 'plain_text', text: shorten(text, length), emoji: false };
}

/** Words over the whole width; `text` is mrkdwn made by us. */
export function section(text: string, accessory?: Button): SectionBlock {
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: shorten(text, 3000), verbatim: true },
    ...(accessory ? { accessory } : {}),
  };
}

/** Foreign text as it is, to be copied from: nothing in it pings or formats, and nothing is cut off. */
export function wholeText(text: string): SectionBlock[] {
  // By whole characters: half of a pair would not survive the wire.
  const parts = text.match(/.{1,1500}/gsu) ?? [];
  return parts.map((part) => ({ type: 'section', text: plain(part) }));
}

/** Two columns on a wide screen, one on a phone: label above value. At most ten. */
export function fields(pairs: readonly (readonly [label: string, value: string])[]): SectionBlock {
  return {
    type: 'section',
    fields: pairs.slice(0, 10).map(([label, value]) => ({
      type: 'mrkdwn',
      text: shorten(`*${label}*\n${value}`, 2000),
      verbatim: true,
    })),
  };
}

/** Small grey words. */
export function context(text: string): ContextBlock {
  return {
    type: 'context',
    elements: [{ type: 'mrkdwn', text: shorten(text, 3000), verbatim: true }],
  };
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, 150) };
}

export const divider: DividerBlock = { type: 'divider' };

export type ButtonLook = {
  style?: 'primary' | 'danger';
  url?: string;
  confirm?: { title: string; text: string; yes: string };
};

/** `actionId` is `deed:verb`; `value` is what the deed gets. */
export function button(label: string, actionId: string, value: string, look: ButtonLook = {}): Button {
  return {
    type: 'button',
    text: plain(label, 75),
    action_id: actionId,
    value,
    ...(look.style ? { style: look.style } : {}),
    ...(look.url ? { url: look.url } : {}),
    ...(look.confirm
      ? {
          confirm: {
            title: plain(look.confirm.title, 100),
            text: plain(look.confirm.text, 300),
            confirm: plain(look.confirm.yes, 30),
            deny: plain('Not now', 30),
            ...(look.style ? { style: look.style } : {}),
          },
        }
      : {}),
  };
}

/** A row of buttons. */
export function row(blockId: string, buttons: readonly Button[]): ActionsBlock {
  return { type: 'actions', block_id: blockId, elements: [...buttons] };
}

/** What is posted: words for notifications and screen readers, and blocks for the eye. */
export type Post = { text: string; blocks: KnownBlock[] };
