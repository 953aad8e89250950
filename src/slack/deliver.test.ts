// The review in the channel: one canvas, one message, people's words untouched, and another way where canvases are refused.
import { createCanvas, deleteCanvas } from '../emulator/canvas/acts.ts';
import { fingerprintOf } from './canvas.ts';
import { openSlackHouse, type Setting, type SlackHouse } from './fixtures/slack-house.ts';
import { streamOf } from './ids.ts';
import { markdownParts } from './markdown-parts.ts';

let desk: SlackHouse;
const open = async (setting: Setting = {}) => {
  desk = await openSlackHouse({ ...setting, performers: { 'postmortem.draft': async () => undefined } });
  return desk;
};
afterEach(() => desk.close());

const bytes = (text: string) => new TextEncoder().encode(text);

/** Records a draft with these words, as the drafter does, and waits until it is delivered. */
async function draft(words: string): Promise<void> {
  const { house, files, settled, incident } = desk;
  const put = async (text: string) => (await files.put(bytes(text))).sha256;
  const stream = streamOf(await incident());
  await house.engine.handle({
    type: 'record-draft',
    incident: stream,
    wish: {
      cycle: 1,
      files: {
        canvas: await put(`# Postmortem\n\n## Summary\n\n${words}\n`),
        markdown: await put(`# Postmortem\n\n${words}\n`),
        json: await put('{}'),
        log: await put(`log of ${words}`),
      },
      entries: { used: 3, notUsed: 9 },
    },
    asking: house.asking(
      { kind: 'firescribe', id: 'firescribe' },
      { source: { kind: 'effect', key: words } },
    ),
  });
  await settled();
}

const delivered = async () => {
  const events = await desk.house.engine.questions.events(streamOf(await desk.incident()));
  return events.filter((event) => event.type === 'postmortem-delivered').map(({ data }) => data);
};
const canvases = (channel: string) => desk.slack.see.canvases(channel);
const linking = (channel: string) =>
  desk.slack.see.messages(channel).filter(({ text }) => text.startsWith('Postmortem of INC-1'));

test('the draft stands in the channel’s canvas, one message links it, the full log is in its thread', async () => {
  const { slack, declare, files } = await open();
  const channel = await declare();
  await draft('the pool was exhausted');
  expect(canvases(channel).map(({ markdown }) => markdown)).toEqual([
    expect.stringContaining('the pool was exhausted'),
  ]);
  const [message, ...others] = linking(channel);
  expect(others).toEqual([]);
  expect(JSON.stringify(message?.blocks)).toContain('open the canvas');
  const thread = slack.see.thread(channel, message!.ts).flatMap((reply) => reply.files ?? []);
  expect(
    slack.see
      .files()
      .filter(({ id }) => thread.includes(id))
      .map(({ name }) => name),
  ).toEqual(['inc-1-1-1-log.md']);
  expect(await delivered()).toMatchObject([
    { draft: 1, canvas: { own: false }, message: { ts: message!.ts } },
  ]);
  expect(await files.read('nothing')).toBeUndefined();
});

test('a word of progress whose answer was lost is not said again, though a delivery was cut off meanwhile', async () => {
  const { slack, declare, house, settled } = await open();
  const channel = await declare();
  slack.faults.api('chat.postMessage', { kind: 'answer_lost' }, { times: 3 });
  await slack.as('ana').slash(channel, '/incident resolve rolled back');
  await settled();
  slack.faults.api('files.getUploadURLExternal', { kind: 'status', status: 500 }, { times: 1 });
  await draft('the pool was exhausted');
  for (let minute = 0; minute < 10; minute += 1) {
    house.clock.moveBy(60_000);
    await settled();
  }
  expect(await delivered()).toHaveLength(1);
  const marks = slack.see.messages(channel).flatMap(({ metadata }) => metadata?.event_payload ?? []);
  expect(marks.filter((mark) => (mark as { draft?: unknown }).draft !== undefined)).toHaveLength(1);
});

test('a redraft replaces the canvas while nobody but us has written in it, and the message stays one', async () => {
  const { declare } = await open();
  const channel = await declare();
  await draft('first words');
  await draft('second words');
  expect(canvases(channel)).toHaveLength(1);
  expect(canvases(channel)[0]?.markdown).toContain('second words');
  expect(canvases(channel)[0]?.markdown).not.toContain('first words');
  expect(linking(channel)).toHaveLength(1);
});

test('what a person wrote in the canvas stands; what we say instead by now stands behind it', async () => {
  const { slack, declare } = await open();
  const channel = await declare();
  await draft('first words');
  const canvas = canvases(channel)[0]!;
  await slack
    .as('ana')
    .editCanvas(canvas.id, { operation: 'type_over', text: 'first words', markdown: 'Ana knows better' });
  await draft('second words');
  expect(canvases(channel)).toHaveLength(1);
  expect(canvases(channel)[0]?.markdown).toMatch(
    /Ana knows better\n\n\*Firescribe has since:\* second words$/,
  );
  expect(slack.see.files().map(({ name }) => name)).not.toContain('inc-1-1-2-postmortem.md');
  expect(JSON.stringify(linking(channel)[0]?.blocks)).toContain('In Summary both have changed the same');
});

