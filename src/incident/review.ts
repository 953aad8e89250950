// The way of a review to its readers: key times confirmed, put in review, published; and what is let stand.
import { BLAME_RULE } from '../policy/blame-rules.ts';
import { requireRight } from './allowed.ts';
import { type Decide, decided, fact, one, type Scene } from './decision.ts';
import { contradictionsOf } from './key-times.ts';
import { type CitedRow, citedKey, publishedKey } from './keys.ts';
import { Refusal } from './refusal.ts';
import { cycleOf, isOver, reviewOf, timesNow, timesStand, timesThatDiffer } from './review-state.ts';
import type { TimesShown } from './review-values.ts';
import { oneLine } from './texts.ts';
import type { KeyTimeName } from './values.ts';
import { nameOf, timeWords } from './words.ts';

const named = ({ state }: Scene) => `INC-${state.number}`;

function requireOver(scene: Scene, doing: string): void {
  if (!isOver(scene.state)) {
    throw new Refusal(
      `${named(scene)} is ${scene.state.status}; ${doing} once it is over: \`/${scene.policy.command} resolve <what fixed it>\`.`,
    );
  }
}

/** What somebody confirms is what they saw: where it has changed since, they see it again. */
export const confirmKeyTimes: Decide<'confirm-key-times'> = ({ wish, asking }, scene) => {
  const { state, lookups, policy } = scene;
  requireRight(policy, asking, 'change-status', state);
  requireOver(scene, 'its key times are confirmed');
  const differ = timesThatDiffer(wish.shown, state);
  if (differ.length > 0) {
    throw new Refusal(
      `The key times of ${named(scene)} have changed since they were shown (${differ.join(', ')}). \`/${policy.command} times\` shows them as they are now.`,
    );
  }
  const guesses = wish.guesses.filter(
    ({ name, at }) => (state.keyTimes[name]?.at ?? null) === null && at <= lookups.now,
  );
  const set = guesses.map(({ name, at, evidence, source }) =>
    fact(
      lookups,
      'key-time-set',
      { name, at, evidence: [...evidence] },
      { reason: `guess confirmed: ${oneLine(source)}` },
    ),
  );
  const times: TimesShown = {
    ...timesNow(state),
    ...Object.fromEntries(guesses.map(({ name, at }) => [name, at])),
  };
  const after = { ...state.keyTimes };
  for (const { name, at, evidence } of guesses) {
    after[name] = { at, evidence: [...evidence], by: { kind: 'firescribe', id: 'firescribe' }, set: true };
  }
  const contradictions = contradictionsOf(after).map(({ earlier, later }) => ({
    earlier: earlier.name,
    later: later.name,
  }));
  const confirmed = fact(
    lookups,
    'key-times-confirmed',
    { cycle: cycleOf(state), times, contradictions },
    null,
  );
  return decided([...set, confirmed]);
};

/** The draft that there is to show: of this way through the statuses, posted, and not withdrawn. */
function requireDraft(scene: Scene): number {
  const { state, policy } = scene;
  const { draft } = state;
  if (draft === undefined || draft.cycle !== cycleOf(state) || draft.delivered?.message === undefined) {
    throw new Refusal(
      `There is no draft of ${named(scene)} yet. \`/${policy.command} postmortem\` has one written.`,
    );
  }
  if (draft.withdrawn) {
    throw new Refusal(
      `Words that this draft of ${named(scene)} may quote were redacted; it is being written anew. Try again in a minute.`,
    );
  }
  return draft.draft;
}

export const submitReview: Decide<'submit-review'> = ({ asking }, scene) => {
  const { state, lookups } = scene;
  requireRight(scene.policy, asking, 'change-status', state);
  requireOver(scene, 'its review begins');
  const draft = requireDraft(scene);
  const review = reviewOf(state);
  const step = review?.published ?? review?.submitted;
  if (step) {
    const what = review?.published ? 'published' : 'in review';
    throw new Refusal(
      `The ${scene.policy.reviewWord} of ${named(scene)} is ${what} already: by ${nameOf(step.by)} at ${timeWords(step.at, state.zone, lookups.now)}.`,
    );
  }
  return one(lookups, 'review-submitted', { cycle: cycleOf(state), draft }, null);
};

function requireTimes(scene: Scene): void {
  const { state, policy } = scene;
  if (!timesStand(state)) {
    const why = reviewOf(state)?.confirmed
      ? `The key times of ${named(scene)} have changed since they were confirmed`
      : `Nobody has confirmed the key times of ${named(scene)} yet`;
    throw new Refusal(
      `${why}, and figures rest on them. Look at them with \`/${policy.command} times\` and press *Confirm*; then publish.`,
    );
  }
}

/** Key times are the only gate: contradictions are published with both values, wordings with what was said of them. */
export const publishReview: Decide<'publish-review'> = ({ asking }, scene) => {
  const { state, lookups } = scene;
  requireRight(scene.policy, asking, 'publish', state);
  requireOver(scene, 'its review is published');
  const draft = requireDraft(scene);
  const published = reviewOf(state)?.published;
  if (published?.draft === draft) {
    throw new Refusal(
      `This draft of the ${scene.policy.reviewWord} of ${named(scene)} is published already: by ${nameOf(published.by)} at ${timeWords(published.at, state.zone, lookups.now)}.`,
    );
  }
  requireTimes(scene);
  const cited = lookups.keys.get(citedKey(state.number)) as CitedRow | undefined;
  const contradictions = contradictionsOf(state.keyTimes).map(({ earlier, later }) => ({
    earlier: earlier.name,
    later: later.name,
  }));
  const link = state.draft?.delivered?.permalink;
  const made = fact(
    lookups,
    'review-published',
    {
      cycle: cycleOf(state),
      draft,
      contradictions,
      ...(link === undefined ? {} : { link }),
      ...(published === undefined ? {} : { again: true }),
    },
    null,
  );
  const key = publishedKey(state.number);
  return decided([made], { keys: [{ op: 'set', key, value: { sources: cited?.sources ?? {}, told: [] } }] });
};

export const assignReview: Decide<'assign-review'> = ({ wish, asking }, { state, lookups, policy }) => {
  requireRight(policy, asking, 'change-status', state);
  return one(lookups, 'review-assigned', { cycle: cycleOf(state), owner: wish.owner }, null);
};

/** A finding is let stand for the whole review, by its rule, with a reason that stays on record. */
export const waiveFinding: Decide<'waive-finding'> = ({ wish, asking }, scene) => {
  const { state, lookups, policy } = scene;
  requireRight(policy, asking, 'change-status', state);
  const rule = wish.rule.trim().toUpperCase();
  const reason = oneLine(wish.reason);
  if (!BLAME_RULE.test(rule)) {
    throw new Refusal(
      `“${wish.rule.slice(0, 20)}” is no rule of the blame check. They are B1 to B20 and P1 to P5: \`/${policy.command} postmortem waive B3 their own words\`.`,
    );
  }
  if (reason === '') {
    throw new Refusal(
      `Letting ${rule} stand needs a reason: \`/${policy.command} postmortem waive ${rule} their own words\`.`,
    );
  }
  return one(lookups, 'finding-waived', { cycle: cycleOf(state), rule }, { reason }, { search: reason });
};

/** Names of key times in a sentence: `mitigated lies before began`. */
export const contradictionWords = (pairs: readonly { earlier: KeyTimeName; later: KeyTimeName }[]) =>
  pairs.map(({ earlier, later }) => `${later} lies before ${earlier}`).join(', ');
