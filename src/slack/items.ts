// Performs what concerns action items: their sentences are kept up to date where they stand, and owners are reminded of what is overdue.
import type { Performer } from '../engine/performer.ts';
import type { ActionItem, Incident } from '../incident/state.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { REMINDERS_OFF } from '../policy/section-tickets.ts';
import { REMINDER_DAYS } from '../workflows/remind-overdue.ts';
import { nextWorkingHour } from '../workflows/working-hours.ts';
import { viewerOf } from './asks.ts';
import { channelLink, context, escaped, type Post, row, section, shorten } from './blocks.ts';
import { itemButtons, itemMessage, ticketWords, trackerFor } from './item-words.ts';
import { update } from './posting.ts';
import { privately } from './private-words.ts';
import { nameOfIncident } from './sentences.ts';
import { eventOf, incidentOf, type Stage } from './stage.ts';

const itemOf = ({ items }: Incident, id: string) => items.find((item) => item.id === id);

/** Where it does not stand yet, it will be posted as it is then. */
export function itemRefresher(stage: Stage): Performer<'item.refresh'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    const item = itemOf(incident, effect.payload.item);
    if (!item?.shown || incident.channelLost) {
      return;
    }
    const added = await eventOf(stage, item.addedBy, 'item-added');
    const words = itemMessage(incident, item, stage.policy, added.data.byPolicy ?? []);
    await update(stage, item.shown, words, { effect: effect.key, item: item.id }, 'refresh');
  };
}

function reminder(incident: Incident, item: ActionItem, round: number, stage: Stage): Post {
  const kind = item.kind === 'follow-up' ? 'follow-up' : 'task';
  const ticket = ticketWords(item);
  const where = incident.channel ? ` in ${channelLink(incident.channel.id)}` : '';
  const text = `Your ${kind} for ${nameOfIncident(incident)}${where} was due ${escaped(item.due ?? '')}:\n${escaped(shorten(item.text.text, 500))}${ticket ? `\n${ticket}` : ''}`;
  const last = round === REMINDER_DAYS.length - 1;
  const count = last ? 'This is the last reminder.' : `Reminder ${round + 1} of ${REMINDER_DAYS.length}.`;
  const tracker = trackerFor(stage.policy, incident);
  return {
    text,
    blocks: [
      section(text),
      row('item', itemButtons(incident, item, { on: 'reminder', ...(tracker ? { tracker } : {}) })),
      context(
        `${count} To give it away or move its date, change it in the channel. To switch reminders off: ${REMINDERS_OFF}.`,
      ),
    ],
  };
}

/** To its owner alone, in their working hours. */
export function reminderPerformer(stage: Stage): Performer<'item.remind'> {
  const tell = privately(stage);
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    const item = itemOf(incident, effect.payload.item);
    const owner = item?.owner;
    if (!item || owner?.kind !== 'person' || item.done || !stage.policy.actionItems.reminders) {
      return;
    }
    // Owning an item lets nobody into a private incident.
    const viewer = viewerOf({ people: stage.directory, policy: stage.policy, team: '' }, owner.id);
    if (!(await stage.engine.questions.incident(effect.stream, viewer))) {
      return;
    }
    const now = stage.clock.now();
    const zone = stage.directory.zone(owner.id) ?? incident.zone;
    const wait = nextWorkingHour(now, zone, stage.policy.workingHours) - now;
    if (wait > 0) {
      tell.later(effect);
      throw new VendorError('The owner does not work at this hour.', {
        permanent: false,
        code: 'not_now',
        retryAfterMs: wait,
      });
    }
    await tell(effect, owner.id, reminder(incident, item, effect.payload.round, stage));
  };
}
