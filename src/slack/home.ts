// The Home tab: open incidents, one's own, overdue follow-ups, and deliveries that failed.

import type { HomeView, KnownBlock } from '@slack/types';
import type { ActionItem, Incident } from '../incident/state.ts';
import type { Policy } from '../policy/policy.ts';
import { effectWords } from '../workflows/effect-words.ts';
import { viewerOf } from './asks.ts';
import {
  button,
  channelLink,
  context,
  dateToken,
  divider,
  escaped,
  header,
  row,
  section,
  shorten,
} from './blocks.ts';
import { done } from './client.ts';
import { personId, slackId } from './ids.ts';
import { itemButtons, ticketWords, trackerFor } from './item-words.ts';
import { nameOfIncident } from './sentences.ts';
import type { Stage } from './stage.ts';
import { isOver } from './typed-date.ts';

/** A Home tab holds 100 blocks (Slack's docs); these keep it well below. */
const INCIDENTS = 15;
const ITEMS = 8;
const FAILURES = 10;

type Mine = { incident: Incident; item: ActionItem; overdue: boolean };
type Failure = { id: number; kind: string; incident?: Incident; why: string };

export type HomeFacts = {
  /** Of others than the person. */
  open: readonly Incident[];
  /** Open ones that the person declared, or holds a role in. */
  mine: readonly Incident[];
  items: readonly Mine[];
  failed: readonly Failure[];
  /** How many deliveries a restored backup was still to make. */
  restored: number;
};

function incidentBlock(incident: Incident): KnownBlock {
  const kind = incident.kind === 'real' ? '' : ` (${incident.kind})`;
  const where = incident.channel ? `  ·  ${channelLink(incident.channel.id)}` : '';
  const since = dateToken(incident.statusSince, incident.zone);
  return section(
    `${nameOfIncident(incident)}${kind}\n${escaped(incident.severity.label)}  ·  ${incident.status} since ${since}${where}`,
  );
}

function incidentList(incidents: readonly Incident[], none: string): KnownBlock[] {
  const hidden = incidents.length - INCIDENTS;
  return [
    ...(incidents.length === 0 ? [section(none)] : incidents.slice(0, INCIDENTS).map(incidentBlock)),
    ...(hidden > 0 ? [context(`And ${hidden} more.`)] : []),
  ];
}

function failureBlock({ id, kind, incident, why }: Failure): KnownBlock {
  const about = incident ? `${nameOfIncident(incident)}: ` : '';
  return section(
    `${about}Firescribe could not ${escaped(effectWords(kind))}.\n${escaped(shorten(why, 1000))}`,
    button('Try again', 'effect:retry', String(id)),
  );
}

function failureList(failed: readonly Failure[]): KnownBlock[] {
  const hidden = failed.length - FAILURES;
  const more = `And ${hidden} more; \`firescribe outbox list\` at the machine shows them.`;
  return failed.length === 0
    ? []
    : titled('Deliveries that failed', [
        ...failed.slice(0, FAILURES).map(failureBlock),
        ...(hidden > 0 ? [context(more)] : []),
      ]);
}

function restoredNote(restored: number): KnownBlock[] {
  const wait = restored === 1 ? '1 delivery waits' : `${restored} deliveries wait`;
  return restored === 0
    ? []
    : [
        context(
          `${wait} since a backup was restored; \`firescribe outbox release\` at the machine has it all done.`,
        ),
      ];
}

/** With the state of its ticket, and what can be done with it. */
function itemBlocks({ incident, item, overdue }: Mine, policy: Policy): KnownBlock[] {
  const tracker = trackerFor(policy, incident);
  const ticket = ticketWords(item, tracker);
  const due = item.due ? `  ·  ${overdue ? 'was due' : 'due'} ${escaped(item.due)}` : '';
  const words = `${escaped(shorten(item.text.text, 300))}\nINC-${incident.number}${due}${ticket ? `  ·  ${ticket}` : ''}`;
  const buttons = itemButtons(incident, item, { on: 'home', ...(tracker ? { tracker } : {}) });
  return [section(words), row(`item-${incident.number}-${item.id}`, buttons)];
}

