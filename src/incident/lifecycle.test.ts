import { defaultPolicy } from '../policy/defaults.ts';
import { alerted, ana, bo, chidi, declared, minutes, type World } from './fixtures/given.ts';

const status = (world: World) => world.state().status;
const at = (minute: number, by = bo) => ({ at: minutes(minute), by });

/** Id of the event that resolved. */
const resolved = (world: World) => world.state().undoable?.event ?? '';

describe('going forward', () => {
  test('the ack button takes an alert’s incident from detected to acknowledged', () => {
    const world = alerted();
    world.when('acknowledge', {}, at(1, chidi));
    expect(world.state()).toMatchObject({ status: 'acknowledged', statusBy: chidi, statusSince: minutes(1) });
  });

  test('a second ack is told who was first', () => {
    const world = alerted();
    world.when('acknowledge', {}, at(1, chidi));
    expect(world.refusal('acknowledge', {}, at(2))).toBe(
      'INC-42 is already acknowledged: by Chidi at 14:01 UTC.',
    );
  });

  test('there is nothing to acknowledge later on', () => {
    const world = declared();
    world.when('change-status', { status: 'mitigated' });
    expect(world.refusal('acknowledge', {})).toBe(
      'INC-42 is mitigated already; there is nothing left to acknowledge.',
    );
  });

  test('steps may be skipped', () => {
    const world = alerted();
    world.when('change-status', { status: 'mitigated', text: 'rolled back v42' });
    expect(status(world)).toBe('mitigated');
    expect(world.entries().at(-1)?.text).toBe('Status changed from detected to mitigated: rolled back v42');
  });

  test.each([
    ['investigating', 'acknowledged'],
    ['monitoring', 'mitigated'],
    ['stable', 'mitigated'],
    ['FIXED', 'resolved'],
    ['Identified', 'identified'],
  ])('the word %s means %s', (word, meant) => {
    const world = alerted();
    world.when('change-status', { status: word });
    expect(status(world)).toBe(meant);
  });

  test('a slip of the finger gets the nearest word', () => {
    expect(declared().refusal('change-status', { status: 'mitigatd' })).toBe(
      'mitigatd is not a status. Did you mean mitigated? The statuses are detected, acknowledged, identified, mitigated, resolved, closed or canceled.',
    );
  });

  test('a word like nothing gets the list', () => {
    expect(declared().refusal('change-status', { status: 'bananas forever' })).not.toContain('Did you mean');
  });

  test.each(['detected', 'acknowledged', 'identified', 'mitigated'])('%s resolves in one step', (from) => {
    const world = alerted();
    if (from !== 'detected') {
      world.when('change-status', { status: from });
    }
    world.when('resolve', { text: 'rolled back' });
    expect(status(world)).toBe('resolved');
  });

  test('it cannot be mitigated or resolved before it began', () => {
    const world = declared();
    world.when(
      'set-key-time',
      { name: 'began', at: minutes(30), evidence: [], reason: 'by the graph' },
      { now: minutes(30) },
    );
    expect(world.refusal('change-status', { status: 'mitigated' }, at(20))).toBe(
      'INC-42 cannot be mitigated at 14:20 UTC: impact is recorded to have begun at 14:30 UTC. Correct when it began with `/incident times`, then try again.',
    );
    expect(world.refusal('resolve', {}, at(20))).toContain('cannot be resolved');
  });
});

describe('the same again', () => {
  test('of two who resolve at the same second one is told who was first', () => {
    const world = declared();
    world.when('resolve', {}, at(5, bo));
    expect(world.refusal('resolve', {}, at(5, chidi))).toBe(
      'INC-42 is already resolved: by Bo at 14:05 UTC.',
    );
    expect(world.state().cycles).toHaveLength(1);
  });

  test('on a later day the date is said', () => {
    const world = declared();
    world.when('resolve', {}, at(5));
    expect(world.refusal('resolve', {}, at(24 * 60))).toContain('at 2026-11-22 14:05 UTC');
  });

  test('a closed incident is not resolved again', () => {
    const world = declared();
    world.when('resolve', {});
    world.when('close', {});
    expect(world.refusal('resolve', {})).toBe(
      'INC-42 is already closed. If it is happening again, reopen it first: `/incident reopen <why>`.',
    );
  });
});

