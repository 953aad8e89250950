// What workflows and steps say in Slack: users' own messages, the call for a leader, and the end of a channel.
import { z } from 'zod';
import type { Performer } from '../engine/performer.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { stepOff } from '../policy/section-workflows.ts';
import { nagForRoles, wantsLeader } from '../workflows/nag-roles.ts';
import { button, context, escaped, row, section } from './blocks.ts';

import { streamOf } from './ids.ts';
import { postOnce } from './posting.ts';
import { eventOf, incidentOf, ownAsking, type Stage } from './stage.ts';
import { withCard } from './with-card.ts';
import { takeAway } from './withdraw-announcement.ts';

/** The text is the configuration's with words of the incident in it: nothing in it pings or formats. */
export function workflowPostPerformer(stage: Stage): Performer<'workflow.post'> {
  return async (effect) => {
    const { event: id, index, where } = effect.payload;
    const incident = await withCard(stage, effect.stream);
    const ran = await eventOf(stage, id, 'workflow-ran');
    const text = ran.content?.texts[index];
    const to =
      where === 'channel'
        ? incident.channel && { channel: incident.channel.id }
        : incident.announcement && {
            channel: incident.announcement.channel,
            thread: incident.announcement.ts,
          };
    const closed = where === 'channel' ? incident.channelLost !== undefined : incident.private;
    if (text === undefined || !to || closed) {
      return;
    }
    const why = `Workflow “${escaped(ran.content?.title ?? ran.data.workflow)}”. To switch it off, ${escaped(ran.data.off)}.`;
    const words = { text: escaped(text), blocks: [section(escaped(text)), context(why)] };
    const place = await postOnce(stage, effect, to, words);
    if (where === 'announcement' && (await incidentOf(stage, effect.stream)).private) {
      // Made private while this was under way: the announcement may be withdrawn by now.
      await takeAway(stage, place);
    }
    if (where === 'channel') {
      await stage.engine.handle({
        type: 'record-post',
        incident: effect.stream,
        wish: { fact: id, place },
        asking: ownAsking(stage, effect, 'posted'),
      });
    }
  };
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
    const text = `Nobody is ${escaped(leader.label)} yet. Whoever takes it decides and delegates, so that the others can work.`;
    await postOnce(
      stage,
      effect,
      { channel: incident.channel.id },
      {
        text,
        blocks: [
          section(text),
          row('take-role', [
            button(`I am ${leader.label}`, `role:take:${leader.id}`, streamOf(incident), {
              style: 'primary',
            }),
          ]),
          context(`${last} To switch it off, ${escaped(stepOff(nagForRoles.name))}.`),
        ],
      },
    );
  };
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
