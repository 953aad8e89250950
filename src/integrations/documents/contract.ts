// What every place for documents on the network must do, and survive. Run against its stand-in.

import type { StandIn } from '../../emulator/vendors/stand-in.ts';
import { eachWithDesk, failureOf } from '../contract-desk.ts';
import type { Deps } from '../vendor.ts';
import type { Document, Documents } from './port.ts';

/** A page as it is read back from the place. */
export type HeldPage = {
  id: string;
  title: string;
  /** All words that a reader sees, in order. */
  words: string;
  /** Rows of all tables, cell by cell, headings included. */
  rows: string[][];
  /** What stands in blocks of code. */
  code: string[];
  links: string[];
  /** Names of files that are shown where the text has them. */
  pictures: string[];
  /** Names of attached files, and what is in them. */
  files: Record<string, string>;
};

export type DocumentDesk = {
  port: Documents;
  standIn: StandIn;
  pages(): HeldPage[];
  /** Somebody deletes a page. */
  remove(id: string): void;
  /** The call that makes a page. */
  making: { path: string; method: string };
  check(): Promise<string | undefined>;
  secrets: string[];
};

const CODE = 'if (a < b && c > "d") {\n  log(`x ]]> y`); // 決済 🔥\n}';
export const MARKDOWN = `# Postmortem: Checkout is slow

INC-7 · SEV-1 · times in Europe/Berlin

## Summary

p99 < 4 s & rising: \`a<b\` — **決済** failed 🔥 for 3 % of users. [\\[1\\]](#e1)

- [ ] 支付服务 is _slow_
- [x] see [the dashboard](https://grafana.example/d/1?a=1&b=<2>)

| Key time | Value | Evidence |
| --- | --- | --- |
| Began | 14:05 & later<br>in two steps | [\\[1\\]](#e1) |
| 復旧 | \`x \\| y\` | [open](https://acme.slack.com/archives/C1/p1) |

\`\`\`ts
${CODE}
\`\`\`

![The <pool>](graph-1.png)

## Evidence

1. <a id="e1"></a>**22 November 2026 14:05, Ana** [open](https://acme.slack.com/archives/C1/p1)

   > the <script>alert(1)</script> said: & so on

   \`\`\`
   ${'kubectl get pods'}
   \`\`\`
`;

