// The development case k8s-0205 through the real import, where it lies beside this checkout.
import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { answerKey, replaysAreHere } from '../postmortem/fixtures/replays.ts';
import { postmortemFile } from '../postmortem/schema.ts';
import { importExport } from './import-export-folder.ts';

const suite = replaysAreHere() ? describe : describe.skip;
const CASE = fileURLToPath(new URL('../../../shared/data/replay/k8s-0205', import.meta.url));
const WORKSPACE = 'https://x.example';
const DAY = 'testing-ops/2019-02-05.json';

type Raw = { ts: string; text: string; user: string };

/** A copy of the export whose messages were changed. */
function exportWith(change: (messages: Raw[]) => Record<string, Raw[]>): string {
  const folder = temporaryFolder('k8s');
  cpSync(CASE, folder, { recursive: true });
  const given = JSON.parse(readFileSync(join(folder, DAY), 'utf8')) as Raw[];
  renameSync(join(folder, DAY), join(folder, 'as-given.json'));
  for (const [name, messages] of Object.entries(change(given))) {
    writeFileSync(join(folder, 'testing-ops', name), JSON.stringify(messages));
  }
  return folder;
}

const asGiven = () => exportWith((messages) => ({ '2019-02-05.json': messages }));

async function reviewed(folder: string) {
  const out = temporaryFolder('review');
  const done = await importExport(folder, { out, workspaceUrl: WORKSPACE, now: Date.UTC(2026, 0, 1) });
  const read = (name: string) => readFileSync(join(out, name), 'utf8');
  const review = postmortemFile.parse(JSON.parse(read('postmortem.json')));
  const cited = review.cited.map(({ link }) => /p(\d{10})(\d{6})/.exec(link ?? ''));
  const times = new Set(cited.map((match) => match && `${match[1]}.${match[2]}`));
  return { done, read, review, times };
}

suite('a real incident’s export, imported', () => {
  const facts = replaysAreHere() ? answerKey('k8s-0205').facts : [];
  const starred = facts.filter((fact) => fact.star && fact.lane_a === 'recall');

  test('every starred fact of the chat is cited, by at most half of its messages in at most 40 rows', async () => {
    const { done, review, times } = await reviewed(asGiven());
    expect(done).toMatchObject({ messages: 53, people: 4, unreadable: [], zone: 'America/Los_Angeles' });
    const lost = starred.filter((fact) => !fact.evidence?.some((ts) => times.has(ts)));
    expect(lost.map((fact) => fact.id)).toEqual([]);
    expect(starred.length).toBeGreaterThan(3);
    expect(review.cited.length).toBeLessThanOrEqual(53 / 2);
    const rows = review.sections.find((section) => section.id === 'timeline')?.table?.rows ?? [];
    expect(rows.length).toBeLessThanOrEqual(40);
  });

  test('files shuffled and doubled give the same files', async () => {
    const once = await reviewed(asGiven());
    const mixed = await reviewed(
      exportWith((messages) => {
        const shuffled = messages.toSorted((a, b) => Number(a.ts.slice(-3)) - Number(b.ts.slice(-3)));
        return {
          '2019-02-04.json': shuffled.slice(20),
          '2019-02-05.json': messages,
          '2019-02-06.json': shuffled,
        };
      }),
    );
    for (const name of ['postmortem.md', 'postmortem.json', 'timeline.json']) {
      expect(mixed.read(name)).toBe(once.read(name));
    }
  });

  test('a fact whose messages are taken out is gone', async () => {
    for (const fact of starred) {
      const without = exportWith((messages) => ({
        '2019-02-05.json': messages.filter((message) => !fact.evidence?.includes(message.ts)),
      }));
      const { times } = await reviewed(without);
      expect(fact.evidence?.filter((ts) => times.has(ts))).toEqual([]);
    }
  });

  test('times follow a shift of the whole chat, to the minute', async () => {
    const shift = 3 * 86_400 + 61 * 60;
    const moved = (ts: string) => {
      const [seconds, rest] = ts.split('.');
      return `${Number(seconds) + shift}.${rest}`;
    };
    const before = await reviewed(asGiven());
    const after = await reviewed(
      exportWith((messages) => ({
        '2019-02-05.json': messages.map((message) => ({ ...message, ts: moved(message.ts) })),
      })),
    );
    const instants = (review: typeof before.review, by = 0) =>
      review.cited.map(({ at, text }) => [new Date(Date.parse(at) + by * 1000).toISOString(), text]);
    expect(instants(after.review)).toEqual(instants(before.review, shift));
  });
});
