// Link: attaches a page or another incident, or lists what is attached. Unlink takes one off.
import { maskSecrets } from '../../evidence/mask.ts';
import { Refusal } from '../../incident/refusal.ts';
import type { Incident } from '../../incident/state.ts';
import { change, incidentOf, restOf } from '../act.ts';
import { incidentFor } from '../asks.ts';
import { section } from '../blocks.ts';
import { linkedPages, otherWords, relatedIncidents } from '../card-links.ts';
import type { Answer, Ask, Deed, DeedContext } from '../deed.ts';
import { streamOf } from '../ids.ts';
import { linkWords } from '../link-words.ts';
import { wordsOf } from '../typed-words.ts';

const NUMBER = /^(?:inc-?|#)?(?<number>\d+)[.!]?$/i;
const ADDRESS = /(?<!\S)(?<url>[a-z][a-z0-9+.-]*:\/\/[^\s<>]+)(?!\S)/i;
/** As Slack hands over an address: with other words, where somebody gave it some. */
const BY_SLACK = /<(?<url>[a-z][a-z0-9+.-]*:[^|<>\s]+)(?:\|(?<label>[^<>]*))?>/i;

const numberIn = (words: string) => {
  const found = NUMBER.exec(words)?.groups?.number;
  return found === undefined ? undefined : Number(found);
};

const numbered = (count: number, words: string) => `${count}. ${words}`;

const STOPS = /[.,;:!]/;
const DASHES = /[\s,:–—-]/;

/** In one pass: a pattern that looks for such marks at the end begins anew at each of them. */
function withoutTrailing(marks: RegExp, words: string): string {
  let end = words.length;
  while (end > 0 && marks.test(words[end - 1]!)) {
    end -= 1;
  }
  return words.slice(0, end);
}

/** The first address of the line; what else was typed says what it is. */
function pageIn({ rest }: Ask, { people }: DeedContext): { url: string; title: string } | undefined {
  const found = BY_SLACK.exec(rest) ?? ADDRESS.exec(rest);
  if (!found?.groups?.url) {
    return undefined;
  }
  const url = withoutTrailing(STOPS, wordsOf(found.groups.url, people));
  const label = wordsOf(found.groups.label ?? '', people);
  const around = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
  const typed = withoutTrailing(DASHES, wordsOf(around, people)).replace(/^[\s,:–—-]+/, '');
  return { url, title: typed || (url.includes(label) ? '' : label) };
}

/** What is attached, with the numbers by which it is taken off. */
async function list(ask: Ask, context: DeedContext): Promise<Answer> {
  const incident = incidentOf(ask);
  const { command } = context.policy;
  const pages = await linkedPages(context, incident);
  const related = await relatedIncidents(context, incident);
  const lines = [
    ...pages.map(({ content }, index) => numbered(index + 1, content ? linkWords(content) : '')),
    ...related.map((other) => `• ${otherWords(other)}`),
  ];
  const how = `To attach one: \`/${command} link https://… [what it is]\`, or \`link INC-7\` for an incident that has to do with this one.`;
  const off = pages.length > 0 ? ` \`unlink 1\` takes the first off.` : '';
  const text =
    lines.length > 0
      ? `Linked to INC-${incident.number}`
      : `Nothing is linked to INC-${incident.number} yet.`;
  return {
    kind: 'private',
    text,
    blocks: [`*${text}*`, ...lines, `${how}${off}`].map((line) => section(line)),
  };
}

async function attach(ask: Ask, context: DeedContext, url: string, title: string): Promise<Answer> {
  const kept = maskSecrets(url);
  if (kept !== url && !URL.canParse(kept)) {
    throw new Refusal('This address is a secret itself: whoever reads it may use it. It is not linked.');
  }
  const words = maskSecrets(title);
  await change(ask, context, 'add-link', { url: kept, ...(words ? { title: words } : {}) });
  return kept === url
    ? said(ask, 'Linked.')
    : {
        kind: 'private',
        text: `This address holds what looks like a secret. That is not kept, so the link leads nowhere: link the page without it, and take this one off with \`/${context.policy.command} unlink\`.`,
      };
}

function said(ask: Ask, words: string): Answer {
  const incident = incidentOf(ask);
  return incident.channel?.id === ask.channel
    ? { kind: 'nothing' }
    : { kind: 'private', text: `${words} It stands on the card of INC-${incident.number}.` };
}

async function named(ask: Ask, context: DeedContext, number: number): Promise<Incident> {
  const { id } = ask.asking.by;
  const other = await incidentFor(context, id, { channel: '', number });
  if (!other) {
    throw new Refusal(`There is no INC-${number} that you can see.`);
  }
  return other;
}

async function run(ask: Ask, context: DeedContext): Promise<Answer> {
  incidentOf(ask);
  const words = restOf(ask, context);
  if (words === '' || /^(?:list|all)$/i.test(words)) {
    return list(ask, context);
  }
  const number = numberIn(words.replace(/^to\s+/i, ''));
  if (number !== undefined) {
    const other = streamOf(await named(ask, context, number));
    await change(ask, context, 'relate', { other });
    return said(ask, `INC-${number} is linked.`);
  }
  const page = pageIn(ask, context);
  if (!page) {
    const { command } = context.policy;
    throw new Refusal(
      `What is to be linked? A page by its address, \`/${command} link https://… [what it is]\`, or another incident by its number, \`/${command} link INC-7\`.`,
    );
  }
  return attach(ask, context, page.url, page.title);
}

/** By its place in the list, its address, or a part of its words that no other one has. */
async function pageMeant(ask: Ask, context: DeedContext, wanted: string): Promise<string | undefined> {
  const pages = await linkedPages(context, incidentOf(ask));
  const place = /^#?(?<place>\d+)\.?$/.exec(wanted)?.groups?.place;
  if (place !== undefined) {
    return pages[Number(place) - 1]?.id;
  }
  const like = wanted.toLowerCase();
  const found = pages.filter(({ content }) =>
    [content?.url, content?.title].some((one) => one?.toLowerCase().includes(like)),
  );
  return found.length === 1 ? found[0]?.id : undefined;
}

async function takeOff(ask: Ask, context: DeedContext): Promise<Answer> {
  const incident = incidentOf(ask);
  const wanted = restOf(ask, context);
  if (wanted === '') {
    return list(ask, context);
  }
  const number = /^inc/i.test(wanted) ? numberIn(wanted) : undefined;
  if (number !== undefined) {
    await change(ask, context, 'unrelate', { number });
    return { kind: 'private', text: `INC-${number} is not linked to INC-${incident.number} any more.` };
  }
  const link = await pageMeant(ask, context, wanted);
  if (link === undefined) {
    throw new Refusal(
      `Which link is to go? \`/${context.policy.command} link\` lists them with their numbers: \`/${context.policy.command} unlink 1\`, or \`unlink INC-7\`.`,
    );
  }
  await change(ask, context, 'remove-link', { link });
  return {
    kind: 'private',
    text: 'The link is off the card and out of the review. That it was there stays in the timeline.',
  };
}

export const link: Deed = {
  name: 'link',
  command: {
    word: 'link',
    aliases: ['links', 'attach', 'relate', 'related'],
    usage: 'link [https://… and what it is, or INC-7]',
    says: 'Attach a dashboard, a change, a document, or an incident that has to do with it.',
    needsIncident: true,
    run,
  },
};

export const unlink: Deed = {
  name: 'unlink',
  command: {
    word: 'unlink',
    aliases: ['unrelate', 'detach'],
    usage: 'unlink [1, its words, or INC-7]',
    says: 'Take a link off again.',
    needsIncident: true,
    run: takeOff,
  },
};
