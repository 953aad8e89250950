// Notes: what nobody wrote in the channel; at the time it happened, where the writer says so.
import { Refusal } from '../../incident/refusal.ts';
import { change, incidentOf, restOf, zoneOfAsker } from '../act.ts';
import type { Ask, Deed, DeedContext } from '../deed.ts';
import { echoTime, knownZone, readTime } from '../typed-time.ts';

/** A note is backdated by `at 14:05 …`, `yesterday 23:50 …`, or `10 min ago …`; a bare clock stays text. */
const BACKDATED = /^(?:at\s|(?:yesterday|today)\s|.{1,24}?\bago\b)/i;
const BARE_CLOCK = /^\d{1,2}[:.]\d{2}\b/;

function readNote(ask: Ask, context: DeedContext, zone: string): { text: string; happenedAt?: number } {
  const line = restOf(ask, context);
  const time = BACKDATED.test(line) ? readTime(line, { zone, now: context.now() }) : undefined;
  return time ? { text: time.rest, happenedAt: time.at } : { text: line };
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
      const { text, happenedAt } = readNote(ask, context, zone);
      const { command } = context.policy;
      if (text === '') {
        throw new Refusal(
          `What happened? For example \`/${command} note rolled back checkout\`, or \`/${command} note at 14:05 rolled back checkout\`.`,
        );
      }
      await change(ask, context, 'add-note', { text, ...(happenedAt === undefined ? {} : { happenedAt }) });
      const at = echoTime(happenedAt ?? ask.asking.at, zone);
      const hint =
        happenedAt === undefined && BARE_CLOCK.test(text)
          ? ` If it happened at the time you wrote, say \`note at ${BARE_CLOCK.exec(text)?.[0]} …\`.`
          : '';
      return { kind: 'private', text: `Noted for INC-${incident.number} at ${at}.${hint}` };
    },
  },
};
