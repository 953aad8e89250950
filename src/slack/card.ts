// The card: one pinned message per incident channel, kept up to date in place.
import type { Performer } from '../engine/performer.ts';
import { nextUpdateDue } from '../incident/briefings.ts';
import { isOpen } from '../incident/lifecycle.ts';
import { reviewStateOf } from '../incident/review-state.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant, MessagePlace } from '../incident/values.ts';
import { callsPeople } from '../policy/people.ts';
import type { Policy } from '../policy/policy.ts';
import {
  bold,
  context,
  dateToken,
  escaped,
  fields,
  header,
  isolated,
  link,
  mention,
  type Post,
  section,
  shorten,
} from './blocks.ts';
import { cardButtons, levelOf } from './card-buttons.ts';
import { deploymentWords, type NotedDeployments, newestDeployments } from './card-deployments.ts';
import {
  type LinkedPages,
  linkedPages,
  mergedWords,
  pagesWords,
  relatedIncidents,
  relatedWords,
} from './card-links.ts';
import { similarIncidents, similarWords } from './card-similar.ts';
import { done } from './client.ts';
import { permalinkOf, streamOf } from './ids.ts';
import { onCallCardLine, pageCardLine } from './page-words.ts';
import { findPosted, post, unless, update } from './posting.ts';
import { runbookLinks } from './runbook-links.ts';
import { alertCount } from './sentences.ts';
import { type Attempt, incidentOf, ownAsking, type Stage } from './stage.ts';

export type CardView = {
  policy: Policy;
  teamUrl: string;
  now: Instant;
  deployments?: NotedDeployments;
  similar?: readonly Incident[];
  pages?: LinkedPages;
  related?: readonly Incident[];
  /** Of merges. */
  merged?: string;
};

function severityLine(incident: Incident, policy: Policy): string {
  const guidance = levelOf(incident, policy)?.guidance;
  const label = `${bold(incident.severity.label)}`;
  return incident.severityChosen
    ? label
    : `${label} until somebody chooses${guidance ? `. ${escaped(guidance)}` : ''}`;
}

/** Once it is over, nobody is looked for any more. */
function rolePairs(incident: Incident, policy: Policy): [string, string][] {
  return policy.roles.flatMap((role): [string, string][] => {
    const holder = incident.roles[role.id];
    return holder || isOpen(incident.status)
      ? [[escaped(role.label), holder ? mention(holder.who.id) : 'nobody yet']]
      : [];
  });
}

function linkLine(incident: Incident, teamUrl: string): string {
  const { source, dashboard } = incident.links;
  return [
    ...runbookLinks(incident),
    source ? link(source, 'Alert source') : '',
    dashboard ? link(dashboard, 'Dashboard') : '',
    incident.announcement ? link(permalinkOf(teamUrl, incident.announcement), 'Announcement') : '',
    incident.draft?.delivered?.message
      ? link(permalinkOf(teamUrl, incident.draft.delivered.message), 'Review')
      : '',
    ...(incident.documents ?? []).map(({ vendor, url }) =>
      url ? link(url, `Review in ${vendor.label}`) : '',
    ),
  ]
    .filter(Boolean)
    .join('  ·  ');
}

/** Who can see a private incident, said where they all look. */
function privateLine({ rights }: Policy): string {
  const named = rights['see-private']?.length ? ', whom `rights.see-private` of firescribe.yml names' : '';
  return `*Private.* It is seen by whoever is in this channel, declared it or holds a role in it${named}, and by who runs Firescribe. Nobody else finds it: invite whom you need. What may leave this channel is decided by \`private\` in firescribe.yml.`;
}

