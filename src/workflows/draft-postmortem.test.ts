import type { World } from '../incident/fixtures/given.ts';
import { declared, minutes, says } from '../incident/fixtures/given.ts';
import { draftOnResolve, draftTarget, withdrawDraftWord } from './draft-postmortem.ts';
import { asked, kinds, only, openedChannel, policy } from './fixtures/asked.ts';
import { mootNow } from './moot.ts';
import { refreshDraftAfterLateFacts } from './refresh-draft.ts';

const files = { canvas: 'a', markdown: 'b', json: 'c', log: 'd' };

const draft = (world: World) =>
  world.when('record-draft', {
    cycle: world.state().reopens + 1,
    files,
    entries: { used: 1, notUsed: 0 },
  });

function resolvedWithDraft(): World {
  const world = openedChannel(declared({ severity: '2' }, policy));
  world.when('resolve', { text: 'rolled back' }, { at: minutes(20) });
  draft(world);
  return world;
}

test('resolving a real incident compares history, drafts, and says so with a button that takes it back', () => {
  const world = openedChannel(declared({ severity: '2' }, policy));
  const wishes = kinds(asked(world, (it) => it.when('resolve', { text: 'rolled back' })));
  expect(wishes).toEqual(
    expect.arrayContaining(['postmortem.draft', 'history.repair', 'message.post resolved', 'card.refresh']),
  );
});

test('one message says that it is being drafted, once for each resolve; with no channel there is none', () => {
  const world = openedChannel(declared({ severity: '2' }, policy));
  const resolving = asked(world, (it) => it.when('resolve', { text: 'x' }), [draftOnResolve]);
  expect(resolving).toMatchObject([
    {
      kind: 'message.post',
      payload: { about: 'draft', over: true },
      once: expect.stringMatching(/^draft-progress:e/),
    },
    { kind: 'postmortem.draft', payload: { over: true } },
  ]);
  const away = asked(declared({ severity: '2' }, policy), (it) => it.when('resolve', { text: 'x' }), [
    draftOnResolve,
  ]);
  expect(kinds(away)).toEqual(['postmortem.draft']);
});

test('what is added while the first draft is being made is in the next one', () => {
  const world = openedChannel(declared({ severity: '2' }, policy));
  world.when('resolve', { text: 'rolled back' }, { at: minutes(20) });
  const adds = (it: World) => it.when('add-item', { kind: 'follow-up', text: 'Alert on latency' });
  expect(asked(world, adds, [refreshDraftAfterLateFacts])).toMatchObject([
    { kind: 'postmortem.draft', target: draftTarget(world.events[0]?.stream ?? '') },
  ]);
  const skipped = policy.severities.map((one) => ({ ...one, postmortem: 'skip' as const }));
  const none = openedChannel(declared({ severity: '2' }, { ...policy, severities: skipped }));
  none.when('resolve', { text: 'rolled back' }, { at: minutes(20) });
  expect(asked(none, adds, [refreshDraftAfterLateFacts])).toEqual([]);
});

test('where the draft is linked already, asking again says nothing more', () => {
  const world = resolvedWithDraft();
  world.when('record-delivery', { draft: 1, message: { team: 'T1', channel: 'C1', ts: '1.000100' } });
  expect(kinds(asked(world, (it) => it.when('draft-postmortem', { because: 'asked' })))).toEqual([
    'postmortem.draft',
  ]);
});

test('a severity whose policy skips the postmortem gets none by itself, and still gets one when asked', () => {
  const severities = policy.severities.map((one) => ({ ...one, postmortem: 'skip' as const }));
  const world = openedChannel(declared({ severity: '2' }, { ...policy, severities }));
  expect(kinds(asked(world, (it) => it.when('resolve', { text: 'x' })))).not.toContain('postmortem.draft');
  expect(kinds(asked(world, (it) => it.when('draft-postmortem', { because: 'asked' })))).toEqual([
    'message.post draft',
    'postmortem.draft',
  ]);
});

test('a drill is not reviewed by itself', () => {
  const world = openedChannel(declared({ kind: 'drill' }, policy));
  expect(kinds(asked(world, (it) => it.when('resolve', { text: 'x' })))).not.toContain('postmortem.draft');
});

