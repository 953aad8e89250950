import { alerted, bo, chidi, declared, deployBot, minutes } from './fixtures/given.ts';

test('Bo takes command, with the instructions that go with it', () => {
  const world = declared();
  const { facts } = world.when('assign-role', { role: 'ic', to: bo });
  expect(facts[0]).toMatchObject({
    type: 'role-assigned',
    data: { role: { id: 'commander', label: 'Commander' }, to: bo, from: null },
  });
  expect(facts[0]?.data).toHaveProperty('instructions', expect.stringContaining('You decide and delegate'));
  expect(world.state().roles.commander).toMatchObject({ who: bo, since: minutes(5) });
});

test('a role is handed over, and the timeline says to whom', () => {
  const world = declared();
  world.when('assign-role', { role: 'commander', to: bo });
  world.when('assign-role', { role: 'commander', to: chidi });
  expect(world.state().roles.commander?.who).toEqual(chidi);
  expect(world.entries().at(-1)).toMatchObject({ text: 'Chidi is Commander', values: { from: 'T1/U2' } });
});

test('a role can be emptied, but not twice', () => {
  const world = declared();
  world.when('assign-role', { role: 'comms', to: chidi });
  world.when('assign-role', { role: 'comms', to: null });
  expect(world.state().roles).toEqual({});
  expect(world.entries().at(-1)?.text).toBe('Chidi is no longer Communications Lead');
  expect(world.refusal('assign-role', { role: 'comms', to: null })).toContain(
    'Nobody is Communications Lead',
  );
});

test('whoever holds the role already is told so', () => {
  const world = declared();
  world.when('assign-role', { role: 'ops', to: bo });
  expect(world.refusal('assign-role', { role: 'ops', to: bo })).toBe('Bo is Operations Lead already.');
});

test('an unknown role is refused with those there are', () => {
  expect(declared().refusal('assign-role', { role: 'wizard', to: bo })).toBe(
    'wizard is not a role. The roles are Commander, Communications Lead or Operations Lead: `/incident role commander @somebody`.',
  );
});

test('a bot cannot hold a role', () => {
  expect(declared().refusal('assign-role', { role: 'ic', to: deployBot })).toContain('has to be a person');
});

test('taking a role acknowledges', () => {
  const world = alerted();
  world.when('assign-role', { role: 'ic', to: bo }, { at: minutes(3) });
  expect(world.state().keyTimes.acknowledged?.at).toBe(minutes(3));
});

test('of two who take a free role at the same moment one has it, and the other is told who was first', () => {
  const world = declared();
  world.when('assign-role', { role: 'commander', to: bo, from: null });
  expect(world.refusal('assign-role', { role: 'commander', to: chidi, from: null }, { by: chidi })).toBe(
    'Bo was first. To take over, `/incident role commander`.',
  );
  world.when('assign-role', { role: 'commander', to: chidi, from: bo.id });
  expect(world.state().roles.commander?.who).toEqual(chidi);
});