function itemList(title: string, items: readonly Mine[], policy: Policy): KnownBlock[] {
  const left = items.length - ITEMS;
  const shown = items.slice(0, ITEMS).flatMap((one) => itemBlocks(one, policy));
  return items.length === 0
    ? []
    : titled(title, [...shown, ...(left > 0 ? [context(`And ${left} more.`)] : [])]);
}

const titled = (title: string, blocks: readonly KnownBlock[]): KnownBlock[] => [
  header(title),
  ...blocks,
  divider,
];

/** Each once: one's own first, then those of others. */
function openIncidents({ mine, open }: HomeFacts): KnownBlock[] {
  if (mine.length === 0) {
    return titled('Open incidents', incidentList(open, 'None. All is quiet.'));
  }
  return [
    ...titled('Your open incidents', incidentList(mine, '')),
    ...(open.length > 0 ? titled('Other open incidents', incidentList(open, '')) : []),
  ];
}

/** The tab as one person sees it. */
export function renderHome(facts: HomeFacts, policy: Policy): HomeView {
  const items = (overdue: boolean) => facts.items.filter((one) => one.overdue === overdue);
  return {
    type: 'home',
    blocks: [
      ...openIncidents(facts),
      row('home', [button('Declare an incident', 'declare:open', 'home')]),
      ...itemList('Your overdue action items', items(true), policy),
      ...itemList('Your action items', items(false), policy),
      ...failureList(facts.failed),
      ...restoredNote(facts.restored),
      context(`\`/${escaped(policy.command)} help\` lists what can be done in any channel.`),
    ],
  };
}

async function factsFor(stage: Stage, person: string): Promise<HomeFacts> {
  const { directory: people, policy } = stage;
  const viewer = viewerOf({ people, policy, team: '' }, person);
  const { questions } = stage.engine;
  const [open, items, failed, restored] = await Promise.all([
    questions.list({ open: true, limit: 100 }, viewer),
    questions.openItems(viewer),
    questions.failedEffects(viewer),
    questions.restoredEffects(viewer),
  ]);
  const now = stage.clock.now();
  const isMine = ({ roles, declaredBy }: Incident) =>
    declaredBy.id === person || Object.values(roles).some(({ who }) => who.id === person);
  return {
    open: open.filter((incident) => !isMine(incident)),
    mine: open.filter(isMine),
    items: items
      .filter(({ item }) => item.owner?.id === person)
      .map(({ incident, item }) => ({
        ...{ incident, item },
        overdue: item.due !== undefined && isOver(item.due, { zone: incident.zone, now }),
      })),
    failed,
    restored,
  };
}

export type Homes = {
  /** Publishes one person's Home tab: each time they open it, so that nobody is written to who does not look. */
  opened(user: string): Promise<void>;
  /** Publishes the tabs that people opened since the start, or that of one of them, where something may not be seen any more. */
  again(only?: string): Promise<void>;
};

export function createHomes(stage: Stage): Homes {
  const seen = new Set<string>();
  return {
    async opened(user) {
      seen.add(user);
      await publishHome(stage, user);
    },
    async again(only) {
      for (const user of only === undefined ? seen : [...seen].filter((one) => one === slackId(only))) {
        await publishHome(stage, user).catch((error: unknown) =>
          stage.log.warn({ error, user }, 'A Home tab could not be brought up to date.'),
        );
      }
    },
  };
}

async function publishHome(stage: Stage, user: string): Promise<void> {
  const { team } = stage.session.identity();
  const view = renderHome(await factsFor(stage, personId(team, user)), stage.policy);
  await stage.slack.call('views.publish', { user_id: slackId(user), view }, done);
}
