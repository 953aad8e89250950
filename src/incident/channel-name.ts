// The name of an incident's channel, made valid for Slack from the configured template, whatever the script of the title.
import type { IncidentKind, Instant } from './values.ts';
import { dateIn } from './words.ts';

/** Slack's docs, conversations.create: lower-case letters, digits, hyphens and underscores, at most 80. */
const LONGEST = 80;

const slug = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-+|-+$/g, '');

const cut = (name: string, length: number) => name.slice(0, length).replace(/-+$/, '');

/** Whether letters of the text have no place in a channel's name: Japanese, Cyrillic, Arabic… */
const loses = (text: string) =>
  /[^a-z0-9]/.test(
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  );

/** The name with the incident's number at its end, for a name that is taken: `inc-20261122-latency-42`. */
export function numberedChannelName(name: string, number: number): string {
  return `${cut(name, LONGEST - String(number).length - 1)}-${number}`;
}

/** What a channel's name may say. A drill's says that it is one. */
type About = {
  number: number;
  title: string;
  service?: string;
  kind: IncidentKind;
  at: Instant;
  zone: string;
};

/** A name in which no word of the title is: for a channel whose title was redacted. */
export function neutralChannelName(template: string, about: Omit<About, 'title'>): string {
  return channelNameFor(template, { ...about, title: '' });
}

/** The name of a private incident's channel says neither title nor service: `inc-20261128-private-42`. */
export function privateChannelName(
  template: string,
  { number, kind, at, zone }: Pick<About, 'number' | 'kind' | 'at' | 'zone'>,
): string {
  const name = channelNameFor(template, { number, kind, at, zone, title: 'private' });
  return template.includes('{number}') ? name : numberedChannelName(name, number);
}

/**
 * Fills `{date}` (YYYYMMDD in the zone), `{number}`, `{service}` and `{title}` of the template. Where the title
 * loses letters, or all of itself, the number is put in, so that two such channels do not share a name.
 */
export function channelNameFor(configured: string, about: About): string {
  const drill = about.kind === 'drill';
  const template = drill && !configured.includes('{title}') ? `drill-${configured}` : configured;
  const values: Readonly<Record<string, string>> = {
    date: dateIn(about.at, about.zone).replaceAll('-', ''),
    number: String(about.number),
    service: about.service ?? '',
    title: drill ? `drill ${about.title}` : about.title,
  };
  // In one pass: what a title says in braces is no field.
  const filled = template.replace(
    /\{(date|number|service|title)\}/g,
    (_whole, field: string) => values[field] ?? '',
  );
  const name = cut(slug(filled), LONGEST);
  const untitled = slug(about.title) === '' || loses(filled);
  const unclear = name === '' || (untitled && !template.includes('{number}'));
  return unclear ? numberedChannelName(name || 'inc', about.number) : name;
}
