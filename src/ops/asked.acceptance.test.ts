// What was asked for and acknowledged is done by the next process, once: commands given by mention, and imports.
import { createQuestions } from '../engine/questions.ts';
import { entriesOf } from '../incident/entries.ts';
import type { Entry } from '../incident/entry.ts';
import { type ChildApp, eventually } from './fixtures/child-app.ts';
import { OPERATOR } from './fixtures/kill-checks.ts';
import { inWorkplace, type Workplace } from './fixtures/workplace.ts';

const botOf = ({ slack }: Workplace) => slack.see.apps()[0]!.botUserId;

/** The entries of every incident there is. */
const recordOf = (place: Workplace): Promise<Entry[][]> =>
  place.look(async (reader) => {
    const questions = createQuestions(reader);
    const incidents = await questions.list({ limit: 10 }, OPERATOR);
    return Promise.all(incidents.map(async ({ id }) => entriesOf(await questions.events(`incident/${id}`))));
  });

async function started(place: Workplace, killAt?: string): Promise<ChildApp> {
  const app = place.start(killAt ? { FIRESCRIBE_KILL_AT: killAt } : {});
  await app.connected;
  await place.settled(app);
  return app;
}

/** Until the effect is done. One that met a Slack which has not answered yet is tried again some seconds later. */
async function performed(place: Workplace, app: ChildApp, kind: string): Promise<void> {
  const done = () => place.look((reader) => reader.listEffects({ kind, status: ['done'], limit: 1 }));
  await eventually(async () => (await done()).length > 0, { what: () => `${kind} done:\n${app.output()}` });
  await place.settled(app);
}

/** Ana's incident, with its channel. */
async function declared(place: Workplace, app: ChildApp): Promise<string> {
  const { slack } = place;
  await slack.as('ana').slash('incidents', '/incident declare Checkout is slow --sev 2');
  await place.settled(app);
  return slack.see.channels().find(({ name }) => name.startsWith('inc-'))!.id;
}

const killedAtMention = (point: string) => async (place: Workplace) => {
  const { slack } = place;
  const first = await started(place, `${point}/mention.answer:1`);
  const channel = await declared(place, first);
  await slack.as('ana').say(channel, `<@${botOf(place)}> resolve rolled back`);
  expect((await first.ended).signal).toBe('SIGKILL');
  const second = await started(place);
  await performed(place, second, 'mention.answer');
  const [entries = []] = await recordOf(place);
  const resolved = entries.filter(({ kind, values }) => kind === 'status' && values.to === 'resolved');
  expect(resolved.map(({ text, author }) => [text, author.name])).toEqual([
    ['Status changed from acknowledged to resolved: rolled back', 'Ana'],
  ]);
  expect(await second.stop()).toBe(0);
};

// Each has a workplace of its own, and mostly waits: side by side.
test.concurrent.each(['before-work', 'before-effect-done'])(
  'killed %s of a command given by mention: the next start does it, once',
  (point) => inWorkplace(killedAtMention(point))(),
);

/** Where telling whoever asked is under way when the process dies; where it may or may not have begun, both. */
const IN_DOUBT: Readonly<Record<string, readonly boolean[]>> = {
  'before-effect-done/channel.import:1': [true, false],
  'before-work/import.tell:1': [true],
};

const IMPORT_POINTS = [
  'before-work/channel.import:1',
  'after-vendor-answer/conversations.history:1',
  'before-effect-done/channel.import:1',
  'before-work/import.tell:1',
];

const killedAtImport = (point: string) => async (place: Workplace) => {
  const { slack } = place;
  const ana = slack.as('ana');
  const room = slack.addChannel({ name: 'old-outage', members: [ana.id, botOf(place)] });
  const lines = Array.from({ length: 8 }, (_, index) => `line ${index + 1}`);
  for (const line of lines) {
    await ana.say(room, line);
  }
  const first = await started(place, point);
  // The answer may have been on its way when the process died.
  await ana.slash('general', `/incident import <#${room}>`).catch(() => undefined);
  expect((await first.ended).signal).toBe('SIGKILL');
  const second = await started(place);
  await performed(place, second, 'import.tell');
  const [entries = [], ...others] = await recordOf(place);
  expect(others).toEqual([]);
  expect(entries.filter(({ kind }) => kind === 'message').map(({ text }) => text)).toEqual(lines);
  expect(entries.filter(({ type }) => type === 'channel-imported')).toHaveLength(1);
  const told = slack.see.channels().flatMap(({ id, kind }) => (kind === 'im' ? slack.see.messages(id) : []));
  const news = told.filter(({ text }) => text.includes('is imported as INC-1: 8 messages'));
  // What was under way when the process died may have been told, and is not told again: that is logged.
  const inDoubt = second
    .output()
    .includes('A private message may have been sent before; it is not repeated.');
  expect(IN_DOUBT[point] ?? [false]).toContain(inDoubt);
  expect(news.length).toBeLessThanOrEqual(1);
  expect(news.length === 1 || inDoubt).toBe(true);
  expect(await second.stop()).toBe(0);
};

test.concurrent.each(IMPORT_POINTS)(
  'killed at %s: the import is taken up again, one incident with everything in it',
  (point) => inWorkplace(killedAtImport(point))(),
);
