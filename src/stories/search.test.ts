// What was said once is found again: with where and by whom, in reviews too, and by nobody who may not read it.
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { type Scene, scene } from './scene.ts';

const MINUTE = 60_000;

let folder: string;
beforeEach(() => {
  folder = temporaryFolder('reviews');
});

async function find(story: Scene, who: 'bo' | 'dev', wanted: string) {
  await story[who].slash('general', `/incident search ${wanted}`);
  const { ts, words } = await story.whispered(story[who], /say this|says this|Nothing that you may read/);
  const shown = story.slack.see.ephemerals(who).find((one) => one.ts === ts);
  return { words, blocks: JSON.stringify(shown?.blocks) };
}

const boldIn = (blocks: string) =>
  [...blocks.matchAll(/"text":"([^"]*)","style":\{"bold":true\}/g)].map(([, words]) => words);

test('words are found with their message, highlighted in any script, and nothing in them does anything', async () => {
  const story = await scene();
  const channel = await story.declare('Checkout is slow --sev 2');
  await story.later(MINUTE);
  const ts = await story.bo.say(channel, 'the *pool* is exhausted <!channel> & 決済サービスが停止');
  await story.later(MINUTE);
  const found = await find(story, 'dev', 'pool exhaus');
  expect(found.words).toContain('INC-1');
  expect(found.words).toContain('Bo:');
  expect(boldIn(found.blocks)).toEqual(['INC-1 ', 'pool', 'exhausted']);
  expect(found.blocks).toContain(`/archives/${channel}/p${ts.replace('.', '')}`);
  expect(found.blocks).not.toContain('"type":"broadcast"');
  expect(boldIn((await find(story, 'dev', '停止')).blocks)).toContain('停止');
  expect((await find(story, 'dev', '"exhausted pool"')).words).toContain(
    'Nothing that you may read says this',
  );
  await story.dev.slash('general', '/incident search');
  await story.whispered(story.dev, /Say what to look for/);
  await story.nothingElse();
});

test('a private incident is found by its people alone; what its author deleted is found by nobody, nor in the review', async () => {
  const story = await scene({ env: { REVIEWS_DIR: folder } });
  const channel = await story.declare('Payroll leaks --sev 2');
  await story.later(MINUTE);
  const ts = await story.bo.say(channel, 'salaries are on the intranet, said swordfish');
  await story.bo.react(channel, ts, 'pushpin');
  await story.resolve(channel);
  await story.review(channel);
  await story.bo.slash(channel, '/incident postmortem export');
  await story.whispered(story.bo, /is being exported/);
  await story.later(MINUTE);
  const both = await find(story, 'dev', 'swordfish');
  expect(both.words).toMatch(/Bo:.*swordfish/s);
  expect(both.words).toMatch(/In the postmortem\n:.*swordfish/s);

  await story.ana.makePrivate(channel);
  await story.said(channel, /made this channel private/);
  await story.later(MINUTE);
  expect((await find(story, 'dev', 'swordfish')).words).toContain('Nothing that you may read');
  expect((await find(story, 'dev', 'payroll')).words).toContain('Nothing that you may read');
  for (const words of ['swordfish', 'payroll', 'salaries intranet']) {
    expect((await find(story, 'bo', words)).words).toContain('Payroll leaks · SEV-2, resolved, private');
  }

  await story.bo.delete(channel, ts);
  await story.settled();
  expect((await find(story, 'bo', 'swordfish')).words).toContain('Nothing that you may read');
  await story.later(3 * MINUTE);
  await story.review(channel);
  expect((await find(story, 'bo', 'swordfish')).words).toContain('Nothing that you may read');
  await story.nothingElse();
});
