import { serviceOf } from '../../policy/services.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

beforeEach(() => {
  desk = openDesk({ services: [serviceOf('checkout', { label: 'Checkout API' })] });
});

afterEach(() => desk.close());

const first = () => desk.context.engine.questions.byNumber(1, { kind: 'operator' });

test.each([
  ['declare Checkout is slow', { severity: { id: 'sev-3' }, severityChosen: false }],
  ['declare Checkout is slow --sev 1', { severity: { id: 'sev-1' }, severityChosen: true }],
  ['declare --sev=SEV-2 Checkout is slow', { severity: { id: 'sev-2' } }],
  ['declare Checkout is slow —sev 2 —service checkout', { severity: { id: 'sev-2' }, service: 'checkout' }],
  [
    'new Checkout is slow --service “Checkout API” --team payments',
    { service: 'checkout', team: 'payments' },
  ],
])('%s', async (line, state) => {
  const answer = await desk.type('UANA', line);
  expect(answer).toMatchObject({
    kind: 'private',
    text: expect.stringContaining('INC-1 is declared as SEV-'),
  });
  expect(await first()).toMatchObject({
    title: { text: 'Checkout is slow' },
    status: 'acknowledged',
    ...state,
  });
});

test('declared from anywhere, the answer names the channel that is being opened', async () => {
  expect(await desk.type('UANA', 'declare Checkout is slow', 'CELSEWHERE')).toEqual({
    kind: 'private',
    text: 'INC-1 is declared as SEV-3, until somebody chooses. Its channel #inc-20261122-checkout-is-slow is being opened; you will be invited.',
  });
});

test('--private declares for its people alone, in a channel whose name says nothing', async () => {
  expect(await desk.type('UANA', 'declare Payroll leaks --private', 'CELSEWHERE')).toMatchObject({
    text: 'INC-1 is declared as SEV-3, until somebody chooses. It is private: announced nowhere, and found by its people alone. Its channel #inc-20261122-private-1 is being opened; you will be invited.',
  });
  expect(await first()).toMatchObject({ private: true, title: { text: 'Payroll leaks' } });
});

test('the box of the form is ticked by --private, and by declaring from a message of a private channel', async () => {
  const ticked = '"initial_options"';
  expect(wordsIn(await desk.type('UANA', 'declare'))).not.toContain(ticked);
  expect(wordsIn(await desk.type('UANA', 'declare --private'))).toContain(ticked);
  await desk.send('UANA', 'declare:form', { title: 'Payroll leaks', private: ['private'] });
  expect(await first()).toMatchObject({ private: true });
  const { id } = await desk.declare('Salaries are on the intranet');
  expect(wordsIn(await desk.onMessage('UANA', 'declare_from_message'))).not.toContain(ticked);
  await desk.context.engine.handle({
    type: 'record-privacy',
    incident: `incident/${id}`,
    wish: { private: true },
    asking: desk.house.asking(desk.context.people.actor('UANA')),
  });
  expect(wordsIn(await desk.onMessage('UANA', 'declare_from_message'))).toContain(ticked);
});

test.each(['-private', '—priv', '--Private --sev nine'])(
  'a slip such as %s announces nothing',
  async (slip) => {
    const { text } = (await desk.type('UANA', `declare Payroll leaks ${slip}`)) as { text: string };
    expect(text).toMatch(/Nothing is declared yet|is not a severity/);
    expect(await first()).toBeUndefined();
  },
);

test('who may not declare privately is told so before a form could make it public', async () => {
  await desk.close();
  desk = openDesk({ rights: { 'declare-private': ['S0SECURITY'] } });
  expect(wordsIn(await desk.type('UANA', 'declare --private'))).toContain('may declare private incidents');
  expect(wordsIn(await desk.type('UANA', 'declare'))).not.toContain('checkboxes');
});

test('a line that is refused stands in the record of no other incident', async () => {
  const { id } = await desk.declare('Search is down');
  await desk.type('UANA', 'declare Payroll leaks --private --servise x');
  const events = await desk.context.engine.questions.events(`incident/${id}`);
  expect(JSON.stringify(events)).not.toContain('Payroll');
});

test('an unknown flag is refused with the nearest', async () => {
  expect(wordsIn(await desk.type('UANA', 'declare Slow --servise checkout'))).toContain(
    'Did you mean --service?',
  );
  expect(await first()).toBeUndefined();
});

test('a guest is refused', async () => {
  expect(wordsIn(await desk.type('UGUEST', 'declare Slow'))).toContain('may not declare incidents here');
});

test('without a title a form opens that shows first what is open', async () => {
  await desk.declare('Search is down');
  const answer = await desk.type('UANA', 'declare --sev 1');
  expect(answer).toMatchObject({ kind: 'modal', view: { callback_id: 'declare:form' } });
  const words = wordsIn(answer);
  expect(words.indexOf('Search is down')).toBeLessThan(words.indexOf('What is wrong'));
  expect(words).toMatch(/"initial_option": \{[^}]*\{[^}]*SEV-1/);
});

test('the form declares; without a title it comes back', async () => {
  expect(await desk.send('UANA', 'declare:form', {})).toMatchObject({ field: 'title' });
  await desk.send('UANA', 'declare:form', {
    title: 'Slow',
    severity: 'sev-2',
    service: 'checkout',
    impact: 'some',
  });
  expect(await first()).toMatchObject({
    severity: { id: 'sev-2' },
    service: 'checkout',
    impact: { text: 'some' },
  });
});

test('a message declares with itself as evidence, at the time it was written', async () => {
  const opened = await desk.onMessage('UANA', 'declare_from_message', {
    files: [{ id: 'F1', name: 'graph.png', mimetype: 'image/png', size: 10 }],
    thread: '1795355000.000100',
  });
  if (opened.kind !== 'modal') {
    throw new Error('The form did not open.');
  }
  const carried = { 'carried:0': 'p99 is at 4 s since 13:50' };
  await desk.send(
    'UANA',
    'declare:form',
    { title: 'p99 is at 4 s', ...carried },
    opened.view.private_metadata,
  );
  const incident = await first();
  const entries = await desk.context.engine.questions.entries(`incident/${incident?.id}`, {
    kind: 'operator',
  });
  expect(entries.find(({ kind }) => kind === 'evidence')).toMatchObject({
    text: 'p99 is at 4 s since 13:50',
    at: 1_795_356_000_000,
    author: { name: 'Bo' },
    permalink: expect.stringContaining('/archives/C1/p1795356000000100?thread_ts='),
    files: [{ id: 'F1' }],
  });
});
