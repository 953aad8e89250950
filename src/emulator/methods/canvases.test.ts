import { type WebAPIPlatformError, WebClient } from '@slack/web-api';
import { type Emulator, startEmulator } from '../emulator.ts';
import { everything } from '../fixtures/bolt.ts';
import { QUIET } from '../fixtures/workspace.ts';
import type { InstalledApp } from '../install.ts';

let slack: Emulator;
let app: InstalledApp;
let client: WebClient;
let room: string;

async function start(plan: 'paid' | 'free' = 'paid') {
  slack = await startEmulator({ plan });
  slack.faults.rateLimits(false);
  app = slack.installApp(everything);
  client = new WebClient(app.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    logger: QUIET,
  });
  slack.addUser({ name: 'ana', realName: 'Ana Ruiz' });
  slack.addUser({ name: 'dev', realName: 'Dev Iyer' });
  room = slack.addChannel({ name: 'inc-1', members: ['ana', 'scribe'] });
}

beforeEach(() => start());

afterEach(() => slack.close());

const markdown = (text: string) => ({ type: 'markdown' as const, markdown: text });

async function channelCanvas(text = '# Review\n\nWhat happened.'): Promise<string> {
  const { canvas_id } = await client.conversations.canvases.create({
    channel_id: room,
    document_content: markdown(text),
  });
  return String(canvas_id);
}

/** The code and the detail of a refusal. */
async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'accepted';
  } catch (error) {
    const {
      error: code,
      detail,
      response_metadata: more,
    } = (error as WebAPIPlatformError).data as {
      error: string;
      detail?: string;
      response_metadata?: { messages?: string[] };
    };
    return [code, detail ?? more?.messages?.[0]].filter(Boolean).join(': ');
  }
}

test('a channel has one canvas, shown in its properties and listed as a file', async () => {
  const id = await channelCanvas();
  expect(await refusal(channelCanvas())).toBe('channel_canvas_already_exists');
  const { channel } = await client.conversations.info({ channel: room });
  expect(channel?.properties).toMatchObject({ canvas: { file_id: id, is_empty: false } });
  const { files } = await client.files.list({ types: 'canvas' });
  expect(files).toMatchObject([{ id, filetype: 'quip', mimetype: 'application/vnd.slack-docs', name: '-' }]);
});

test('a canvas is read back as HTML through files.info with the token', async () => {
  const { file } = await client.files.info({ file: await channelCanvas() });
  const url = String(file?.url_private);
  expect(url.endsWith('/canvas')).toBe(true);
  const reply = await fetch(url, { headers: { authorization: `Bearer ${app.botToken}` } });
  expect(await reply.text()).toMatch(/^<div class="quip-canvas-content"><h1 id="temp:C:\w+">Review<\/h1>/);
  const stranger = await fetch(url);
  expect([stranger.status, await stranger.text()]).toEqual([200, expect.stringContaining('Sign in')]);
});

test('content that Slack cannot take is refused with the line, and nothing is made', async () => {
  expect(await refusal(channelCanvas('> - listed'))).toBe(
    "canvas_creation_failed: 'content' error: line 1: Unsupported block type (List) within block quote",
  );
  expect(await refusal(channelCanvas('x'.repeat(1_048_577)))).toBe('canvas_too_large');
  expect(slack.see.canvases()).toEqual([]);
});

describe('an edit', () => {
  const edit = (canvas_id: string, ...changes: object[]) =>
    client.apiCall('canvases.edit', { canvas_id, changes });

  test('under a heading found just before goes in its place', async () => {
    const id = await channelCanvas('# Review\n\n## Impact\n\n## Causes');
    const { sections } = await client.canvases.sections.lookup({
      canvas_id: id,
      criteria: { section_types: ['h2'], contains_text: 'Impact' },
    });
    await edit(id, {
      operation: 'insert_after',
      section_id: sections?.[0]?.id,
      document_content: markdown('Two customers.'),
    });
    expect(slack.see.canvases()[0]?.markdown).toBe('# Review\n\n## Impact\n\nTwo customers.\n\n## Causes');
  });

  test('is exactly one change, and of known shape', async () => {
    const id = await channelCanvas();
    const insert = { operation: 'insert_at_end', document_content: markdown('x') };
    expect(await refusal(edit(id, insert, insert))).toBe(
      'invalid_arguments: [ERROR] no more than 1 items allowed [json-pointer:/changes]',
    );
    expect(
      await refusal(edit(id, { operation: 'rename', section_id: 's', title_content: markdown('x') })),
    ).toBe('invalid_arguments: [ERROR] invalid additional property: section_id [json-pointer:/changes/0]');
    expect(await refusal(edit(id, { operation: 'delete', section_id: 'temp:C:gone' }))).toBe(
      'canvas_editing_failed: Section temp:C:gone was not found',
    );
    expect(await refusal(edit('FNONE', insert))).toBe('canvas_not_found');
  });

  test('renames', async () => {
    const id = await channelCanvas();
    await edit(id, { operation: 'rename', title_content: markdown('Postmortem') });
    expect(slack.see.canvases()[0]?.title).toBe('Postmortem');
  });

  test('by a person stands beside those of the app, with their name', async () => {
    const id = await channelCanvas();
    await slack.as('ana').editCanvas(id, { operation: 'insert_at_end', markdown: 'A lesson.' });
    const ana = slack.see.user('ana').id;
    expect(slack.see.canvases()[0]?.sections.map((section) => section.editedBy)).toEqual([
      app.botUserId,
      app.botUserId,
      ana,
    ]);
    const [first] = slack.see.canvases()[0]?.sections ?? [];
    await slack
      .as('ana')
      .editCanvas(id, { operation: 'type_over', text: 'Review', markdown: '# Our review' });
    expect(slack.see.canvases()[0]?.sections[0]).toEqual({
      id: first?.id,
      markdown: '# Our review',
      editedBy: ana,
    });
    await expect(
      slack.as('dev').editCanvas(id, { operation: 'insert_at_end', markdown: 'x' }),
    ).rejects.toThrow('cannot edit');
  });
});

