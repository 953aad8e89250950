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

test('what people edited in the canvas survives a redraft, which is worked in around it', async () => {
  const { declare, ana, bo, slack, later, resolve, review, whispered, nothingElse } = await scene();
  const channel = await declare();
  await ana.say(channel, 'rolling back');
  await later(MINUTE);
  await resolve(channel);
  const { canvas } = await review(channel);
  await ana.editCanvas(canvas?.id ?? '', { operation: 'insert_at_end', markdown: 'We blame the cache.' });
  await bo.slash(channel, '/incident note at 15:00 the deploy began');
  await whispered(bo, /Noted/);
  await later(3 * MINUTE);
  const again = await review(channel);
  expect(again.message.words).toContain('brought up to date around what people wrote');
  expect(again.files.filter((name) => name.endsWith('postmortem.md'))).toEqual([]);
  expect(slack.see.canvases(channel)).toHaveLength(1);
  expect(again.canvas?.markdown).toMatch(/\n\nWe blame the cache\.$/);
  expect(again.canvas?.markdown).toContain('the deploy began');
  expect(again.markdown).toContain('the deploy began');
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
