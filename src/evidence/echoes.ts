// One deed told several times within minutes: announced, done, confirmed. What says no more than another telling of it is its echo.
import type { Entry } from '../incident/entry.ts';
import { idsIn } from './ids-in-text.ts';
import type { Meaning } from './meaning.ts';
import { phrases } from './phrases.ts';
import { contentStems } from './statements.ts';

const WITHIN_MS = 10 * 60_000;

/** Each kind of deed: its words, and those by which it is done. */
const DEEDS = {
  rollback: {
    told: phrases('roll(s|ed|ing)? ~ back', '(rollback|revert|reverts|reverted|reverting)'),
    done: phrases(
      'rolled ~ back',
      'reverted',
      'rollback ~ (done|complete|completed|finished|through|live|out)',
    ),
  },
  deploy: {
    told: phrases(
      '(deploy|deploys|deployed|deploying|deployment|rollout|roll out|rolls out|rolled out|rolling out|released|releasing)',
    ),
    done: phrases(
      '(deployed|rolled out|released)',
      '(deploy|deployment|rollout) ~ (done|complete|completed|finished|through)',
    ),
  },
  restart: {
    told: phrases('(restart|restarts|restarted|restarting|reboot|rebooted|rebooting)'),
    done: phrases('(restarted|rebooted)', '(restart|reboot) ~ (done|complete|completed|finished|through)'),
  },
  failover: {
    told: phrases('(failover|fail over|failed over|failing over)'),
    done: phrases('failed over', 'failover ~ (done|complete|completed|finished|through)'),
  },
} as const;
type Deed = keyof typeof DEEDS;

/** Words about the telling, not about the deed. */
const OF_TELLING = contentStems(
  'roll rolled rolling back rollback revert reverted deploy deployed deploying deployment rollout out restart restarted reboot rebooted failover failed done complete completed finished confirm confirmed confirming starting started now is yes ok will going prod production please go',
);
/** What is stated besides the deed is news: a row with one of these is no echo. */
const IS_NEWS: readonly Meaning[] = [
  'doubt',
  'withdrawal',
  'cause',
  'suspicion',
  'all-clear',
  'impact',
  'report',
  'lesson',
  'wish',
];

export type Told = { entry: Entry; meanings: readonly Meaning[]; quote?: string };
type Telling<One> = {
  one: One;
  deed: Deed;
  done: boolean;
  machine: boolean;
  words: ReadonlySet<string>;
  at: number;
};

function tellingOf<One extends Told>(one: One): Telling<One> | undefined {
  const { entry, meanings, quote } = one;
  const text = quote ?? entry.text;
  const deed = (Object.keys(DEEDS) as Deed[]).find((each) => DEEDS[each].told.test(text));
  if (deed === undefined || meanings.some((meaning) => IS_NEWS.includes(meaning))) {
    return undefined;
  }
  const words = new Set([...contentStems(text), ...idsIn(text)].filter((word) => !OF_TELLING.has(word)));
  const machine = entry.author.kind !== 'person';
  return { one, deed, done: DEEDS[deed].done.test(text), machine, words, at: entry.at };
}

const within = (words: ReadonlySet<string>, other: ReadonlySet<string>) =>
  [...words].every((word) => other.has(word));

/** Announced before, with nothing in it that is not in what was done then. */
function isAnnouncement<One>(telling: Telling<One>, later: readonly Telling<One>[]): boolean {
  return (
    !telling.done &&
    telling.words.size > 0 &&
    later.some(({ deed, done, words }) => deed === telling.deed && done && within(telling.words, words))
  );
}

/** Said again when it was done, or when a pipeline had told of what was announced. */
function isConfirmation<One>(telling: Telling<One>, earlier: readonly Telling<One>[]): boolean {
  const same = earlier.filter(({ deed }) => deed === telling.deed);
  const done = same.some((other) => other.done && within(telling.words, other.words));
  const byPipeline =
    telling.words.size === 0 && same.length > 0 && earlier.some(({ machine, done: over }) => machine && over);
  return !telling.machine && (done || byPipeline);
}

/** In a storm of tellings the nearest on either side are looked at. */
const NEAREST = 50;

/** Those of these rows, in order of time, that say of a deed what another one says. */
export function echoesIn<One extends Told>(rows: readonly One[]): One[] {
  const tellings = rows.flatMap((one) => tellingOf(one) ?? []);
  return tellings
    .filter((telling, index) => {
      const near = ({ at }: Telling<One>) => Math.abs(at - telling.at) <= WITHIN_MS;
      const later = tellings.slice(index + 1, index + 1 + NEAREST).filter(near);
      const earlier = tellings.slice(Math.max(0, index - NEAREST), index).filter(near);
      return isAnnouncement(telling, later) || isConfirmation(telling, earlier);
    })
    .map(({ one }) => one);
}
