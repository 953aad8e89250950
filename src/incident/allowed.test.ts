import { defaultPolicy } from '../policy/defaults.ts';
import type { Policy } from '../policy/policy.ts';
import { requireRight } from './allowed.ts';
import { alerted, ana, bo, chidi, declared, nothingYet, placeAt } from './fixtures/given.ts';

const may = (rights: Policy['rights']): Policy => ({ ...defaultPolicy, rights });
const declaration = { kind: 'real' as const, title: 'Checkout is slow', private: false };

test('with nothing configured a guest may say how bad it is', () => {
  const world = declared();
  world.when('change-severity', { severity: '1' }, { grants: ['guest'] });
  expect(world.state().severity.label).toBe('SEV-1');
});

test('only people of the group may declare, and a refusal says so', () => {
  const policy = may({ declare: ['S0SRE00000'] });
  expect(nothingYet(policy).refusal('declare', declaration)).toBe(
    'Only S0SRE00000 may declare incidents here; `rights` in firescribe.yml decides that.',
  );
  expect(declared({}, policy, { grants: ['S0SRE00000'] }).state().number).toBe(42);
});

test('an alert opens its incident and an operator declares, whoever may declare in Slack', () => {
  const policy = may({ declare: [] });
  expect(alerted({}, policy).state().number).toBe(42);
  const operator = { kind: 'operator' as const, id: 'cli/root' };
  expect(declared({}, policy, { by: operator, grants: ['operator'] }).state().number).toBe(42);
});

test('whoever commands this incident may change its severity; others may not until they command', () => {
  const world = declared({}, may({ 'change-severity': ['commander'] }));
  expect(world.refusal('change-severity', { severity: '1' })).toContain('Only the Commander may change');
  world.when('assign-role', { role: 'ic', to: bo });
  world.when('change-severity', { severity: '1' }, { by: bo });
  expect(world.refusal('change-severity', { severity: '2' }, { by: chidi })).toContain('Only the Commander');
  world.when('assign-role', { role: 'ic', to: chidi });
  expect(world.refusal('change-severity', { severity: '2' }, { by: bo })).toContain('Only the Commander');
});

test('somebody named by their id may change the status and redact; others may not', () => {
  const [, user] = ana.id.split('/');
  const world = declared({}, may({ 'change-status': [user ?? ''], redact: [ana.id] }));
  expect(world.refusal('acknowledge', {}, { by: bo })).toContain('may change the status here');
  expect(world.refusal('redact', { place: placeAt(3) }, { by: bo })).toContain('may redact here');
  expect(world.refusal('redact', { place: placeAt(3) }, { by: ana })).toContain('nothing to redact');
  world.when('resolve', { text: 'rolled back' }, { by: ana });
  expect(world.state().status).toBe('resolved');
});

test('every change of status asks for the right', () => {
  const world = declared({}, may({ 'change-status': [] }));
  for (const [type, wish] of [
    ['acknowledge', {}],
    ['change-status', { status: 'mitigated' }],
    ['resolve', {}],
    ['reopen', { reason: 'x' }],
    ['close', {}],
    ['cancel', { reason: 'duplicate' }],
    ['undo-resolve', { resolveEvent: 'e1' }],
  ] as const) {
    expect(world.refusal(type, wish as never)).toContain('Nobody may change the status here');
  }
});

test('a bot of somebody else has the rights of a person', () => {
  const asking = {
    by: { kind: 'bot' as const, id: 'T1/B7' },
    grants: [],
    at: 0,
    source: { kind: 'mention' as const, key: 'm' },
  };
  expect(() => requireRight(may({ page: ['S1'] }), asking, 'page')).toThrow('Only S1 may page people here');
  expect(() => requireRight(may({}), asking, 'page')).not.toThrow();
});
