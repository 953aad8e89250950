// The review leaves the chat: to Confluence, to Notion and to a file, once each, late where a place is away, and never of a private incident.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ConfluenceStandIn, openConfluence } from '../emulator/vendors/confluence.ts';
import { type NotionStandIn, openNotion } from '../emulator/vendors/notion.ts';
import { wordsOf } from '../emulator/vendors/notion-limits.ts';
import { readStorage, wordsIn } from '../emulator/vendors/storage-xml.ts';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { onDisk } from './on-disk.ts';
import { type Scene, scene } from './scene.ts';

const MINUTE = 60_000;

let wiki: ConfluenceStandIn;
let notion: NotionStandIn;
let folder: string;
beforeEach(async () => {
  [wiki, notion] = await Promise.all([openConfluence(), openNotion()]);
  wiki.addPage({ title: 'Reviews', labels: [], doc: {} });
  folder = temporaryFolder('reviews');
});
afterEach(async () => {
  await Promise.all([wiki.close(), notion.close()]);
});

const env = () => ({
  CONFLUENCE_URL: wiki.site,
  CONFLUENCE_EMAIL: wiki.account.email,
  CONFLUENCE_TOKEN: wiki.account.token,
  CONFLUENCE_REVIEW_PARENT: wiki.pages()[0]!.id,
  NOTION_TOKEN: notion.token,
  NOTION_DATA_SOURCE: notion.database,
  NOTION_URL: notion.url,
  REVIEWS_DIR: folder,
});
const inWiki = () => wiki.pages().slice(1);
const wikiWords = () => wordsIn(readStorage(inWiki()[0]!.storage));
const notionWords = () => wordsOf(notion.pages()[0]!.blocks);
const SAID = 'if a <b> & c: `kubectl get pods` 決済 🔥 | see https://grafana.example/d/1?a=1&b=2';

test('publishing puts the review everywhere as it was said; a newer draft waits for its own publication, and changes the same pages', async () => {
  const story = await scene({ env: env() });
  const channel = await story.declare('Checkout & <search> are slow --sev 2 --service checkout-api');
  await story.later(MINUTE);
  const ts = await story.bo.say(channel, SAID);
  await story.bo.react(channel, ts, 'pushpin');
  await story.settled();
  await story.resolve(channel);
  await story.review(channel);
  await story.bo.slash(channel, '/incident times confirm');
  await story.whispered(story.bo, /are confirmed/);
  expect([inWiki(), notion.pages(), readdirSync(folder)]).toEqual([[], [], []]);
  await story.bo.slash(channel, '/incident postmortem publish');
  await story.whispered(story.bo, /is published/);
  await story.said(channel, /Bo published/);
  await story.said('incidents', /Bo published/);
  await story.later(MINUTE);
  const said = 'if a <b> & c: kubectl get pods 決済 🔥 | see https://grafana.example/d/1?a=1&b=2';
  expect(wikiWords()).toContain(said);
  expect(notionWords()).toContain(said);
  expect(inWiki()).toMatchObject([
    {
      title: 'INC-1 Postmortem: Checkout & <search> are slow',
      version: 1,
      labels: ['firescribe', 'postmortem', 'sev-2', 'checkout-api'],
      attachments: [{ title: 'inc-1-log.txt' }],
    },
  ]);
  expect(readdirSync(folder).sort()).toEqual(['inc-1-log.txt', 'inc-1-postmortem.md']);
  expect(readFileSync(join(folder, 'inc-1-postmortem.md'), 'utf8')).toContain('決済 🔥');
  expect((await story.card(channel)).words).toMatch(/Review in Confluence.*Review in Notion/s);
  await story.bo.slash(channel, '/incident note at 15:01 the pool was too small');
  await story.whispered(story.bo, /15:01/);
  await story.later(2 * MINUTE);
  await story.review(channel);
  await story.bo.slash(channel, '/incident postmortem export');
  await story.whispered(
    story.bo,
    /It stands in .*Confluence.*, .*Notion.* already.* It is draft 1, as it was published; draft 2 goes out when it is published\./s,
  );
  await story.later(MINUTE);
  expect(inWiki()).toMatchObject([{ version: 1 }]);
  await story.bo.slash(channel, '/incident postmortem publish');
  await story.whispered(story.bo, /is published/);
  await story.said(channel, /Bo published/);
  await story.said('incidents', /Bo published/);
  await story.later(MINUTE);
  expect(inWiki()).toMatchObject([{ version: 2 }]);
  expect(notion.pages()).toHaveLength(1);
  expect(notionWords()).toContain('the pool was too small');
  expect(wikiWords()).toContain('the pool was too small');
  await story.nothingElse();
});

test('every place is down: the status changes all the same, the card says what is missing, and it comes later, once', async () => {
  const story = await scene({ env: env() });
  const channel = await story.declare();
  await story.resolve(channel);
  await story.review(channel);
  wiki.trouble({ kind: 'answer_lost' }, { times: 1, path: '/wiki/api/v2/pages', method: 'POST' });
  wiki.trouble({ kind: 'status', status: 503 }, { path: '/wiki/' });
  notion.trouble({ kind: 'down' });
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'no folder');
  await story.bo.slash(channel, '/incident postmortem export');
  await story.whispered(story.bo, /is being exported/);
  await story.later(2 * MINUTE);
  expect((await story.card(channel)).words).toContain(
    'Missing for now: exported review (Markdown files, Confluence, Notion). It is tried again by itself.',
  );
  await story.bo.slash(channel, '/incident close');
  await story.said(channel, /closed/);
  expect(await story.incident(channel)).toMatchObject({ status: 'closed' });
  wiki.mend();
  notion.mend();
  rmSync(folder);
  await story.later(30 * MINUTE);
  expect((await story.card(channel)).words).not.toContain('Missing for now');
  expect((await story.card(channel)).words).toContain('Review in Notion');
  expect(readdirSync(folder)).toContain('inc-1-postmortem.md');
  expect(inWiki()).toHaveLength(1);
  expect(notion.pages()).toHaveLength(1);
  expect(await story.incident(channel)).toMatchObject({ missing: {} });
  await story.nothingElse();
});

