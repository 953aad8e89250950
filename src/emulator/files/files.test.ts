import { WebClient } from '@slack/web-api';
import { type Emulator, startEmulator } from '../emulator.ts';
import { everything } from '../fixtures/bolt.ts';
import { QUIET } from '../fixtures/workspace.ts';
import type { InstalledApp } from '../install.ts';

let slack: Emulator;
let app: InstalledApp;
let client: WebClient;
let room: string;

beforeEach(async () => {
  slack = await startEmulator();
  app = slack.installApp(everything);
  client = new WebClient(app.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    logger: QUIET,
  });
  slack.addUser({ name: 'ana', realName: 'Ana Ruiz' });
  room = slack.addChannel({ name: 'inc-1', members: ['ana', 'scribe'] });
});

afterEach(() => slack.close());

const get = (url: unknown, token: string) =>
  fetch(String(url), { headers: { authorization: `Bearer ${token}` } });

test('an upload by the official client is a message with the file, which downloads as it was', async () => {
  await client.filesUploadV2({
    channel_id: room,
    initial_comment: 'The review',
    filename: 'review.md',
    file: Buffer.from('# Review ✓'),
  });
  const [message] = slack.see.messages('inc-1');
  expect(message).toMatchObject({ subtype: 'file_share', text: 'The review', user: app.botUserId });
  const { file } = await client.files.info({ file: message?.files?.[0] ?? '' });
  expect(file).toMatchObject({ name: 'review.md', mimetype: 'text/markdown', size: 12, channels: [room] });
  const reply = await get(file?.url_private, app.botToken);
  expect(await reply.text()).toBe('# Review ✓');
});

test('a download with a wrong token is a sign-in page with status 200', async () => {
  await client.filesUploadV2({ channel_id: room, filename: 'a.txt', file: Buffer.from('secret') });
  const [file] = slack.see.files();
  const url = `${slack.url}/files-pri/${app.teamId}-${file?.id}/a.txt`;
  const reply = await get(url, 'xoxb-wrong');
  expect(reply.status).toBe(200);
  expect(reply.headers.get('content-type')).toContain('text/html');
  expect(await reply.text()).not.toContain('secret');
});

test('a file is completed only with its bytes, by who asked for it, in a channel they are in', async () => {
  const other = slack.addChannel({ name: 'elsewhere', members: ['ana'] });
  const { file_id, upload_url } = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
  const complete = (channel_id: string) =>
    client.files.completeUploadExternal({ files: [{ id: file_id ?? '', title: 'A' }], channel_id }).then(
      () => 'done',
      (error: Error) => error.message,
    );
  expect(await complete(room)).toBe('An API error occurred: file_not_found');
  expect((await fetch(String(upload_url), { method: 'POST', body: 'four' })).status).toBe(400);
  expect((await fetch(String(upload_url), { method: 'POST', body: 'abc' })).status).toBe(200);
  expect(await complete(other)).toBe('An API error occurred: not_in_channel');
  expect(await complete('CNONE')).toBe('An API error occurred: channel_not_found');
  expect(await complete(room)).toBe('done');
});

test('only the app that uploaded a file deletes it', async () => {
  const picture = { name: 'graph.png', mimetype: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
  await slack.as('ana').say('inc-1', 'look', { files: [picture] });
  const [file] = slack.see.files();
  await expect(client.files.delete({ file: file?.id ?? '' })).rejects.toThrow('cant_delete_file');
  const { files, paging } = await client.files.list({ types: 'images' });
  expect(files).toMatchObject([{ name: 'graph.png' }]);
  expect(paging).toMatchObject({ total: 1 });
  await expect(client.files.list({ types: 'secrets' })).rejects.toThrow('unknown_type');
});
