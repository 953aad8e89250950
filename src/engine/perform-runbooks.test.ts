import type { RunbookPage, RunbookSource } from '../integrations/runbooks/port.ts';
import { silentLog } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { serviceOf } from '../policy/services.ts';
import { attachAlertsRunbook, attachRunbooks } from '../workflows/attach-runbooks.ts';
import { alert, ana, type House, openHouse } from './fixtures/house.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { runbookFinder } from './perform-runbooks.ts';

const viewer = { kind: 'operator' } as const;
const WIKI = 'https://wiki.example/checkout';

let house: House;
let outbox: Outbox;
let trouble: VendorError | undefined;
let found: RunbookPage[];

const page = (key: string, more: Partial<RunbookPage> = {}): RunbookPage => ({
  key,
  title: `Page ${key}`,
  url: `https://wiki.example/${key}`,
  steps: ['Look', 'Act'],
  more: 0,
  ...more,
});

/** Files are always there; the wiki may be away. */
const files: RunbookSource = {
  find: async () => [],
  read: async ({ file }) => (file ? { key: file, title: 'A file', steps: ['One'], more: 0 } : undefined),
};
const wiki: RunbookSource = {
  async find() {
    if (trouble) {
      throw trouble;
    }
    return found;
  },
  async read({ url }) {
    if (trouble) {
      throw trouble;
    }
    return url === WIKI ? page('123', { url: 'https://wiki.example/display/123' }) : undefined;
  },
};

beforeEach(async () => {
  found = [];
  trouble = undefined;
  const runbooks = [
    { title: 'Slow checkout', url: WIKI },
    { title: 'Restart', file: 'restart.md' },
    { title: 'Vendor’s page', url: 'https://status.example' },
  ];
  house = openHouse({
    policy: { services: [serviceOf('checkout', { label: 'Checkout', runbooks })] },
    reactions: [attachRunbooks, attachAlertsRunbook],
  });
  const { engine, timeline, clock } = house;
  const finder = runbookFinder(house, [
    { id: 'markdown', label: 'Markdown files', port: files },
    { id: 'wiki', label: 'Wiki', port: wiki },
  ]);
  const performers = { 'runbook.find': finder };
  outbox = createOutbox({ timeline, engine, performers, clock, log: silentLog });
  await outbox.start();
});
afterEach(async () => {
  await outbox.stop();
  await house.close();
});

async function declare(wish = {}) {
  const { incident } = await house.engine.handle({
    type: 'declare',
    wish: { kind: 'real', title: 'Checkout is slow', private: false, service: 'checkout', ...wish },
    asking: house.asking(ana),
  });
  await outbox.idle();
  return incident;
}
const runbooksOf = async (incident: string) =>
  ((await house.engine.questions.incident(incident, viewer))?.runbooks ?? []).map(
    ({ id, title, url, steps, vendor }) => [id, title.text, url, steps, vendor.id],
  );

test('the service’s pages, files and links are attached, then what sources find; each once', async () => {
  found = [page('123'), page('456')];
  const incident = await declare();
  expect(await runbooksOf(incident)).toEqual([
    ['r1', 'Slow checkout', WIKI, 2, 'wiki'],
    ['r2', 'Restart', undefined, 1, 'markdown'],
    ['r3', 'Vendor’s page', 'https://status.example', 0, 'link'],
    ['r4', 'Page 456', 'https://wiki.example/456', 2, 'wiki'],
  ]);
});

test('in private no source is asked for a service that people named in their own words', async () => {
  found = [page('456')];
  expect(await runbooksOf(await declare({ private: true, service: 'salaries of the board' }))).toEqual([]);
  expect(await runbooksOf(await declare({ private: true }))).toHaveLength(4);
});

test('while a source is away the others’ pages are there, the links too; the steps come later, and nothing twice', async () => {
  found = [page('456')];
  trouble = new VendorError('Wiki is down.', { permanent: false, code: 'http_503' });
  const incident = await declare();
  expect((await runbooksOf(incident)).map(([, , , steps]) => steps)).toEqual([0, 1, 0]);
  house.clock.moveBy(2_000);
  await outbox.idle();
  const now = async () => (await house.engine.questions.incident(incident, viewer))!;
  expect((await now()).missing).toMatchObject({ runbook: { vendor: 'Wiki', effect: 'runbook.find' } });
  trouble = undefined;
  house.clock.moveBy(5 * 60_000);
  await outbox.idle();
  expect(await runbooksOf(incident)).toEqual([
    ['r1', 'Slow checkout', WIKI, 2, 'wiki'],
    ['r2', 'Restart', undefined, 1, 'markdown'],
    ['r3', 'Vendor’s page', 'https://status.example', 0, 'link'],
    ['r4', 'Page 456', 'https://wiki.example/456', 2, 'wiki'],
  ]);
  expect((await now()).missing).toEqual({});
});

test('an alert’s own runbook is attached, with its steps where a source knows the page', async () => {
  const links = { runbook: WIKI };
  const incident = await declare({
    service: undefined,
    signal: alert('slow', { service: undefined, links }),
  });
  expect(await runbooksOf(incident)).toEqual([['r1', 'Page 123', WIKI, 2, 'wiki']]);
  await house.engine.handle({
    type: 'attach-signal',
    incident,
    wish: { signal: alert('slower', { links }), because: 'test' },
    asking: house.asking(ana),
  });
  await outbox.idle();
  expect(await runbooksOf(incident)).toHaveLength(1);
});

test('without a service nothing is looked for; when one is named it is', async () => {
  const incident = await declare({ service: undefined });
  expect(await runbooksOf(incident)).toEqual([]);
  await house.engine.handle({
    type: 'change-service',
    incident,
    wish: { service: 'checkout' },
    asking: house.asking(ana),
  });
  await outbox.idle();
  expect(await runbooksOf(incident)).toHaveLength(3);
});
