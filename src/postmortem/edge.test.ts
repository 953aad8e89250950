// Incidents that are unlike the usual one: each must still give a review that says only what is on record.

import { readMarkdown } from '../emulator/canvas/markdown.ts';
import { chat } from '../evidence/fixtures/chat.ts';
import {
  alerted,
  ana,
  bo,
  chidi,
  declared,
  deployBot,
  minutes,
  says,
  type World,
} from '../incident/fixtures/given.ts';
import { defaultPolicy } from '../policy/defaults.ts';
import { composeReview } from './compose-review.ts';
import type { ReviewDocument, SectionId } from './document.ts';
import { importedChat } from './fixtures/imported.ts';
import { renderCanvas } from './render-canvas.ts';
import { renderMarkdown } from './render-markdown.ts';

const at = (minute: number, by = bo) =>
  ({ by, at: minutes(minute), source: { kind: 'command', key: `c${minute}` } }) as const;

const review = (world: World) => composeReview(world.events, { workspaceUrl: 'https://acme.example' });
const texts = (doc: ReviewDocument, id: SectionId) =>
  doc.sections.find((one) => one.id === id)!.statements.map(({ text }) => text);
const rows = (doc: ReviewDocument, id: SectionId) =>
  doc.sections.find((one) => one.id === id)!.table?.rows.map(({ cells }) => cells.join(' | ')) ?? [];

function nobodySpoke(): World {
  const world = alerted();
  world.when('resolve', { text: '' }, at(9));
  return world;
}

function onlyBots(): World {
  const world = alerted();
  says(world, 2, 'Deployment of checkout-api v2.41.0 failed its health check', deployBot);
  says(world, 4, 'checkout-api v2.40.3 deployed to production', deployBot);
  world.when('resolve', { text: 'rolled back by the pipeline' }, at(9));
  return world;
}

function canceled(): World {
  const world = declared();
  says(world, 2, 'the probe itself was broken, checkout is fine', ana);
  world.when('cancel', { reason: 'false alarm', text: 'the probe was wrong' }, at(6));
  return world;
}

function drill(): World {
  const world = declared({ kind: 'drill', title: 'Game day: the cache goes away' });
  says(world, 4, 'failed over to the second cache', ana);
  world.when('resolve', { text: 'cache is back' }, at(30));
  return world;
}

function reopenedTwice(): World {
  const world = declared();
  world.when('resolve', { text: 'restarted' }, at(20));
  world.when('reopen', { reason: 'errors again' }, at(50));
  world.when('resolve', { text: 'restarted once more' }, at(80));
  world.when('reopen', { reason: 'and again' }, at(100));
  world.when('resolve', { text: 'replaced the disk' }, at(130));
  return world;
}

function japanese(): World {
  const world = declared({ title: '決済が遅い' });
  const place = says(world, 3, 'データベースの接続数が上限です', ana);
  world.when('pin', { place, how: 'slack' }, at(5));
  world.when('describe-impact', { text: '約300件の注文が失敗しました' }, at(12, chidi));
  world.when('resolve', { text: '接続数を増やしました' }, at(30));
  return world;
}

function mentioned(): World {
  const world = declared();
  says(world, 1, 'hello', chidi);
  world.when(
    'change-status',
    { status: 'mitigated', text: '<@U3> rolled back &amp; flushed the cache' },
    at(9),
  );
  world.when(
    'describe-impact',
    { text: 'checkout &lt; 1 % of orders, see <https://x.example/i?a=1&amp;b=2|the graph>' },
    at(12),
  );
  world.when('resolve', { text: 'done by <@U3>' }, at(30));
  return world;
}

/** Berlin is an hour ahead of UTC. */
function inBerlin(): World {
  const world = declared({}, { ...defaultPolicy, zone: 'Europe/Berlin' });
  says(world, 3, 'it has been failing since 13:50 UTC', ana);
  says(world, 20, 'it was fixed at 14:15 UTC', ana);
  world.when('resolve', { text: 'fixed' }, at(40));
  return world;
}

const WORLDS: readonly (readonly [string, () => ReviewDocument])[] = [
  ['nobody spoke', () => review(nobodySpoke())],
  ['only bots spoke', () => review(onlyBots())],
  ['it was canceled', () => review(canceled())],
  ['it was a drill', () => review(drill())],
  ['it was reopened twice', () => review(reopenedTwice())],
  ['its words are Japanese', () => review(japanese())],
  ['its words hold mentions, links and entities', () => review(mentioned())],
  ['people state times of another zone', () => review(inBerlin())],
  ['it is not over', () => review(declared())],
  [
    'it was imported from an empty chat but for a greeting',
    () => composeReview(importedChat(chat('09:00 ana: hi'))),
  ],
];

describe.each(WORLDS)('an incident where %s', (_, given) => {
  const doc = given();

  test('loses no sentence for want of evidence', () => {
    expect(texts(doc, 'how-made')).toContain('Sentences removed for want of evidence: none.');
  });

  test('has every section, and Slack takes its canvas', () => {
    expect(doc.sections).toHaveLength(20);
    expect(() => readMarkdown(renderCanvas(doc))).not.toThrow();
    expect(renderMarkdown(doc)).toContain('## Timeline');
  });

  test('holds no word that only a program would write', () => {
    expect(renderMarkdown(doc)).not.toMatch(/undefined|NaN|null\b|\[object|Infinity|Invalid/);
  });

  test('is summed up in two or three sentences', () => {
    expect([2, 3]).toContain(texts(doc, 'summary').length);
  });
});

test('where nobody spoke the review says what the alert said, and asks for the rest', () => {
  const doc = review(nobodySpoke());
  expect(texts(doc, 'summary')).toEqual([
    'An incident on checkout-api (SEV-3 by default) was opened by an alert at 2026-11-22 14:00 (UTC).',
    'It was resolved at 2026-11-22 14:09, 9 min after detection.',
    'Whom it affected, and how much, is not recorded.',
  ]);
  expect(texts(doc, 'mitigation')).toEqual(['What stopped the impact is not recorded. Who knows?']);
});

test('a canceled incident says so and why, and has no end', () => {
  const doc = review(canceled());
  expect(texts(doc, 'summary')[1]).toBe('It was canceled at 14:06 (false alarm): “the probe was wrong”.');
  expect(texts(doc, 'resolution')).toEqual(['Canceled at 14:06 (false alarm).']);
});

test('a drill is called one', () => {
  expect(texts(review(drill()), 'summary')[0]).toMatch(/^A drill \(SEV-3 by default\) was declared at /);
});

test('reopened twice: each cycle is shown and the last resolve counts', () => {
  const doc = review(reopenedTwice());
  expect(texts(doc, 'summary')[1]).toMatch(/2 h 10 min after the declaration.*It was reopened 2 times\.$/);
  expect(texts(doc, 'key-times').filter((text) => text.startsWith('Resolved at'))).toHaveLength(3);
});

test('mentions, links and entities are read as people see them', () => {
  const doc = review(mentioned());
  expect(texts(doc, 'mitigation')).toContain('@Chidi rolled back & flushed the cache');
  expect(rows(doc, 'impact')[0]).toContain(
    'checkout < 1 % of orders, see the graph (https://x.example/i?a=1&b=2)',
  );
});

test('an incident that is not over says how it stands', () => {
  expect(texts(review(declared()), 'summary')[1]).toBe(
    'It is not resolved: its status is acknowledged since 14:00.',
  );
});
