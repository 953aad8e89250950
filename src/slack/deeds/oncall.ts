// On call: who it is now and who comes next, for a service, a team, or everything that has a schedule.
import type { AskRoster, Roster } from '../../engine/perform-on-call.ts';
import { Refusal } from '../../incident/refusal.ts';
import { timeOfWeek } from '../../incident/words.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import { orList } from '../../policy/lists.ts';
import { everyOnCall, type OnCallFor, onCallByWord, onCallFor } from '../../policy/on-call.ts';
import { restOf, zoneOfAsker } from '../act.ts';
import { bold, escaped, section } from '../blocks.ts';
import type { Ask, Deed, DeedContext } from '../deed.ts';
import { called } from '../page-words.ts';

/** As many as a phone's screen bears; each is one or two questions to a vendor. */
const MOST = 10;

function asked(ask: Ask, context: DeedContext): OnCallFor[] {
  const { policy } = context;
  const word = restOf(ask, context);
  const all = everyOnCall(policy);
  if (word !== '') {
    const found = onCallByWord(policy, word);
    if (!found) {
      const known =
        all.length > 0 ? `Known are ${orList(all.map(({ id }) => id))}.` : 'No service or team has one yet.';
      throw new Refusal(`I do not know who is on call for “${word.slice(0, 60)}”. ${known}`);
    }
    return [found];
  }
  const here = ask.incident && onCallFor(policy, ask.incident);
  return here ? [here] : all;
}

async function linesOf(about: OnCallFor, roster: AskRoster, zone: string): Promise<string> {
  const head = bold(about.label);
  try {
    return `${head} · ${rosterWords(await roster(about), zone)}`;
  } catch (error) {
    if (error instanceof VendorError) {
      return `${head} · ${escaped(error.message)}`;
    }
    throw error;
  }
}

/** Names without mentions would do, but here nobody is notified: only the asker sees it. */
function rosterWords({ vendor, now, next }: Roster, zone: string): string {
  const present = now.map((one) => {
    const level = (one.level ?? 1) > 1 ? ` (level ${one.level})` : '';
    const until = one.until === undefined ? '' : ` until ${timeOfWeek(one.until, zone)}`;
    return `${called(one)}${level}${until}`;
  });
  const coming = next.map((one) =>
    one.from === undefined ? called(one) : `${called(one)} from ${timeOfWeek(one.from, zone)}`,
  );
  const then = coming.length > 0 ? `\nNext: ${coming.join(', ')}` : '';
  return `${present.join(', ') || 'nobody at the moment'}${then}\n_by ${escaped(vendor)}, times in ${zone}_`;
}

export function oncallWith(roster: AskRoster): Deed {
  return {
    name: 'oncall',
    command: {
      word: 'oncall',
      aliases: ['on-call', 'whois'],
      usage: 'oncall [service or team]',
      says: 'Show who is on call now, and who is next.',
      needsIncident: false,
      async run(ask, context) {
        const about = asked(ask, context);
        if (about.length === 0) {
          return {
            kind: 'private',
            text: 'No schedule is configured. Give a service or team `onCall` in firescribe.yml: a rotation of that file, `pagerduty:<id>` or `opsgenie:<name>`.',
          };
        }
        const zone = zoneOfAsker(ask, context) ?? context.policy.zone;
        const lines = await Promise.all(about.slice(0, MOST).map((one) => linesOf(one, roster, zone)));
        const more =
          about.length > MOST
            ? [
                section(
                  `… and ${about.length - MOST} more. Name one: \`/${context.policy.command} oncall ${about.at(-1)?.label}\`.`,
                ),
              ]
            : [];
        return {
          kind: 'private',
          text: 'Who is on call',
          blocks: [...lines.map((line) => section(line)), ...more],
        };
      },
    },
  };
}