test('a canvas that people keep in the channel is untouched; the review gets its own', async () => {
  const { slack, declare } = await open();
  const channel = await declare();
  const { world } = slack.workspace;
  const theirs = createCanvas(
    slack.workspace,
    { title: 'Notes', markdown: 'our notes', owner: slack.as('ana').id, channel, isChannelCanvas: true },
    'canvas_creation_failed',
  );
  await draft('the pool was exhausted');
  expect(world.canvases.get(theirs.id)?.sections).toEqual(theirs.sections);
  expect(canvases(channel)).toHaveLength(2);
  expect(await delivered()).toMatchObject([{ canvas: { own: true } }]);
});

test.each(['canvas_disabled_user_team', 'restricted_action', 'free_team_canvas_tab_already_exists'])(
  'where canvases are refused (%s) the review comes as messages and a file, and the channel is told why',
  async (error) => {
    const { slack, declare } = await open();
    const channel = await declare();
    slack.faults.api('conversations.canvases.create', { kind: 'error', error });
    slack.faults.api('canvases.create', { kind: 'error', error });
    await draft('the pool was exhausted');
    expect(canvases(channel)).toEqual([]);
    const [message] = linking(channel);
    expect(JSON.stringify(message?.blocks)).toMatch(/So it stands in the thread/);
    const thread = slack.see.thread(channel, message!.ts);
    expect(JSON.stringify(thread.map(({ blocks }) => blocks))).toContain('the pool was exhausted');
    expect(
      slack.see
        .files()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['inc-1-1-1-log.md', 'inc-1-1-1-postmortem.md']);
    expect(await delivered()).toMatchObject([{ instead: expect.stringMatching(/canvas|setting/) }]);
  },
);

/** A canvas with the first draft, in which Ana wrote a paragraph at the end. */
async function withAna() {
  const { slack, declare } = await open();
  const channel = await declare();
  await draft('first words');
  const canvas = canvases(channel)[0]!;
  const own = { operation: 'insert_at_end', markdown: 'Ana knows better' } as const;
  await slack.as('ana').editCanvas(canvas.id, own);
  return { slack, channel, canvas };
}

const message = (channel: string) => JSON.stringify(linking(channel)[0]?.blocks);
const AROUND = /# Postmortem\n\n## Summary\n\nsecond words\n\nAna knows better/;

test('an edit that Slack refuses leaves the canvas, and the draft comes beside it, with why', async () => {
  const { slack, channel, canvas } = await withAna();
  const refusals = {
    canvas_editing_failed: /Slack could not make a change/,
    canvas_too_large: /larger than Slack allows/,
    canvas_locked: /The canvas is locked/,
    restricted_action: /only read this canvas/,
    canvas_not_found: /was deleted, or Firescribe may not see it/,
    canvas_disabled_user_team: /Canvases are switched off/,
    free_teams_cannot_edit_standalone_canvases: /On a free plan/,
    missing_scope: /lacks the scope/,
    a_code_of_tomorrow: /Slack refused canvases[.]edit: a_code_of_tomorrow/,
  };
  for (const [error, why] of Object.entries(refusals)) {
    slack.faults.api('canvases.edit', { kind: 'error', error });
    await draft(`words after ${error}`);
    expect(canvases(channel).map(({ markdown }) => markdown)).toEqual([
      `${canvas.markdown.trimEnd()}\n\nAna knows better`,
    ]);
    expect(message(channel)).toMatch(why);
    expect(message(channel)).toContain('not hold this draft as a whole; it is a file');
    slack.faults.clear();
  }
  const files = slack.see.files().filter(({ name }) => name.endsWith('-postmortem.md'));
  expect(files).toHaveLength(Object.keys(refusals).length);
  await draft('last words');
  expect(canvases(channel)[0]?.markdown).toMatch(/last words\n\nAna knows better/);
});

test('a canvas that somebody holds by editing is tried again, and left alone when that takes minutes', async () => {
  const { slack, channel } = await withAna();
  const { house, settled } = desk;
  slack.faults.api('canvases.edit', { kind: 'error', error: 'canvas_editing_locked' }, { times: 2 });
  await draft('second words');
  for (let second = 0; second < 2; second += 1) {
    house.clock.moveBy(10_000);
    await settled();
  }
  expect(canvases(channel)[0]?.markdown).toMatch(AROUND);
  slack.faults.api('canvases.edit', { kind: 'error', error: 'canvas_editing_locked' });
  await draft('third words');
  for (let minute = 0; minute < 8; minute += 1) {
    house.clock.moveBy(80_000);
    await settled();
  }
  expect(message(channel)).toContain('Somebody is editing the canvas just now. So the canvas does not');
});