const document: Document = {
  key: 'firescribe-01K7-x',
  title: 'INC-7 Postmortem: Checkout <is> slow & 遅い 🔥',
  name: 'inc-7-postmortem',
  markdown: MARKDOWN,
  labels: ['firescribe', 'postmortem', 'checkout-api'],
  properties: { Severity: 'SEV-1', Service: 'checkout-api', Number: 7, Declared: new Date(0), Unheard: 'of' },
  files: [
    { name: 'graph-1.png', mediaType: 'image/png', bytes: new TextEncoder().encode('png') },
    { name: 'inc-7-log.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode('14:05 Ana: 遅い') },
  ],
};

const manyRows = 250;
const LONG = [
  '# Postmortem: long',
  `${'word 決済 '.repeat(1_500)}end`,
  Array.from({ length: 400 }, (_none, index) => `- item ${index}`).join('\n'),
  '| a | b |\n| --- | --- |',
]
  .join('\n\n')
  .concat(Array.from({ length: manyRows }, (_none, index) => `\n| row ${index} | \`b\` |`).join(''))
  .concat(`\n\n\`\`\`\n${'0123456789abcde\n'.repeat(16_000)}\`\`\`\n`)
  .concat(`\n${Array.from({ length: 300 }, (_none, index) => `**b${index}** _i${index}_`).join(' ')}\n`);

export function documentsContract(name: string, open: (deps: Deps) => Promise<DocumentDesk>): void {
  describe(name, () => {
    let desk: DocumentDesk;
    eachWithDesk(open, (opened) => {
      desk = opened;
    });

    const failure = failureOf;
    const only = () => {
      expect(desk.pages()).toHaveLength(1);
      return desk.pages()[0]!;
    };

    test('what was written can be read there: signs, scripts, emoji, code, tables, links, files', async () => {
      const { id, url } = await desk.port.put(document);
      expect(url).toMatch(/^https?:/);
      const page = only();
      expect(page).toMatchObject({
        id,
        title: document.title,
        files: { 'inc-7-log.txt': '14:05 Ana: 遅い' },
        pictures: ['graph-1.png'],
      });
      expect(page.words).toContain('p99 < 4 s & rising: a<b — 決済 failed 🔥 for 3 % of users. [1]');
      expect(page.words).toContain('the <script>alert(1)</script> said: & so on');
      expect(page.words).not.toContain('Postmortem: Checkout is slow');
      expect(page.rows).toEqual([
        ['Key time', 'Value', 'Evidence'],
        ['Began', '14:05 & later\nin two steps', '[1]'],
        ['復旧', 'x | y', 'open'],
      ]);
      expect(page.code).toEqual([CODE, 'kubectl get pods']);
      expect(page.links).toEqual(
        expect.arrayContaining([
          'https://grafana.example/d/1?a=1&b=<2>',
          'https://acme.slack.com/archives/C1/p1',
        ]),
      );
    });

    test('put again it is the same page: unchanged where nothing changed, else with what is new', async () => {
      const { id } = await desk.port.put(document);
      const writes = () =>
        desk.standIn.asked.filter(({ method }) => method === 'PUT' || method === 'PATCH').length;
      const before = writes();
      expect(await desk.port.put({ ...document, known: id })).toMatchObject({ id });
      expect(await desk.port.put(document)).toMatchObject({ id });
      expect(writes()).toBe(before);
      const next = { ...document, title: 'INC-7 Postmortem: The pool', markdown: '# T\n\nAnother text.\n' };
      expect(await desk.port.put({ ...next, known: id })).toMatchObject({ id });
      expect(only()).toMatchObject({ title: next.title, words: expect.stringContaining('Another text.') });
      expect(only().words).not.toContain('p99');
    });

    test('one that somebody deleted is made again', async () => {
      const { id } = await desk.port.put(document);
      desk.remove(id);
      const again = await desk.port.put({ ...document, known: id });
      expect(again.id).not.toBe(id);
      expect(only().id).toBe(again.id);
    });

    test('a long document is there as a whole', async () => {
      await desk.port.put({ ...document, markdown: LONG });
      const { words, rows, code } = only();
      expect(words.match(/決済/g)).toHaveLength(1_500);
      expect(words.match(/item \d+/g)).toHaveLength(400);
      expect(rows.filter(([cell]) => cell?.startsWith('row '))).toHaveLength(manyRows);
      expect(code.join('').match(/0123456789abcde/g)).toHaveLength(16_000);
      expect(words.match(/[bi]299/g)).toHaveLength(2);
    });

    test.each([
      ['its answer is lost', { kind: 'answer_lost' }],
      ['it fails after it took effect', { kind: 'fails_after' }],
      ['half of its answer comes', { kind: 'truncated' }],
      ['it is slower than we wait', { kind: 'late' }],
    ] as const)('%s: the next attempt makes no second page', async (_what, trouble) => {
      const { path, method } = desk.making;
      desk.standIn.trouble(trouble, { times: 1, path, method });
      expect(await failure(desk.port.put(document))).toMatchObject({
        permanent: false,
        unknownOutcome: true,
      });
      await desk.standIn.until(() => desk.pages().length === 1);
      await desk.port.put(document);
      expect(only().words).toContain('p99 < 4 s');
    });

    test('wherever an attempt is cut off, the next one completes the page, and nothing stands twice', async () => {
      await desk.port.put(document);
      const calls = desk.standIn.asked.length;
      for (let call = 0; call < calls; call += 1) {
        const markdown = MARKDOWN.replace('p99', `p99, take ${call},`);
        const { id } = only();
        // So many calls are answered, then no more.
        const none = { kind: 'slow', ms: 0 } as const;
        const undo = [desk.standIn.trouble(none, { times: call }), desk.standIn.trouble({ kind: 'down' })];
        await desk.port.put({ ...document, markdown, known: id }).catch(() => undefined);
        for (const mend of undo) {
          mend();
        }
        await desk.port.put({ ...document, markdown, known: id });
        expect(only().words.match(/p99/g)).toHaveLength(1);
        expect(only().words).toContain(`p99, take ${call}, < 4 s`);
      }
    });

    test.each([
      ['down', { kind: 'down' }, 'connection'],
      ['silent', { kind: 'no_answer' }, 'timeout'],
      ['failing', { kind: 'status', status: 503 }, 'http_503'],
      ['answering nonsense', { kind: 'nonsense' }, 'unreadable'],
      [
        'answering null where a value should be',
        { kind: 'changed', change: () => ({ id: null }) },
        'unreadable',
      ],
      ['limiting us for long', { kind: 'limited', retryAfter: 120 }, 'limited'],
      ['limiting us without a word of how long', { kind: 'limited' }, 'limited'],
    ] as const)('a place that is %s is tried again later', async (_how, trouble, code) => {
      desk.standIn.trouble(trouble);
      expect(await failure(desk.port.put(document))).toMatchObject({ permanent: false, code });
    });

    test.each([400, 401, 403, 410, 422])('%i is final, and said with the reason', async (status) => {
      const { path, method } = desk.making;
      desk.standIn.trouble(
        { kind: 'status', status, json: { message: 'Not on this plan' } },
        { path, method },
      );
      const error = await failure(desk.port.put(document));
      expect(error).toMatchObject({ permanent: true });
      expect(error.message).toContain('Not on this plan');
    });

    test('fields that nobody knows do no harm', async () => {
      const change = (json: unknown): unknown =>
        Array.isArray(json)
          ? json.map(change)
          : { ...(json as object), brandNew: { a: 1 }, icon: null, _links: null };
      desk.standIn.trouble({ kind: 'changed', change });
      await desk.port.put(document);
      expect(only().words).toContain('p99 < 4 s');
    });

    test('doctor leaves nothing behind, and says what is wrong', async () => {
      await desk.check();
      expect(desk.pages()).toEqual([]);
      desk.standIn.trouble({ kind: 'status', status: 401 });
      await expect(desk.check()).rejects.toThrow(/_TOKEN/);
    });
  });
}
