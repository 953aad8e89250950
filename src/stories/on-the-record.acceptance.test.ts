// What is said in an incident's channel is on record: as it was, with its own time, by whoever it was.
import { scene } from './scene.ts';

const HOUR = 60 * 60_000;

test('a message pinned an hour after it was posted shows the time it was posted', async () => {
  const { declare, bo, later, clock, entries, resolve, review, said, nothingElse } = await scene();
  const channel = await declare();
  await later(60_000);
  const postedAt = clock.now();
  const ts = await bo.say(channel, 'the pool is exhausted since the deploy');
  await later(HOUR);
  await bo.react(channel, ts, 'pushpin');
  const [pinned] = (await entries(channel)).filter((entry) => entry.pinned);
  expect(pinned).toMatchObject({ at: postedAt, pinned: { by: [{ name: 'Bo' }] } });
  expect(pinned?.pinned?.at).toBeGreaterThanOrEqual(postedAt + HOUR);
  await resolve(channel);
  const { canvas } = await review(channel);
  expect(canvas?.markdown).toMatch(/15:01 \| Bo \| “the pool is exhausted since the deploy”/);
  await nothingElse();
  await expect(said(channel, /anything more/)).rejects.toThrow('did not say');
});

test('an edit keeps the old words, a deletion leaves a tombstone, and the review made of them follows', async () => {
  const { declare, ana, entries, resolve, review, later, nothingElse } = await scene();
  const channel = await declare();
  await later(60_000);
  const edited = await ana.say(channel, 'root cause: the deploy at 14:10 broke the pool');
  const deleted = await ana.say(channel, 'the cause is Redis, I am sure of it');
  await ana.react(channel, deleted, 'pushpin');
  await later(60_000);
  await resolve(channel);
  expect((await review(channel)).canvas?.markdown).toContain('the cause is Redis');
  await ana.edit(channel, edited, 'root cause: the deploy at 14:20 broke the pool');
  await ana.delete(channel, deleted);
  const messages = (await entries(channel)).filter(({ kind }) => kind === 'message');
  expect(messages.map(({ text, earlier, deleted: gone }) => [text, earlier, gone])).toEqual([
    [
      'root cause: the deploy at 14:20 broke the pool',
      ['root cause: the deploy at 14:10 broke the pool'],
      false,
    ],
    ['', [], true],
  ]);
  await later(2 * 60_000);
  const { canvas } = await review(channel);
  expect(canvas?.markdown).toContain('deploy at 14:20');
  expect(canvas?.markdown).not.toMatch(/14:10|Redis/);
  await nothingElse();
});

test('what another bot posts is on record', async () => {
  const { declare, entries, company, slack, nothingElse } = await scene();
  const channel = await declare();
  const answer = await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${company.pipeline.botToken}`,
      'content-type': 'application/json; charset=utf-8',
    },
    body: JSON.stringify({ channel, text: 'checkout-api v3 was rolled out' }),
  });
  expect(await answer.json()).toMatchObject({ ok: true });
  const told = (await entries(channel)).find(({ text }) => text === 'checkout-api v3 was rolled out');
  expect(told).toMatchObject({
    kind: 'message',
    author: { kind: 'bot', name: expect.stringMatching(/deploys/i) },
  });
  await nothingElse();
});

test('somebody nobody knows pins: it is attributed by id, to nobody else', async () => {
  const { declare, ana, slack, entries, company, nothingElse } = await scene();
  const channel = await declare();
  const ts = await ana.say(channel, 'errors rise from 14:05');
  slack.faults.api('users.info', { kind: 'error', error: 'user_not_found' });
  slack.faults.events('team_join', { kind: 'lose' });
  const stranger = slack.addUser({ name: 'zoe', realName: 'Zoe' });
  await slack.as(stranger).join(channel);
  await slack.as(stranger).react(channel, ts, 'pushpin');
  const pinned = (await entries(channel)).find((entry) => entry.pinned);
  expect(pinned?.pinned?.by).toEqual([{ kind: 'person', id: `${company.app.teamId}/${stranger}` }]);
  await nothingElse();
});

test('two people pin with the same emoji and Slack tells each three times: one entry', async () => {
  const { declare, ana, bo, slack, entries, nothingElse } = await scene();
  const channel = await declare();
  const { delivery } = slack.workspace;
  const send = delivery.deliverEvent;
  delivery.deliverEvent = (...event) => {
    for (let time = 0; time < 3; time += 1) {
      send(...event);
    }
  };
  const ts = await ana.say(channel, 'the pool is exhausted');
  await ana.react(channel, ts, 'pushpin');
  await bo.react(channel, ts, 'pushpin');
  const told = (await entries(channel)).filter(({ text }) => text.includes('the pool is exhausted'));
  expect(told).toHaveLength(1);
  expect(told[0]?.pinned?.by.map(({ name }) => name)).toEqual(['Ana', 'Bo']);
  await ana.unreact(channel, ts, 'pushpin');
  expect((await entries(channel)).filter((entry) => entry.pinned)).toHaveLength(1);
  await bo.unreact(channel, ts, 'pushpin');
  expect((await entries(channel)).filter((entry) => entry.pinned)).toHaveLength(0);
  await nothingElse();
});

test('a picture is kept, and never made public', async () => {
  const { declare, ana, slack, entries, app, resolve, review, nothingElse } = await scene();
  const channel = await declare();
  const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
  await ana.say(channel, 'look at the graph', { files: [{ name: 'p95.png', mimetype: 'image/png', bytes }] });
  const kept = (await entries(channel)).flatMap(({ files }) => files).find(({ sha256 }) => sha256);
  expect(kept).toMatchObject({ name: 'p95.png', mimetype: 'image/png', size: bytes.length });
  expect(await app().core.files.read(kept?.sha256 ?? '')).toEqual(Buffer.from(bytes));
  await resolve(channel);
  await review(channel);
  expect(slack.calls.map(({ method }) => method)).not.toContain('files.sharedPublicURL');
  await nothingElse();
});
