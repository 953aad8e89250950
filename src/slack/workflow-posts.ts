// What workflows and steps say in Slack: users' own messages, the call for a leader, and the end of a channel.
import { z } from 'zod';
import type { Performer } from '../engine/performer.ts';
import type { Recorded } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import type { MessagePlace } from '../incident/values.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Policy } from '../policy/policy.ts';
import { stepOff } from '../policy/section-workflows.ts';
import { nagForRoles, wantsLeader } from '../workflows/nag-roles.ts';
import { renderReply } from './announcement.ts';
import { button, context, escaped, type Post, row, section } from './blocks.ts';
import { streamOf } from './ids.ts';
import { recordPost } from './messages.ts';
import { postOnce, tellTruly } from './posting.ts';
import { who } from './sentences.ts';
import { type Attempt, eventOf, incidentOf, type Stage } from './stage.ts';
import { withCard } from './with-card.ts';
import { takeAway } from './withdraw-announcement.ts';

/** The text is the configuration's with words of the incident in it: nothing in it pings or formats. */
export function workflowPostPerformer(stage: Stage): Performer<'workflow.post'> {
  return async (effect) => {
    const { event: id, index, where } = effect.payload;
    const incident = await withCard(stage, effect.stream);
    const ran = await eventOf(stage, id, 'workflow-ran');
    const to =
      where === 'channel'
        ? incident.channel && { channel: incident.channel.id }
        : incident.announcement && {
            channel: incident.announcement.channel,
            thread: incident.announcement.ts,
          };
    const closed = where === 'channel' ? incident.channelLost !== undefined : incident.private;
    if (!to || closed) {
      return;
    }
    const words = async () => wordsOf(await eventOf(stage, id, 'workflow-ran'), index);
    const instead = async () => renderReply(ran, incident);
    const record = (place: MessagePlace) =>
      where === 'channel' ? recordPost(stage, effect, { fact: id, place }) : retracted(stage, effect, place);
    await tellTruly(stage, effect, { target: to, words, instead, record });
  };
}

/** Nothing where it was redacted. */
function wordsOf({ data, content }: Recorded<'workflow-ran'>, index: number): Post | undefined {
  const text = content?.texts[index];
  if (text === undefined) {
    return undefined;
  }
  const why = `Workflow “${escaped(content?.title ?? data.workflow)}”. To switch it off, ${escaped(data.off)}.`;
  return { text: escaped(text), blocks: [section(escaped(text)), context(why)] };
}

/** Made private while this was under way: the announcement may be withdrawn by now. */
async function retracted(stage: Stage, effect: Attempt, place: MessagePlace): Promise<void> {
  if ((await incidentOf(stage, effect.stream)).private) {
    await takeAway(stage, place);
  }
}

export function rolesNagPerformer(stage: Stage): Performer<'roles.nag'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    const [leader] = stage.policy.roles;
    if (!leader || !incident.channel || incident.channelLost || !wantsLeader(incident, stage.policy)) {
      return;
    }
    const last =
      effect.payload.round > 0 ? 'This was the last time it is said.' : 'It is said once more later.';
    const words = leaderWords(incident, stage.policy);
    const off = context(`${last} To switch it off, ${escaped(stepOff(nagForRoles.name))}.`);
    const target = { channel: incident.channel.id };
    const place = await postOnce(stage, effect, target, { ...words, blocks: [...words.blocks, off] });
    const post = { fact: incident.statusEvent, place, beside: 'leader', offers: 'leader' } as const;
    await recordPost(stage, effect, post);
  };
}

/** As it is said now: once somebody leads, or nobody has to, the role is not offered any more. */
export function leaderWords(incident: Incident, policy: Policy): Post {
  const [leader] = policy.roles;
  const label = escaped(leader?.label ?? '');
  if (leader && wantsLeader(incident, policy)) {
    const text = `Nobody is ${label} yet. Whoever takes it decides and delegates, so that the others can work.`;
    const take = button(`I am ${leader.label}`, `role:take:${leader.id}`, streamOf(incident), {
      style: 'primary',
    });
    return { text, blocks: [section(text), row('take-role', [take])] };
  }
  const holder = leader && incident.roles[leader.id];
  const text = `Nobody was ${label} by then.${holder ? ` ${who(holder.who)} is now.` : ''}`;
  return { text, blocks: [section(text)] };
}

/** Reopened meanwhile, it stays. */
export function archivePerformer(stage: Stage): Performer<'channel.archive'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    const over = incident.statusEvent === effect.payload.event;
    if (!incident.channel || incident.channelLost || !over) {
      return;
    }
    try {
      await stage.slack.call(
        'conversations.archive',
        { channel: incident.channel.id },
        z.object({ ok: z.boolean() }),
      );
    } catch (error) {
      if (!(error instanceof VendorError && error.code === 'already_archived')) {
        throw error;
      }
    }
  };
}
