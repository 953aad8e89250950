import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(async () => {
  desk = openDesk();
  await desk.declare();
});

afterEach(() => desk.close());

const holder = async (role = 'commander') => (await desk.incident()).roles[role]?.who.name;

test.each([
  ['role commander <@UBO|bo>', 'Bo'],
  ['role commander @bo', 'Bo'],
  ['role ic: @bo', 'Bo'],
  ['role <@UBO> commander', 'Bo'],
  ['role commander', 'Chidi'],
  ['role commander me', 'Chidi'],
])('%s', async (line, name) => {
  expect(await desk.type('UCHIDI', line)).toEqual({ kind: 'nothing' });
  expect(await holder()).toBe(name);
});

test('a role of several words is understood', async () => {
  await desk.type('UBO', 'role communications lead <@UCHIDI>');
  expect(await holder('communications-lead')).toBe('Chidi');
});

test('none frees it', async () => {
  await desk.type('UBO', 'role commander me');
  await desk.type('UBO', 'role commander none');
  expect(await holder()).toBeUndefined();
});

test('somebody unknown is refused, and nobody else is taken instead', async () => {
  expect(wordsIn(await desk.type('UBO', 'role commander @bob'))).toContain('I know nobody called @bob.');
  expect(await holder()).toBeUndefined();
});

test('a bot cannot hold a role', async () => {
  expect(await desk.send('UBO', 'roles:form', { commander: 'UBOT' })).toMatchObject({
    answer: { kind: 'errors', errors: { commander: 'A role is held by a person.' } },
  });
});

test('the form sets several at once, and leaves alone what somebody changed meanwhile', async () => {
  await desk.type('UBO', 'role commander me');
  const opened = await desk.type('UANA', 'role');
  const metadata = opened.kind === 'modal' ? (opened.view.private_metadata ?? '') : '';
  await desk.type('UCHIDI', 'role commander me');
  await desk.send('UANA', 'roles:form', { commander: 'UBO', 'operations-lead': 'UANA' }, metadata);
  expect([await holder(), await holder('operations-lead')]).toEqual(['Chidi', 'Ana']);
});
