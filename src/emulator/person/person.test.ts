import { startTestWorkspace, type TestWorkspace } from '../fixtures/workspace.ts';

let t: TestWorkspace;

beforeEach(async () => {
  t = await startTestWorkspace();
});

afterEach(() => t.slack.close());

test('people talk where they are members, and are told in words where they are not', async () => {
  await expect(t.slack.as('dev').say('ops', 'hello')).rejects.toThrow('You are not in this channel.');
  await expect(t.slack.as('ana').say('nowhere', 'hello')).rejects.toThrow('could not be found');
  await expect(t.slack.as('ana').say('ops', '  ')).rejects.toThrow('nothing to send');
  await t.slack.as('dev').join('ops');
  const ts = await t.slack.as('dev').say('#ops', 'hello');
  expect(t.slack.see.messages('ops').at(-1)).toMatchObject({ ts, by: 'dev', text: 'hello', pinned: false });
});

test('a private channel is not there for those outside', async () => {
  const id = await t.slack.as('ana').createChannel('secret', { private: true });
  await expect(t.slack.as('dev').join(id)).rejects.toThrow('could not be found');
  await t.slack.as('ana').invite('secret', 'dev');
  await t.slack.as('dev').say('secret', 'thank you');
  expect(t.slack.see.messages('secret').map((each) => each.subtype)).toEqual([
    'channel_join',
    'channel_join',
    undefined,
  ]);
});

test('guests see their own channels only, and open none', async () => {
  await expect(t.slack.as('gil').join('ops')).rejects.toThrow('could not be found');
  await expect(t.slack.as('gil').createChannel('mine')).rejects.toThrow('Guests cannot do this.');
  await t.slack.as('ana').invite('ops', 'gil');
  await expect(t.slack.as('gil').archive('ops')).rejects.toThrow('Guests cannot do this.');
  expect(await t.slack.as('gil').say('ops', 'hi')).toMatch(/^\d+\.\d{6}$/);
});

test('nobody edits what others wrote; an administrator may delete it', async () => {
  const boss = t.slack.addUser({ name: 'boss', realName: 'The Boss', admin: true });
  const ts = await t.slack.as('ana').say('ops', 'hers');
  await expect(t.slack.as('bo').edit('ops', ts, 'his')).rejects.toThrow('your own messages');
  await expect(t.slack.as('bo').delete('ops', ts)).rejects.toThrow('your own messages');
  await t.slack.as(boss).delete('ops', ts);
  expect(t.slack.see.deleted('ops').map((each) => each.text)).toEqual(['hers']);
});

test('a group and everybody here can be called', async () => {
  const group = t.slack.addUserGroup({ handle: 'payments', name: 'Payments', users: ['bo'] });
  await t.slack.as('ana').say('ops', '@payments @here @nobody look');
  expect(t.slack.see.messages('ops')[0]?.text).toBe(`<!subteam^${group}|@payments> <!here> @nobody look`);
});

test('an archived channel takes nothing until it is opened again', async () => {
  await t.slack.as('ana').archive('ops');
  await expect(t.slack.as('bo').say('ops', 'hello')).rejects.toThrow('archived');
  await t.slack.as('bo').unarchive('ops');
  await t.slack.as('bo').say('ops', 'hello');
  expect(t.slack.see.messages('ops').map((each) => each.subtype)).toEqual(['channel_archive', undefined]);
});

test('waiting is woken by a change, and a wait in vain says what for and what was last said', async () => {
  const waited = t.slack.until(() => t.slack.see.messages('ops').find((each) => each.text === 'done'));
  await t.slack.as('ana').say('ops', 'done');
  expect((await waited).by).toBe('ana');
  await expect(t.slack.until(() => false, { timeoutMs: 10, what: 'the canvas' })).rejects.toThrow(
    /After 10 ms still not: the canvas.[\s\S]*#ops .* ana: done/,
  );
});

test('whoever listens hears of each change, until they stop', async () => {
  const kinds: string[] = [];
  const stop = t.slack.onChange((change) => kinds.push(change.kind));
  await t.slack.as('ana').say('quiet', 'one');
  stop();
  await t.slack.as('ana').say('quiet', 'two');
  expect(kinds).toEqual(['message']);
});