test('undoing the resolve says so and drafts nothing', () => {
  const world = openedChannel(declared({ severity: '2' }, policy));
  world.when('resolve', { text: 'x' });
  const event = world.state().undoable?.event ?? '';
  const wishes = kinds(asked(world, (it) => it.when('undo-resolve', { resolveEvent: event })));
  expect(wishes).toContain('message.post undone');
  expect(wishes).not.toContain('postmortem.draft');
});

test.each<[string, (world: World) => unknown, number]>([
  ['taken back', (it) => it.when('undo-resolve', { resolveEvent: it.state().undoable?.event ?? '' }), 1],
  ['followed by a reopening', (it) => it.when('reopen', { reason: 'it is back' }), 1],
])('a resolve that is %s at once has no draft, and its word goes', (_how, opens, cycle) => {
  const world = openedChannel(declared({ severity: '2' }, policy));
  const wished = asked(world, (it) => it.when('resolve', { text: 'x' }), [draftOnResolve]);
  expect(wished.map((wish) => mootNow({ ...wish, attempt: 1 }, world.state()))).toEqual([
    undefined,
    undefined,
  ]);
  const [word, ...others] = asked(world, opens, [withdrawDraftWord]);
  expect([word, others]).toMatchObject([{ kind: 'draft.withdraw', payload: { cycle } }, []]);
  const open = 'the incident is open again';
  expect(wished.map((wish) => mootNow({ ...wish, attempt: 1 }, world.state()))).toEqual([open, open]);
  const wish = only(asked(world, draft), 'postmortem.deliver');
  expect(mootNow({ ...wish, attempt: 1 }, world.state())).toBe(undefined);
  world.when('resolve', { text: 'y' });
  expect(mootNow({ ...word!, attempt: 1 }, world.state())).toBe('it is over again');
});

test('a resolve that is canceled before its draft is there has none, and its word goes; whoever asks still gets one', () => {
  const world = openedChannel(declared({ severity: '2' }, policy));
  const wished = asked(world, (it) => it.when('resolve', { text: 'x' }), [draftOnResolve]);
  const [word, ...others] = asked(world, (it) => it.when('cancel', { reason: 'duplicate' }), [
    withdrawDraftWord,
  ]);
  expect([word, others]).toMatchObject([{ kind: 'draft.withdraw', payload: { cycle: 1 } }, []]);
  expect(mootNow({ ...word!, attempt: 1 }, world.state())).toBeUndefined();
  const canceled = 'the incident is canceled';
  expect(wished.map((wish) => mootNow({ ...wish, attempt: 1 }, world.state()))).toEqual([canceled, canceled]);
  const wanted = asked(world, (it) => it.when('draft-postmortem', { because: 'asked' }));
  expect(wanted.map((wish) => mootNow({ ...wish, attempt: 1 }, world.state()))).toEqual([
    undefined,
    undefined,
  ]);
});

test('a draft that was made of what is open again waits for the next resolve; one that stands is not taken back', () => {
  const world = openedChannel(declared({ severity: '2' }, policy));
  world.when('resolve', { text: 'x' });
  const made = (it: World) =>
    it.when('record-draft', { cycle: 1, files, entries: { used: 1, notUsed: 0 }, over: true });
  const deliver = only(asked(world, made), 'postmortem.deliver');
  world.when('record-delivery', { draft: 1, message: { team: 'T1', channel: 'C1', ts: '1.000100' } });
  const undo = (it: World) => it.when('undo-resolve', { resolveEvent: it.state().undoable?.event ?? '' });
  expect(asked(world, undo, [withdrawDraftWord])).toEqual([]);
  expect(mootNow({ ...deliver, attempt: 1 }, world.state())).toBe('the incident is open again');
});

test('a draft is delivered as soon as it is drafted', () => {
  const world = openedChannel(declared({ severity: '2' }, policy));
  world.when('resolve', { text: 'x' });
  expect(kinds(asked(world, draft))).toEqual(['file.erase', 'postmortem.deliver']);
});

