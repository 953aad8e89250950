import { startTestWorkspace, type TestWorkspace } from '../fixtures/workspace.ts';
import { servePage } from '../serve-page.ts';
import type { ActAnswer, Boot, ChannelContent, LiveBatch } from './shapes.ts';

let work: TestWorkspace;

beforeEach(async () => {
  work = await startTestWorkspace();
  await servePage(work.slack);
});

afterEach(() => work.slack.close());

const ask = (path: string) => fetch(`${work.slack.url}${path}`);

async function act(as: string, name: string, args: object): Promise<ActAnswer> {
  const response = await fetch(`${work.slack.url}/client/acts/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as, args }),
  });
  return (await response.json()) as ActAnswer;
}

/** Reads the live line of a person; `next` waits for the first batch that has what is looked for. */
async function listen(as: string) {
  const stop = new AbortController();
  const response = await fetch(`${work.slack.url}/client/live?as=${as}`, { signal: stop.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const all: LiveBatch[] = [];
  return {
    all,
    stop: () => stop.abort(),
    async next(wanted: (batch: LiveBatch) => boolean): Promise<LiveBatch> {
      for (;;) {
        const found = all.find(wanted);
        if (found) {
          return found;
        }
        text += (await reader?.read())?.value ?? '';
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        all.push(...parts.map((part) => JSON.parse(part.replace(/^data: /, '')) as LiveBatch));
      }
    },
  };
}

test('the page is served with its script and style, at deep links, too', async () => {
  for (const path of ['/', `/archives/${work.ops}/p1732305600000100?thread_ts=1.2`, '/home/A1']) {
    const response = await ask(path);
    expect(await response.text()).toContain('/client/page.js');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
  }
  expect((await (await ask('/client/page.js')).text()).length).toBeGreaterThan(50_000);
  expect(await (await ask('/client/page.css')).text()).toContain('.message');
});

test('the cast has people only, and emoji have the names Slack uses', async () => {
  const boot = (await (await ask('/client/boot')).json()) as Boot;
  expect(boot.cast.map(({ name }) => name)).toEqual(['ana', 'bo', 'chidi', 'dev', 'gil']);
  expect(boot.emoji).toMatchObject({ pushpin: '📌', large_green_circle: '🟢', thumbsup: '👍' });
});

test('what is said arrives at everybody who may see it', async () => {
  const bo = await listen('bo');
  await act('ana', 'say', { channel: work.ops, text: 'Latency is up' });
  const batch = await bo.next(({ messages }) => messages !== undefined);
  expect(batch.messages).toMatchObject([{ channel: work.ops, user: work.ana, text: 'Latency is up' }]);
  bo.stop();
});

test('a private channel reaches nobody outside of it', async () => {
  const secret = work.slack.addChannel({ name: 'secret', private: true, members: ['ana'] });
  const dev = await listen('dev');
  const ts = await work.slack.as('ana').say(secret, 'Not for Dev');
  await work.slack.as('ana').pin(secret, ts);
  await work.slack.as('ana').say(work.ops, 'For all');
  await dev.next(({ messages }) => messages?.some(({ text }) => text === 'For all') === true);
  expect(JSON.stringify(dev.all)).not.toContain('Not for Dev');
  expect(JSON.stringify(dev.all)).not.toContain('secret');
  expect((await ask(`/client/channels/${secret}?as=dev`)).status).toBe(404);
  dev.stop();
});

test('only the one meant sees an ephemeral message', async () => {
  await work.client.chat.postEphemeral({ channel: work.ops, user: work.ana, text: 'Psst' });
  const content = async (as: string) =>
    (await (await ask(`/client/channels/${work.ops}?as=${as}`)).json()) as ChannelContent;
  expect((await content('ana')).details.ephemerals).toMatchObject([{ text: 'Psst' }]);
  expect((await content('bo')).details.ephemerals).toEqual([]);
});

test('a refusal comes in the words of Slack’s client', async () => {
  expect(await act('ana', 'say', { channel: work.ops, text: '  ' })).toEqual({
    ok: false,
    words: 'There is nothing to send.',
  });
  expect(await act('bo', 'say', { channel: work.quiet, text: 'Hello' })).toEqual({
    ok: false,
    words: 'You are not in this channel.',
  });
  expect(await act('ana', 'fly', {})).toEqual({ ok: false, words: 'There is no act called fly.' });
});

test('a form of another site can do nothing', async () => {
  const response = await fetch(`${work.slack.url}/client/acts/say`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify({ as: 'ana', args: { channel: work.ops, text: 'Hello' } }),
  });
  expect(response.status).toBe(415);
  expect(work.slack.see.messages(work.ops)).toEqual([]);
});

test('a file is shown to those who see it, and never as a page of its own', async () => {
  const files = [
    { name: 'x.html', mimetype: 'text/html', bytes: Buffer.from('<b>x</b>').toString('base64') },
  ];
  await act('ana', 'say', { channel: work.ops, text: 'A file', files });
  const [file] = work.slack.see.files();
  const response = await ask(`/client/files/${file?.id}?as=bo`);
  expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(await response.text()).toBe('<b>x</b>');
  expect((await ask(`/client/files/${file?.id}?as=gil`)).status).toBe(404);
});

test('a long channel comes with its newest part, and further back where a link leads', async () => {
  const person = work.slack.as('ana');
  const first = await person.say(work.ops, 'The first');
  for (let count = 0; count < 200; count += 1) {
    await person.say(work.ops, `Line ${count}`);
  }
  const newest = (await (await ask(`/client/channels/${work.ops}?as=ana`)).json()) as ChannelContent;
  expect(newest).toMatchObject({ earlier: true });
  expect(newest.messages).toHaveLength(150);
  const all = (await (
    await ask(`/client/channels/${work.ops}?as=ana&from=${first}`)
  ).json()) as ChannelContent;
  expect(all).toMatchObject({ earlier: false, messages: { length: 201 } });
});
