// A new draft in a canvas in which people write: worked in around their words, or beside it where Slack does not let us.
import { deleteCanvas } from '../emulator/canvas/acts.ts';
import { draftIn, linkingIn } from './fixtures/drafts.ts';
import { openSlackHouse, type SlackHouse } from './fixtures/slack-house.ts';

let desk: SlackHouse;
beforeEach(async () => {
  desk = await openSlackHouse({ performers: { 'postmortem.draft': async () => undefined } });
});
afterEach(() => desk.close());

const draft = (words: string) => draftIn(desk, words);
const canvases = (channel: string) => desk.slack.see.canvases(channel);

/** A canvas with the first draft. */
async function begun() {
  const channel = await desk.declare();
  await draft('first words');
  return { slack: desk.slack, channel, canvas: canvases(channel)[0]! };
}

/** A canvas with the first draft, in which Ana wrote a paragraph at the end. */
async function withAna() {
  const { slack, channel, canvas } = await begun();
  const own = { operation: 'insert_at_end', markdown: 'Ana knows better' } as const;
  await slack.as('ana').editCanvas(canvas.id, own);
  return { slack, channel, canvas };
}

const message = (channel: string) => JSON.stringify(linkingIn(desk, channel)[0]?.blocks);
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

test('what a person wrote in the canvas stands; what we say instead by now stands behind it', async () => {
  const { slack, channel, canvas } = await begun();
  await slack
    .as('ana')
    .editCanvas(canvas.id, { operation: 'type_over', text: 'first words', markdown: 'Ana knows better' });
  await draft('second words');
  expect(canvases(channel)).toHaveLength(1);
  expect(canvases(channel)[0]?.markdown).toMatch(
    /Ana knows better\n\n\*Firescribe has since:\* second words$/,
  );
  expect(slack.see.files().map(({ name }) => name)).not.toContain('inc-1-1-2-postmortem.md');
  expect(message(channel)).toContain('In Summary both have changed the same');
});

test('of an incident that was canceled after its draft, the sheet says so and offers nothing to publish', async () => {
  const channel = await desk.declare();
  const ana = desk.slack.as('ana');
  await ana.slash(channel, '/incident resolve rolled back');
  await draft('first words');
  const sheet = () =>
    desk.slack.see.messages(channel).find(({ text }) => text === 'Key times and publishing of INC-1');
  expect(JSON.stringify(sheet()?.blocks)).toContain('review:publish');
  await ana.slash(channel, '/incident reopen nothing was wrong at all');
  await ana.slash(channel, '/incident cancel false alarm');
  desk.house.clock.moveBy(10_000);
  await desk.settled();
  expect(JSON.stringify(sheet()?.blocks)).toContain('INC-1 was canceled; its last draft is here.');
  expect(JSON.stringify(sheet()?.blocks)).not.toMatch(/review:publish|no draft yet|is open again/);
  await ana.slash(channel, '/incident postmortem status');
  expect(JSON.stringify(desk.slack.see.ephemerals('ana', channel).at(-1)?.blocks)).toContain('was canceled;');
});
