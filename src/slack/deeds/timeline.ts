// Timeline: the latest entries, or the key ones, page by page.
import type { Incident } from '../../incident/state.ts';
import { headline, incidentOf, zoneOfAsker } from '../act.ts';
import { viewerOf } from '../asks.ts';
import { button, row, section, context as small } from '../blocks.ts';
import type { Answer, Ask, Deed, DeedContext, Press } from '../deed.ts';
import { entryBlocks, readEntries, type Shown, shownEntries } from '../entry-lines.ts';
import { pack, unpack } from '../press-values.ts';
import { knownZone } from '../typed-time.ts';

const USUAL = 10;
/** A message holds about 13,000 characters in its blocks (measured by others; Slack answers `msg_blocks_too_long`). */
const MOST = 30;

type Page = { shown: Shown; count: number; before?: string };

/** `timeline`, `timeline 25`, `timeline key`, `timeline all 30`. */
export function readPage(rest: string): Page {
  const words = rest.toLowerCase().split(/\s+/);
  const count = Number(words.find((word) => /^\d+$/.test(word)) ?? USUAL);
  const shown = words.find((word): word is Shown => word === 'key' || word === 'all') ?? 'latest';
  return { shown, count: Math.min(Math.max(count, 1), MOST) };
}

async function show(ask: Ask, context: DeedContext, page: Page): Promise<Answer> {
  const incident = incidentOf(ask);
  const zone = knownZone(zoneOfAsker(ask, context), context.policy.zone);
  const viewer = viewerOf(context, ask.asking.by.id);
  const back = page.before ? { before: page.before, count: page.count * 10 } : undefined;
  const read = await readEntries(context, incident, viewer, back);
  const all = shownEntries(read.entries, page.shown);
  const end = page.before ? all.findIndex(({ id }) => id === page.before) : all.length;
  const start = Math.max(0, end - page.count);
  const entries = all.slice(start, Math.max(end, 0));
  const text = `The timeline of INC-${incident.number}`;
  if (entries.length === 0) {
    return { kind: 'private', text: `${text} has no such entries.` };
  }
  const count = read.whole ? ` ${start + 1} to ${start + entries.length} of ${all.length}` : '';
  const what = `${page.shown === 'key' ? 'Key entries' : 'Entries'}${count}, times in ${zone}.`;
  return {
    kind: 'private',
    text,
    blocks: [
      section(headline(incident)),
      small(what),
      ...entryBlocks(entries, context, zone),
      ...turns(incident, page, start > 0 || !read.whole ? entries[0]?.id : undefined),
    ],
  };
}

function turns(incident: Incident, page: Page, earlier: string | undefined) {
  const { shown, count } = page;
  const value = (more: Record<string, string>) => pack(incident, { shown, count: String(count), ...more });
  const buttons = [
    ...(earlier ? [button('Earlier', 'timeline:page:earlier', value({ before: earlier }))] : []),
    ...(page.before ? [button('Latest', 'timeline:page:latest', value({}))] : []),
    ...(shown === 'key' ? [] : [button('Key entries', 'timeline:page:key', value({ shown: 'key' }))]),
  ];
  return buttons.length > 0 ? [row('timeline', buttons)] : [];
}

async function turn(press: Press, context: DeedContext): Promise<Answer> {
  const { shown = '', count = '', before } = unpack(press.value);
  const page = { ...readPage(`${shown} ${count}`), ...(before ? { before } : {}) };
  const answer = await show(press, context, page);
  return answer.kind === 'private' ? { ...answer, kind: 'replace' } : answer;
}

export const timeline: Deed = {
  name: 'timeline',
  command: {
    word: 'timeline',
    aliases: ['tl'],
    usage: 'timeline [20, key or all]',
    says: 'Read the latest entries, or the key ones.',
    needsIncident: true,
    run: (ask, context) => show(ask, context, readPage(ask.rest)),
  },
  buttons: { 'timeline:page:*': turn },
};
