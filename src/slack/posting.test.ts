import { alert, bo } from '../engine/fixtures/house.ts';
import { openSlackHouse, type SlackHouse } from './fixtures/slack-house.ts';

let desk: SlackHouse;

beforeEach(async () => {
  desk = await openSlackHouse();
});

afterEach(() => desk.close());

/** A command of Bo's, given past Slack. */
async function does(
  type:
    | 'add-item'
    | 'attach-signal'
    | 'change-severity'
    | 'finish-item'
    | 'post-update'
    | 'record-workflow'
    | 'redact',
  wish: object,
): Promise<void> {
  const { house } = desk;
  const incident = `incident/${(await desk.incident()).id}`;
  const by = { ...bo, id: `T1/${desk.people.bo}` };
  await house.engine.handle({ type, incident, wish, asking: house.asking(by) } as never);
}

const wordsIn = (channel: string): string =>
  desk.slack.see
    .messages(channel)
    .map(({ text }) => text)
    .join('\n');

/** Slack takes what is said from now on, and its answer is lost; nothing more is heard until it is tried again. */
const answersAreLost = (times: number) =>
  desk.slack.faults.api('chat.postMessage', { kind: 'answer_lost' }, { times });

async function triedAgain(): Promise<void> {
  await desk.settled();
  desk.house.clock.moveBy(60_000);
  await desk.settled();
}

test('an item that is done while its message is under way stands there as done', async () => {
  const channel = await desk.declare();
  answersAreLost(1);
  await does('add-item', { kind: 'task', text: 'Look at the wall' });
  await desk.settled();
  expect(wordsIn(channel)).toContain('*Look at the wall*, nobody owns it yet');
  await does('finish-item', { item: '1' });
  await triedAgain();
  expect(wordsIn(channel)).toContain('*Look at the wall*, nobody owns it yet — done');
});

test('what was posted into a long thread is found at its end, and not said twice', async () => {
  await desk.declare();
  const { announcement } = await desk.incident();
  const [channel = '', thread = ''] = [announcement?.channel, announcement?.ts];
  for (let count = 0; count < 605; count += 1) {
    await desk.slack.as('ana').say('incidents', `line ${count}`, { thread });
  }
  answersAreLost(2);
  await does('post-update', { text: 'We fail over' });
  await triedAgain();
  const said = desk.slack.see.thread(channel, thread).filter(({ text }) => text.includes('We fail over'));
  expect(said).toHaveLength(1);
});

test('words that are redacted while they are under way stand nowhere, in the channel or under the announcement', async () => {
  const channel = await desk.declare();
  await triedAgain();
  answersAreLost(2);
  await does('post-update', { text: 'The password is hunter2' });
  await desk.settled();
  const places = [channel, 'incidents'];
  expect(places.map((place) => wordsIn(place).includes('hunter2'))).toEqual([true, true]);
  const update = (await desk.entries()).find(({ text }) => text.includes('hunter2'));
  await does('redact', { entry: update?.id });
  await triedAgain();
  expect(places.map((place) => wordsIn(place).includes('hunter2'))).toEqual([false, false]);
});

test('what a workflow said is withdrawn under the announcement, too', async () => {
  const channel = await desk.declare();
  await triedAgain();
  await does('record-workflow', {
    ...{ workflow: 'w', title: 'W', trigger: 'e1', off: 'set it to off', repeats: 0 },
    does: [{ do: 'post' }, { do: 'announce' }, { do: 'announce' }],
    texts: { 0: 'It is hunter2', 1: 'It is hunter2', 2: 'hunter2 it is' },
  });
  await triedAgain();
  const places = [channel, 'incidents'];
  expect(places.map((place) => wordsIn(place).includes('hunter2'))).toEqual([true, true]);
  const events = await desk.house.engine.questions.events(`incident/${(await desk.incident()).id}`);
  const ran = events.find(({ type }) => type === 'workflow-ran');
  await does('redact', { entry: ran?.id });
  await triedAgain();
  expect(places.map((place) => wordsIn(place).includes('hunter2'))).toEqual([false, false]);
});

const ofType = async (type: string) =>
  (await desk.house.engine.questions.events(`incident/${(await desk.incident()).id}`)).find(
    (event) => event.type === type,
  );

test('what a workflow was saying when it was redacted stands nowhere', async () => {
  const channel = await desk.declare();
  await triedAgain();
  answersAreLost(2);
  await does('record-workflow', {
    ...{ workflow: 'w', title: 'W', trigger: 'e1', off: 'set it to off', repeats: 0 },
    does: [{ do: 'post' }, { do: 'announce' }],
    texts: { 0: 'It is hunter2', 1: 'It is hunter2' },
  });
  await desk.settled();
  const places = [channel, 'incidents'];
  expect(places.map((place) => wordsIn(place).includes('hunter2'))).toEqual([true, true]);
  await does('redact', { entry: (await ofType('workflow-ran'))?.id });
  await triedAgain();
  expect(places.map((place) => wordsIn(place).includes('hunter2'))).toEqual([false, false]);
});

test('an alert that is redacted is not named by what was said of its coming and going either', async () => {
  const channel = await desk.declare();
  const signal = alert('hunter2 fails');
  await does('attach-signal', { signal, because: 'same service', flapping: 5 });
  await triedAgain();
  expect(wordsIn(channel)).toContain('*hunter2 fails* keeps coming and going');
  await does('redact', { entry: (await ofType('signal-attached'))?.id });
  await triedAgain();
  expect(wordsIn(channel)).toContain('*[redacted]* keeps coming and going');
  expect(wordsIn(channel)).not.toContain('hunter2');
});

const CHOSEN = 'Severity: *SEV-2*, chosen by Bo. To change it: `/incident severity`.';
const askedIn = (channel: string) =>
  desk.slack.see.messages(channel).filter(({ text }) => /how bad this is|To change it/.test(text));

test('where people were asked for a severity stands what somebody chose', async () => {
  const channel = await desk.declare('/incident declare Checkout is slow');
  await does('change-severity', { severity: '2' });
  await triedAgain();
  expect(askedIn(channel)).toMatchObject([{ text: CHOSEN, blocks: [{ type: 'section' }] }]);
  await does('change-severity', { severity: '1' });
  await triedAgain();
  expect(askedIn(channel)).toMatchObject([{ text: CHOSEN.replace('SEV-2', 'SEV-1') }]);
});