/** What vendors owe; said until it comes. */
function missingLine({ missing = {} }: Incident): string {
  const owed = Object.entries(missing).map(([what, row]) => ({ ...row, name: `${what} (${row.vendor})` }));
  const waiting = owed.filter(({ givenUp }) => !givenUp).map(({ name }) => escaped(name));
  const lost = owed.filter(({ givenUp }) => givenUp).map(({ name }) => escaped(name));
  return [
    waiting.length > 0 ? `Missing for now: ${waiting.join(', ')}. It is tried again by itself.` : '',
    lost.length > 0
      ? `Could not be had: ${lost.join(', ')}. Firescribe’s Home tab says why, with a button to try again.`
      : '',
  ]
    .filter(Boolean)
    .join('\n');
}

/** What is to become of the review, as the severity's policy has it; nothing once it is published. */
function reviewStep(incident: Incident, policy: Policy): string {
  if (reviewStateOf(incident) === 'published') {
    return '';
  }
  const word = policy.reviewWord;
  const level = levelOf(incident, policy);
  const due =
    level?.postmortemDueMs === undefined
      ? ''
      : ` It is due by ${dateToken(incident.statusSince + level.postmortemDueMs, incident.zone, '{date_short_pretty}')}.`;
  const drafts = incident.kind === 'real' && (level?.postmortem ?? 'draft') === 'draft';
  if (incident.draft || drafts) {
    return `Next: read the ${word} and add what only you know.${due}`;
  }
  return level?.postmortem === 'button' || incident.kind === 'drill'
    ? `Next: if there is something to learn from it, have the ${word} drafted by the button.${due}`
    : '';
}

/** One sentence: what would help now. */
function nextStep(incident: Incident, policy: Policy): string {
  const commander = policy.roles[0];
  const leaderless = commander && !incident.roles[commander.id];
  switch (incident.status) {
    case 'detected':
      return 'Next: press *Acknowledge* when you look at it.';
    case 'acknowledged':
      return leaderless
        ? `Next: somebody takes the role ${escaped(commander.label)}.`
        : 'Next: say what is wrong; then set the status to *identified*.';
    case 'identified':
      return 'Next: stop the harm to users; then set the status to *mitigated*.';
    case 'mitigated':
      return 'Next: when it stays well, press *Resolve* and say what fixed it.';
    case 'resolved':
      return reviewStep(incident, policy);
    default:
      return '';
  }
}

/** Whoever was invited sees at once that nothing is broken, and why they are there. */
function drillLine(policy: Policy): string {
  const who = callsPeople(policy, { kind: 'drill' })
    ? 'whoever would be in a real one was invited (`drills` in firescribe.yml limits it)'
    : 'only whoever declared it and those named under `drills` in firescribe.yml were invited';
  return `This is a drill: nothing is broken, nobody is paged, it is announced nowhere and counts in no figures; ${who}.`;
}

/** Of what was no incident nothing is reviewed. */
function recordedLine({ status }: Incident, { reviewWord, command }: Policy): string {
  const pins = status === 'canceled' ? '' : ` React with 📌 to what belongs in the ${reviewWord}.`;
  return `This channel is recorded: what is written here goes into the timeline.${pins} \`/${escaped(command)} help\` lists what else works.`;
}

