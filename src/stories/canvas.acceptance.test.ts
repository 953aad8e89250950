// The review's canvas: what people wrote stays theirs, and where canvases are refused the review comes all the same.
import { createCanvas } from '../emulator/canvas/acts.ts';
import { type Scene, scene } from './scene.ts';

const MINUTE = 60_000;

/** The channel's own canvas, made by a person. */
function theirCanvas({ slack, ana }: Scene, channel: string): string {
  const markdown = 'Dial-in: 1234, ask Ana for the key';
  const canvas = { title: 'Dial-in', markdown, owner: ana.id, channel, isChannelCanvas: true };
  return createCanvas(slack.workspace, canvas, 'refused').id;
}

/** What the canvas says to a reader, and to nobody else. */
const typed = (text: string, markdown: string) => ({ operation: 'type_over', text, markdown }) as const;

test('two people write into the canvas; an item is done, a time corrected: their words stand, facts follow', async () => {
  const it = await scene();
  const { declare, ana, bo, slack, later, resolve, review, whispered, said, nothingElse } = it;
  const channel = await declare();
  await bo.slash(channel, '/incident followup alert on the pool @ana by friday');
  await said(channel, /alert on the pool/);
  await later(MINUTE);
  await resolve(channel);
  const { canvas } = await review(channel);
  const id = canvas?.id ?? '';
  expect(canvas?.markdown).toContain(`[Channel](${slack.url}/archives/${channel})`);
  await ana.editCanvas(id, typed('luck', '- A **full** pool was found by luck.'));
  await bo.editCanvas(id, { operation: 'insert_at_end', markdown: 'We blame the *cache*.' });
  await ana.editCanvas(id, typed('Whom it affected', 'Checkout was slow; customers waited.'));
  await bo.slash(channel, '/incident tasks');
  await bo.click({ channel, ts: (await whispered(bo, /alert on the pool/)).ts }, 'Done');
  await said(channel, /Follow-up done, says Bo/);
  await bo.slash(channel, '/incident times began 14:50 because the graph says so');
  await whispered(bo, /began/);
  await bo.slash(channel, '/incident impact 8 % of customers could not pay');
  await said(channel, /8 % of customers/);
  await later(3 * MINUTE);
  const again = await review(channel);
  const now = again.canvas?.markdown ?? '';
  expect(again.message.words).toContain('brought up to date around what people wrote');
  expect(now).toMatch(
    /Checkout was slow; customers waited\.\n\n\*Firescribe has since:\* .*could not pay.*\n\n## Impact/,
  );
  expect(now).toContain('- A **full** pool was found by luck.');
  expect(now).toContain('| set by Bo: “the graph says so” |');
  expect(now).toMatch(/\| alert on the pool \|.*\| done \|/);
  expect(now).toMatch(/\n\nWe blame the \*cache\*\.$/);
  const sheet = slack.see.messages(channel).find(({ text }) => /^Key times and publishing/.test(text));
  expect(JSON.stringify(sheet?.blocks)).toContain('*Summary*: people changed');
  expect(again.files.filter((name) => name.endsWith('postmortem.md'))).toEqual([]);
  expect(slack.see.canvases(channel)).toHaveLength(1);
  await nothingElse();
});

test('a key time that is corrected after the resolve is in the canvas with its evidence, as if it had always been', async () => {
  const it = await scene();
  const { declare, ana, slack, later, resolve, review, whispered, nothingElse } = it;
  const channel = await declare();
  const ts = await ana.say(channel, 'errors rise since 14:50');
  await later(MINUTE);
  await resolve(channel);
  const before = (await review(channel)).canvas?.markdown;
  expect(before).toMatch(/\n\| Impact began \| not recorded[^|]*\| – \| – \|\n/);
  const address = `${slack.url}/archives/${channel}/p${ts.replace('.', '')}`;
  await ana.slash(channel, `/incident times began 14:50 because ${address}`);
  await whispered(ana, /began/);
  await later(3 * MINUTE);
  const { canvas, message, files } = await review(channel);
  expect(canvas?.markdown).toMatch(
    /\n\| Impact began \| [^|]*14:50[^|]*\| set by Ana \| \[[0-9:]+\]\([^)]*\)[^|]*\|\n/,
  );
  expect(message.words).toMatch(/is drafted/);
  expect(message.words).not.toMatch(/Slack did|around/);
  expect(files.filter((name) => name.endsWith('postmortem.md'))).toEqual([]);
  await nothingElse();
});

test('a canvas that people keep in the channel is left alone; the review gets its own', async () => {
  const it = await scene();
  const { declare, ana, slack, later, resolve, review, nothingElse } = it;
  const channel = await declare();
  const theirs = theirCanvas(it, channel);
  await later(MINUTE);
  await resolve(channel);
  const { canvas } = await review(channel);
  expect(canvas?.id).not.toBe(theirs);
  expect(canvas?.title).toContain('Postmortem of INC-1');
  expect(canvas?.markdown).toContain('## Summary');
  const kept = slack.see.canvases().find(({ id }) => id === theirs);
  expect(kept?.markdown.trim()).toBe('Dial-in: 1234, ask Ana for the key');
  expect(kept?.editors).toEqual([ana.id]);
  await nothingElse();
});

test.each([
  ['canvases are switched off', 'paid', /Canvases are switched off in this workspace/],
  ['a free plan allows one canvas, which people made', 'free', /free plan|plan of this workspace/i],
] as const)('where %s, the review is messages and a file, and says why', async (_where, plan, why) => {
  const it = await scene({ plan });
  const { declare, ana, slack, later, resolve, review, nothingElse } = it;
  const channel = await declare();
  if (plan === 'paid') {
    slack.faults.api('conversations.canvases.create', { kind: 'error', error: 'canvas_disabled_user_team' });
  } else {
    theirCanvas(it, channel);
  }
  await ana.react(channel, await ana.say(channel, 'the pool was exhausted'), 'pushpin');
  await later(MINUTE);
  await resolve(channel);
  const { canvas, message, replies, files } = await review(channel);
  expect(canvas).toBeUndefined();
  expect(message.words).toMatch(why);
  expect(message.words).toContain('So it stands in the thread, and as a Markdown file');
  expect(replies.map(({ words }) => words).join()).toContain('the pool was exhausted');
  expect(files.map((name) => name.replace(/^inc-1-1-1-/, ''))).toEqual(['postmortem.md', 'log.md']);
  await nothingElse();
});
