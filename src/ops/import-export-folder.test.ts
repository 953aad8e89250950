import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { postmortemFile } from '../postmortem/schema.ts';
import {
  exportFolder,
  messages,
  nextDay,
  type Raw,
  standardExport,
  ts,
  users,
} from './fixtures/export-folder.ts';
import { type ImportOptions, importExport } from './import-export-folder.ts';
import { noProgress } from './progress.ts';

const NOW = Date.UTC(2026, 10, 22, 9, 0);

type Row = Record<string, unknown> & { text: string; author: { name: string | null; kind: string } };

async function imported(files: Readonly<Record<string, unknown>>, options: Partial<ImportOptions> = {}) {
  const out = temporaryFolder('review');
  const done = await importExport(exportFolder(files), {
    channels: ['inc-checkout'],
    out,
    now: NOW,
    ...options,
  });
  const text = (name: string) => readFileSync(join(out, name), 'utf8');
  const entries = JSON.parse(text('timeline.json')).entries as Row[];
  const messagesOnly = entries.filter((entry) => entry.kind === 'message');
  return {
    done,
    out,
    text,
    entries,
    messages: messagesOnly,
    message: (words: string) => messagesOnly.find((entry) => entry.text.includes(words)),
    review: postmortemFile.parse(JSON.parse(text('postmortem.json'))),
  };
}

test('an export becomes a review, its JSON and the whole timeline, with who wrote what and when', async () => {
  const {
    done,
    out,
    messages: told,
    review,
    text,
  } = await imported(standardExport, {
    title: 'Checkout was slow',
    severity: '2',
    service: 'checkout',
  });
  expect(done).toMatchObject({ messages: 8, people: 4, unreadable: [], zone: 'Europe/Berlin' });
  expect(readdirSync(out).sort()).toEqual(['postmortem.json', 'postmortem.md', 'timeline.json']);
  expect(told.map((entry) => entry.author.name)).toEqual([
    'Ana',
    'Bo',
    'Chidi',
    'deploys',
    'Bo',
    'Ana',
    'Bo',
    'Chidi',
  ]);
  expect(review.incident).toMatchObject({
    title: 'Checkout was slow',
    kind: 'imported',
    severity: 'SEV-2',
    service: 'checkout',
    zone: 'Europe/Berlin',
  });
  expect(text('postmortem.md')).toContain('rollback done, error rate is back to normal');
});

test('nothing is asserted that nobody recorded: no key time, no status, no declaration', async () => {
  const { review, entries, text } = await imported(standardExport);
  expect(review.keyTimes.map((row) => row.time)).toEqual(Array(7).fill(null));
  expect(review.metrics.map((row) => row.seconds).filter((seconds) => seconds !== null)).toEqual([]);
  expect(review.incident).toMatchObject({
    status: 'status not recorded',
    severity: 'SEV-3 (default, not chosen)',
  });
  const about = entries.filter((entry) => entry.kind === 'declared');
  expect(about).toMatchObject([
    { text: 'Imported as an incident: Incident in #inc-checkout', at: new Date(NOW).toISOString() },
  ]);
  expect(text('postmortem.md')).not.toContain('acknowledged by');
});

test('threads, edits, attachments, pins and joins arrive as they were', async () => {
  const { message, entries } = await imported(standardExport);
  expect(message('p99 of payments')).toMatchObject({
    thread: ts('23:43'),
    text: 'p99 of payments is 12 s & rising',
  });
  expect(message('the cause is v42')).toMatchObject({ edited: true });
  expect(message('was deployed')).toMatchObject({ author: { kind: 'bot' } });
  // Slack's own pin tells when it was put there; an emoji does not, so the time of the import stands.
  expect(message('we roll back')).toMatchObject({ pinnedAt: '2026-11-20T23:58:00.000Z' });
  expect(message('the cause is v42')).toMatchObject({ pinnedAt: new Date(NOW).toISOString() });
  expect(entries.filter((entry) => entry.kind === 'member').map((entry) => entry.author.name)).toEqual([
    'Ana',
  ]);
});

test('what was pinned is in the review', async () => {
  const { review } = await imported(standardExport);
  expect(review.kept?.filter((row) => row.because === 'it was pinned')).toHaveLength(2);
});