test('a draft made while there was no channel is delivered when there is one', () => {
  const world = declared({ severity: '2' }, policy);
  world.when('resolve', { text: 'x' });
  expect(kinds(asked(world, draft))).toEqual(['file.erase']);
  expect(kinds(asked(world, (it) => openedChannel(it)))).toContain('postmortem.deliver');
});

test('what repair found is drafted in at once', () => {
  const wishes = asked(resolvedWithDraft(), (it) =>
    it.when('record-repair', { from: 0, to: 1, found: 2, missingFromHistory: 0 }),
  );
  expect(only(wishes, 'postmortem.draft').dueAt).toBeUndefined();
});

test('what repair found before the first draft was recorded is not lost', () => {
  const world = openedChannel(declared({ severity: '2' }, policy));
  world.when('resolve', { text: 'x' });
  const wishes = asked(world, (it) =>
    it.when('record-repair', { from: 0, to: 1, found: 2, missingFromHistory: 0 }),
  );
  expect(kinds(wishes)).toEqual(['postmortem.draft']);
});

test.each<[string, (world: World) => unknown]>([
  [
    'a late note',
    (it) => it.when('add-note', { text: 'flag off', happenedAt: minutes(9) }, { at: minutes(30) }),
  ],
  [
    'a corrected key time',
    (it) => it.when('set-key-time', { name: 'began', at: minutes(-3), evidence: [] }, { at: minutes(30) }),
  ],
  [
    'a late description of the impact',
    (it) => it.when('describe-impact', { text: '312 orders were lost' }, { at: minutes(30) }),
  ],
  ['a message of before the resolve', (it) => says(it, 10, 'told late')],
  ['a pin', (it) => it.when('pin', { place: says(it, 31, 'this'), how: 'emoji' }, { at: minutes(32) })],
])('%s refreshes the draft a minute later', (_what, happens) => {
  const wishes = asked(resolvedWithDraft(), (world) => happens(world));
  const { dueAt } = only(wishes, 'postmortem.draft');
  expect(dueAt).toBeGreaterThan(minutes(0));
});

test('talk after the resolve refreshes nothing', () => {
  expect(asked(resolvedWithDraft(), (it) => says(it, 40, 'thanks all'))).toEqual([]);
});

test('after a reopening the old draft is left alone', () => {
  const world = resolvedWithDraft();
  world.when('reopen', { reason: 'it is back' }, { at: minutes(30) });
  expect(kinds(asked(world, (it) => it.when('add-note', { text: 'x' }, { at: minutes(31) })))).toEqual([]);
});

test('a draft that is asked for does not wait behind a refresh', () => {
  const world = resolvedWithDraft();
  const wish = only(
    asked(world, (it) => it.when('draft-postmortem', { because: 'asked' })),
    'postmortem.draft',
  );
  const refresh = only(
    asked(world, (it) => it.when('draft-postmortem', { because: 'refreshed' })),
    'postmortem.draft',
  );
  expect(wish.target).not.toBe(refresh.target);
});

test('a redaction has the draft made anew at once, a deletion a minute later, whatever the status', () => {
  const world = resolvedWithDraft();
  const place = says(world, 9, 'the token is hunter2');
  world.when('reopen', { reason: 'it is back' }, { at: minutes(30) });
  const deleted = asked(world, (it) => it.when('record-deletion', { place }, { at: minutes(31) }));
  expect(only(deleted, 'postmortem.draft').dueAt).toBe(minutes(32));
  const redacted = asked(world, (it) => it.when('redact', { place }, { at: minutes(33) }));
  expect(only(redacted, 'postmortem.draft').dueAt).toBe(minutes(33));
  expect(only(redacted, 'postmortem.draft').target).not.toBe(only(deleted, 'postmortem.draft').target);
  expect(kinds(redacted)).toContain('file.erase');
});

test('a draft that may quote what was redacted is not delivered any more; the next one is', () => {
  const world = resolvedWithDraft();
  const deliver = () =>
    mootNow(
      { kind: 'postmortem.deliver', payload: { event: world.state().draft?.event ?? '' }, attempt: 1 },
      world.state(),
    );
  expect(deliver()).toBeUndefined();
  world.when('redact', { place: says(world, 9, 'the token is hunter2') });
  expect(deliver()).toContain('redacted');
  draft(world);
  expect(deliver()).toBeUndefined();
});
