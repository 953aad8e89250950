// Catch-up: for who joins late, and for nobody else to see.
import type { KnownBlock } from '@slack/types';
import { durationText } from '../../evidence/durations.ts';
import { isOpen } from '../../incident/lifecycle.ts';
import type { Incident } from '../../incident/state.ts';
import { headline, incidentOf, zoneOfAsker } from '../act.ts';
import { viewerOf } from '../asks.ts';
import { button, escaped, link, row, section, context as small } from '../blocks.ts';
import type { Answer, Ask, Deed, DeedContext } from '../deed.ts';
import { entryBlocks, inSections, readEntries, shownEntries } from '../entry-lines.ts';
import { streamOf } from '../ids.ts';
import { rolesLine, stateLine } from '../incident-lines.ts';
import { itemLine } from '../item-words.ts';
import { pack } from '../press-values.ts';
import { beingWritten, narratorFor, proposedWords } from '../proposed.ts';
import { runbookLinks } from '../runbook-links.ts';
import { knownZone } from '../typed-time.ts';

const MOST_ENTRIES = 12;
const MOST_TASKS = 8;

/** Where it stands: state, impact, people, links. */
function standing(incident: Incident, now: number): string {
  const { dashboard, source } = incident.links;
  const links = [
    incident.bridge ? link(incident.bridge.joinUrl, 'Join the bridge') : '',
    ...runbookLinks(incident),
    dashboard ? link(dashboard, 'Dashboard') : '',
    source ? link(source, 'Alert source') : '',
  ].filter(Boolean);
  return [
    headline(incident),
    stateLine(incident),
    isOpen(incident.status) ? `Declared ${durationText(now - incident.declaredAt)} ago.` : '',
    incident.impact ? `Impact: ${escaped(incident.impact.text)}` : 'Impact: not recorded yet.',
    rolesLine(incident) || 'Nobody holds a role yet.',
    links.join('  ·  '),
  ]
    .filter(Boolean)
    .join('\n');
}

/** The first of them, and how many more there are. */
function openTasks({ items }: Incident): KnownBlock[] {
  const tasks = items.filter((item) => item.kind === 'task' && !item.done);
  const left = tasks.length - MOST_TASKS;
  const more = left > 0 ? [`… and ${left} more.`] : [];
  return tasks.length > 0
    ? inSections(['*Open tasks*', ...tasks.slice(0, MOST_TASKS).map(itemLine), ...more])
    : [];
}

/** The same in sentences, where somebody writes them: it follows, and replaces nothing. */
function inSentences(incident: Incident, context: DeedContext, zone: string) {
  const narrator = narratorFor(context, incident);
  if (!narrator) {
    return { blocks: [] };
  }
  return {
    blocks: [beingWritten(narrator, 'A summary')],
    later: async () =>
      proposedWords(await narrator.propose(streamOf(incident), 'catch-up'), narrator.label, {
        incident,
        kind: 'catch-up',
        title: `INC-${incident.number}, as it stands`,
        zone,
      }),
  };
}

async function brief(ask: Ask, context: DeedContext): Promise<Answer> {
  const incident = incidentOf(ask);
  const zone = knownZone(zoneOfAsker(ask, context), context.policy.zone);
  const viewer = viewerOf(context, ask.asking.by.id);
  const key = shownEntries((await readEntries(context, incident, viewer)).entries, 'key');
  const left = key.length - MOST_ENTRIES;
  const { blocks: written, ...then } = inSentences(incident, context, zone);
  const older = left > 0 ? [small(`${left} earlier key entries are left out here.`)] : [];
  return {
    kind: 'private',
    text: `INC-${incident.number}, in short`,
    blocks: [
      section(standing(incident, context.now())),
      ...openTasks(incident),
      section(`*What happened* (times in ${zone})`),
      ...older,
      ...entryBlocks(key.slice(-MOST_ENTRIES), context, zone),
      row('catchup', [button('Read the timeline', 'timeline:page:latest', pack(incident))]),
      ...written,
    ],
    ...then,
  };
}

export const catchup: Deed = {
  name: 'catchup',
  command: {
    word: 'catchup',
    aliases: ['summary', 'catch-up', 'brief'],
    usage: 'catchup',
    says: 'Read privately where it stands and what happened.',
    needsIncident: true,
    run: brief,
  },
};
