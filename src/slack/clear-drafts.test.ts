// What earlier drafts left in Slack, once something was erased.
import { bo } from '../engine/fixtures/house.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { clearDrafts } from './clear-drafts.ts';
import { draftIn, linkingIn } from './fixtures/drafts.ts';
import { openSlackHouse, type SlackHouse } from './fixtures/slack-house.ts';
import { streamOf } from './ids.ts';

let desk: SlackHouse;
beforeEach(async () => {
  desk = await openSlackHouse({ performers: { 'postmortem.draft': async () => undefined } });
});
afterEach(() => desk.close());

const refuseCanvases = () => {
  for (const method of ['conversations.canvases.create', 'canvases.create']) {
    desk.slack.faults.api(method, { kind: 'error', error: 'restricted_action' });
  }
};

async function erase(): Promise<void> {
  const { house } = desk;
  const incident = streamOf(await desk.incident());
  const asking = () => house.asking({ ...bo, id: `T1/${desk.people.bo}` });
  await house.engine.handle({ type: 'add-note', incident, wish: { text: 'hunter2' }, asking: asking() });
  const note = (await desk.entries()).find(({ text }) => text.includes('hunter2'));
  await house.engine.handle({
    type: 'redact',
    incident,
    wish: { entry: note?.id ?? '' },
    asking: asking(),
  } as never);
  await desk.settled();
}

const files = () => desk.slack.see.files().filter(({ canvasId }) => canvasId === undefined);
const names = () =>
  files()
    .map(({ name }) => name)
    .sort();

/** Everything of ours in the thread of the review: words, and what its files say. */
function inThread(channel: string): string {
  const { see } = desk.slack;
  const [message] = linkingIn(desk, channel);
  const said = see
    .thread(channel, message?.ts ?? '')
    .map(({ text, blocks }) => JSON.stringify([text, blocks]));
  return [...said, ...files().map(({ bytes }) => new TextDecoder().decode(bytes))].join('\n');
}

test('a log that has erased words does not stay in the thread once a draft without them is there', async () => {
  const channel = await desk.declare();
  await draftIn(desk, 'the password is hunter2');
  expect(inThread(channel)).toContain('hunter2');
  await erase();
  await draftIn(desk, 'a slip');
  expect(inThread(channel)).not.toContain('hunter2');
  expect(names()).toEqual(['inc-1-1-2-log.md']);
});

test('nor do its parts and its file, where canvases are refused', async () => {
  const channel = await desk.declare();
  refuseCanvases();
  await draftIn(desk, 'the password is hunter2');
  expect(inThread(channel)).toContain('hunter2');
  await erase();
  await draftIn(desk, 'a slip');
  expect(inThread(channel)).not.toContain('hunter2');
  expect(inThread(channel)).toContain('a slip');
  expect(names()).toEqual(['inc-1-1-2-log.md', 'inc-1-1-2-postmortem.md']);
});

test('what people wrote and attached there stays, and so do all drafts where nothing was erased', async () => {
  const channel = await desk.declare();
  await draftIn(desk, 'the pool');
  const [message] = linkingIn(desk, channel);
  await desk.slack.as('ana').say(channel, 'as in this log', {
    thread: message?.ts ?? '',
    files: [
      { name: 'inc-1-1-1-log.md', mimetype: 'text/markdown', bytes: new TextEncoder().encode('of Ana') },
    ],
  });
  await desk.settled();
  await draftIn(desk, 'the pool, and the cache');
  expect(names()).toEqual(['inc-1-1-1-log.md', 'inc-1-1-1-log.md', 'inc-1-1-2-log.md']);
  await erase();
  await draftIn(desk, 'the cache');
  expect(names()).toEqual(['inc-1-1-1-log.md', 'inc-1-1-3-log.md']);
  expect(inThread(channel)).toContain('of Ana');
});

test('where files may not be deleted the new draft stands all the same', async () => {
  const channel = await desk.declare();
  await draftIn(desk, 'the password is hunter2');
  desk.slack.faults.api('files.delete', { kind: 'error', error: 'cant_delete_file' });
  await erase();
  await draftIn(desk, 'a slip');
  expect(names()).toEqual(['inc-1-1-1-log.md', 'inc-1-1-2-log.md']);
  expect((await desk.incident()).draft?.delivered?.message?.channel).toBe(channel);
});

test('of the private conversation about an import, which cannot be read back, the logs before go', async () => {
  const asked: [string, unknown][] = [];
  const call = async (method: string, given: unknown) => {
    asked.push([method, given]);
    if (method === 'conversations.replies') {
      throw new VendorError('No.', { permanent: true, code: 'missing_scope' });
    }
  };
  const message = { team: 'T1', channel: 'D1', ts: '1.1' };
  const delivery = (file: string) => ({ data: { draft: 1, message, file } });
  const facts: Record<string, unknown[]> = {
    'entry-redacted': [{}],
    'message-deleted': [],
    'postmortem-delivered': [delivery('F1'), delivery('F2')],
  };
  const questions = { ofType: async (_stream: string, type: string) => facts[type] };
  const stage = { slack: { call }, session: { identity: () => ({}) }, engine: { questions } };
  const incident = { number: 1, kind: 'imported' };
  const effect = { stream: 'incident/1', key: 'e1', attempt: 1 };
  const event = { data: { cycle: 1, draft: 2 } };
  await clearDrafts({ stage, effect, incident, event } as never, message, 'F2');
  expect(asked).toEqual([
    ['conversations.replies', expect.objectContaining({ channel: 'D1', ts: '1.1' })],
    ['files.delete', { file: 'F1' }],
  ]);
});
