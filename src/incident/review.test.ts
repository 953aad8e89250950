import { defaultPolicy } from '../policy/defaults.ts';
import {
  alerted,
  ana,
  bo,
  declared,
  deployBot,
  firescribe,
  minutes,
  says,
  type World,
} from './fixtures/given.ts';
import { reviewStateOf, timeProblems, timesNow, timesStand } from './review-state.ts';

const at = (minute: number, by = bo) =>
  ({ by, at: minutes(minute), source: { kind: 'command', key: `c${minute}` } }) as const;

const FILES = { canvas: 'a', markdown: 'b', json: 'c', log: 'd' };

/** Resolved at minute 30, with a draft in the channel that cites these entries. */
function drafted(world: World = declared(), sources: Record<string, string[]> = {}): World {
  world.when('resolve', { text: 'rolled back' }, at(30));
  return draftAgain(world, sources);
}

function draftAgain(world: World, sources: Record<string, string[]> = {}): World {
  const cycle = world.state().reopens + 1;
  world.when(
    'record-draft',
    { cycle, files: FILES, entries: { used: 1, notUsed: 0 }, findings: 2, sources },
    { ...at(31), by: firescribe },
  );
  const canvas = { id: 'F1', own: false, permalink: 'https://acme.slack.com/docs/F1' };
  const message = { team: 'T1', channel: 'C1', ts: '1.000100' };
  world.when(
    'record-delivery',
    { draft: world.state().draft?.draft ?? 0, canvas, message },
    { ...at(31), by: firescribe },
  );
  return world;
}

const confirm = (world: World, minute = 32) =>
  world.when('confirm-key-times', { shown: timesNow(world.state()), guesses: [] }, at(minute));

const published = (sources: Record<string, string[]> = {}, world = declared()) => {
  drafted(world, sources);
  confirm(world);
  world.when('publish-review', {}, at(33));
  return world;
};

describe('confirming key times', () => {
  test('is of what was shown: where it changed since, it is refused and says which', () => {
    const world = drafted();
    const shown = timesNow(world.state());
    world.when('set-key-time', { name: 'began', at: minutes(-5), evidence: [] }, at(32));
    expect(world.refusal('confirm-key-times', { shown, guesses: [] })).toBe(
      'The key times of INC-42 have changed since they were shown (began). `/incident times` shows them as they are now.',
    );
  });

  test('waits until it is over', () => {
    const world = declared();
    expect(world.refusal('confirm-key-times', { shown: {}, guesses: [] })).toContain('once it is over');
  });

  test('takes guesses along as times that this person set, and never over a recorded one', () => {
    const world = drafted(alerted());
    const guesses = [
      { name: 'began' as const, at: minutes(-7), source: 'the alert’s own start', evidence: [] },
      { name: 'resolved' as const, at: minutes(9), source: 'a message', evidence: [] },
    ];
    world.when('confirm-key-times', { shown: timesNow(world.state()), guesses }, at(32));
    const { keyTimes } = world.state();
    expect(keyTimes.began).toMatchObject({ at: minutes(-7), set: true, by: bo });
    expect(keyTimes.resolved?.at).toBe(minutes(30));
    expect(timesStand(world.state())).toBe(true);
    expect(world.entries().map(({ text }) => text)).toContain(
      'Time began set to 2026-11-22 13:53 UTC: guess confirmed: the alert’s own start',
    );
  });

  test('a guess in the future is not taken', () => {
    const world = drafted();
    const guesses = [{ name: 'began' as const, at: minutes(500), source: 'a wrong clock', evidence: [] }];
    world.when('confirm-key-times', { shown: timesNow(world.state()), guesses }, at(32));
    expect(world.state().keyTimes.began).toBeUndefined();
  });

  test('stands after a correction by a person, and not after anything else changed a time', () => {
    const world = drafted();
    confirm(world);
    world.when('set-key-time', { name: 'began', at: minutes(-3), evidence: [] }, at(40));
    expect(timesStand(world.state())).toBe(true);
    world.when('undo-resolve', { resolveEvent: world.state().statusEvent }, at(35));
    world.when('resolve', { text: 'really' }, at(50));
    expect(timesStand(world.state())).toBe(false);
  });
});