test('the order of files and doubled files change nothing but the names of what was told', async () => {
  const once = await imported(standardExport);
  const shuffled = await imported({
    ...standardExport,
    'inc-checkout/2026-11-20.json': [...messages].reverse(),
    'inc-checkout/2026-11-20 (2).json': [messages[3], ...messages],
    'inc-checkout/2026-11-19.json': [...nextDay, messages[1]],
  });
  for (const file of ['postmortem.md', 'postmortem.json', 'timeline.json']) {
    expect(shuffled.text(file)).toBe(once.text(file));
  }
});

test('the same message exported before and after its edit has both texts', async () => {
  const { edited, ...before } = messages[5] as Raw & { edited: Raw };
  expect(edited).toBeDefined();
  const { message } = await imported({
    ...standardExport,
    'inc-checkout/2026-11-20 (older export).json': [{ ...before, text: 'the cause may be v42' }],
  });
  expect(message('the cause is v42')).toMatchObject({ edited: true, earlier: ['the cause may be v42'] });
});

test('edits and deletions that an export tells as messages of their own are followed', async () => {
  const changed = {
    type: 'message',
    subtype: 'message_changed',
    ts: ts('23:55'),
    message: {
      ...messages[6],
      text: 'decision: roll back to v40',
      edited: { user: 'UBOB0001', ts: ts('23:55') },
    },
  };
  const gone = { type: 'message', subtype: 'message_deleted', ts: ts('23:56'), deleted_ts: ts('23:43') };
  const { message, messages: told } = await imported({
    ...standardExport,
    'inc-checkout/2026-11-20.json': [...messages, changed, gone],
  });
  expect(message('decision: roll back to v40')).toMatchObject({ edited: true });
  expect(told.filter((entry) => entry.deleted)).toMatchObject([{ text: '', author: { name: 'Bo' } }]);
});

test('links lead to the messages where the workspace is named', async () => {
  const { message, text } = await imported(standardExport, { workspaceUrl: 'https://acme.slack.com' });
  const link = `https://acme.slack.com/archives/C0CHECKOUT/p${ts('23:52').replace('.', '')}`;
  expect(message('we roll back')).toMatchObject({ link });
  expect(text('postmortem.md')).toContain(link);
});

test('several channels make one incident; people that the export does not know are named by id', async () => {
  const { done, message } = await imported(
    { ...standardExport, 'users.json': users.slice(1) },
    { channels: ['#inc-checkout', 'random'] },
  );
  expect(done.messages).toBe(9);
  expect(message('lunch?')?.author).toMatchObject({ id: 'T0EXPORT/UANA0001', name: null, kind: 'person' });
});

test('what makes no sense is counted and named, and the rest is there', async () => {
  const { done } = await imported({
    ...standardExport,
    'inc-checkout/2026-11-21.json': [{ type: 'message', text: 'no ts' }, ...nextDay],
  });
  expect(done.messages).toBe(8);
  expect(done.unreadable).toEqual([expect.stringContaining('2026-11-21.json, message 1: ts')]);
});

test('a severity that is none, and a channel without messages, say what to do', async () => {
  await expect(imported(standardExport, { severity: 'awful' })).rejects.toThrow('SEV-1');
  const silent = {
    ...standardExport,
    'inc-checkout/2026-11-20.json': [],
    'inc-checkout/2026-11-21.json': [],
  };
  await expect(imported(silent)).rejects.toThrow('#inc-checkout holds no message');
});

test('progress is told while it goes on', async () => {
  const told: string[] = [];
  await imported(standardExport, { progress: { tell: (words) => void told.push(words) } });
  expect(told).toEqual(['11 of 11 entries read', 'Writing the review of 8 messages']);
});

test('no trace of the database is left, also where the import fails', async () => {
  const scratch = temporaryFolder('scratch');
  const stood: number[] = [];
  const progress = { ...noProgress, tell: () => void stood.push(readdirSync(scratch).length) };
  await imported(standardExport, { scratch, progress });
  expect(stood).toContain(1);
  await expect(imported(standardExport, { scratch, severity: 'SEV-99' })).rejects.toThrow('SEV-99');
  expect(readdirSync(scratch)).toEqual([]);
});
