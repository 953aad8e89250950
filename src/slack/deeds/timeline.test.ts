import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';
import { readPage } from './timeline.ts';

let desk: DeedDesk;

beforeEach(async () => {
  desk = openDesk();
  await desk.declare();
});

afterEach(() => desk.close());

test.each([
  ['', { shown: 'latest', count: 10 }],
  ['25', { shown: 'latest', count: 25 }],
  ['key', { shown: 'key', count: 10 }],
  ['all 5', { shown: 'all', count: 5 }],
  ['500', { shown: 'latest', count: 30 }],
])('timeline %s', (rest, page) => {
  expect(readPage(rest)).toEqual(page);
});

async function notes(count: number) {
  for (let number = 1; number <= count; number += 1) {
    desk.house.clock.moveBy(60_000);
    await desk.type('UBO', `note step ${number} of many`);
  }
}

test('the latest entries come with times in the reader’s zone, who and what', async () => {
  await notes(2);
  const words = wordsIn(await desk.type('UANA', 'timeline'));
  expect(words).toContain('times in Europe/Berlin');
  expect(words).toContain('*Sunday 22 November 2026*');
  expect(words).toContain('15:02 *Bo* step 2 of many');
  expect(words).not.toContain('/incident timeline');
});

test('earlier pages are a press away, and nothing is shown twice', async () => {
  await notes(25);
  const latest = await desk.type('UANA', 'timeline 10');
  expect(wordsIn(latest)).toContain('Entries 17 to 26 of 26');
  const before = /\\"before\\":\\"([^"\\]+)\\"/.exec(wordsIn(latest))?.[1];
  const earlier = await desk.press(
    'UANA',
    'timeline:page:earlier',
    `{"shown":"latest","count":"10","before":"${before}"}`,
  );
  expect(earlier.kind).toBe('replace');
  expect(wordsIn(earlier)).toContain('Entries 7 to 16 of 26');
  expect(wordsIn(earlier)).toContain('step 15 of many');
  expect(wordsIn(earlier)).not.toContain('step 16 of many');
});

test('a heading says where the day changes', async () => {
  await desk.type('UBO', 'note before');
  desk.house.clock.moveTo(Date.parse('2026-11-23T05:10:00Z'));
  await desk.type('UBO', 'note after');
  expect(wordsIn(await desk.type('UBO', 'timeline'))).toMatch(
    /Sunday 22 November[\s\S]*before[\s\S]*Monday 23 November[\s\S]*after/,
  );
});

test('key entries leave the rest out', async () => {
  const incident = await desk.incident();
  const say = (ts: string, text: string) =>
    desk.context.engine.handle({
      type: 'record-message',
      incident: `incident/${incident.id}`,
      wish: {
        place: { team: 'T1', channel: 'C1', ts },
        author: desk.context.people.actor('UBO'),
        text,
        files: [],
      },
      asking: {
        ...desk.house.asking(desk.context.people.actor('UBO')),
        source: { kind: 'message', key: ts },
      },
    });
  await say('1795356060.000100', 'small talk with <!channel>');
  await say('1795356061.000100', 'it is the pool');
  await desk.onMessage('UANA', 'pin_to_timeline', {
    message: { team: 'T1', channel: 'C1', ts: '1795356061.000100' },
    text: 'it is the pool',
  });
  const key = wordsIn(await desk.type('UANA', 'timeline key'));
  expect(key).toContain('it is the pool 📌');
  expect(key).not.toContain('small talk');
  const latest = wordsIn(await desk.type('UANA', 'timeline'));
  expect(latest).toContain('small talk with @channel');
  expect(latest).toContain('<https://acme.slack.com/archives/C1/p1795356060000100|');
});

test('whoever joins is named once', async () => {
  const who = desk.context.people.actor('UBO');
  await desk.house.engine.handle({
    type: 'record-member',
    incident: `incident/${(await desk.incident()).id}`,
    wish: { who, joined: true },
    asking: desk.house.asking(who),
  });
  expect(wordsIn(await desk.type('UANA', 'timeline all'))).toMatch(/\*Bo\* joined the channel/);
});
