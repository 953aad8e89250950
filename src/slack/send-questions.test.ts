import type { Question } from '../incident/question-values.ts';
import { WEEKDAYS } from '../policy/section-working-hours.ts';
import { openSlackHouse, type Setting, type SlackHouse } from './fixtures/slack-house.ts';
import { personId, streamOf } from './ids.ts';

const HOUR = 60 * 60_000;

let at: SlackHouse;
afterEach(() => at.close());

const always = { from: '00:00', to: '23:59', days: WEEKDAYS };
const open = async (policy: Setting['policy'] = { workingHours: always }) => {
  at = await openSlackHouse({ policy });
  return at;
};

const directTo = (person: string) =>
  at.slack.see
    .channels()
    .filter(({ kind, members }) => kind === 'im' && members.includes(person))
    .flatMap(({ id }) => at.slack.see.messages(id))
    .filter(({ text }) => /asks you/.test(text));

const questions = async () => (await at.incident()).review?.asked?.questions ?? [];

type Asked = { line?: string; before?: () => void };

/** It is over, and these people are asked one thing each; Chidi two. `before`: what goes wrong just before. */
async function ask(who: readonly ('chidi' | 'dev')[], { line, before }: Asked = {}): Promise<void> {
  const channel = await at.declare(line);
  await at.slack.as('ana').slash(channel, '/incident resolve rolled back');
  await at.settled();
  before?.();
  const person = (name: 'ana' | 'chidi' | 'dev') => ({
    ...{ kind: 'person' as const, name },
    id: personId(at.slack.see.team().id, at.people[name]),
  });
  const one = (name: 'chidi' | 'dev', about: Question['about'], text: string) => ({
    ...{ about, text, evidence: [], notBefore: at.house.clock.now(), to: person(name) },
  });
  await at.house.engine.handle({
    type: 'ask-questions',
    incident: streamOf(await at.incident()),
    wish: {
      questions: who.flatMap((name) => [
        one(name, 'effect', `What did it change, ${name}? <!channel>`),
        ...(name === 'chidi' ? [one(name, 'began', 'When did it begin?')] : []),
      ]),
    },
    asking: at.house.asking(person('ana')),
  });
  await at.settled();
}

test('all questions to one person stand in one message, which shows what they made of it and pings nobody', async () => {
  const { slack, settled, people } = await open();
  await ask(['chidi', 'dev']);
  expect([directTo(people.chidi).length, directTo(people.dev).length]).toEqual([1, 1]);
  const [message] = directTo(people.chidi);
  const shown = () => JSON.stringify(directTo(people.chidi)[0]?.blocks);
  expect(shown()).toMatch(/\*1\.\* What did it change.*\*2\.\* When did it begin/);
  expect(shown()).not.toContain('<!channel>');
  const where = { channel: message?.channel ?? '', ts: message?.ts ?? '' };
  await slack.as('chidi').click(where, 'Rather not');
  await settled();
  expect(shown()).toContain('You would rather not. That is fine, and nobody asks again.');
  await slack.as('chidi').click(where, 'Answer after all');
  await slack.as('chidi').submit({ answer: 'nothing, <b>& more</b>', consent: 'name' });
  await settled();
  expect(shown()).toMatch(/✓ Answered, quoted with your name\./);
  await slack.as('chidi').click(where, 'Withdraw');
  await settled();
  expect(shown()).toContain('Your answer was taken back, and its words are erased.');
  expect(directTo(people.chidi)).toHaveLength(1);
  expect((await questions()).map((one) => one.declined ?? one.withdrawn ?? false)).toEqual([
    true,
    false,
    false,
  ]);
});

test('outside working hours nobody is written to, whatever was reckoned when it was asked', async () => {
  const { house, outbox, settled, people } = await open({});
  // Sunday afternoon, though the fact says: now.
  await ask(['chidi']);
  expect(directTo(people.chidi)).toEqual([]);
  for (let hour = 0; hour < 24 && directTo(people.chidi).length === 0; hour += 1) {
    house.clock.moveBy(HOUR);
    await outbox.tick();
    await settled();
  }
  const [sent] = directTo(people.chidi);
  // Nine in Lagos.
  expect(new Date(Number(sent?.ts) * 1000).toISOString().slice(0, 13)).toBe('2026-11-23T08');
});

test('a closed account is not written to, and the question stays open', async () => {
  const { slack, people } = await open();
  slack.deactivateUser('dev');
  await ask(['dev']);
  expect(directTo(people.dev)).toEqual([]);
  expect(await questions()).toMatchObject([{ unsent: 'deactivated' }]);
});

test('a private incident asks its members alone', async () => {
  const { people } = await open();
  await ask(['dev'], { line: '/incident declare Keys have leaked --private' });
  expect(directTo(people.dev)).toEqual([]);
  expect(await questions()).toMatchObject([{ unsent: 'not-in-channel' }]);
});

test('made private afterwards, whoever is not of it has nothing to read any more', async () => {
  const { house, people, settled } = await open();
  await ask(['chidi', 'dev']);
  const incident = await at.incident();
  await at.slack.as('ana').invite(incident.channel?.id ?? '', 'chidi');
  await at.slack.as('ana').makePrivate(incident.channel?.id ?? '');
  await settled();
  house.clock.moveBy(HOUR);
  await at.outbox.tick();
  await settled();
  const shown = (person: string) =>
    JSON.stringify(
      at.slack.see
        .channels()
        .filter(({ kind, members }) => kind === 'im' && members.includes(person))
        .flatMap(({ id }) => at.slack.see.messages(id)),
    );
  expect(shown(people.dev)).toContain('INC-1 is private now');
  expect(shown(people.dev)).not.toMatch(/What did it change|Checkout/);
  expect(shown(people.chidi)).toContain('What did it change');
});

test('where it is not known whether it arrived it is not repeated; a press on it tells where it stands', async () => {
  const { slack, people, settled } = await open();
  await ask(['chidi'], {
    before: () => slack.faults.api('chat.postMessage', { kind: 'answer_lost' }, { times: 1 }),
  });
  expect(directTo(people.chidi)).toHaveLength(1);
  expect(await questions()).toMatchObject([{ unsent: 'unclear' }, { unsent: 'unclear' }]);
  const [message] = directTo(people.chidi);
  await slack.as('chidi').click({ channel: message?.channel ?? '', ts: message?.ts ?? '' }, 'Rather not');
  await settled();
  expect(JSON.stringify(directTo(people.chidi)[0]?.blocks)).toContain('You would rather not');
  expect((await questions())[0]?.unsent).toBeUndefined();
});
