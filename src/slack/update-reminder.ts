// Says that stakeholders wait for an update, to whoever leads, by name.
import type { Performer } from '../engine/performer.ts';
import { durationText } from '../evidence/durations.ts';
import { updateEvery } from '../incident/briefings.ts';
import { stepOff } from '../policy/section-workflows.ts';
import { remindOfUpdate, updateIsMoot } from '../workflows/remind-of-update.ts';
import { button, context, dateToken, escaped, mention, row, section } from './blocks.ts';
import { postOnce } from './posting.ts';
import { pack } from './press-values.ts';
import { incidentOf, type Stage } from './stage.ts';

export function updateReminderPerformer(stage: Stage): Performer<'update.remind'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    const every = updateEvery(incident, stage.policy);
    const { since, last } = effect.payload;
    if (!every || !incident.channel || incident.channelLost || updateIsMoot(incident, effect.payload)) {
      return;
    }
    const [leader] = stage.policy.roles;
    const who = leader && incident.roles[leader.id]?.who;
    const to = who?.kind === 'person' ? `${mention(who.id)}: stakeholders` : 'Stakeholders';
    const ago = `since ${dateToken(since, incident.zone, '{time}')}`;
    const none = incident.updated ? `no update ${ago}` : `no update yet, ${ago}`;
    const text = `${to} have had ${none}. ${escaped(incident.severity.label)} has one every ${durationText(every)}: \`/${stage.policy.command} update\`.`;
    const again = last
      ? 'It is not said again until there is one.'
      : 'It is said again when the next one is due.';
    await postOnce(
      stage,
      effect,
      { channel: incident.channel.id },
      {
        text,
        blocks: [
          section(text),
          row('update-due', [button('Write an update', 'update:open', pack(incident))]),
          context(`${again} To switch it off, ${escaped(stepOff(remindOfUpdate.name))}.`),
        ],
      },
    );
  };
}
