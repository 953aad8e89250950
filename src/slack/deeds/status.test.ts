import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(async () => {
  desk = openDesk();
  await desk.declare();
});

afterEach(() => desk.close());

test('a word sets the status, and the channel shows it, so nothing is said twice', async () => {
  expect(await desk.type('UBO', 'status identified the pool is exhausted')).toEqual({ kind: 'nothing' });
  const { status, statusBy } = await desk.incident();
  expect({ status, by: statusBy?.name }).toEqual({ status: 'identified', by: 'Bo' });
});

test('aliases are understood: monitoring means mitigated', async () => {
  await desk.type('UBO', 'status monitoring');
  expect((await desk.incident()).status).toBe('mitigated');
});

test.each([
  ['mitigated rolled back', 'mitigated', 'rolled back'],
  ['stable', 'mitigated', undefined],
  ['identified: the pool', 'identified', 'the pool'],
  ['INC-1 mitigate, rolled back', 'mitigated', 'rolled back'],
])('a status needs no word before it: %s', async (line, status, why) => {
  expect(await desk.type('UBO', line)).toEqual({ kind: 'nothing' });
  expect((await desk.incident()).status).toBe(status);
  const changes = (await desk.entries()).filter(({ kind }) => kind === 'status');
  expect(changes.at(-1)?.values?.said ?? undefined).toBe(why);
});

test('help for a status is the help for status', async () => {
  expect(wordsIn(await desk.type('UBO', 'help mitigated'))).toContain('`/incident status [identified');
});

test('bare, it shows where the incident stands, with a button to change it', async () => {
  const answer = await desk.type('UBO', 'status');
  expect(answer).toMatchObject({ kind: 'private', text: 'INC-1 is acknowledged.' });
  expect(wordsIn(answer)).toContain('status:open');
});

test('going back without a reason is refused with the line that would work', async () => {
  await desk.type('UBO', 'status mitigated');
  expect(await desk.type('UBO', 'status identified')).toEqual({
    kind: 'private',
    text: 'Going back from mitigated to identified needs a reason: `/incident status identified &lt;why&gt;`.',
  });
  await desk.type('UBO', 'status identified: errors are back');
  expect((await desk.incident()).status).toBe('identified');
});

test('an unknown status is answered with the nearest', async () => {
  const answer = await desk.type('UBO', 'status mitigatd');
  expect(wordsIn(answer)).toContain('Did you mean mitigated?');
});

test('the form sets it; a missing reason comes back beside its field', async () => {
  const opened = await desk.press('UANA', 'status:open', '');
  expect(opened).toMatchObject({ kind: 'modal', view: { callback_id: 'status:form' } });
  expect(await desk.send('UANA', 'status:form', { status: 'mitigated' })).toEqual({
    answer: { kind: 'close' },
  });
  expect(await desk.send('UANA', 'status:form', { status: 'identified' })).toMatchObject({ field: 'text' });
});

test('a guest may look but not change it', async () => {
  expect(wordsIn(await desk.type('UGUEST', 'status mitigated'))).toContain('Ask a member of this workspace');
  expect(await desk.type('UGUEST', 'status')).toMatchObject({ kind: 'private' });
  expect((await desk.incident()).status).toBe('acknowledged');
});

test('a look is on record, and so is a refusal, without what was shown', async () => {
  const incident = await desk.incident();
  await desk.type('UBO', 'status');
  await desk.type('UBO', 'status nonsense');
  const entries = await desk.context.engine.questions.entries(`incident/${incident.id}`, {
    kind: 'operator',
  });
  expect(entries.filter(({ kind }) => kind === 'command')).toMatchObject([
    { text: '/incident status', author: { name: 'Bo' }, values: { answer: 'answered privately' } },
    { text: expect.stringContaining('/incident status nonsense was refused'), values: { refused: true } },
  ]);
});

test('reopening what is open is refused before anybody writes why', async () => {
  expect(wordsIn(await desk.type('UBO', 'reopen'))).toContain('There is nothing to reopen.');
  await desk.type('UBO', 'resolve rolled back');
  expect(await desk.type('UBO', 'reopen')).toMatchObject({ kind: 'modal' });
});
