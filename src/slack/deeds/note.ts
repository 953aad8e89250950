// Notes: what nobody wrote in the channel; at the time it happened, where the writer says so.
import { Refusal } from '../../incident/refusal.ts';
import { change, incidentOf, restOf, zoneOfAsker } from '../act.ts';
import { readBackdated } from '../backdated.ts';
import type { Deed } from '../deed.ts';
import { echoTime, knownZone, looksLikeTime, plainWidth, readTime, type Writing } from '../typed-time.ts';

const BARE_CLOCK = /^\d{1,2}[:.]\d{2}\b/;

/** The time with which a text begins, as it was typed, where it is one. */
function timeTyped(text: string, writing: Writing): string | undefined {
  const clock = BARE_CLOCK.exec(plainWidth(text))?.[0];
  if (clock) {
    return clock;
  }
  try {
    const read = readTime(text, writing);
    const typed = read && text.slice(0, text.length - read.rest.length).replace(/[\s,:–—-]+$/, '');
    return read?.at === writing.now ? undefined : typed;
  } catch {
    return undefined;
  }
}

/** What is filed as now although its words look like another time. */
function hintFor(text: string, writing: Writing): string {
  const typed = timeTyped(text, writing);
  if (typed) {
    return ` If it happened at the time you wrote, say \`note at ${typed} …\`.`;
  }
  return looksLikeTime(text)
    ? ' The time you wrote could not be read, so it is noted as of now: say it like `note at 14:05 …`, `note 2 days ago at 14:05 …`, `note at 2026-11-20 14:05 …` or `note 10 min ago …`.'
    : '';
}

export const note: Deed = {
  name: 'note',
  command: {
    word: 'note',
    aliases: ['log'],
    usage: 'note [at 14:05] <what happened>',
    says: 'Write into the timeline, also for an earlier time.',
    needsIncident: true,
    async run(ask, context) {
      const incident = incidentOf(ask);
      const zone = knownZone(zoneOfAsker(ask, context), context.policy.zone);
      const writing = { zone, now: context.now() };
      const { text, happenedAt } = readBackdated(restOf(ask, context), writing);
      const { command } = context.policy;
      if (text === '') {
        throw new Refusal(
          `What happened? For example \`/${command} note rolled back checkout\`, or \`/${command} note at 14:05 rolled back checkout\`.`,
        );
      }
      await change(ask, context, 'add-note', { text, ...(happenedAt === undefined ? {} : { happenedAt }) });
      const at = echoTime(happenedAt ?? ask.asking.at, zone);
      const hint = happenedAt === undefined ? hintFor(text, writing) : '';
      return { kind: 'private', text: `Noted for INC-${incident.number} at ${at}.${hint}` };
    },
  },
};