/** The card as it should look now. */
export function renderCard(incident: Incident, view: CardView): Post {
  const { policy, teamUrl } = view;
  const stream = streamOf(incident);
  const since = dateToken(incident.statusSince, incident.zone);
  const kind = incident.kind === 'drill' ? 'Drill. ' : '';
  const reason = incident.cancelReason ? ` (${incident.cancelReason})` : '';
  const links = linkLine(incident, teamUrl);
  const missing = missingLine(incident);
  const updateDue = nextUpdateDue(incident, policy);
  const about = [
    incident.service ? `Service: ${escaped(incident.service)}` : '',
    incident.team ? `Team: ${escaped(incident.team)}` : '',
    incident.counts.signals > 0 ? alertCount(incident) : '',
    onCallCardLine(incident),
    pageCardLine(incident),
    updateDue === undefined ? '' : `Next update due ${dateToken(updateDue, incident.zone, '{time}')}`,
    ...Object.entries(incident.fields ?? {}).map(([name, value]) => `${escaped(name)}: ${escaped(value)}`),
  ].filter(Boolean);
  const roles = rolePairs(incident, policy);
  const next = nextStep(incident, policy);
  const deployed = deploymentWords(incident, view.deployments ?? []);
  const similar = similarWords(view.similar ?? [], teamUrl);
  const pages = pagesWords(view.pages ?? [], policy.command);
  const related = relatedWords(view.related ?? [], incident);
  return {
    text: `${kind}INC-${incident.number} ${escaped(isolated(shorten(incident.title.text, 200)))}: ${incident.severity.label}, ${incident.status}`,
    blocks: [
      header(`${kind}INC-${incident.number} ${isolated(incident.title.text)}`),
      ...(incident.private ? [context(privateLine(policy))] : []),
      ...(incident.kind === 'drill' ? [context(drillLine(policy))] : []),
      section(`${severityLine(incident, policy)}\n*${incident.status}*${reason} since ${since}`),
      ...(incident.impact?.text ? [section(`Impact: ${escaped(shorten(incident.impact.text, 600))}`)] : []),
      ...(roles.length > 0 ? [fields(roles)] : []),
      ...(about.length > 0 ? [context(about.join('  ·  '))] : []),
      ...(links ? [section(links)] : []),
      ...(view.merged ? [section(view.merged)] : []),
      ...(pages ? [section(pages)] : []),
      ...(related ? [context(related)] : []),
      ...(deployed ? [context(deployed)] : []),
      ...(similar ? [context(similar)] : []),
      ...(missing ? [context(missing)] : []),
      ...(next ? [section(next)] : []),
      ...cardButtons(incident, policy, stream, view.now),
      context(recordedLine(incident, policy)),
    ],
  };
}

/** The card with what it says of others: deployments, pages, and other incidents. */
export async function cardWords(stage: Stage, incident: Incident): Promise<Post> {
  const { teamUrl } = stage.session.identity();
  return renderCard(incident, {
    policy: stage.policy,
    teamUrl,
    now: stage.clock.now(),
    deployments: await newestDeployments(stage, incident),
    similar: await similarIncidents(stage, incident),
    pages: await linkedPages(stage, incident),
    related: await relatedIncidents(stage, incident),
    merged: await mergedWords(stage, incident),
  });
}

export const cardMark = (stream: string, effect: Attempt) => ({ card: stream, effect: effect.key });

async function postCard(stage: Stage, effect: Attempt, channel: string, words: Post): Promise<MessagePlace> {
  const left =
    effect.attempt > 1
      ? await findPosted(stage, { channel }, (mark) => mark.card === effect.stream)
      : undefined;
  const place = left
    ? { team: stage.session.identity().team, channel, ts: left.ts }
    : await post(stage, { channel }, words, cardMark(effect.stream, effect));
  await stage.engine.handle({
    type: 'record-card',
    incident: effect.stream,
    wish: { place },
    asking: ownAsking(stage, effect, `card:${place.ts}`),
  });
  return place;
}

async function pinCard(stage: Stage, place: MessagePlace): Promise<void> {
  await unless(
    ['already_pinned', 'too_many_pins', 'restricted_action', 'not_pinnable'],
    stage.slack.call('pins.add', { channel: place.channel, timestamp: place.ts }, done),
  );
}

/** Posts and pins the card, or brings it up to date; posts a new one where somebody deleted it. */
export function cardPerformer(stage: Stage): Performer<'card.refresh'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    if (!incident.channel || incident.channelLost || incident.kind === 'imported') {
      return;
    }
    const words = await cardWords(stage, incident);
    const standing = incident.card?.channel === incident.channel.id ? incident.card : undefined;
    if (standing && (await update(stage, standing, words, cardMark(effect.stream, effect), 'refresh'))) {
      if (effect.attempt > 1) {
        await pinCard(stage, standing);
      }
      return;
    }
    const place = await postCard(stage, effect, incident.channel.id, words);
    await pinCard(stage, place);
  };
}