describe('going back', () => {
  test('needs a reason', () => {
    const world = declared();
    world.when('change-status', { status: 'mitigated' });
    expect(world.refusal('change-status', { status: 'identified' })).toBe(
      'Going back from mitigated to identified needs a reason: `/incident status identified <why>`.',
    );
    world.when('change-status', { status: 'identified', text: 'errors are back' });
    expect(status(world)).toBe('identified');
  });

  test('takes back the times of the steps it undoes', () => {
    const world = declared();
    world.when('change-status', { status: 'identified' }, at(3));
    world.when('change-status', { status: 'mitigated' }, at(6));
    world.when('change-status', { status: 'identified', text: 'errors are back' }, at(9));
    expect(world.state().keyTimes.mitigated).toBeUndefined();
    expect(world.state().keyTimes.identified?.at).toBe(minutes(3));
  });

  test('reopening needs a reason, however it is asked for', () => {
    const world = declared();
    world.when('resolve', {});
    const sentence = 'INC-42 is resolved. Reopening needs a reason: `/incident reopen <why>`.';
    expect(world.refusal('reopen', { reason: '  ' })).toBe(sentence);
    expect(world.refusal('change-status', { status: 'mitigated' })).toBe(sentence);
  });

  test('a reopened incident is acknowledged again, and its cycle is counted', () => {
    const world = declared();
    world.when('resolve', {}, at(10));
    world.when('reopen', { reason: 'errors are back' }, at(20));
    expect(world.state()).toMatchObject({ status: 'acknowledged', reopens: 1 });
    expect(world.state().cycles).toEqual([
      { resolvedAt: minutes(10), event: expect.any(String), reopenedAt: minutes(20) },
    ]);
    expect(world.state().keyTimes.resolved).toBeUndefined();
  });

  test('resolved a second time, the last resolve counts', () => {
    const world = declared();
    world.when('resolve', {}, at(10));
    world.when('reopen', { reason: 'errors are back' }, at(20));
    world.when('resolve', {}, at(30));
    expect(world.state()).toMatchObject({ reopens: 1, keyTimes: { resolved: { at: minutes(30) } } });
    expect(world.state().cycles).toHaveLength(2);
  });

  test('an open incident cannot be reopened', () => {
    expect(declared().refusal('reopen', { reason: 'why not' })).toBe(
      'INC-42 is open: it is acknowledged. There is nothing to reopen.',
    );
  });

  test('only the newest twenty cycles stay in state, and all are counted', () => {
    const world = declared();
    for (let cycle = 0; cycle < 30; cycle++) {
      world.when('resolve', {});
      world.when('reopen', { reason: 'again' });
    }
    expect(world.state().cycles).toHaveLength(20);
    expect(world.state().reopens).toBe(30);
  });
});

describe('closing and canceling', () => {
  test('only a resolved incident is closed', () => {
    const world = declared();
    expect(world.refusal('close', {})).toContain('only a resolved incident can be closed');
    world.when('resolve', {});
    world.when('close', {});
    expect(status(world)).toBe('closed');
    expect(world.refusal('close', {}, at(9))).toBe('INC-42 is already closed: by Bo at 14:05 UTC.');
  });

  test('a canceled incident needs no closing', () => {
    const world = declared();
    world.when('cancel', { reason: 'duplicate' });
    expect(world.refusal('close', {})).toBe('INC-42 is canceled; a canceled incident needs no closing.');
  });

  test.each(['duplicate', 'false alarm', 'external', 'superseded'] as const)(
    '%s is a reason to cancel',
    (reason) => {
      const world = declared();
      world.when('cancel', { reason, text: 'see INC-41' });
      expect(world.state()).toMatchObject({ status: 'canceled', cancelReason: reason });
    },
  );

  test('the reason may stand in the text that was typed', () => {
    const world = declared();
    world.when('change-status', { status: 'canceled', text: 'False alarm, the probe was wrong' });
    expect(world.state().cancelReason).toBe('false alarm');
    expect(world.entries().at(-1)?.values.said).toBe('the probe was wrong');
  });

  test('a longer word is no reason', () => {
    expect(
      declared().refusal('change-status', { status: 'canceled', text: 'Duplicates everywhere' }),
    ).toMatch(/^Canceling needs one of four reasons/);
  });

  test('without one of the four reasons it is refused', () => {
    expect(declared().refusal('change-status', { status: 'canceled', text: 'bored' })).toBe(
      'Canceling needs one of four reasons: duplicate, false alarm, external or superseded. For example: `/incident cancel duplicate`.',
    );
  });

  test('canceled twice, or after closing, is refused', () => {
    const world = declared();
    world.when('cancel', { reason: 'duplicate' });
    expect(world.refusal('cancel', { reason: 'external' })).toContain('already canceled: by Bo');
    const closed = declared();
    closed.when('resolve', {});
    closed.when('close', {});
    expect(closed.refusal('cancel', { reason: 'external' })).toContain('cannot be canceled');
  });

  test('canceled by mistake it is reopened with a reason, and the reason to cancel is gone', () => {
    const world = declared();
    world.when('cancel', { reason: 'duplicate' });
    world.when('reopen', { reason: 'it is another problem' });
    expect(world.state()).toMatchObject({ status: 'acknowledged', reopens: 0 });
    expect(world.state().cancelReason).toBeUndefined();
  });
});

