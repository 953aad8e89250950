import { alerted, declared } from './fixtures/given.ts';

test('a change of severity is on the timeline with old and new value and why', () => {
  const world = declared({ severity: '3' });
  world.when('change-severity', { severity: 'SEV-1', reason: 'all of Europe' });
  expect(world.state()).toMatchObject({ severity: { label: 'SEV-1', rank: 1 }, severityChosen: true });
  expect(world.entries().at(-1)).toMatchObject({
    kind: 'severity',
    text: 'Severity changed from SEV-3 to SEV-1: all of Europe',
    values: { from: 'SEV-3', to: 'SEV-1', raised: true },
  });
});

test('choosing the default confirms it', () => {
  const world = alerted();
  world.when('change-severity', { severity: '3' });
  expect(world.state().severityChosen).toBe(true);
  expect(world.entries().at(-1)?.text).toBe('Severity confirmed as SEV-3');
});

test('the severity it has already is refused', () => {
  expect(declared({ severity: '2' }).refusal('change-severity', { severity: 'sev 2' })).toBe(
    'INC-42 is SEV-2 already.',
  );
});

test('an unknown one is refused with the list', () => {
  expect(declared().refusal('change-severity', { severity: 'awful' })).toContain(
    'SEV-1, SEV-2, SEV-3 or SEV-4',
  );
});

test('what was offered as a raise never lowers it', () => {
  const world = declared({ severity: '1' });
  expect(world.refusal('change-severity', { severity: 'sev-2', raise: true })).toBe(
    'INC-42 is SEV-1 by now, which is higher than SEV-2. To lower it: `/incident severity 2`.',
  );
  world.when('change-severity', { severity: 'sev-2' });
  world.when('change-severity', { severity: 'sev-1', raise: true });
  expect(world.state().severity.label).toBe('SEV-1');
});
