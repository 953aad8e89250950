import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(async () => {
  desk = openDesk();
  await desk.declare();
});

afterEach(() => desk.close());

test.each([
  'severity 1',
  'severity “1”',
  'severity 1.',
  'sev-1',
  'severity sev 1',
  'sev SEV-1',
  'severity sev1: payments are down',
])('%s', async (line) => {
  expect(await desk.type('UBO', line)).toEqual({ kind: 'nothing' });
  expect(await desk.incident()).toMatchObject({ severity: { id: 'sev-1' }, severityChosen: true });
});

test('the reason goes into the timeline', async () => {
  await desk.type('UBO', 'severity 2 more users than we thought');
  const entries = await desk.context.engine.questions.entries(`incident/${(await desk.incident()).id}`, {
    kind: 'operator',
  });
  expect(entries.find(({ kind }) => kind === 'severity')?.text).toContain('more users than we thought');
});

test('bare, a form shows the guidance of each', async () => {
  const answer = await desk.type('UBO', 'severity');
  expect(answer).toMatchObject({ kind: 'modal', view: { callback_id: 'severity:form' } });
  expect(wordsIn(answer)).toContain('most users cannot do what they came for');
});

test('the form and the chooser set it', async () => {
  await desk.send('UBO', 'severity:form', { severity: 'sev-2', reason: 'half of them' });
  expect((await desk.incident()).severity.id).toBe('sev-2');
  await desk.press('UBO', 'severity:choose', 'sev-1');
  expect((await desk.incident()).severity.id).toBe('sev-1');
});

test('an unknown level is refused with the list, beside the field in a form', async () => {
  expect(wordsIn(await desk.type('UBO', 'severity 7'))).toContain('SEV-1, SEV-2, SEV-3 or SEV-4');
  expect(await desk.send('UBO', 'severity:form', { severity: 'sev-9' })).toMatchObject({ field: 'severity' });
});