test('a canvas that people deleted is made anew, and it is said', async () => {
  const { slack, channel, canvas } = await withAna();
  deleteCanvas(slack.workspace, slack.workspace.world.canvases.get(canvas.id)!);
  await draft('second words');
  expect(canvases(channel)).toHaveLength(1);
  expect(message(channel)).toContain('was deleted; this is a new one');
  await draft('third words');
  expect(canvases(channel).map(({ markdown }) => markdown)).toEqual([expect.stringContaining('third words')]);
});

test('a lost answer, a limit or a kill between two changes ends in the same canvas', async () => {
  const { slack, channel } = await withAna();
  const { house, settled } = desk;
  const interruptions = [
    ['canvases.edit', { kind: 'answer_lost' }],
    ['canvases.edit', { kind: 'ratelimited', retryAfter: 3 }],
    ['chat.update', { kind: 'status', status: 500 }],
  ] as const;
  for (const [index, [method, fault]] of interruptions.entries()) {
    slack.faults.api(method, fault, { times: 1 });
    await draft(`words ${index}`);
    for (let minute = 0; minute < 2; minute += 1) {
      house.clock.moveBy(60_000);
      await settled();
    }
    expect(canvases(channel)[0]?.markdown).toBe(
      `# Postmortem\n\n## Summary\n\nwords ${index}\n\nAna knows better`,
    );
  }
});

test('however Slack changes a section (other ids, a sibling), nothing is lost', async () => {
  const { slack, channel } = await withAna();
  for (const way of ['newIds', 'sibling']) {
    slack.faults.canvases({ [way]: true });
    await draft(`words with ${way}`);
    expect(canvases(channel)[0]?.markdown).toBe(
      `# Postmortem\n\n## Summary\n\nwords with ${way}\n\nAna knows better`,
    );
  }
});

test('what we keep of the canvas holds no words, and goes when the next is kept', async () => {
  const { channel } = await withAna();
  const baseNow = async () => (await desk.incident()).draft?.delivered?.base ?? '';
  const before = await baseNow();
  await draft('second words');
  expect(canvases(channel)).toHaveLength(1);
  const kept = new TextDecoder().decode(await desk.files.read(await baseNow()));
  expect(kept).toContain('"section":"Summary"');
  expect(kept).not.toMatch(/words|Ana/);
  expect(await desk.files.read(before)).toBeUndefined();
});

test.each(['conversations.canvases.create', 'chat.postMessage', 'files.completeUploadExternal'])(
  'an answer to %s that is lost leaves one canvas, one message and one log',
  async (method) => {
    const { slack, house, outbox, declare } = await open();
    const channel = await declare();
    slack.faults.api(method, { kind: 'answer_lost' }, { times: 1 });
    await draft('the pool was exhausted');
    for (let minute = 0; minute < 4; minute += 1) {
      house.clock.moveBy(60_000);
      await outbox.idle();
    }
    expect(canvases(channel)).toHaveLength(1);
    expect(linking(channel)).toHaveLength(1);
    const thread = slack.see.thread(channel, linking(channel)[0]!.ts);
    expect(thread.flatMap((reply) => reply.files ?? [])).toHaveLength(1);
    expect(await delivered()).toHaveLength(1);
  },
);

describe('fingerprint', () => {
  test('ids that Slack makes anew at each reading change nothing', () => {
    expect(fingerprintOf('<h1 id="temp:C:a">Hi</h1>\n<p class="line" id="b">x</p>')).toBe(
      fingerprintOf('<h1 id="temp:C:z">Hi</h1> <p id="c" class="line">x</p>'),
    );
  });

  test('a changed word, a new line or a ticked box is seen', () => {
    const before = fingerprintOf('<ul><li>check</li></ul>');
    expect(fingerprintOf('<ul><li>checked</li></ul>')).not.toBe(before);
    expect(fingerprintOf('<ul><li class="checked">check</li></ul>')).not.toBe(before);
    expect(fingerprintOf('<ul><li>check</li></ul><p>more</p>')).not.toBe(before);
  });
});

describe('parts of a long review', () => {
  test('are cut before headings, fit into a message each, and lose nothing', () => {
    const text = `# One\n${'a\n'.repeat(30)}# Two\n${'b\n'.repeat(30)}`;
    const parts = markdownParts(text, 80);
    expect(parts.map((part) => part.slice(0, 5))).toEqual(['# One', '# Two']);
    expect(parts.join('')).toBe(text);
    expect(markdownParts('x'.repeat(250), 100).map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  test('can ping nobody', () => {
    expect(markdownParts('see <!channel> and <@U1>').join('')).not.toMatch(/<[!@]/);
  });
});