describe('publishing', () => {
  test('needs a draft, the end, and confirmed key times, and says which is missing', () => {
    const world = declared();
    expect(world.refusal('publish-review', {})).toContain('once it is over');
    world.when('resolve', { text: 'x' }, at(30));
    expect(world.refusal('publish-review', {})).toContain('There is no draft of INC-42 yet');
    draftAgain(world);
    expect(world.refusal('publish-review', {})).toContain('Nobody has confirmed the key times of INC-42 yet');
    confirm(world);
    world.when('publish-review', {}, at(33));
    expect(reviewStateOf(world.state())).toBe('published');
    expect(world.state().review?.published).toMatchObject({ by: bo, at: minutes(33), draft: 1 });
    expect(world.events.at(-1)?.data).toMatchObject({ link: 'https://acme.slack.com/docs/F1' });
  });

  test('is once for each draft; a newer draft can be published over it', () => {
    const world = published();
    expect(world.refusal('publish-review', {})).toBe(
      'This draft of the postmortem of INC-42 is published already: by Bo at 14:33 UTC.',
    );
    draftAgain(world);
    world.when('publish-review', {}, at(40));
    expect(world.events.at(-1)?.data).toMatchObject({ draft: 2, again: true });
  });

  test('is for those who have the right', () => {
    const world = declared({}, { ...defaultPolicy, rights: { publish: ['commander'] } });
    drafted(world);
    confirm(world);
    expect(world.refusal('publish-review', {})).toContain('Only the Commander may publish a review here');
    expect(world.refusal('publish-review', {}, { grants: ['guest'] })).toContain('publish a review');
    world.when('assign-role', { role: 'commander', to: bo }, at(34));
    world.when('publish-review', {}, at(35));
  });

  test('names contradictions, with which both values were shown', () => {
    const world = drafted();
    world.when('set-key-time', { name: 'began', at: minutes(10), evidence: [], reason: 'graph' }, at(32));
    confirm(world, 33);
    world.when('publish-review', {}, at(34));
    expect(world.events.at(-1)?.data).toMatchObject({
      contradictions: expect.arrayContaining([{ earlier: 'began', later: 'declared' }]),
    });
    expect(world.entries().at(-1)?.text).toContain('declared lies before began');
  });

  test('what was published belongs to its way through the statuses: reopened, it begins anew', () => {
    const world = published();
    world.when('reopen', { reason: 'it is back' }, at(50));
    expect(reviewStateOf(world.state())).toBe('none');
    world.when('resolve', { text: 'now' }, at(60));
    draftAgain(world);
    expect(reviewStateOf(world.state())).toBe('draft');
    expect(world.refusal('publish-review', {})).toContain('Nobody has confirmed');
  });

  test('a draft that was withdrawn is not published', () => {
    const world = declared();
    const place = says(world, 5, 'the key is abc');
    drafted(world);
    confirm(world);
    world.when('redact', { place }, at(34));
    expect(world.refusal('publish-review', {})).toContain('were redacted');
  });
});

test('in review once, by whom and since when', () => {
  const world = drafted();
  world.when('submit-review', {}, at(32, ana));
  expect(reviewStateOf(world.state())).toBe('in review');
  expect(world.refusal('submit-review', {})).toContain('is in review already: by Ana at 14:32 UTC');
  confirm(world);
  world.when('publish-review', {}, at(40));
  expect(world.refusal('submit-review', {})).toContain('is published already: by Bo');
});