/** Confirmed and published by Bo. */
async function publish(story: Scene, channel: string) {
  await story.bo.slash(channel, '/incident times confirm');
  await story.whispered(story.bo, /are confirmed/);
  await story.bo.slash(channel, '/incident postmortem publish');
  await story.whispered(story.bo, /is published/);
  await story.said(channel, /Bo published/);
  await story.said('incidents', /Bo published/);
}

const inFile = (name: string) => readFileSync(join(folder, name), 'utf8');

test('what people had written when it was published goes out, however late and whatever is written after', async () => {
  const story = await scene({ env: env() });
  const channel = await story.declare();
  await story.resolve(channel);
  const { canvas } = await story.review(channel);
  const write = (markdown: string) =>
    story.ana.editCanvas(canvas?.id ?? '', { operation: 'insert_at_end', markdown });
  await write('## Lessons\n\nThe pool had no alert <50 %> & nobody knew: `max=50`.');
  wiki.trouble({ kind: 'status', status: 503 }, { path: '/wiki/' });
  await publish(story, channel);
  await story.later(MINUTE);
  await write('Not to be read by everybody.');
  await story.bo.slash(channel, '/incident note at 15:00 the pool was too small');
  await story.whispered(story.bo, /15:00/);
  await story.later(2 * MINUTE);
  await story.review(channel);
  wiki.mend();
  await story.later(30 * MINUTE);
  for (const words of [wikiWords(), notionWords()]) {
    expect(words).toContain('Lessons');
    expect(words).toContain('The pool had no alert <50 %> & nobody knew: max=50.');
    expect(words).toContain('Evidence');
    expect(words).toContain('Key times');
    expect(words).not.toMatch(/Not to be read|too small/);
  }
  await story.nothingElse();
});

test('words that are redacted leave every place by themselves, with what cites and quotes them; what else people wrote stays', async () => {
  const story = await scene({ env: env() });
  const channel = await story.declare();
  await story.later(MINUTE);
  const ts = await story.bo.say(channel, 'Jane Doe of Acme cannot pay, her password is swordfish');
  await story.bo.react(channel, ts, 'pushpin');
  await story.resolve(channel);
  const { canvas } = await story.review(channel);
  const link = `${story.slack.url}/archives/${channel}/p${ts.replace('.', '')}`;
  const markdown = [
    '## What we learned',
    `A customer was hurt, see [14:01](${link}). The pool was too small.`,
    'We were told: “Jane Doe of Acme cannot pay”.',
    '- swordfish is no password\n- alerts came late',
  ].join('\n\n');
  await story.ana.editCanvas(canvas?.id ?? '', { operation: 'insert_at_end', markdown });
  await publish(story, channel);
  await story.later(MINUTE);
  expect(wikiWords()).toContain('Jane Doe of Acme cannot pay');
  await story.ana.slash(channel, `/incident redact ${link}`);
  await story.ana.click(await story.whispered(story.ana, /Redact this message/), 'redact:confirm');
  await story.said(channel, /rests on was redacted since/);
  await story.later(3 * MINUTE);
  await story.review(channel);
  const everywhere = () => [wikiWords(), notionWords(), inFile('inc-1-postmortem.md')];
  for (const words of everywhere()) {
    expect(words).toMatch(/What we learned.*The pool was too small\..*alerts came late/s);
    expect(words).not.toMatch(/swordfish|Jane Doe|customer was hurt/);
  }
  expect(inFile('inc-1-log.txt')).toMatch(/\[redacted\]/);
  expect(onDisk(story.app, 'swordfish')).toBe(0);
  expect([inWiki(), notion.pages()]).toMatchObject([{ length: 1 }, { length: 1 }]);
  // The canvas still has their sentences; published again, they are left out again.
  await story.ana.editCanvas(canvas?.id ?? '', { operation: 'insert_at_end', markdown: 'One more thought.' });
  await story.bo.slash(channel, '/incident postmortem publish');
  await story.whispered(story.bo, /is published/);
  await story.said(channel, /Bo published/);
  await story.said('incidents', /Bo published/);
  await story.later(MINUTE);
  for (const words of everywhere()) {
    expect(words).toMatch(/The pool was too small\..*alerts came late.*One more thought/s);
    expect(words).not.toMatch(/swordfish|Jane Doe|customer was hurt/);
  }
  await story.nothingElse();
});

test('the review of a private incident goes nowhere', async () => {
  const story = await scene({ env: env() });
  const channel = await story.declare('Payroll leaked --sev 2');
  await story.ana.makePrivate(channel);
  await story.said(channel, /made this channel private/);
  await story.ana.slash(channel, '/incident resolve fixed');
  await story.said(channel, /resolved this incident/);
  await story.review(channel);
  await story.ana.slash(channel, '/incident postmortem export');
  await story.whispered(story.ana, /INC-1 is private, so its review goes to no place/);
  await story.later(MINUTE);
  expect([inWiki(), notion.pages(), readdirSync(folder)]).toEqual([[], [], []]);
  await story.nothingElse();
});
