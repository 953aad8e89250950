// One message per incident where incidents are announced, kept up to date in place; large changes are replies in its thread.

import type { Performer } from '../engine/performer.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import type { MessagePlace } from '../incident/values.ts';
import { announcedIn } from '../policy/announcing.ts';
import type { Policy } from '../policy/policy.ts';
import { stepOff } from '../policy/section-workflows.ts';
import { isAnnounced } from '../workflows/announce.ts';
import { announceReview } from '../workflows/follow-review.ts';
import {
  bold,
  channelLink,
  context,
  dateToken,
  escaped,
  isolated,
  mention,
  type Post,
  section,
  shorten,
} from './blocks.ts';
import { forgetOnCards } from './cards-naming.ts';
import type { ChannelFinder } from './find-channel.ts';
import { findPosted, post, tellTruly, update } from './posting.ts';
import { durationWords, nameOfIncident, sentenceOf, withChannel } from './sentences.ts';
import { type Attempt, eventOf, incidentOf, ownAsking, type Stage } from './stage.ts';
import { withdrawAnnouncement } from './withdraw-announcement.ts';

/** The announcement as it should look now. */
export function renderAnnouncement(incident: Incident, policy: Policy): Post {
  const commander = policy.roles[0];
  const holder = commander && incident.roles[commander.id];
  const lasted = incident.status === 'resolved' ? durationWords(incident) : undefined;
  const kind = incident.kind === 'drill' ? 'Drill. ' : '';
  const facts = [
    `${bold(incident.severity.label)}`,
    `*${incident.status}*${incident.cancelReason ? ` (${incident.cancelReason})` : ''} since ${dateToken(incident.statusSince, incident.zone)}`,
    lasted ? `after ${lasted}` : '',
    incident.service ? escaped(incident.service) : '',
  ].filter(Boolean);
  const where = [
    incident.mergedInto ? `Goes on as ${withChannel(incident.mergedInto)}` : '',
    incident.channel ? `In ${channelLink(incident.channel.id)}` : '',
    commander && holder ? `${escaped(commander.label)}: ${mention(holder.who.id)}` : '',
  ].filter(Boolean);
  return {
    text: `${kind}INC-${incident.number} ${escaped(isolated(shorten(incident.title.text, 200)))}: ${incident.severity.label}, ${incident.status}`,
    blocks: [
      section(`${kind}${nameOfIncident(incident)}\n${facts.join('  ·  ')}`),
      ...(incident.impact?.text ? [section(`Impact: ${escaped(shorten(incident.impact.text, 600))}`)] : []),
      ...(where.length > 0 ? [context(where.join('  ·  '))] : []),
    ],
  };
}

/** A large change, as it stands in the announcement's thread. */
export function renderReply(event: IncidentEvent, incident: Incident): Post {
  const sentence = sentenceOf(event, incident);
  return { text: `INC-${incident.number}: ${sentence}`, blocks: [section(sentence), ...ruleOf(event)] };
}

const mark = (effect: Attempt) => ({ announcement: effect.stream, effect: effect.key });

async function announce(stage: Stage, effect: Attempt, channel: string, words: Post): Promise<MessagePlace> {
  const left =
    effect.attempt > 1
      ? await findPosted(stage, { channel }, (found) => found.announcement === effect.stream)
      : undefined;
  const place = left
    ? { team: stage.session.identity().team, channel, ts: left.ts }
    : await post(stage, { channel }, words, mark(effect));
  await stage.engine.handle({
    type: 'record-announcement',
    incident: effect.stream,
    wish: { place },
    asking: ownAsking(stage, effect, `announcement:${place.ts}`),
  });
  return place;
}

/** Publishing is announced by a step of its own, which is named. */
const ruleOf = (event: IncidentEvent) =>
  event.type === 'review-published'
    ? [
        context(
          `By the step “${announceReview.name}”. To switch it off, ${escaped(stepOff(announceReview.name))}.`,
        ),
      ]
    : [];

export function announcementPerformer(
  stage: Stage,
  channels: ChannelFinder,
): Performer<'announcement.refresh'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    const where = announcedIn(stage.policy, incident);
    if (incident.private) {
      await withdrawAnnouncement(stage, effect, incident, channels);
      await forgetOnCards(stage, effect, incident);
    }
    if (!isAnnounced(incident, stage.policy) || !where) {
      return;
    }
    const words = renderAnnouncement(incident, stage.policy);
    if (
      incident.announcement &&
      (await update(stage, incident.announcement, words, mark(effect), 'refresh'))
    ) {
      return;
    }
    const channel = await channels.find(where.name, where.setting);
    await announce(stage, effect, channel, words);
  };
}

export function announcementReplyPerformer(
  stage: Stage,
  channels: ChannelFinder,
): Performer<'announcement.reply'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    const where = announcedIn(stage.policy, incident);
    if (!isAnnounced(incident, stage.policy) || !where) {
      return;
    }
    const parent =
      incident.announcement ??
      (await announce(
        stage,
        effect,
        await channels.find(where.name, where.setting),
        renderAnnouncement(incident, stage.policy),
      ));
    const target = { channel: parent.channel, thread: parent.ts };
    const words = async () =>
      renderReply(await eventOf(stage, effect.payload.event), await incidentOf(stage, effect.stream));
    await tellTruly(stage, effect, { target, words });
  };
}
