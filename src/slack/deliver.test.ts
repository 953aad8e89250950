// The review in the channel: one canvas, one message, people's words untouched, and another way where canvases are refused.
import { createCanvas } from '../emulator/canvas/acts.ts';
import type { Recorded } from '../incident/events.ts';
import { declared } from '../incident/fixtures/given.ts';
import { fingerprintOf } from './canvas.ts';
import { renderDelivery } from './deliver.ts';
import { draftIn, linkingIn } from './fixtures/drafts.ts';
import { openSlackHouse, type Setting, type SlackHouse } from './fixtures/slack-house.ts';
import { streamOf } from './ids.ts';
import { markdownParts } from './markdown-parts.ts';

let desk: SlackHouse;
let close = async (): Promise<void> => undefined;
const open = async (setting: Setting = {}) => {
  desk = await openSlackHouse({ ...setting, performers: { 'postmortem.draft': async () => undefined } });
  close = desk.close;
  return desk;
};
afterEach(async () => {
  await close();
  close = async () => undefined;
});

const draft = (words: string) => draftIn(desk, words);

const delivered = async () => {
  const events = await desk.house.engine.questions.events(streamOf(await desk.incident()));
  return events.filter((event) => event.type === 'postmortem-delivered').map(({ data }) => data);
};
const canvases = (channel: string) => desk.slack.see.canvases(channel);
const linking = (channel: string) => linkingIn(desk, channel);

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

test('a resolve that is taken back at once leaves no word of a draft, and the next one has its own', async () => {
  const { slack, declare, settled, house } = await open();
  const channel = await declare();
  const drafting = () => slack.see.messages(channel).filter(({ text }) => /^Drafting the/.test(text));
  await slack.as('ana').slash(channel, '/incident resolve rolled back');
  await settled();
  const [first] = drafting();
  expect(first).toBeDefined();
  await slack.as('ana').slash(channel, '/incident undo');
  await settled();
  expect(drafting()).toEqual([]);
  house.clock.moveBy(60_000);
  await slack.as('ana').slash(channel, '/incident resolve rolled back, truly');
  await settled();
  expect(drafting().map(({ ts }) => ts)).toEqual([expect.not.stringContaining(first?.ts ?? '')]);
  await draft('the pool was exhausted');
  expect(drafting()).toEqual([]);
  expect(linking(channel)).toHaveLength(1);
});

test.each([
  ['a workspace', {}],
  ['a workspace of an organisation', { grid: true }],
])(
  'in %s a redraft replaces the canvas while nobody but us has written in it, and the message stays one',
  async (_, setting) => {
    const { declare } = await open(setting);
    const channel = await declare();
    await draft('first words');
    await draft('second words');
    expect(canvases(channel)).toHaveLength(1);
    expect(canvases(channel)[0]?.markdown).toContain('second words');
    expect(canvases(channel)[0]?.markdown).not.toContain('first words');
    expect(linking(channel)).toHaveLength(1);
  },
);

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

const REFUSALS = [
  'canvas_disabled_user_team',
  'restricted_action',
  'free_team_canvas_tab_already_exists',
  'a_code_of_tomorrow',
];

test.each(REFUSALS)(
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
    expect(await delivered()).toMatchObject([{ instead: expect.stringMatching(/canvas|setting|tomorrow/) }]);
  },
);

test('where the workspace takes no files, the review comes all the same, and the thread says where the log is', async () => {
  const { slack, declare } = await open();
  const channel = await declare();
  slack.faults.api('files.getUploadURLExternal', { kind: 'error', error: 'file_uploads_disabled' });
  await draft('the pool was exhausted');
  const thread = slack.see.thread(channel, linking(channel)[0]!.ts);
  expect(thread.map(({ text }) => text).slice(1)).toEqual([
    expect.stringMatching(
      /^Full log of INC-1, draft 1 is not attached: Files are switched off.*export INC-1/,
    ),
  ]);
  expect(await delivered()).toEqual([expect.not.objectContaining({ file: expect.anything() })]);
});

test('a canvas of people that Slack does not show to the app keeps no review from its channel', async () => {
  const { slack, declare } = await open();
  const channel = await declare();
  const theirs = { title: 'Notes', markdown: 'our notes', owner: slack.as('ana').id, channel };
  createCanvas(slack.workspace, { ...theirs, isChannelCanvas: true }, 'canvas_creation_failed');
  slack.faults.api('files.info', { kind: 'error', error: 'not_visible' }, { times: 1 });
  await draft('the pool was exhausted');
  expect(await delivered()).toMatchObject([{ canvas: { own: true } }]);
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

test.each([
  [{}, 'around what people wrote in the canvas. In Impact both have changed the same: people’s words stand.'],
  [{ strayed: true }, 'around what else stands in the canvas. In Impact other words stand than ours.'],
])('people are said to have written only where nobody else can have: %j', (known, words) => {
  const event = { data: { draft: 2, entries: { used: 1, notUsed: 0 } } } as Recorded<'postmortem-drafted'>;
  const about = { incident: declared().state(), event, word: 'Postmortem' };
  const [first] = renderDelivery(about, { worked: true, clashes: ['Impact'], ...known }).blocks ?? [];
  expect(JSON.stringify(first)).toContain(`was drafted again, and brought up to date ${words}`);
});

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
