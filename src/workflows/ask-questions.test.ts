import {
  ana,
  bo,
  chidi,
  declared,
  firescribe,
  minutes,
  placeAt,
  says,
  type World,
} from '../incident/fixtures/given.ts';
import { questionsAreMoot } from './ask-questions.ts';
import { asked, kinds, only, openedChannel, policy } from './fixtures/asked.ts';

const at = (minute: number, by = bo) =>
  ({ by, at: minutes(minute), source: { kind: 'button', key: `c${minute}` } }) as const;
const own = (minute: number) => ({ ...at(minute), by: firescribe });

const ask = (world: World) => {
  const one = { about: 'suspicion' as const, evidence: ['e1'], notBefore: minutes(600) };
  const questions = [
    { ...one, text: 'What pointed there?', to: chidi },
    { ...one, text: 'What ruled it out?', to: chidi, about: 'withdrawal' as const },
    { ...one, text: 'When did it begin?', to: ana, about: 'began' as const, notBefore: minutes(40) },
  ];
  return world.when('ask-questions', { questions }, at(35));
};

function over(): World {
  const world = openedChannel(declared({}, policy));
  says(world, 12, 'maybe the pool is exhausted', chidi);
  world.when('resolve', { text: 'rolled back' }, at(30));
  const files = { canvas: 'a', markdown: 'b', json: 'c', log: 'd' };
  world.when('record-draft', { cycle: 1, files, entries: { used: 1, notUsed: 0 } }, own(31));
  world.when('record-delivery', { draft: 1, message: placeAt(31) }, own(31));
  return world;
}

const questionOf = (world: World) => world.state().review?.asked?.questions[0]?.question ?? '';

test('one message for each person, however many questions, not before they work', () => {
  const sent = asked(over(), ask).filter(({ kind }) => kind === 'questions.send');
  const once = new Map(sent.map((wish) => [wish.once, wish.dueAt]));
  expect([...once]).toEqual([
    [`questions:1:${chidi.id}`, minutes(600)],
    [`questions:1:${ana.id}`, minutes(40)],
  ]);
});

test('no hour of theirs after all: it waits for the next one, as a message that nobody tried to send', () => {
  const world = over();
  ask(world);
  const later = asked(world, (it) =>
    it.when('postpone-questions', { to: chidi.id, until: minutes(900) }, own(600)),
  );
  expect(only(later, 'questions.send')).toMatchObject({
    dueAt: minutes(900),
    payload: { to: chidi.id, cycle: 1 },
  });
});

test('an answer has the draft made anew and the message brought up to date; one for the owner alone only that', () => {
  const world = over();
  ask(world);
  world.when('record-questions-sent', { to: chidi.id, place: placeAt(600, 'D1') }, own(600));
  const say = (consent: 'name' | 'owner') => (it: World) =>
    it.when('answer-question', { question: questionOf(it), text: 'the graph', consent }, at(610, chidi));
  expect(kinds(asked(world, say('owner'))).sort()).toEqual(['questions.refresh', 'review.refresh']);
  expect(kinds(asked(world, say('name'))).sort()).toEqual([
    'postmortem.draft',
    'questions.refresh',
    'review.refresh',
  ]);
  const withdrawn = asked(world, (it) =>
    it.when('withdraw-answer', { question: questionOf(it) }, at(620, chidi)),
  );
  expect(kinds(withdrawn)).toEqual(expect.arrayContaining(['postmortem.draft', 'questions.refresh']));
});

test('a message that is deleted changes what was asked about it', () => {
  const world = over();
  ask(world);
  world.when('record-questions-sent', { to: chidi.id, place: placeAt(600, 'D1') }, own(600));
  const deleted = asked(world, (it) => it.when('record-deletion', { place: placeAt(12) }, at(605)));
  expect(kinds(deleted)).toContain('questions.refresh');
});

test('nobody is asked of an incident that is open again, nor where all is answered', () => {
  const world = over();
  ask(world);
  const turn = (to: string) => questionsAreMoot(world.state(), { to, cycle: 1 });
  expect(turn(ana.id)).toBeUndefined();
  const began = world.state().review?.asked?.questions[2]?.question ?? '';
  world.when('decline-question', { question: began }, at(50, ana));
  expect(turn(ana.id)).toContain('all is answered');
  world.when('reopen', { reason: 'it is back' }, at(60));
  expect(turn(chidi.id)).toContain('opened again');
});
