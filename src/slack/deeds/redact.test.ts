import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;
const LINK = 'https://acme.slack.com/archives/C1/p1795356060000100';

beforeEach(async () => {
  desk = openDesk();
  await desk.declare();
  await desk.context.engine.handle({
    type: 'record-message',
    incident: `incident/${(await desk.incident()).id}`,
    wish: {
      place: { team: 'T1', channel: 'C1', ts: '1795356060.000100' },
      author: desk.context.people.actor('UBO'),
      text: 'the token is hunter2',
      files: [],
    },
    asking: { ...desk.house.asking(desk.context.people.actor('UBO')), source: { kind: 'message', key: 'm' } },
  });
});

afterEach(() => desk.close());

const texts = async () => {
  const stream = `incident/${(await desk.incident()).id}`;
  return JSON.stringify(await desk.context.engine.questions.entries(stream, { kind: 'operator' }));
};

test('a link is confirmed first, and then the words are gone', async () => {
  const asked = await desk.type('UANA', `redact <${LINK}> a token`);
  expect(asked.kind).toBe('private');
  expect(wordsIn(asked)).toMatch(/"confirm": \{[^{}]*(?:\{[^{}]*\}[^{}]*)*"style": "danger"/);
  expect(await texts()).toContain('hunter2');
  const value = '{"message":"C1/1795356060.000100","reason":"a token"}';
  expect(await desk.press('UANA', 'redact:confirm', value)).toMatchObject({ kind: 'replace' });
  expect(await texts()).not.toContain('hunter2');
  expect(wordsIn(await desk.type('UANA', 'timeline'))).toContain('_redacted_');
});

test('other entries are chosen in the form', async () => {
  await desk.type('UANA', 'note the password is swordfish');
  const opened = await desk.type('UANA', 'redact');
  const words = wordsIn(opened);
  expect(words).toContain('note: the password is swordfish');
  const entry = /note: the password is swordfish"[^}]*\}[^}]*"value": "([^"]+)"/.exec(words)?.[1] ?? '';
  await desk.send('UANA', 'redact:form', { entry, reason: 'a password' });
  expect(await texts()).not.toContain('swordfish');
});

test('a handover that rests on it may quote it, and that is said; it is redacted by itself', async () => {
  const { id } = (await desk.entries()).find(({ kind }) => kind === 'message')!;
  const metadata = JSON.stringify({ channel: 'C1', more: { cites: id } });
  await desk.send('UANA', 'handover:form', { text: 'the token is hunter2, says Bo' }, metadata);
  const value = '{"message":"C1/1795356060.000100"}';
  expect(await desk.press('UANA', 'redact:confirm', value)).toMatchObject({
    text: expect.stringContaining('A handover rests on it and may quote it'),
  });
  const words = wordsIn(await desk.type('UANA', 'redact'));
  const entry = /handover: Handover: the token[^}]*\}[^}]*"value": "([^"]+)"/.exec(words)?.[1] ?? '';
  await desk.send('UANA', 'redact:form', { entry });
  expect(await texts()).not.toContain('hunter2');
});

test('an item that became a ticket leaves its words there, and that is said', async () => {
  await desk.type('UANA', 'followup rotate the password swordfish @bo by friday');
  const { items, id } = await desk.incident();
  const ticket = {
    id: '7',
    key: 'SHOP-7',
    url: 'https://a.example',
    state: 'open',
    status: 'To Do',
  } as const;
  await desk.house.engine.handle({
    type: 'record-ticket',
    incident: `incident/${id}`,
    wish: { item: '1', vendor: { id: 'jira', label: 'Jira' }, ticket },
    asking: desk.house.asking({ kind: 'firescribe', id: 'firescribe' }),
  });
  const sent = await desk.send('UANA', 'redact:form', { entry: items[0]?.addedBy ?? '' });
  expect(JSON.stringify(sent)).toContain('SHOP-7 still has the words');
  expect((await desk.incident()).items[0]?.text.text).toBe('[redacted]');
});

test('a form without a choice, or with something that is no link, comes back', async () => {
  expect(await desk.send('UANA', 'redact:form', {})).toMatchObject({ answer: { kind: 'errors' } });
  expect(await desk.send('UANA', 'redact:form', { link: 'that one' })).toMatchObject({
    answer: { kind: 'errors' },
  });
});

test('what is no link says where links are found', async () => {
  expect(wordsIn(await desk.type('UANA', 'redact the token'))).toContain('Give the message’s link');
});

test('a guest is refused', async () => {
  const value = '{"message":"C1/1795356060.000100"}';
  expect(wordsIn(await desk.press('UGUEST', 'redact:confirm', value))).toContain('may not redact');
  expect(await texts()).toContain('hunter2');
});