describe('undoing a resolve', () => {
  test('within ten minutes the previous status is back, without a reopen, and both are in the timeline', () => {
    const world = declared();
    world.when('change-status', { status: 'mitigated' }, at(5));
    world.when('resolve', {}, at(10));
    world.when('undo-resolve', { resolveEvent: resolved(world) }, at(19));
    expect(world.state()).toMatchObject({ status: 'mitigated', reopens: 0, cycles: [] });
    expect(world.state().keyTimes.resolved).toBeUndefined();
    expect(world.state().keyTimes.mitigated?.at).toBe(minutes(5));
    expect(
      world
        .entries()
        .map((entry) => entry.text)
        .slice(-2),
    ).toEqual(['Status changed from mitigated to resolved', 'Resolve undone: mitigated again']);
  });

  test('after ten minutes it is refused, with what to do', () => {
    const world = declared();
    world.when('resolve', {}, at(10));
    expect(world.refusal('undo-resolve', { resolveEvent: resolved(world) }, at(20.1))).toBe(
      'INC-42 was resolved more than ten minutes ago. If it is not over, reopen it: `/incident reopen <why>`.',
    );
  });

  test('only the last resolve can be undone', () => {
    const world = declared();
    world.when('resolve', {}, at(1));
    const first = resolved(world);
    world.when('reopen', { reason: 'again' }, at(2));
    world.when('resolve', {}, at(3));
    expect(world.refusal('undo-resolve', { resolveEvent: first }, at(4))).toContain('only the last one');
    world.when('undo-resolve', { resolveEvent: resolved(world) }, at(4));
    expect(world.state()).toMatchObject({ status: 'acknowledged', reopens: 1 });
    expect(world.state().cycles).toHaveLength(1);
  });

  test('a second press of Undo is told who took it back, and when', () => {
    const world = declared();
    world.when('resolve', {});
    const event = resolved(world);
    world.when('undo-resolve', { resolveEvent: event }, { ...at(6), by: chidi });
    expect(world.refusal('undo-resolve', { resolveEvent: event })).toBe(
      'Chidi took this resolve back already, at 14:06 UTC. INC-42 is acknowledged.',
    );
    expect(world.refusal('undo-resolve', { resolveEvent: '' })).toBe(
      'INC-42 is acknowledged; there is no resolve to undo. A step back takes a reason: `/incident status <identified, …> <why>`.',
    );
  });

  test('once closed it is not undone', () => {
    const world = declared();
    world.when('resolve', {});
    const event = resolved(world);
    world.when('close', {});
    expect(world.refusal('undo-resolve', { resolveEvent: event })).toBe(
      'INC-42 is closed; there is no resolve to undo. If it is not over, reopen it: `/incident reopen <why>`.',
    );
  });

  test('undone and resolved again, the new resolve counts', () => {
    const world = declared();
    world.when('resolve', {}, at(1));
    world.when('undo-resolve', { resolveEvent: resolved(world) }, at(2));
    world.when('resolve', {}, at(8));
    expect(world.state().keyTimes.resolved?.at).toBe(minutes(8));
  });
});

describe('guests and people of other workspaces', () => {
  test.each([
    ['acknowledge', {}],
    ['change-status', { status: 'mitigated' }],
    ['resolve', {}],
    ['reopen', { reason: 'x' }],
    ['close', {}],
    ['cancel', { reason: 'duplicate' }],
    ['undo-resolve', { resolveEvent: 'e1' }],
  ] as const)('may not %s', (type, wish) => {
    const sentence = alerted().refusal(type, wish as never, { grants: ['guest'] });
    expect(sentence).toContain('may not change the status here');
  });

  test('may where configuration says so', () => {
    const world = alerted({}, { ...defaultPolicy, rights: { 'change-status': ['guests'] } });
    world.when('resolve', {}, { grants: ['external'], by: ana });
    expect(status(world)).toBe('resolved');
  });
});