describe('a source of a published review', () => {
  const flags = (world: World) =>
    world.events.flatMap((event) => (event.type === 'review-source-changed' ? [event.data] : []));

  test('that is edited, deleted or redacted is told of, once each, with its sections; others are not', () => {
    const world = declared();
    const [used, other] = [says(world, 5, 'the pool was cut'), says(world, 6, 'thanks')];
    const [first, second] = world.events.slice(-2).map(({ id }) => id);
    published({ [first ?? '']: ['timeline', 'trigger'] }, world);
    const edit = (place: typeof used, revision: string) =>
      world.when('record-edit', { place, revision, text: `new ${revision}`, files: [] }, at(40));
    edit(other, '1795356900.000100');
    edit(used, '1795356900.000100');
    edit(used, '1795356960.000100');
    world.when('record-deletion', { place: used }, at(41));
    expect(flags(world)).toEqual([
      { cycle: 1, source: first, how: 'edited', sections: ['timeline', 'trigger'] },
      { cycle: 1, source: first, how: 'deleted', sections: ['timeline', 'trigger'] },
    ]);
    expect(world.state().review?.changedCount).toBe(2);
    expect(second).not.toBe(first);
  });

  test('before it is published changes nothing; after it was published anew the list is empty', () => {
    const world = declared();
    const place = says(world, 5, 'the pool was cut');
    const source = world.events.at(-1)?.id ?? '';
    drafted(world, { [source]: ['timeline'] });
    world.when('record-edit', { place, revision: '1795356900.000100', text: 'x', files: [] }, at(32));
    expect(flags(world)).toEqual([]);
    confirm(world, 33);
    world.when('publish-review', {}, at(34));
    world.when('redact', { place }, at(35));
    expect(flags(world)).toMatchObject([{ how: 'redacted' }]);
    draftAgain(world, { [source]: ['timeline'] });
    world.when('publish-review', {}, at(40));
    expect(world.state().review).toMatchObject({ changed: [], changedCount: 0 });
  });

  test('state keeps ten of them and counts all', () => {
    const world = declared();
    const places = Array.from({ length: 15 }, (_, index) => says(world, index + 1, `line ${index}`));
    const ids = world.events.filter(({ type }) => type === 'message-posted').map(({ id }) => id);
    published(Object.fromEntries(ids.map((id) => [id, ['timeline']])), world);
    for (const place of places) {
      world.when('record-deletion', { place }, at(40));
    }
    const { review } = world.state();
    expect([review?.changed?.length, review?.changedCount]).toEqual([10, 15]);
  });
});

describe('owner and due date', () => {
  const DAY = 24 * 60 * 60_000;
  const dated = (more: object = {}) => ({
    ...defaultPolicy,
    severities: defaultPolicy.severities.map((one) => ({ ...one, postmortemDueMs: 5 * DAY, ...more })),
  });

  test('come with the resolve, by the severity’s policy: the commander, else whoever resolved', () => {
    const led = declared({}, dated());
    led.when('assign-role', { role: 'commander', to: ana }, at(2));
    led.when('resolve', { text: 'x' }, at(30));
    expect(led.state().review).toEqual({ cycle: 1, owner: ana, due: minutes(30) + 5 * DAY });
    const alone = declared({}, dated());
    alone.when('resolve', { text: 'x' }, at(30));
    expect(alone.state().review?.owner).toEqual(bo);
  });

  test('are nobody’s where no date is set, where the review is skipped, and for drills', () => {
    const none = [
      declared(),
      declared({}, dated({ postmortem: 'skip' })),
      declared({ kind: 'drill' }, dated()),
    ];
    for (const world of none) {
      world.when('resolve', { text: 'x' }, at(30));
      expect(world.state().review).toBeUndefined();
    }
    const byBot = declared({}, dated());
    byBot.when('resolve', { text: 'x' }, { ...at(30), by: deployBot, grants: ['operator'] });
    expect(byBot.state().review?.owner).toBeUndefined();
  });

  test('the owner can be another one', () => {
    const world = drafted(declared({}, dated()));
    world.when('assign-review', { owner: ana }, at(40));
    expect(world.state().review).toMatchObject({ owner: ana, due: minutes(30) + 5 * DAY });
  });
});

test('a finding is let stand by its rule, with a reason', () => {
  const world = drafted();
  expect(world.refusal('waive-finding', { rule: 'B21', reason: 'x' })).toContain(
    'is no rule of the blame check',
  );
  expect(world.refusal('waive-finding', { rule: 'b3', reason: ' ' })).toContain(
    'Letting B3 stand needs a reason',
  );
  world.when('waive-finding', { rule: 'b3', reason: 'their own words' }, at(40));
  world.when('waive-finding', { rule: 'B3', reason: 'still' }, at(41));
  expect(world.state().review?.waived).toMatchObject([{ rule: 'B3', by: bo }]);
  expect(world.entries().at(-1)?.text).toBe('Bo let B3 of the blame check stand: still');
});

test('times in the future and in an order that cannot be true are problems', () => {
  const world = drafted();
  world.when('set-key-time', { name: 'began', at: minutes(10), evidence: [], reason: 'graph' }, at(40));
  expect(timeProblems(world.state(), minutes(40)).map(({ kind }) => kind)).toContain('order');
  expect(timeProblems(world.state(), minutes(20))).toContainEqual({
    kind: 'future',
    name: 'resolved',
    at: minutes(30),
  });
});