test('a look-up needs a criterion', async () => {
  const canvas_id = await channelCanvas();
  const lookup = (more: object) => client.apiCall('canvases.sections.lookup', { canvas_id, ...more });
  expect(await refusal(lookup({ contains_text: 'x' }))).toBe(
    'invalid_arguments: [ERROR] missing required field: criteria',
  );
  expect(await refusal(lookup({ criteria: {} }))).toBe(
    'invalid_arguments: [ERROR] must provide at least 1 properties [json-pointer:/criteria]',
  );
});

test('access is given one at a time, and not to the canvas of a channel', async () => {
  const { canvas_id } = await client.canvases.create({ title: 'Notes', document_content: markdown('x') });
  const set = (more: object) =>
    client.apiCall('canvases.access.set', { canvas_id, access_level: 'write', ...more });
  const dev = slack.see.user('dev').id;
  await set({ user_ids: [dev] });
  await slack.as('dev').editCanvas(String(canvas_id), { operation: 'insert_at_end', markdown: 'y' });
  expect(await refusal(set({ user_ids: [dev], channel_ids: [room] }))).toBe('invalid_parameters');
  expect(await refusal(set({ user_ids: ['UNONE'] }))).toBe('user_not_found');
  expect(await refusal(set({ canvas_id: await channelCanvas(), user_ids: [dev] }))).toBe('canvas_not_found');
});

test('a canvas that is only a tab is read by the channel, and written when that was given', async () => {
  const { canvas_id } = await client.canvases.create({
    title: 'Notes',
    channel_id: room,
    document_content: markdown('x'),
  });
  const write = () =>
    slack.as('ana').editCanvas(String(canvas_id), { operation: 'insert_at_end', markdown: 'y' });
  await expect(write()).rejects.toThrow('cannot edit');
  await client.apiCall('canvases.access.set', { canvas_id, access_level: 'write', channel_ids: [room] });
  await write();
  expect(slack.see.canvases()[0]?.markdown).toBe('x\n\ny');
});

test('a deleted canvas is gone, and the channel may have another', async () => {
  const canvas_id = await channelCanvas();
  await client.canvases.delete({ canvas_id });
  expect(await refusal(client.canvases.delete({ canvas_id }))).toBe('canvas_not_found');
  expect(await refusal(client.files.info({ file: canvas_id }))).toBe('file_deleted');
  expect(await channelCanvas()).not.toBe(canvas_id);
});

describe('on a free plan', () => {
  beforeEach(async () => {
    await slack.close();
    await start('free');
  });

  test('a canvas stands in a channel only, once, and its tab survives its deletion', async () => {
    expect(await refusal(client.canvases.create({ title: 'Notes' }))).toBe(
      'free_teams_cannot_create_non_tabbed_canvases',
    );
    const canvas_id = await channelCanvas();
    expect(await refusal(channelCanvas())).toBe('free_team_canvas_tab_already_exists');
    await client.canvases.delete({ canvas_id });
    expect(await refusal(channelCanvas())).toBe('free_team_canvas_tab_already_exists');
  });
});

test('canvases that an administrator switched off are off for every call', async () => {
  const canvas_id = await channelCanvas();
  slack.faults.canvases({ off: true });
  const change = { operation: 'insert_at_end', document_content: markdown('x') };
  expect(await refusal(client.apiCall('canvases.edit', { canvas_id, changes: [change] }))).toBe(
    'canvas_disabled_user_team',
  );
  expect(await refusal(client.canvases.create({ title: 'Notes' }))).toBe('canvas_disabled_user_team');
});

describe('ways of canvases that reports differ about', () => {
  const replaceFirst = async (canvas_id: string) => {
    const criteria = { section_types: ['h1' as const] };
    const { sections } = await client.canvases.sections.lookup({ canvas_id, criteria: criteria as never });
    const change = {
      operation: 'replace',
      section_id: sections?.[0]?.id,
      document_content: markdown('# New'),
    };
    await client.apiCall('canvases.edit', { canvas_id, changes: [change] });
  };
  const seen = () => slack.see.canvases()[0];

  test('every id is another one after each change by an app, and none after one by a person', async () => {
    const id = await channelCanvas();
    slack.faults.canvases({ newIds: true });
    const before = seen()?.sections[1]?.id;
    await slack.as('ana').editCanvas(id, { operation: 'insert_at_end', markdown: 'x' });
    expect(seen()?.sections[1]?.id).toBe(before);
    await replaceFirst(id);
    expect(seen()?.sections[1]?.id).not.toBe(before);
  });

  test('what replaces a section stands behind it', async () => {
    const id = await channelCanvas();
    slack.faults.canvases({ sibling: true });
    await replaceFirst(id);
    expect(seen()?.markdown).toBe('# Review\n\n# New\n\nWhat happened.');
  });
});
